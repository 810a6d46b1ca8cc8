"""The values that the graph keeps: frozen, each field annotated with the property that carries it.

`graph.codec` turns them into triples and back by reading these annotations, so a field has one spelling only.
A field that is None or empty has no triple. Fields of type Iri become IRIs, values of closed lists become
concepts, other values become literals. Tuples are sets without order.
"""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from ontology.terms import (
    DCTERMS,
    IC,
    OA,
    ORG,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SEM,
    SKOS,
    Act,
    Certainty,
    EventType,
    Iri,
    Kind,
    Polarity,
    Predicate,
    Relation,
    Ruling,
    SpeakerKind,
    SpeechMode,
)


@dataclass(frozen=True, slots=True)
class Property:
    """The property that carries a field; `datatype` names an XSD type, for strings that are not text."""

    iri: str
    datatype: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions resolve to: what it is called and described as, no statement about the world.

    `owner`, `concerns`, `part_of`, `event_type` and `speaker_kind` are how a merely described thing is
    identified ("the company's spokesperson", "information on defence equipment").
    """

    iri: Iri
    kind: Annotated[Kind, Property(RDF + "type")]
    label: Annotated[str, Property(RDFS + "label")]
    aliases: Annotated[tuple[str, ...], Property(SKOS + "altLabel")] = ()
    same_as: Annotated[tuple[Iri, ...], Property(SKOS + "exactMatch")] = ()
    identifiers: Annotated[tuple[str, ...], Property(DCTERMS + "identifier")] = ()
    speaker_kind: Annotated[SpeakerKind | None, Property(IC + "speakerKind")] = None
    job_title: Annotated[tuple[str, ...], Property(SCHEMA + "jobTitle")] = ()
    member_of: Annotated[tuple[Iri, ...], Property(ORG + "memberOf")] = ()
    part_of: Annotated[tuple[Iri, ...], Property(IC + "partOf")] = ()
    owner: Annotated[tuple[Iri, ...], Property(IC + "ownedBy")] = ()
    concerns: Annotated[tuple[Iri, ...], Property(IC + "concerns")] = ()
    responsible_for: Annotated[tuple[Iri, ...], Property(IC + "responsibleFor")] = ()  # by its name
    event_type: Annotated[EventType | None, Property(IC + "eventType")] = None
    speaks_for: Annotated[Iri | None, Property(IC + "speaksFor")] = None
    country: Annotated[Iri | None, Property(IC + "ofCountry")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One retrieved version of a news article. Its text is kept beside the graph, by its identifier."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Article")
    iri: Iri
    identifier: Annotated[str, Property(DCTERMS + "identifier")]
    sha256: Annotated[str, Property(SCHEMA + "sha256")]  # of the stored text as UTF-8
    publisher: Annotated[Iri, Property(SCHEMA + "publisher")]
    language: Annotated[str, Property(SCHEMA + "inLanguage")]
    extracted_by: Annotated[Iri, Property(PROV + "wasGeneratedBy")]
    title: Annotated[str | None, Property(SCHEMA + "headline")] = None
    url: Annotated[str | None, Property(SCHEMA + "url", "anyURI")] = None
    published: Annotated[str | None, Property(SCHEMA + "datePublished", "date")] = None
    modified: Annotated[str | None, Property(SCHEMA + "dateModified", "date")] = None
    retrieved: Annotated[str | None, Property(SCHEMA + "dateCreated", "dateTime")] = None
    word_count: Annotated[int | None, Property(SCHEMA + "wordCount")] = None
    incidents: Annotated[tuple[Iri, ...], Property(SCHEMA + "about")] = ()
    retrieval: Annotated[Iri | None, Property(IC + "retrieval")] = None  # None where it came as a file
    # these two stand in the history graph, not on the page
    recorded: Annotated[str | None, Property(IC + "recorded", "dateTime")] = None
    withdrawn: Annotated[str | None, Property(IC + "withdrawn", "dateTime")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """How the bytes of an article came over HTTP; nothing of it is about what the article says."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Retrieval")
    iri: Iri
    requested: Annotated[str, Property(IC + "requested", "anyURI")]  # the address asked for first
    url: Annotated[str, Property(SCHEMA + "url", "anyURI")]  # after redirects
    status: Annotated[int, Property(IC + "httpStatus")]
    ended: Annotated[str, Property(PROV + "endedAtTime", "dateTime")]
    sha256: Annotated[str, Property(SCHEMA + "sha256")]  # of the bytes after content decoding
    etag: Annotated[str | None, Property(IC + "etag")] = None
    last_modified: Annotated[str | None, Property(IC + "lastModified")] = None  # as the server wrote it
    robots: Annotated[str | None, Property(IC + "robots")] = None
    feed: Annotated[str | None, Property(IC + "feed")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionRun:
    """Which extractor, in which version, read a page; equal runs are one node."""

    rdf_class: ClassVar[Iri] = Iri(IC + "ExtractionRun")
    iri: Iri
    label: Annotated[str, Property(RDFS + "label")]
    version: Annotated[str, Property(SCHEMA + "softwareVersion")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span of an article's text: exact string and [start, end) offsets in code points."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Mention")
    iri: Iri
    article: Annotated[Iri, Property(IC + "article")]
    exact: Annotated[str, Property(OA + "exact")]
    start: Annotated[int, Property(OA + "start")]
    end: Annotated[int, Property(OA + "end")]
    denotes: Annotated[Iri | None, Property(IC + "denotes")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition:
    """What could be the case, asserted by nobody; its IRI is a hash of the three."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Proposition")
    iri: Iri
    subject: Annotated[Iri, Property(RDF + "subject")]
    predicate: Annotated[Predicate, Property(RDF + "predicate")]
    object: Annotated[Iri, Property(RDF + "object")]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A possibly imprecise time: EDTF (ISO 8601-2) and inclusive bounds as ISO dates, None for open."""

    rdf_class: ClassVar[Iri] = Iri(IC + "TimeExpression")
    iri: Iri
    label: Annotated[str, Property(RDFS + "label")]
    edtf: Annotated[str, Property(IC + "edtf")]
    earliest: Annotated[str | None, Property(SEM + "hasEarliestBeginTimeStamp", "date")] = None
    latest: Annotated[str | None, Property(SEM + "hasLatestEndTimeStamp", "date")] = None
    basis: Annotated[str | None, Property(IC + "basis")] = None  # what an inferred part was inferred from


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A possibly bounded amount; `unit` is the noun counted or the unit as written, in the singular."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Quantity")
    iri: Iri
    label: Annotated[str, Property(RDFS + "label")]
    unit: Annotated[str, Property(SCHEMA + "unitText")]
    value: Annotated[float | None, Property(SCHEMA + "value")] = None
    minimum: Annotated[float | None, Property(SCHEMA + "minValue")] = None
    maximum: Annotated[float | None, Property(SCHEMA + "maxValue")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionStep:
    """One link of the chain through which a claim reached the article; position 1 is the publisher."""

    rdf_class: ClassVar[Iri] = Iri(IC + "AttributionStep")
    iri: Iri
    position: Annotated[int, Property(IC + "position")]
    speakers: Annotated[tuple[Iri, ...], Property(IC + "speaker")]
    act: Annotated[Act, Property(IC + "act")]
    cue: Annotated[str | None, Property(IC + "cue")] = None
    within: Annotated[Iri | None, Property(IC + "within")] = None
    made_in: Annotated[Iri | None, Property(IC + "madeIn")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One article's rendering of a holder's commitment to a proposition, with the holder's stance."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Claim")
    iri: Iri
    article: Annotated[Iri, Property(IC + "article")]
    proposition: Annotated[Iri, Property(IC + "proposition")]
    polarity: Annotated[Polarity, Property(IC + "polarity")]
    certainty: Annotated[Certainty, Property(IC + "certainty")]
    speech_mode: Annotated[SpeechMode, Property(IC + "speechMode")]
    holders: Annotated[tuple[Iri, ...], Property(IC + "holder")]
    attribution: Annotated[Iri, Property(IC + "attribution")]  # the innermost step
    evidence: Annotated[Iri, Property(IC + "evidence")]  # the quote, a Mention
    cue: Annotated[str | None, Property(IC + "cue")] = None  # the words that carry polarity or certainty
    scope: Annotated[tuple[str, ...], Property(IC + "scope")] = ()  # sensitive, classified, vital ...
    time: Annotated[Iri | None, Property(IC + "time")] = None
    place: Annotated[tuple[Iri, ...], Property(IC + "place")] = ()
    quantity: Annotated[Iri | None, Property(IC + "quantity")] = None
    based_on: Annotated[Iri | None, Property(IC + "basedOn")] = None
    origin: Annotated[Iri | None, Property(IC + "origin")] = None  # whom it comes from in the end
    rule: Annotated[str | None, Property(IC + "rule")] = None  # which rule or model read it
    score: Annotated[float | None, Property(IC + "extractionScore")] = None  # the extractor's own
    withdrawn: Annotated[str | None, Property(IC + "withdrawn", "dateTime")] = None  # in the history graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A derived, typed, explained relation between two claims; a direction runs from `left`."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Comparison")
    iri: Iri
    left: Annotated[Iri, Property(IC + "left")]
    right: Annotated[Iri, Property(IC + "right")]
    relation: Annotated[Relation, Property(IC + "relation")]
    reason: Annotated[str, Property(RDFS + "comment")]
    aspect: Annotated[str | None, Property(IC + "aspect")] = None
    notability: Annotated[int | None, Property(IC + "notability")] = (
        None  # the greater, the sooner it is shown
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """From how many independent origins a point comes: `lower` to `upper`; derived with each generation."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Corroboration")
    iri: Iri
    proposition: Annotated[Iri, Property(IC + "onProposition")]
    polarity: Annotated[Polarity, Property(IC + "onPolarity")]
    lower: Annotated[int, Property(IC + "atLeast")]
    upper: Annotated[int, Property(IC + "atMost")]
    origins: Annotated[tuple[Iri, ...], Property(PROV + "hadPrimarySource")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody decided about articles, entities or claims, and why. Kept in the history graph."""

    rdf_class: ClassVar[Iri] = Iri(IC + "Judgement")
    iri: Iri
    label: Annotated[str, Property(RDFS + "label")]  # what it is about, in words
    ruling: Annotated[Ruling, Property(IC + "ruling")]
    judge: Annotated[str, Property(IC + "judge")]
    recorded: Annotated[str, Property(IC + "recorded", "dateTime")]
    reason: Annotated[str, Property(RDFS + "comment")]
    judged: Annotated[tuple[Iri, ...], Property(IC + "judged")] = ()
    replaced_by: Annotated[Iri | None, Property(DCTERMS + "isReplacedBy")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that one document says: what its named graph and the shared graph hold of it."""

    iri: Iri  # the named graph
    article: Article
    run: ExtractionRun
    mentions: tuple[Mention, ...] = ()
    steps: tuple[AttributionStep, ...] = ()
    claims: tuple[Claim, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    retrieval: Retrieval | None = None
    text: str = field(default="", repr=False)  # kept beside the graph

    @property
    def own(self) -> "tuple[Article | Retrieval | Mention | AttributionStep | Claim, ...]":
        """What stands in the named graph of the page, and in no other."""
        came = () if self.retrieval is None else (self.retrieval,)
        return (self.article, *came, *self.mentions, *self.steps, *self.claims)

    @property
    def shared(self) -> "tuple[ExtractionRun | Proposition | TimeExpression | Quantity, ...]":
        """What stands in the shared graph, where other pages may say it too."""
        return (self.run, *self.propositions, *self.times, *self.quantities)
