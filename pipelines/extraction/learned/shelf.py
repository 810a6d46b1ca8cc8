"""The shelf of trained models: those that are shipped, and before them those of a folder of one's own."""

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from ontology.errors import SettingsError
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.learned.tagging import Tagger

SHIPPED = Path(__file__).with_name("weights")
SHARED_ALIKE = SHIPPED / "sharealike"  # trained on CC BY-SA data and under that licence
VARIABLE = "CLAIMGRAPH_WEIGHTS"
_MANIFEST, _ROLES = "manifest.json", "roles.json"


class Shelf:
    """Models by name, each from the first folder that has it. Loaded when they are first asked for."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._loaded: dict[str, Tagger | None] = {}
        self._rankers: dict[str, Ranker] = {}

    def get(self, name: str) -> Tagger:
        """The model of a name; SettingsError when no folder has it."""
        model = self.find(name)
        if model is None:
            raise self._missing(f"{name}.crf")
        return model

    def find(self, name: str) -> Tagger | None:
        """The model of a name, or None."""
        if name not in self._loaded:
            path = self._path(f"{name}.crf")
            self._loaded[name] = Tagger(path) if path else None
        return self._loaded[name]

    def ranker(self, name: str) -> Ranker:
        """The ranker of a name; SettingsError when no folder has it."""
        if name not in self._rankers:
            path = self._path(f"{name}.json")
            if path is None:
                raise self._missing(f"{name}.json")
            self._rankers[name] = Ranker.read(path)
        return self._rankers[name]

    def _missing(self, file: str) -> SettingsError:
        places = ", ".join(str(folder) for folder in self._folders)
        return SettingsError(f"there is no model {file} in {places}; run `make train`, or install anew")

    @cached_property
    def roles(self) -> Mapping[str, frozenset[str]]:
        """The types of events that each role was annotated with."""
        path = self._path(_ROLES)
        found = json.loads(path.read_text("utf-8")) if path else {}
        return {role: frozenset(kinds) for role, kinds in found.items()}

    @cached_property
    def alone(self) -> frozenset[str]:
        """What is read by models only ("events", "speech"), where it is else read by the rules first."""
        manifests = [folder / _MANIFEST for folder in self._folders if (folder / _MANIFEST).is_file()]
        return frozenset(part for path in manifests for part in json.loads(path.read_text("utf-8"))["alone"])

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of everything on the shelf."""
        digest = sha256()
        for folder in self._folders:
            for file in sorted(folder.iterdir()):
                if file.suffix in {".crf", ".json"}:
                    digest.update(file.name.encode() + file.read_bytes())
        return digest.hexdigest()

    def _path(self, file: str) -> Path | None:
        return next((folder / file for folder in self._folders if (folder / file).is_file()), None)


def shelf() -> Shelf:
    """The shelf that the environment asks for; SettingsError when its folder is not there."""
    own = os.environ.get(VARIABLE)
    if own is not None and not Path(own).is_dir():
        raise SettingsError(f"${VARIABLE} names {own}, which is no folder; unset it or train models into it")
    return _shelf(own)


@cache
def _shelf(own: str | None) -> Shelf:
    folders = (*([Path(own)] if own else []), SHIPPED, SHARED_ALIKE)
    return Shelf([folder for folder in folders if folder.is_dir()])
