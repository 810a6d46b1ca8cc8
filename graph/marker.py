"""The marker of a store: which generation it equals, until it is edited; and how often it was.

It lies in a file beside the directory, which goes before anything is written: whoever is killed while writing
leaves a store of which nothing is known. It names the store that it is of: one that is made in the place of a
lost one is another.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import orjson


class Equals(NamedTuple):
    """The number and the canonical hash of a generation."""

    number: int
    canonical_hash: str


class Marker:
    """Of a store in a directory, which is open, or in memory where there is none."""

    def __init__(self, store: Path | None) -> None:
        self._path = None if store is None else store.with_name(f"{store.name}.published")
        self._store = None if store is None else _identity(store)
        self._equals = self._read()
        self.edits = 0

    @property
    def equals(self) -> Equals | None:
        """The generation that the store equals, where that is known."""
        return self._equals

    def edited(self) -> None:
        """Note that something is about to be written."""
        self.edits += 1
        if self._equals is None:
            return
        self._equals = None
        if self._path is not None:
            self._path.unlink(missing_ok=True)
            _sync(self._path.parent)

    def set(self, equals: Equals) -> None:
        """Note that the store, which was flushed, equals a generation."""
        self._equals = equals
        if self._path is not None:
            fresh = self._path.with_name(f".{self._path.name}.unfinished")
            fresh.write_bytes(orjson.dumps({**equals._asdict(), "store": self._store}))
            fresh.replace(self._path)

    def _read(self) -> Equals | None:
        with suppress(OSError, ValueError, TypeError, AttributeError):
            if self._path is not None and self._store is not None:
                held = orjson.loads(self._path.read_bytes())
                if held.pop("store", None) == self._store:
                    return Equals(**held)
        return None


def _identity(store: Path) -> str | None:
    """What RocksDB calls a database from its making on; a copy that it makes is called otherwise."""
    try:
        return (store / "IDENTITY").read_text().strip() or None
    except (OSError, ValueError):
        return None


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
