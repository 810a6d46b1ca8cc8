"""An account: what one document says, in its own terms, before anything is resolved across documents.

All spans are half-open code point offsets into the document's text. Entity ids are local to the account
("e0" is always the publisher).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ontology.terms import Act, Certainty, EventType, Kind, Polarity, Predicate, SpeakerKind, SpeechMode
from pipelines.reading.document import Document

PUBLISHER = "e0"


class Span(NamedTuple):
    """Half-open offsets [start, end) in code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """EDTF with inclusive bounds (ISO dates, None for open); `basis` says what an inferred part rests on."""

    edtf: str
    earliest: str | None
    latest: str | None
    basis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """`value` when exact, else inclusive bounds; `unit` in the singular."""

    unit: str
    value: float | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEntity:
    """Something the document speaks of. `name` is its fullest name or, when only described, description."""

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()  # IRIs of sectors, bodies, groups, techniques; "ISO3166-1:JP"
    owner: str | None = None  # entity id: whose data or system
    part_of: str | None = None  # entity id: unit of, phase of
    speaks_for: str | None = None  # entity id: in whose name a described source speaks
    concerns: tuple[str, ...] = ()  # entity ids: what data is about
    event_type: EventType | None = None
    job_title: str | None = None
    speaker_kind: SpeakerKind | None = None
    time: Time | None = None  # of a Date
    amount: Amount | None = None  # of a Quantity, Money or Collective
    head: str | None = None  # of data and systems: the normalised noun ("information", "server")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountMention:
    """A span that names or describes an entity. Only named ones go out of `claimgraph extract`."""

    span: Span
    kind: Kind
    entity: str
    named: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EventArgument:
    """A participant of an event, by the role's name in the corpora."""

    role: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent:
    """A trigger with its type, whether it happened (actual, generic, other) and its participants."""

    type: EventType
    trigger: Span
    realis: str
    arguments: tuple[EventArgument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said what: spans of source, cue and content; an implicit source is empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One link of a chain of speakers."""

    speakers: tuple[str, ...]
    act: Act
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClaim:
    """One proposition, one holder, one quote. `chain` runs from the holder outwards to the publisher."""

    span: Span
    subject: str
    predicate: Predicate
    object: str
    polarity: Polarity
    certainty: Certainty
    speech_mode: SpeechMode
    chain: tuple[Step, ...]
    cue: str | None = None  # the words that carry polarity or certainty
    scope: tuple[str, ...] = ()
    time: Time | None = None
    quantity: Amount | None = None
    place: tuple[str, ...] = ()  # entity ids
    based_on: str | None = None  # entity id
    rule: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All that was read from one document, in the order of the text."""

    document: str
    extractor: str
    version: str
    entities: tuple[AccountEntity, ...] = ()
    mentions: tuple[AccountMention, ...] = ()
    events: tuple[AccountEvent, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[AccountClaim, ...] = ()

    def entity(self, identifier: str) -> AccountEntity:
        """The entity of that id; KeyError when there is none."""
        for entity in self.entities:
            if entity.id == identifier:
                return entity
        raise KeyError(identifier)

    def spans(self) -> Iterator[Span]:
        """Every span that must lie inside the text."""
        yield from (mention.span for mention in self.mentions)
        yield from (event.trigger for event in self.events)
        yield from (claim.span for claim in self.claims)


class Extractor(Protocol):
    """Reads a document. Found by the entry point group `claimgraph.extractors`."""

    name: str
    version: str

    def extract(self, document: Document) -> Account:
        """What the document says. Pure: the same document gives the same account."""
        ...
