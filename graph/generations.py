"""Generations: immutable published states of the graph, which are all that readers ever see.

A generation is a directory `<home>/generations/<number>` with a snapshot of the store, the side index and a
manifest; the small file `current` beside them names the one to read and is swapped by rename. A reader holds
a shared lock on the manifest of what it reads, so that the collection of old generations leaves it alone;
what was opened stays readable even when somebody deletes it.
"""

import fcntl
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Self

import orjson

from graph.graph import Graph
from graph.index import Index
from graph.indexing import INDEX_VERSION, build_index
from graph.store import Store
from ontology.errors import GraphError, NoGeneration

IN_MEMORY_BELOW = 5_000_000  # quads; about 400 bytes each in memory
_ATTEMPTS = 20  # a reader loses against the collection only when it falls behind by `keep` generations


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """What a manifest says of a published state; `counts` as in `Index.counts`."""

    number: int
    published: str  # ISO 8601 time in UTC
    quads: int
    canonical_hash: str
    counts: dict[str, int]
    software: str
    index: int  # the version of the side index
    note: str | None = None


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
    graph: Graph, home: Path, *, texts: Mapping[str, str], keep: int = 5, note: str | None = None
) -> Generation:
    """Publish the state of a graph, with the stored text of each document id, and keep the last few.

    The current generation is returned as it is when nothing changed. Only the writer of a graph publishes it.
    """
    graph.shortcuts()
    graph.flush()
    digest = graph.canonical_hash()
    folder = _folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        last = _if_whole(home)
        if last and (last.canonical_hash, last.index, last.software) == (digest, INDEX_VERSION, _software()):
            return last
        made = _build(graph, home, texts, digest=digest, note=note)
        _point(home, made.number)
        _collect(home, keep)
        return made


def open_generation(home: Path, number: int | None = None) -> Published:
    """A generation for reading, the current one without a number. NoGeneration when it is not there."""
    for _ in range(_ATTEMPTS):
        wanted = number if number is not None else current(home).number
        lease = _lease(_folder(home) / str(wanted))
        if lease is not None:
            return _open(home, wanted, lease)
        if number is not None:
            break
    raise NoGeneration(f"generation {number} is not in {home}; `claimgraph status` lists those that are kept")


def current(home: Path) -> Generation:
    """The generation that readers see. NoGeneration when nothing has been published."""
    found = _last(home)
    if found is None:
        raise NoGeneration(f"nothing has been published in {home}; run `claimgraph run` first")
    return found


def generations(home: Path) -> tuple[Generation, ...]:
    """All generations that are kept, oldest first."""
    found = (_manifest(home, number) for number in _numbers(home))
    return tuple(manifest for manifest in found if manifest)


def _build(
    graph: Graph, home: Path, texts: Mapping[str, str], *, digest: str, note: str | None
) -> Generation:
    building = _folder(home) / ".building"
    shutil.rmtree(building, ignore_errors=True)  # left by a killed writer
    building.mkdir()
    graph.store.backup(building / "store")
    build_index(graph, building / "index.sqlite", texts)
    made = Generation(
        number=_next_number(home),
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        quads=len(graph),
        canonical_hash=digest,
        counts=_counts(building),
        software=_software(),
        index=INDEX_VERSION,
        note=note,
    )
    (building / "manifest.json").write_bytes(orjson.dumps(asdict(made), option=orjson.OPT_INDENT_2))
    for name in ("index.sqlite", "manifest.json", "store", "."):
        _sync(building / name)
    building.rename(_folder(home) / str(made.number))
    return made


def _counts(place: Path) -> dict[str, int]:
    index = Index(place / "index.sqlite")
    try:
        return index.counts()
    finally:
        index.close()


def _open(home: Path, number: int, lease: IO[bytes]) -> Published:
    place = _folder(home) / str(number)
    manifest = _understood(lease.read())
    store = Store.snapshot(place / "store")
    if manifest.quads < IN_MEMORY_BELOW:
        store = store.in_memory()
    return Published(
        generation=manifest, graph=Graph(store), index=Index(place / "index.sqlite"), lease=lease
    )


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
    _sync(fresh)
    fresh.replace(pointer)
    _sync(pointer.parent)


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
        return _understood((_folder(home) / str(number) / "manifest.json").read_bytes())
    except FileNotFoundError:
        return None


def _understood(manifest: bytes) -> Generation:
    try:
        return Generation(**orjson.loads(manifest))
    except (TypeError, ValueError) as error:
        raise GraphError(
            f"a manifest cannot be read ({error}); publish again with `claimgraph run`"
        ) from error


def _numbers(home: Path) -> list[int]:
    return sorted(int(place.name) for place in _places(home) if (place / "manifest.json").exists())


def _next_number(home: Path) -> int:
    return max((int(place.name) for place in _places(home)), default=0) + 1


def _places(home: Path) -> list[Path]:
    folder = _folder(home)
    return [path for path in folder.iterdir() if path.name.isdecimal()] if folder.is_dir() else []


def _folder(home: Path) -> Path:
    return home / "generations"


def _software() -> str:
    return version("claimgraph")


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
