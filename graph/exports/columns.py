"""The columns of the tables that are exported: what each is called, holds and means."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Type(StrEnum):
    """What a cell holds. Plural types are lists, and `CHAIN` is a list of steps with named members."""

    IRI = "iri"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"  # of an instant, in UTC
    IRIS = "iris"
    TEXTS = "texts"
    CHAIN = "chain"

    @property
    def nested(self) -> bool:
        """Whether a cell is a list."""
        return self in {Type.IRIS, Type.TEXTS, Type.CHAIN}


@dataclass(frozen=True, slots=True)
class Column:
    """A column; a cell may be empty unless it is `required`. An empty list is a list, not an empty cell."""

    name: str
    type: Type
    means: str
    required: bool = False


CLAIMS: tuple[Column, ...] = (
    Column("claim", Type.IRI, "The claim.", required=True),
    Column("article", Type.IRI, "The article that renders it.", required=True),
    Column("document", Type.TEXT, "The identifier of the article's stored text.", required=True),
    Column("title", Type.TEXT, "The article's headline."),
    Column("url", Type.IRI, "Where the article was found."),
    Column("publisher", Type.IRI, "Who published the article.", required=True),
    Column("publisher_label", Type.TEXT, "What the publisher is called."),
    Column("published", Type.DATE, "The day of publication; empty when unknown."),
    Column("language", Type.TEXT, "The article's language, as a BCP 47 tag.", required=True),
    Column("recorded", Type.TIME, "When the article came to be known here."),
    Column("withdrawn", Type.TIME, "Since when the claim no longer counts; empty while it does."),
    Column("incidents", Type.IRIS, "The incidents that the claim speaks of, or else its article."),
    Column("incident_labels", Type.TEXTS, "What these incidents are called, in the same order."),
    Column("proposition", Type.IRI, "What is claimed; claims of the same share it.", required=True),
    Column("subject", Type.IRI, "The subject of the proposition.", required=True),
    Column("subject_label", Type.TEXT, "What the subject is called."),
    Column("subject_kind", Type.TEXT, "The class of the subject."),
    Column("predicate", Type.TEXT, "What the proposition says, the local name of a property.", required=True),
    Column("object", Type.IRI, "The object of the proposition.", required=True),
    Column("object_label", Type.TEXT, "What the object is called."),
    Column("object_kind", Type.TEXT, "The class of the object."),
    Column(
        "polarity", Type.TEXT,
        "positive: the holder says so; negative: the holder denies it.", required=True,
    ),
    Column(
        "certainty", Type.TEXT,
        "How sure the holder is: certain, probable, possible, underspecified.", required=True,
    ),
    Column("speech_mode", Type.TEXT, "direct, indirect or own-voice.", required=True),
    Column("holders", Type.IRIS, "Whose claim it is.", required=True),
    Column("holder_labels", Type.TEXTS, "What the holders are called, in the same order.", required=True),
    Column(
        "holder_kinds", Type.TEXTS,
        "How the holders speak, in the same order; empty text when unknown.", required=True,
    ),
    Column(
        "chain", Type.CHAIN,
        "The speakers from the holder outwards: position (1 is the publisher), speakers, labels, act, cue.",
        required=True,
    ),
    Column("attribution", Type.IRI, "The innermost step of the chain.", required=True),
    Column("quote", Type.TEXT, "The exact words that say it.", required=True),
    Column(
        "start", Type.INTEGER,
        "Where the quote begins in the stored text, in code points.", required=True,
    ),
    Column("end", Type.INTEGER, "Where the quote ends.", required=True),
    Column("evidence", Type.IRI, "The mention that is the quote.", required=True),
    Column("cue", Type.TEXT, "The words that carry polarity or certainty."),
    Column("scope", Type.TEXTS, "Words that limit what is claimed, such as “sensitive”.", required=True),
    Column("time", Type.IRI, "When it is said to have been."),
    Column("time_label", Type.TEXT, "That time in words."),
    Column("time_edtf", Type.TEXT, "That time in EDTF (ISO 8601-2)."),
    Column("time_earliest", Type.DATE, "The first day that it may be; empty when open."),
    Column("time_latest", Type.DATE, "The last day that it may be; empty when open."),
    Column("time_basis", Type.TEXT, "What an inferred part of the time was inferred from."),
    Column("places", Type.IRIS, "Where it is said to have been.", required=True),
    Column("place_labels", Type.TEXTS, "What the places are called, in the same order.", required=True),
    Column("quantity", Type.IRI, "How much or how many."),
    Column("quantity_label", Type.TEXT, "That quantity in words."),
    Column("quantity_value", Type.NUMBER, "The amount where it is exact."),
    Column("quantity_minimum", Type.NUMBER, "The least that it may be."),
    Column("quantity_maximum", Type.NUMBER, "The most that it may be."),
    Column("quantity_unit", Type.TEXT, "The unit, or the noun that is counted."),
    Column("based_on", Type.IRI, "What the holder bases the claim on."),
    Column("origin", Type.IRI, "From whom the claim comes in the end."),
    Column("origin_label", Type.TEXT, "What the origin is called."),
    Column("rule", Type.TEXT, "Which rule or model read it."),
    Column("score", Type.NUMBER, "The extractor's own confidence, from 0 to 1. No measure of truth."),
)  # fmt: skip

COMPARISONS: tuple[Column, ...] = (
    Column("comparison", Type.IRI, "The comparison.", required=True),
    Column("left", Type.IRI, "The claim that the relation runs from.", required=True),
    Column("right", Type.IRI, "The claim that the relation runs to.", required=True),
    Column("relation", Type.TEXT, "How the first stands to the second.", required=True),
    Column("reason", Type.TEXT, "Why, in words.", required=True),
    Column("aspect", Type.TEXT, "In what respect."),
)

ENTITIES: tuple[Column, ...] = (
    Column("entity", Type.IRI, "What mentions resolve to.", required=True),
    Column("kind", Type.TEXT, "Its class.", required=True),
    Column("label", Type.TEXT, "What it is called.", required=True),
    Column("aliases", Type.TEXTS, "What else it is called.", required=True),
    Column("speaker_kind", Type.TEXT, "How it speaks, where it does."),
    Column("claims", Type.INTEGER, "In how many claims it takes part.", required=True),
)

TABLES = {"claims": CLAIMS, "comparisons": COMPARISONS, "entities": ENTITIES}

Row = tuple[Any, ...]


def names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The names of columns in their order."""
    return tuple(column.name for column in columns)
