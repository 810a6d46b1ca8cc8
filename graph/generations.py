"""Generations: immutable published states of the graph, which are all that readers ever see.

A generation is a directory `<home>/generations/<number>` with a snapshot of the store, the side index and a
manifest; the small file `current` beside them names the one to read and is swapped by rename. A reader holds
a shared lock on the manifest of what it reads, so that the collection of old generations leaves it alone;
what was opened stays readable even when somebody deletes it.
"""

import fcntl
import io
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Self

from graph import past
from graph.apart import NOTHING, Apart
from graph.building import WHOLE, Before, Draft, build, digest_of, sync
from graph.copies import NO_COPIES, Copies
from graph.graph import Graph
from graph.index import Index
from graph.indexing import INDEX_VERSION, build_index
from graph.manifest import Generation as Generation  # noqa: PLC0414  # readers know it from here
from graph.manifest import understood
from graph.marker import Equals
from graph.past import State
from graph.store import Store
from graph.updates import derived
from ontology.errors import GraphError, NoGeneration

IN_MEMORY_BELOW = 5_000_000  # quads; about 400 bytes each in memory
_ATTEMPTS = 20  # a reader loses against the collection only when it falls behind by `keep` generations


@dataclass(slots=True, kw_only=True)
class Published:
    """An open generation. Close it, or use it in a `with`, to let the collection have it."""

    generation: Generation
    graph: Graph
    index: Index
    lease: IO[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its files."""
        self.graph.close()
        self.index.close()
        self.lease.close()


def publish(
    graph: Graph,
    home: Path,
    *,
    texts: Mapping[str, str],
    apart: Apart = NOTHING,
    copies: Copies = NO_COPIES,
    keep: int = 5,
    note: str | None = None,
) -> Generation:
    """Publish the state of a graph, with the stored text of each document id, and keep the last few whole.

    `copies` has what was written at hand, which saves reading it back.
    The current generation is returned as it is when nothing changed. Only the writer of a graph publishes it.
    """
    graph.shortcuts()
    graph.flush()
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        last = _if_whole(home)
        copy, before = Graph(graph.store.at_hand()), _before(home, last)
        draft = Draft(
            graph=copy, texts=texts, digest=digest_of(graph.journal, copy, before), journal=graph.journal,
            apart=apart, copies=copies, note=note,
        )  # fmt: skip
        if last and draft.is_published_as(last):
            graph.published(Equals(last.number, last.canonical_hash))
            return last
        made = _build(draft, home, before)
        graph.store.publish(made.number, keep)
        _point(home, made.number)
        graph.published(Equals(made.number, made.canonical_hash))
        _collect(home, keep)
        return made


def open_generation(
    home: Path, number: int | None = None, *, as_of: str | None = None, withdrawn: bool = False
) -> Published:
    """A generation for reading: the current one, that of a number, or the one readers saw at a moment.

    `withdrawn` gives everything, also what is kept apart. One that is not kept whole any more is put together
    again from the history. NoGeneration when it is not there, or the moment lies before the first.
    """
    if as_of is not None:
        number = seen_at(home, as_of).number
    for _ in range(_ATTEMPTS):
        wanted = number if number is not None else current(home).number
        lease = _lease(_folder(home) / str(wanted))
        if lease is not None:
            return _open(home, wanted, lease, withdrawn=withdrawn)
        if number is not None:
            return _rebuilt(home, number, withdrawn=withdrawn)
    raise NoGeneration(
        f"the current generation of {home} is replaced faster than it can be opened; try again"
    )


def seen_at(home: Path, moment: str) -> Generation:
    """The generation that readers saw at a moment (ISO 8601). NoGeneration before the first."""
    everything = known(home)
    found = past.at(everything, moment)
    if found is not None:
        return found
    if not everything:
        raise NoGeneration(f"nothing has been published in {home}; run `claimgraph run` first")
    first = everything[0]
    raise NoGeneration(
        f"nothing is known of {moment}: the first generation that {home} remembers is {first.number}, "
        f"published {first.published}"
    )


def known(home: Path) -> tuple[Generation, ...]:
    """All generations that can be opened or asked about, kept whole or remembered, oldest first."""
    found = {one.number: one for one in (*past.remembered(home), *generations(home))}
    return tuple(found[number] for number in sorted(found))


def current(home: Path) -> Generation:
    """The generation that readers see. NoGeneration when nothing has been published."""
    found = _last(home)
    if found is None:
        raise NoGeneration(f"nothing has been published in {home}; run `claimgraph run` first")
    return found


def place_of(home: Path, number: int) -> Path:
    """The directory with the store of a generation that is kept whole."""
    return _folder(home) / str(number) / "store"


def generations(home: Path) -> tuple[Generation, ...]:
    """All generations that are kept, oldest first."""
    found = (_manifest(home, number) for number in _numbers(home))
    return tuple(manifest for manifest in found if manifest)


def _before(home: Path, last: Generation | None) -> Before | None:
    return None if last is None else Before(generation=last, place=_folder(home) / str(last.number))


def _build(draft: Draft, home: Path, before: Before | None) -> Generation:
    building = _folder(home) / ".building"
    shutil.rmtree(building, ignore_errors=True)  # left by a killed writer
    building.mkdir()
    made = build(draft, building, _next_number(home), before)
    building.rename(_folder(home) / str(made.number))
    return made


def _open(home: Path, number: int, lease: IO[bytes], *, withdrawn: bool) -> Published:
    place = _folder(home) / str(number)
    manifest = understood(lease.read())
    if withdrawn and (place / WHOLE).is_dir():
        place /= WHOLE
    store = Store.snapshot(place / "store")
    if manifest.quads < IN_MEMORY_BELOW:
        store = store.in_memory()
    index = Index(place / "index.sqlite")
    if manifest.index != INDEX_VERSION:
        index = _reindexed(store.with_update(derived()), index.texts())
    return Published(generation=manifest, graph=Graph(store), index=index, lease=lease)


def _rebuilt(home: Path, number: int, *, withdrawn: bool) -> Published:
    """A generation that is not kept whole, in memory, by undoing what the later ones changed."""
    wanted = next((one for one in past.remembered(home) if one.number == number), None)
    base = next((one for one in generations(home) if one.number > number), None)
    if wanted is None or base is None:
        raise NoGeneration(f"generation {number} is not in {home}; `claimgraph status` lists those that are")
    with open_generation(home, base.number) as later:
        state = State(lines=later.graph.store.lines(), texts=later.index.texts())
    state = past.back(home, state, since=base.number, to=number)
    store = past.proven(state, wanted)
    if withdrawn:
        state = past.apart_from(home, number, state)
        store = state.store()
    anew = store.with_update(derived())
    return Published(
        generation=wanted,
        graph=Graph(anew if withdrawn else store),
        index=_reindexed(anew, state.texts),
        lease=io.BytesIO(),
    )


def _reindexed(store: Store, texts: Mapping[str, str]) -> Index:
    """The side index of a store, of which no file is left."""
    with TemporaryDirectory(prefix="claimgraph-") as folder:  # what is opened stays readable without its file
        path = Path(folder) / "index.sqlite"
        build_index(Graph(store), path, texts)
        return Index(path)


def _lease(place: Path) -> IO[bytes] | None:
    """The manifest, held so that the generation is not collected; None when it is gone."""
    try:
        manifest = (place / "manifest.json").open("rb")
    except FileNotFoundError:
        return None
    fcntl.flock(manifest, fcntl.LOCK_SH)
    if os.fstat(manifest.fileno()).st_nlink:
        return manifest
    manifest.close()
    return None


def _collect(home: Path, keep: int) -> None:
    """Delete all but the last generations, except those that somebody reads: they go the next time."""
    kept = _numbers(home)
    for number in kept:
        past.remember(home, number, _folder(home) / str(number))
    for number in kept[: -max(keep, 1)]:
        manifest = _folder(home) / str(number) / "manifest.json"
        with manifest.open("rb") as lease:
            try:
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            manifest.unlink()
    for place in _places(home):
        if not (place / "manifest.json").exists():
            shutil.rmtree(place)


def _point(home: Path, number: int) -> None:
    pointer = _folder(home) / "current"
    fresh = pointer.with_suffix(f".{os.getpid()}")
    fresh.write_text(f"{number}\n")
    sync(fresh)
    fresh.replace(pointer)
    sync(pointer.parent)


def _last(home: Path) -> Generation | None:
    """The generation that `current` names; asked again when it was collected between two reads."""
    for _ in range(_ATTEMPTS):
        try:
            number = int((_folder(home) / "current").read_text())
        except FileNotFoundError:
            return None
        found = _manifest(home, number)
        if found:
            return found
    raise GraphError(f"the current generation of {home} is not there; publish again with `claimgraph run`")


def _if_whole(home: Path) -> Generation | None:
    """The current generation; None when it was lost or damaged, so that publishing anew mends it."""
    try:
        return _last(home)
    except GraphError:
        return None


def _manifest(home: Path, number: int) -> Generation | None:
    try:
        return understood((_folder(home) / str(number) / "manifest.json").read_bytes())
    except FileNotFoundError:
        return None


def _numbers(home: Path) -> list[int]:
    return sorted(int(place.name) for place in _places(home) if (place / "manifest.json").exists())


def _next_number(home: Path) -> int:
    published = (int(place.name) for place in _places(home))
    return max((*published, *(one.number for one in past.remembered(home))), default=0) + 1


def _places(home: Path) -> list[Path]:
    folder = _folder(home)
    return [path for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []


def _folder(home: Path) -> Path:
    return home / "generations"
