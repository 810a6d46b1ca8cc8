"""How a generation is built: the snapshots, the side indexes, the manifest, and what it changes."""

import hashlib
import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from graph.apart import NOTHING, Apart, put_back
from graph.changes import changes
from graph.graph import Graph
from graph.index import Index
from graph.indexing import INDEX_VERSION, build_index
from graph.manifest import Generation, written
from graph.past import Patch, write_patch
from graph.store import Store
from ontology.terms import Graphs

WHOLE = "whole"  # the folder with everything, also what is kept apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be published: a graph, the stored text of each document id, and what is kept apart."""

    graph: Graph
    texts: Mapping[str, str]
    apart: Apart = NOTHING
    note: str | None = None

    def digest(self) -> str:
        """SHA-256 of what is claimed."""
        return self.graph.canonical_hash()

    def digest_apart(self) -> str:
        """SHA-256 of the history graph and of what is kept apart."""
        apart = (self.apart.pages, self.apart.entities, self.apart.incidents, self.apart.comparisons)
        told = f"{self.graph.canonical_hash([Graphs.HISTORY])} {apart} {sorted(self.apart.withdrawn.items())}"
        return hashlib.sha256(told.encode()).hexdigest()

    def is_published_as(self, last: Generation) -> bool:
        """Whether a generation is this already."""
        if (last.index, last.software) != (INDEX_VERSION, software()):
            return False
        return (last.canonical_hash, last.apart) == (self.digest(), self.digest_apart())


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The generation that readers see until then, and where it lies."""

    generation: Generation
    place: Path


def build(draft: Draft, place: Path, number: int, before: Before | None) -> Generation:
    """Write a generation into a folder, with what it says of itself and what it changes."""
    graph = draft.graph
    graph.store.backup(place / "store")
    build_index(graph, place / "index.sqlite", draft.texts)
    apart = _build_whole(draft, place) if draft.apart.pages else ()
    patch, changed = _since(draft, before, apart)
    made = Generation(
        number=number,
        published=datetime.now(UTC).isoformat(timespec="milliseconds"),
        quads=len(graph),
        canonical_hash=draft.digest(),
        counts=_counts(place),
        software=software(),
        index=INDEX_VERSION,
        note=draft.note,
        apart=draft.digest_apart(),
        changes=changed,
    )
    (place / "manifest.json").write_bytes(written(made))
    write_patch(place, patch)
    for name in ("index.sqlite", "manifest.json", "patch.gz", "store", "."):
        sync(place / name)
    return made


def software() -> str:
    """The version of claimgraph."""
    return version("claimgraph")


def sync(path: Path) -> None:
    """Make a file or folder survive a power loss."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _build_whole(draft: Draft, place: Path) -> tuple[str, ...]:
    """Write everything beside, with its own index; the N-Quads of what is kept apart."""
    whole = place / WHOLE
    whole.mkdir()
    draft.graph.store.backup(whole / "store")
    with Graph(Store.directory(whole / "store")) as graph:
        put_back(graph, draft.apart)
        graph.flush()
        build_index(graph, whole / "index.sqlite", {**draft.apart.texts, **draft.texts})
        return tuple(sorted(graph.store.lines() - draft.graph.store.lines()))


def _since(draft: Draft, before: Before | None, apart: tuple[str, ...]) -> tuple[Patch, dict[str, int]]:
    kept = draft.apart.texts if draft.apart.pages else {}
    if before is None:
        return Patch(before=None, apart=apart, apart_texts=kept), {}
    with Graph(Store.snapshot(before.place / "store")) as old:
        was, now = old.store.lines(), draft.graph.store.lines()
        added, removed = tuple(sorted(now - was)), tuple(sorted(was - now))
        found = changes(old, draft.graph, (*added, *removed)).counts()
    with closing(Index(before.place / "index.sqlite")) as index:
        gone = {name: text for name, text in index.texts().items() if name not in draft.texts}
    number = before.generation.number
    return Patch(
        before=number, added=added, removed=removed, texts=gone, apart=apart, apart_texts=kept
    ), found


def _counts(place: Path) -> dict[str, int]:
    with closing(Index(place / "index.sqlite")) as index:
        return index.counts()
