"""A scene: one document's notes and segments as the frames see them, trigger by trigger."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Amount, Span, Time
from pipelines.extraction.assets import DataPhrase
from pipelines.extraction.attribution import Segment
from pipelines.extraction.clauses import clause_at
from pipelines.extraction.incidents import incident
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.occurrences import Vocabulary
from pipelines.extraction.openings import all_of
from pipelines.extraction.references import protagonist
from pipelines.extraction.wordlists import forms, lexicon, verbs

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|having)\s+(?:(?:not|also|already|still|never"
    r"|later|then|soon|now|\w+ly|since|first|yet|so|far|even)\s+)*"
    r"(?:\w+(?:ed|en|wn|ld|un)\s+(?:or|and|and/or)\s+)?$"
)
_OPENING = re.compile(r"\W*(?:and|but|or)\s+(?:that\s+)?|\W*that\s+")
_BY = re.compile(r"\bby\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A proposition read at a trigger, before polarity, certainty and chain are put to it."""

    trigger: Span
    span: Span
    subject: str
    predicate: Predicate
    object: str
    rule: str
    scope: tuple[str, ...] = ()
    time: Time | None = None
    quantity: Amount | None = None
    place: tuple[str, ...] = ()
    negated: bool | None = None  # where the frame itself knows
    plain: bool = False  # part of a description: hedges and negations around it do not reach it
    speaker: str | None = None  # who says it by the trigger itself ("blamed")
    settled: bool = True  # else what is underspecified is neither affirmed nor denied
    own: bool = False  # what the article adds itself, also inside what others say


def remark(trigger: Span, span: Span, subject: str, predicate: Predicate, object_: str, rule: str) -> Draft:
    """What an article itself tells of somebody in passing, whatever is said around it."""
    return Draft(
        trigger=trigger,
        span=span,
        subject=subject,
        predicate=predicate,
        object=object_,
        rule=rule,
        plain=True,
        own=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that reports something, with its segment, its clause and what stands around it there."""

    span: Span
    word: str
    segment: Segment
    clause: Span
    passive: bool

    @property
    def before(self) -> Span:
        """The clause up to the trigger."""
        return Span(self.clause.start, self.span.start)

    @property
    def after(self) -> Span:
        """The clause behind the trigger."""
        return Span(self.span.end, self.clause.end)


@cache
def verb_pattern(group: str) -> re.Pattern[str]:
    """Any form of the verbs of a group of `lexicon/events.toml`."""
    return re.compile(verbs(lexicon("events")["verbs"][group]), re.IGNORECASE)


@cache
def _vocabulary(group: str) -> Vocabulary:
    return Vocabulary(form for verb in lexicon("events")["verbs"][group] for form in forms(verb))


@dataclass(kw_only=True)
class Scene:
    """What the frames read from."""

    notebook: Notebook
    segments: tuple[Segment, ...]
    data: tuple[DataPhrase, ...]
    times: tuple[tuple[Span, Time], ...]
    amounts: tuple[tuple[Span, Amount, Kind, Span | None], ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """The document's text."""
        return self.notebook.text

    @cached_property
    def incident(self) -> str:
        """The entity of the incident."""
        return incident(self.notebook)

    @cached_property
    def victim(self) -> str | None:
        """The organization that the document is about."""
        return protagonist(self.notebook)

    def segment_at(self, position: int) -> Segment | None:
        """The innermost segment at a position; None in blocks of other stories."""
        place = bisect_right(self._edges, position) - 1
        return self._innermost[place] if place >= 0 else None

    @cached_property
    def _edges(self) -> list[int]:
        return sorted({edge for segment in self.segments for edge in segment.span})

    @cached_property
    def _innermost(self) -> list[Segment | None]:
        """The innermost segment between each edge and the next: the shortest, of equals the deepest."""
        inner: list[Segment | None] = [None] * len(self._edges)
        ordered = sorted(self.segments, key=lambda s: (s.span.start - s.span.end, len(s.chain)))
        for segment in ordered:
            first = bisect_left(self._edges, segment.span.start)
            last = bisect_left(self._edges, segment.span.end)
            inner[first:last] = [segment] * (last - first)
        return inner

    def triggers(self, pattern: re.Pattern[str]) -> Iterator[Trigger]:
        """The matches of a pattern outside names, each in its segment and clause."""
        for match in all_of(pattern, self.text):
            trigger = self.trigger(Span(*match.span()))
            if trigger is not None:
                yield trigger

    def verbs(self, group: str) -> Iterator[Trigger]:
        """The verbs of a group of `lexicon/events.toml`; the same word as a noun ("the leak") is none."""
        for span in _vocabulary(group).find(self.text):
            trigger = self.trigger(span)
            if trigger is not None and not self._is_noun(span):
                yield trigger

    def trigger(self, span: Span) -> Trigger | None:
        """A word as a trigger; None inside names and blocks of other stories."""
        segment = self.segment_at(span.start)
        return self._trigger(span, segment) if segment is not None and not self._in_name(span) else None

    def _is_noun(self, span: Span) -> bool:
        return any(m.kind is Kind.INCIDENT and m.span.covers(span) for m in self.notebook.overlapping(span))

    def _trigger(self, span: Span, segment: Segment) -> Trigger:
        clause = clause_at(self.text, segment.span, span.start)
        before = self.text[clause.start : span.start]
        return Trigger(
            span=span,
            word=span.of(self.text).casefold(),
            segment=segment,
            clause=clause,
            passive=not span.of(self.text).endswith("ing") and _PASSIVE.search(before[-80:]) is not None,
        )

    def _in_name(self, span: Span) -> bool:
        return any(
            m.named and m.span.covers(span) and m.kind not in {Kind.DATA, Kind.SYSTEM}
            for m in self.notebook.overlapping(span)
        )

    def quote(self, trigger: Trigger) -> Span:
        """The words that a claim at a trigger is read from: its clause."""
        opening = _OPENING.match(self.text, trigger.clause.start, trigger.span.start)
        start = opening.end() if opening else trigger.clause.start
        return self.notebook.trimmed(start, trigger.clause.end, ' \t\r\n\u00a0,;:“”"')

    def data_in(self, region: Span) -> list[DataPhrase]:
        """The phrases of information that begin in a region."""
        return [p for p in self.data if region.start <= p.span.start < region.end]

    def mentions(self, region: Span, *kinds: Kind) -> list[AccountMention]:
        """The outermost mentions of these kinds in a region."""
        return self.notebook.outermost(region, kinds)

    def time_in(self, region: Span) -> Time | None:
        """The first time in a region."""
        return next((time for span, time in self.times if region.covers(span)), None)

    def amount_before(self, position: int, *, reach: int = 40) -> Amount | None:
        """The quantity that counts the phrase at a position ("more than 40 of its servers")."""
        for span, amount, kind, noun in self.amounts:
            if kind is Kind.MONEY:
                continue
            counted = noun is not None and noun.start <= position <= noun.end
            gap = self.text[span.end : position] if span.end <= position else None
            near = (
                gap is not None
                and len(gap) < reach
                and re.fullmatch(
                    r"(?:\s+(?:of|its|the|their|other|new|more|worth))*\s+(?:[\w-]+\s+){0,2}", gap
                )
            )
            if counted or near or (span.start <= position < span.end):
                return amount
        return None


def first(items: Iterable[str]) -> str | None:
    """The first of some ids, if any."""
    return next(iter(items), None)
