"""What was published before, for ever: what each generation added to the one before, and took away.

A generation that is no longer kept whole is put together again from a later one, by undoing what came since.
The canonical hash of its manifest proves that it is the same.
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from itertools import chain, islice
from pathlib import Path
from typing import Any

import orjson

from graph.journal import Part
from graph.manifest import Generation, understood
from graph.store import Store
from ontology.errors import GraphError, QuestionError
from ontology.terms import Graphs

_PATCH = "patch.gz"
_LEVEL = 3  # of compression: more saves a tenth and takes five times as long
_TOGETHER = 500  # lines that are packed at once
Parts = Callable[[], Iterable[Part]]  # what came and went; it can be asked several times


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """From one generation to the next, as N-Quads; with the texts that went, and all that is kept apart."""

    before: int | None  # None when there was nothing to compare with
    added: Sequence[str] = ()
    removed: Sequence[str] = ()
    texts: dict[str, str] = field(default_factory=dict)
    apart: Sequence[str] = ()
    apart_texts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that a generation holds: its N-Quads, and the stored text of each document id."""

    lines: set[str]
    texts: dict[str, str]

    def store(self) -> Store:
        """The quads in memory."""
        return Store.holding(self.lines)


def write_patch(place: Path, patch: Patch, parts: Parts = tuple) -> None:
    """Write a patch into the folder of its generation; `parts` are what came and went besides."""
    with (place / _PATCH).open("wb") as file, gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
        packed.write(b"{")
        for name, came, known in (("added", True, patch.added), ("removed", False, patch.removed)):
            packed.write(b'"%s":[' % name.encode())
            found = chain(known, (line for part in parts() for line in (part.new if came else part.gone)))
            first = True
            while some := list(islice(found, _TOGETHER)):
                packed.write((b"" if first else b",") + orjson.dumps(some)[1:-1])
                first = False
            packed.write(b"],")
        rest = {name: value for name, value in asdict(patch).items() if name not in {"added", "removed"}}
        packed.write(orjson.dumps(rest)[1:])


def remember(home: Path, number: int, place: Path) -> None:
    """Keep for ever what the folder of a generation says of it; done again, it changes nothing."""
    if not _manifest(home, number).exists() and (place / _PATCH).exists():
        _write(_patch(home, number), (place / _PATCH).read_bytes())
        _write(_manifest(home, number), (place / "manifest.json").read_bytes())


def remembered(home: Path) -> tuple[Generation, ...]:
    """Every generation ever published, oldest first, as far back as the history goes."""
    found = (understood(path.read_bytes()) for path in _folder(home).glob("*.json"))
    return tuple(sorted(found, key=lambda generation: generation.number))


def at(generations: Iterable[Generation], moment: str) -> Generation | None:
    """Of these the one that readers saw at a moment; None when that is before the first."""
    wanted = moment_of(moment)
    earlier = [one for one in generations if datetime.fromisoformat(one.published) <= wanted]
    return max(earlier, key=lambda one: one.number, default=None)


def moment_of(text: str) -> datetime:
    """The moment of an ISO 8601 text: UTC without a zone, and the end of the day without a time."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise QuestionError(
            f"{text!r} is no moment; write 2026-11-30, 2026-11-30T08:00 or 2026-11-30T08:00:00+09:00"
        ) from error
    if len(text.strip()) == len("2026-11-30"):
        found = datetime.combine(found.date(), time.max)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def back(home: Path, state: State, *, since: int, to: int) -> State:
    """What generation `to` held, from the state of the later generation `since`. GraphError for a gap."""
    lines, texts, number = set(state.lines), dict(state.texts), since
    while number > to:
        patch = patch_of(home, number)
        if patch.before is None or patch.before < to:
            raise GraphError(f"the history of {home} has a gap before generation {number}")
        lines = (lines - set(patch.added)) | set(patch.removed)
        texts |= patch.texts
        number = patch.before
    return State(lines=lines, texts=texts)


def apart_from(home: Path, number: int, state: State) -> State:
    """A state with what its generation kept apart."""
    patch = patch_of(home, number)
    return State(lines=state.lines | set(patch.apart), texts=state.texts | patch.apart_texts)


def patch_of(home: Path, number: int) -> Patch:
    """What a generation changed. GraphError when that is not remembered."""
    try:
        content: dict[str, Any] = orjson.loads(gzip.decompress(_patch(home, number).read_bytes()))
        return Patch(**content)
    except FileNotFoundError as error:
        raise GraphError(f"what generation {number} changed is not in {_folder(home)} any more") from error
    except (OSError, EOFError, TypeError, ValueError) as error:
        raise GraphError(f"{_patch(home, number)} is damaged ({error})") from error


def proven(state: State, generation: Generation) -> Store:
    """The store of a state; GraphError when it is not what the manifest says."""
    store = state.store()
    hashed = store.canonical_hash(without=Graphs.HISTORY) if generation.hashing > 1 else _hashed_once(state)
    if hashed != generation.canonical_hash:
        raise GraphError(f"the history does not lead back to what generation {generation.number} held")
    return store


def _hashed_once(state: State) -> str:
    """The hash as it was reckoned before 0050: of all lines in their order."""
    claimed = (line for line in state.lines if not line.endswith(f"<{Graphs.HISTORY}> .\n"))
    return hashlib.sha256("".join(sorted(claimed)).encode()).hexdigest()


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(place)


def _folder(home: Path) -> Path:
    return home / "history"


def _manifest(home: Path, number: int) -> Path:
    return _folder(home) / f"{number:06d}.json"


def _patch(home: Path, number: int) -> Path:
    return _folder(home) / f"{number:06d}.patch.gz"
