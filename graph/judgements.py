"""What people decided: a ledger of judgements, one JSON line each, to which lines are only ever added.

Nothing in it is changed or taken out. Undoing a judgement is another line, after which the one before it on
the same matter counts again. A judgement says on what it was passed in words of the articles, so that it is
found again when everything is derived anew.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

import orjson

from graph.names import digest, judgement
from ontology.errors import JudgementError, SettingsError
from ontology.model import Judgement
from ontology.terms import Iri, Ruling

PAIR = frozenset({Ruling.SAME, Ruling.DIFFERENT, Ruling.UNSURE})


class Words(NamedTuple):
    """Where something is spoken of: a document, and the words for it there (empty for the whole document)."""

    document: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One thing that is judged: what it was and was called then, and by which words it is found again."""

    kind: str  # a kind of entity, "Article" or "Claim"
    label: str
    iri: Iri
    found: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line. `key` names the matter: of two entries on one matter the later counts."""

    number: int  # counted from 1
    at: str  # ISO 8601 time in UTC
    by: str
    why: str
    ruling: Ruling
    key: str
    sides: tuple[Side, ...]
    via: str = "command line"
    replaced_by: Side | None = None
    undoes: int | None = None

    @property
    def label(self) -> str:
        """What it is about, in words."""
        return " / ".join(side.label for side in self.sides)

    def record(self, judged: Iterable[Iri]) -> Judgement:
        """The judgement as the graph keeps it, about what its sides are now."""
        return Judgement(
            iri=judgement(self.key, self.at, self.number),
            label=self.label,
            ruling=self.ruling,
            judge=self.by,
            recorded=self.at,
            reason=self.why,
            judged=tuple(sorted(set(judged))),
            replaced_by=self.replaced_by.iri if self.replaced_by else None,
        )


class Judgements:
    """The ledger of a home folder. What was added is on disk before `add` returns."""

    def __init__(self, home: Path) -> None:
        self.path = home / "judgements.jsonl"

    def entries(self) -> tuple[Entry, ...]:
        """Every line ever written, in their order. SettingsError when one cannot be read."""
        try:
            with self.path.open("rb") as file:
                return tuple(self._read(file))
        except FileNotFoundError:
            return ()

    def standing(self) -> tuple[Entry, ...]:
        """The judgements that count now, in the order of their numbers."""
        return standing(self.entries())

    def add(
        self, ruling: Ruling, sides: Sequence[Side], *, key: str, by: str, why: str, **more: Any
    ) -> Entry:
        """Enter a judgement. JudgementError without a reason or a name."""
        if not why.strip() or not by.strip():
            raise JudgementError(
                "a judgement needs a reason and the name of who decides; nothing was entered"
            )
        return self._append({"by": by.strip(), "why": why.strip(), "ruling": ruling, "key": key}, sides, more)

    def undo(self, number: int, *, by: str, why: str, via: str = "command line") -> Entry:
        """Enter that a judgement no longer counts. JudgementError when it does not count now."""
        found = next((entry for entry in self.standing() if entry.number == number), None)
        if found is None:
            known = ", ".join(str(entry.number) for entry in self.standing()) or "none"
            raise JudgementError(f"judgement {number} does not count now; those that do: {known}")
        more = {"undoes": number, "via": via}
        return self.add(found.ruling, found.sides, key=found.key, by=by, why=why, **more)

    def _append(self, content: dict[str, Any], sides: Sequence[Side], more: dict[str, Any]) -> Entry:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            number = sum(1 for _ in self._read(file)) + 1
            made = Entry(number=number, at=now(), sides=tuple(sides), **content, **more)
            file.write(orjson.dumps(asdict(made), default=list, option=orjson.OPT_APPEND_NEWLINE))
            file.flush()
            os.fsync(file.fileno())
        return made

    def _read(self, file: IO[bytes]) -> Iterator[Entry]:
        for number, line in enumerate(file, start=1):
            try:
                yield _revived(orjson.loads(line))
            except (ValueError, TypeError, KeyError) as error:
                raise SettingsError(f"line {number} of {self.path} is damaged ({error}); mend it") from error


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Of these entries those that count: not undone, and the last on their matter."""
    known = list(entries)
    undone = {entry.undoes for entry in known}
    last = {entry.key: entry for entry in known if entry.undoes is None and entry.number not in undone}
    return tuple(sorted(last.values(), key=lambda entry: entry.number))


def pair_key(left: Side, right: Side) -> str:
    """The matter of two things, in either order."""
    ends = sorted(f"{one.iri} {sorted(one.found) if left.iri == right.iri else ''}" for one in (left, right))
    return f"pair {digest(*ends)}"


def now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _revived(content: dict[str, Any]) -> Entry:
    replaced_by = content.pop("replaced_by", None)
    return Entry(
        **{
            **content,
            "ruling": Ruling(content["ruling"]),
            "sides": tuple(_side(side) for side in content["sides"]),
            "replaced_by": _side(replaced_by) if replaced_by else None,
        }
    )


def _side(content: dict[str, Any]) -> Side:
    return Side(**{**content, "found": tuple(Words(*one) for one in content["found"])})
