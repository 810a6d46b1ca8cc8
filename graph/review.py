"""The review queue: what the pipeline was unsure of, until somebody decides it.

A doubt has a key made of what it is about, so that the same doubt about an unchanged article is not raised
again once it was decided, whichever way.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from graph.judgements import Entry, Judgements, Side, Words
from ontology.errors import JudgementError
from ontology.terms import Ruling


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


def raise_doubts(home: Path, doubts: Iterable[Doubt]) -> None:
    """Replace what is in doubt in a home folder."""
    unfinished = _place(home).with_suffix(".unfinished")
    content = [asdict(doubt) for doubt in sorted(doubts, key=lambda doubt: (doubt.kind, doubt.key))]
    unfinished.write_bytes(orjson.dumps(content, default=list, option=orjson.OPT_INDENT_2))
    unfinished.replace(_place(home))


def doubts(home: Path, kind: DoubtKind | None = None) -> tuple[Doubt, ...]:
    """What is in doubt and not decided, merges first."""
    try:
        content = orjson.loads(_place(home).read_bytes())
    except FileNotFoundError:
        return ()
    decided = {entry.key for entry in Judgements(home).standing()}
    found = (_doubt(one) for one in content if one["key"] not in decided)
    return tuple(
        sorted((d for d in found if kind in {None, d.kind}), key=lambda d: (d.kind is DoubtKind.CLAIM, d.key))
    )


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


def _place(home: Path) -> Path:
    return home / "review.json"
