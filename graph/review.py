"""The review queue: what the pipeline was unsure of, until somebody decides it.

A doubt has a key made of what it is about, so that the same doubt about an unchanged article is not raised
again once it was decided, whichever way.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from graph.judgements import Entry, Judgements, Side, Words
from graph.marks import Marks, opened
from ontology.errors import JudgementError
from ontology.terms import Ruling

_SCHEMA = "CREATE TABLE IF NOT EXISTS doubt (story TEXT PRIMARY KEY, content BLOB NOT NULL)"


class DoubtKind(StrEnum):
    """What a doubt is about."""

    MERGE = "merge"
    CLAIM = "claim"


class Answer(StrEnum):
    """What may be decided."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"


_RULINGS = {
    DoubtKind.MERGE: {
        Answer.ACCEPT: Ruling.SAME,
        Answer.REJECT: Ruling.DIFFERENT,
        Answer.UNSURE: Ruling.UNSURE,
    },
    DoubtKind.CLAIM: {
        Answer.ACCEPT: Ruling.ACCEPTED,
        Answer.REJECT: Ruling.REJECTED,
        Answer.UNSURE: Ruling.UNSURE,
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A question to people: whether two are the same, or whether an article says what a claim says."""

    key: str
    kind: DoubtKind
    question: str
    reason: str  # why it is asked
    sides: tuple[Side, ...]
    quote: str | None = None
    score: float | None = None


Doubts = tuple[Doubt, ...]


def raise_doubts(
    home: Path, marks: Iterable[tuple[str, bytes]], of: Callable[[list[str]], Iterable[Doubts]]
) -> None:
    """Replace what is in doubt in a home folder.

    `marks` are the names of all stories with doubts, and what tells these doubts from others; `of` gives the
    doubts of some stories, in their order. Of stories with the mark that they had nothing is asked.
    """
    with _opened(home) as (database, known):
        found = known.note("doubts", marks)
        database.executemany("DELETE FROM doubt WHERE story = ?", ((name,) for name in found.gone))
        rows = zip(found.changed, map(_spelled, of(found.changed)), strict=True)
        database.executemany("INSERT OR REPLACE INTO doubt VALUES (?, ?)", rows)


def doubts(home: Path, kind: DoubtKind | None = None) -> tuple[Doubt, ...]:
    """What is in doubt and not decided: merges first, then claims, those with the lowest scores first."""
    if not _place(home).exists():
        return ()
    decided = {entry.key for entry in Judgements(home).standing()}
    raised: dict[str, Doubt] = {}
    with _opened(home) as (database, _):
        for (content,) in database.execute("SELECT content FROM doubt ORDER BY story"):
            for one in map(_doubt, orjson.loads(content)):
                if one.key not in decided and kind in {None, one.kind}:
                    raised[one.key] = _together(raised[one.key], one) if one.key in raised else one
    return tuple(sorted(raised.values(), key=lambda d: (d.kind is DoubtKind.CLAIM, d.score or 0.0, d.key)))


def doubt(home: Path, key: str) -> Doubt:
    """The open doubt of a key, or of the beginning of one. JudgementError when there is not just one."""
    found = [one for one in doubts(home) if one.key == key or one.key.split()[-1].startswith(key)]
    if len(found) == 1:
        return found[0]
    why = "is the beginning of several" if found else "is not open"
    raise JudgementError(f"{key!r} {why}; `claimgraph review` lists the doubts that are")


def decide(
    home: Path, asked: Doubt, answer: Answer, *, by: str, why: str, via: str = "command line"
) -> Entry:
    """Enter what somebody decided; it counts from the next generation on."""
    ruling = _RULINGS[asked.kind][answer]
    return Judgements(home).add(ruling, asked.sides, key=asked.key, by=by, why=why, via=via)


def _doubt(content: dict[str, Any]) -> Doubt:
    sides = (
        Side(**{**side, "found": tuple(Words(*words) for words in side["found"])})
        for side in content["sides"]
    )
    return Doubt(**{**content, "kind": DoubtKind(content["kind"]), "sides": tuple(sides)})


def _together(one: Doubt, other: Doubt) -> Doubt:
    """The same doubt in two stories, on what either has."""
    sides = zip(one.sides, other.sides, strict=True)
    return replace(one, sides=tuple(replace(a, found=tuple(sorted({*a.found, *b.found}))) for a, b in sides))


def _spelled(doubts: Doubts) -> bytes:
    return orjson.dumps([asdict(doubt) for doubt in doubts], default=list)


@contextmanager
def _opened(home: Path) -> Iterator[tuple[sqlite3.Connection, Marks]]:
    home.mkdir(parents=True, exist_ok=True)
    database, marks = opened(_place(home), _SCHEMA)
    with closing(database), database:
        yield database, marks


def _place(home: Path) -> Path:
    return home / "review.db"
