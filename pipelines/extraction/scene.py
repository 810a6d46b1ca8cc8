"""A scene: one document's notes and segments as the frames see them, trigger by trigger."""

import re
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
from pipelines.extraction.people import protagonist
from pipelines.extraction.wordlists import lexicon, verbs

_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|gets|got|having)\s+(?:(?:not|also|already|still|never|later|then|soon|now|\w+ly|since|first|yet|so|far|even)\s+)*"
    r"(?:\w+(?:ed|en|wn|ld|un)\s+(?:or|and|and/or)\s+)?$"
)
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
    own: bool = False  # what the article adds itself, also inside what others say


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that reports something, with its segment, its clause and what stands before and after it there."""

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


@dataclass(kw_only=True)
class Scene:
    """What the frames read from."""

    notebook: Notebook
    segments: tuple[Segment, ...]
    data: tuple[DataPhrase, ...]
    times: tuple[tuple[Span, Time], ...]
    amounts: tuple[tuple[Span, Amount, Kind, Span | None], ...] = field(default=())

    @property
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
        found = [s for s in self.segments if s.span.start <= position < s.span.end]
        return min(found, key=lambda s: (s.span.end - s.span.start, -len(s.chain)), default=None)

    def triggers(self, pattern: re.Pattern[str]) -> Iterator[Trigger]:
        """The matches of a pattern outside names, each in its segment and clause."""
        for match in pattern.finditer(self.text):
            span = Span(*match.span())
            segment = self.segment_at(span.start)
            if segment is not None and not self._in_name(span):
                yield self._trigger(span, segment)

    def verbs(self, group: str) -> Iterator[Trigger]:
        """The verbs of a group of `lexicon/events.toml`; the same word as a noun ("the leak") is none."""
        for trigger in self.triggers(verb_pattern(group)):
            if not self._is_noun(trigger.span):
                yield trigger

    def _is_noun(self, span: Span) -> bool:
        return any(m.kind is Kind.INCIDENT and m.span.covers(span) for m in self.notebook.mentions)

    def _trigger(self, span: Span, segment: Segment) -> Trigger:
        clause = clause_at(self.text, segment.span, span.start)
        before = self.text[clause.start : span.start]
        return Trigger(
            span=span,
            word=span.of(self.text).casefold(),
            segment=segment,
            clause=clause,
            passive=_PASSIVE.search(before[-80:]) is not None,
        )

    def _in_name(self, span: Span) -> bool:
        return any(
            m.named and m.span.covers(span) and m.kind not in {Kind.DATA, Kind.SYSTEM}
            for m in self.notebook.mentions
        )

    def quote(self, trigger: Trigger) -> Span:
        """The words that a claim at a trigger is read from: its clause, or the sentence in the article's own voice."""
        return self.notebook.trimmed(*trigger.clause, ' \t\r\n\u00a0,;:“”"')

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
        """The quantity that counts the phrase at a position ("more than 40 of its servers", "200MB of data")."""
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
