"""Replies that were paid for, kept by what was asked."""

from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import orjson

from ontology.errors import ModelError


class Cache:
    """A folder with one file a reply. What is damaged there counts as not kept and is asked for again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def reply(self, key: str) -> dict[str, Any] | None:
        """The reply that is kept under a key."""
        with suppress(OSError, ValueError):
            kept = orjson.loads(self._place(key).read_bytes())
            return kept if isinstance(kept, dict) else None
        return None

    def put(self, key: str, reply: dict[str, Any]) -> None:
        """Keep a reply; the file is whole or not there."""
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, prefix=".", suffix=".part", delete=False) as file:
                file.write(orjson.dumps(reply))
            Path(file.name).replace(place)
        except OSError as error:
            raise ModelError(
                f"{place} cannot be written ({error.strerror}), and what is not kept is paid for twice;"
                " choose another home folder with CLAIMGRAPH_HOME"
            ) from error

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
