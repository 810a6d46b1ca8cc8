"""How a generation is built: the snapshots, the side indexes, the manifest, and what it changes."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from graph.apart import NOTHING, Apart, put_back
from graph.copies import NO_COPIES, Copies
from graph.counting import counted
from graph.digest import Digest
from graph.graph import Graph
from graph.index import Index
from graph.indexing import INDEX_VERSION, build_index, change_index
from graph.journal import Journal
from graph.manifest import Generation, written
from graph.past import Patch, write_patch
from graph.reindexing import Changed
from graph.store import Store
from ontology.terms import Graphs

_SUM = "digest"  # the file with the sum behind the canonical hash
WHOLE = "whole"  # the folder with everything, also what is kept apart


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be published: a graph, the stored text of each document id, and what is kept apart."""

    graph: Graph
    texts: Mapping[str, str]
    digest: Digest  # of what is claimed
    journal: Journal | None = None  # what was changed since a generation, where that was noted
    apart: Apart = NOTHING
    copies: Copies = NO_COPIES
    note: str | None = None

    @cached_property
    def digest_apart(self) -> str:
        """SHA-256 of the history graph and of what is kept apart."""
        apart = (self.apart.pages, self.apart.entities, self.apart.incidents, self.apart.comparisons)
        told = f"{self.graph.canonical_hash([Graphs.HISTORY])} {apart} {sorted(self.apart.withdrawn.items())}"
        return hashlib.sha256(told.encode()).hexdigest()

    def is_published_as(self, last: Generation) -> bool:
        """Whether a generation is this already."""
        if (last.index, last.software) != (INDEX_VERSION, software()):
            return False
        return (last.canonical_hash, last.apart) == (self.digest.hexdigest(), self.digest_apart)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The generation that readers see until then, and where it lies."""

    generation: Generation
    place: Path


def build(draft: Draft, place: Path, number: int, before: Before | None) -> Generation:
    """Write a generation into a folder, with what it says of itself and what it changes."""
    graph = draft.graph
    graph.store.backup(place / "store")
    _index(draft, place / "index.sqlite", before)
    apart = _build_whole(draft, place) if draft.apart.pages else ()
    changed = _changed(draft, before, place, apart)
    made = Generation(
        number=number,
        published=datetime.now(UTC).isoformat(timespec="milliseconds"),
        quads=len(graph),
        canonical_hash=draft.digest.hexdigest(),
        hashing=2,
        counts=_counts(place),
        software=software(),
        index=INDEX_VERSION,
        note=draft.note,
        apart=draft.digest_apart,
        changes=changed,
    )
    (place / "manifest.json").write_bytes(written(made))
    (place / _SUM).write_bytes(draft.digest.state())
    for name in ("index.sqlite", "manifest.json", "patch.gz", _SUM, "store", "."):
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


def _index(draft: Draft, path: Path, before: Before | None) -> None:
    """Write the index: from the one before where the writer noted what was changed since, else anew."""
    journal = draft.journal
    noted = before is not None and journal is not None and journal.base == before.generation.number
    if before and journal and noted and before.generation.index == INDEX_VERSION:
        old = before.place / "index.sqlite"
        if change_index(draft.graph, path, draft.texts, old, Changed.of(journal), draft.copies):
            return
    build_index(draft.graph, path, draft.texts, draft.copies)


def digest_of(journal: Journal | None, graph: Graph, before: Before | None) -> Digest:
    """The digest of what is claimed: of what was published, and what was noted since; else of everything."""
    if journal is not None and journal.base == 0:
        return journal.digest
    if journal is not None and before is not None and journal.base == before.generation.number:
        with suppress(FileNotFoundError):  # an older version has published it
            return Digest((before.place / _SUM).read_bytes()).plus(journal.digest)
    return graph.store.digest(without=Graphs.HISTORY)


def _changed(draft: Draft, before: Before | None, place: Path, apart: tuple[str, ...]) -> dict[str, int]:
    """Write what is changed from the generation before; how much of what that is."""
    kept = draft.apart.texts if draft.apart.pages else {}
    if before is None:
        write_patch(place, Patch(before=None, apart=apart, apart_texts=kept))
        return {}
    with closing(Index(before.place / "index.sqlite")) as index:
        gone = {name: index.text_of(name) or "" for name in index.document_ids() if name not in draft.texts}
    patch = Patch(before=before.generation.number, texts=gone, apart=apart, apart_texts=kept)
    with Graph(Store.snapshot(before.place / "store")) as old, _since(draft, before, old) as journal:
        write_patch(place, patch, journal.parts)
        return counted(old, draft.graph, journal.parts)


@contextmanager
def _since(draft: Draft, before: Before, old: Graph) -> Iterator[Journal]:
    """What the writer noted, else what the two stores differ in."""
    number = before.generation.number
    if draft.journal is not None and draft.journal.base == number:
        yield draft.journal
        return
    with closing(Journal.between(number, old.store, draft.graph.store)) as found:
        yield found


def _counts(place: Path) -> dict[str, int]:
    with closing(Index(place / "index.sqlite")) as index:
        return index.counts()
