"""One side of a comparison: what a line of the contract, annotated or read, says of a text."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ontology.terms import Kind
from pipelines.evaluation.names import PUBLISHING, Names, names
from pipelines.extraction.account import PUBLISHER, Span

Line = Mapping[str, Any]
_DESCRIBED = frozenset({Kind.UNNAMED_SOURCE.value, Kind.COLLECTIVE.value})


class Mention(NamedTuple):
    """A name in the text, with its type."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A trigger with its type and (role, span) arguments."""

    type: str
    trigger: Span
    arguments: tuple[tuple[str, Span], ...]


class Quotation(NamedTuple):
    """Who said what: the spans of source, cue and content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


class Amount(NamedTuple):
    """Inclusive bounds, equal for an exact value, None where open; the counted noun in the singular."""

    low: float | None
    high: float | None
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim with names in place of ids."""

    span: Span
    subject: Names
    predicate: str
    object: Names
    polarity: str
    certainty: str
    mode: str
    holders: tuple[Names, ...]
    steps: int
    days: tuple[str | None, str | None] | None
    amount: Amount | None

    @property
    def stance(self) -> str:
        """Polarity and certainty in one label."""
        return f"{self.polarity} {self.certainty}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """All of one document that is compared."""

    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()


def read(line: Line) -> Said:
    """What an extractor said in a line of its output. What it said twice counts once."""
    known = {one["id"]: names((one["name"], *one["aliases"])) for one in line["entities"]}
    known[PUBLISHER] = known.get(PUBLISHER, frozenset()) | {PUBLISHING}
    different = {json.dumps(claim, sort_keys=True): claim for claim in line["claims"]}
    return _said(line, [different[key] for key in sorted(different)], known)


def annotated(line: Line) -> Said:
    """What the annotation of a document says. Who is only described goes by the descriptions, too."""
    descriptions = defaultdict(list)
    for start, end, kind, mark in line["entities"]:
        if kind in _DESCRIBED and mark["form"] != "pronoun":
            descriptions[mark["entity"]].append(line["text"][start:end])
    publishers = {who for claim in line["claims"] for who in claim["chain"][-1]["speakers"]}
    known = {
        one["id"]: names((one["name"], *one["aliases"], *descriptions[one["id"]]))
        | ({PUBLISHING} if one["id"] in publishers else frozenset())
        for one in line["cast"]
    }
    return _said(line, line["claims"], known)


def _said(line: Line, claims: Iterable[Line], known: Mapping[str, Names]) -> Said:
    mentions = {Mention(Span(one["start"], one["end"]), one["type"]) for one in line["mentions"]}
    return Said(
        mentions=tuple(sorted(mentions)),
        events=tuple(map(_event, line["events"])),
        quotations=tuple(sorted({_quotation(one) for one in line["attributions"]})),
        claims=tuple(_claim(one, known) for one in claims),
    )


def _event(given: Line) -> Event:
    start, end = given["trigger"] if "trigger" in given else (given["start"], given["end"])
    arguments = tuple((one["role"], Span(one["start"], one["end"])) for one in given["arguments"])
    return Event(type=given["type"], trigger=Span(start, end), arguments=arguments)


def _quotation(given: Line) -> Quotation:
    return Quotation(*(tuple(_spans(given[role])) for role in Quotation._fields))


def _spans(given: Iterable[Iterable[int]]) -> Iterator[Span]:
    yield from sorted({Span(*span) for span in given})


def _claim(given: Line, known: Mapping[str, Names]) -> Claim:
    nobody: Names = frozenset()
    chain = given["chain"]
    return Claim(
        span=Span(given["start"], given["end"]),
        subject=known.get(given["subject"], nobody),
        predicate=given["predicate"],
        object=known.get(given["object"], nobody),
        polarity=given["polarity"],
        certainty=given["certainty"],
        mode=given["speech_mode"],
        holders=tuple(known.get(who, nobody) for step in chain[:1] for who in step["speakers"]),
        steps=len(chain),
        days=_days(given["time"]),
        amount=_amount(given["quantity"]),
    )


def _days(given: Line | None) -> tuple[str | None, str | None] | None:
    if given is None:
        return None
    earliest, latest = given["earliest"], given["latest"]
    return earliest and earliest[:10], latest and latest[:10]


def _amount(given: Line | None) -> Amount | None:
    if given is None:
        return None
    low, high = (given["value"] if given["value"] is not None else given[end] for end in ("min", "max"))
    words = given["unit"].casefold().split()
    return Amount(low, high, _singular(words[-1]) if words else "")


def _singular(noun: str) -> str:
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return re.sub(r"(?<=ss|sh|ch)es$|(?<=x)es$|(?<!s)s$", "", noun)
