"""What an annotated article consists of, once its source is read: frozen values with computed offsets."""

from dataclasses import dataclass
from pathlib import Path

from ontology.errors import ClaimgraphError
from ontology.terms import Act, Certainty, EventType, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import Amount, Span, Time

NAMED = frozenset(
    {
        Kind.COMPANY,
        Kind.ORGANIZATION,
        Kind.GOVERNMENT_BODY,
        Kind.MEDIA_ORGANIZATION,
        Kind.PERSON,
        Kind.THREAT_ACTOR,
        Kind.PLACE,
    }
)  # kinds whose mentions are names, or else marked as nominal
DESCRIBED = frozenset(
    {
        Kind.UNNAMED_SOURCE,
        Kind.COLLECTIVE,
        Kind.INCIDENT,
        Kind.EVENT,
        Kind.COMMUNICATION,
        Kind.TOPIC,
        Kind.CONCEPT,
    }
)  # kinds that are never named
SPEAKERS = (NAMED - {Kind.PLACE}) | {Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}


class CorpusError(ClaimgraphError):
    """A line of the source that cannot be read; the message says what to write instead."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something wrong, or (a hint) possibly forgotten, in a line of a file."""

    path: Path
    line: int
    message: str
    hint: bool = False

    def __str__(self) -> str:
        """One line for the terminal."""
        return f"{self.path}:{self.line}: {'hint: ' if self.hint else ''}{self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Something an article speaks of. `name` is empty until the mentions have been read."""

    id: str
    kind: Kind
    name: str = ""
    aliases: tuple[str, ...] = ()
    owner: str | None = None
    speaks_for: str | None = None
    part_of: str | None = None
    concerns: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    event_type: EventType | None = None
    job_title: str | None = None
    time: Time | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that stands for an entity: `form` is name, nominal or pronoun."""

    span: Span
    entity: str
    form: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One speaker, or several jointly, of a chain."""

    speakers: tuple[str, ...]
    act: Act
    cue: Span | None = None
    made_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said what, and the chain of speakers that claims in its content have (publisher left out)."""

    id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    chain: tuple[Step, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """A participant of an event: a span, and the entity where it is a mention."""

    role: str
    span: Span
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedEvent:
    """A trigger with its type, whether it happened, and its participants."""

    type: EventType
    trigger: Span
    realis: str
    arguments: tuple[Argument, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedClaim:
    """One proposition by one holder in one quote; `chain` ends with the publisher."""

    id: str
    span: Span
    subject: str
    predicate: Predicate
    object: str
    polarity: Polarity
    certainty: Certainty
    mode: SpeechMode
    chain: tuple[Step, ...]
    attribution: str | None
    line: int
    presupposed: bool = False  # own voice, in words that stand inside another's
    cue: Span | None = None
    scope: tuple[str, ...] = ()
    time: Time | None = None
    quantity: Amount | None = None
    place: tuple[str, ...] = ()
    based_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """An article with everything that was annotated in it; all spans are offsets into `text`."""

    id: str
    path: Path
    header: dict[str, str]
    text: str
    starts: tuple[tuple[int, int], ...]  # where each paragraph begins in the text, and its line in the source
    entities: dict[str, Entity]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    events: tuple[AnnotatedEvent, ...]
    claims: tuple[AnnotatedClaim, ...]

    @property
    def number(self) -> str:
        """Its number within the incident: "01"."""
        return self.id[-2:]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedClaims:
    """How two claims, named by (article number, claim id), stand to each other; direction left to right."""

    left: tuple[str, str]
    right: tuple[str, str]
    relation: str
    reason: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What the accounts of one incident share, and how they depend on and relate to one another."""

    slug: str
    path: Path
    header: dict[str, str]
    entities: dict[str, Entity]
    origins: tuple[tuple[str, str, str], ...]  # (number, kind, number)
    comparisons: tuple[ComparedClaims, ...]
    articles: tuple[AnnotatedArticle, ...]
