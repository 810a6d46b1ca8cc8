"""What can be listed of a generation: conditions on claims, slices of lists with totals and cursors."""

import base64
import binascii
import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.indexing import spaced
from ontology.errors import QuestionError
from ontology.terms import Certainty, Iri, Polarity, Predicate, SpeakerKind, SpeechMode

MOST = 1000  # rows of one slice


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """Some rows of a list: their IRIs, how many the whole list has, and where to go on (None at its end)."""

    iris: tuple[Iri, ...]
    total: int
    after: str | None


class Hit(NamedTuple):
    """Something found by its words: `type` is entity, article or claim."""

    type: str
    iri: Iri
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """Some results of a search, best first, each with its cursor, and whether there are more behind them."""

    hits: tuple[Hit, ...]
    cursors: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A quote in its surroundings; `start` is where the quote begins in the document's text."""

    document: str
    before: str
    quote: str
    behind: str
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Which claims: all conditions hold. `entity` is subject or object, `speaker` anyone in the chain."""

    holder: str | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind | None = None
    polarity: Polarity | None = None
    certainty: Certainty | None = None
    speech_mode: SpeechMode | None = None
    article: str | None = None
    incident: str | None = None
    predicate: Predicate | None = None
    subject: str | None = None
    object: str | None = None
    entity: str | None = None
    proposition: str | None = None
    text: str | None = None


def conditions(which: ClaimFilter) -> tuple[list[str], list[Any]]:
    """The SQL conditions of a filter and the values they are bound to."""
    asked = {
        name: (condition, getattr(which, name))
        for name, condition in _CONDITIONS.items()
        if getattr(which, name) is not None
    }
    holding = [condition for condition, _ in asked.values()]
    values = [
        match(value) if name == "text" else value
        for name, (condition, value) in asked.items()
        for _ in range(condition.count("?"))
    ]
    return holding, values


_CONDITIONS = {
    "holder": "id IN (SELECT claim FROM speaker WHERE entity = ? AND holds)",
    "speaker": "id IN (SELECT claim FROM speaker WHERE entity = ?)",
    "speaker_kind": "id IN (SELECT claim FROM speaker WHERE kind = ? AND holds)",
    "polarity": "polarity = ?",
    "certainty": "certainty = ?",
    "speech_mode": "speech_mode = ?",
    "article": "article = ?",
    "incident": "id IN (SELECT claim FROM claim_incident WHERE incident = ?)",
    "predicate": "predicate = ?",
    "subject": "subject = ?",
    "object": "object = ?",
    "entity": "(subject = ? OR object = ?)",
    "proposition": "proposition = ?",
    "text": "iri IN (SELECT iri FROM words WHERE words MATCH ? AND type = 'claim')",
}


def where(conditions: list[str]) -> str:
    """The WHERE clause of conditions that all hold."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def match(text: str) -> str:
    """An FTS5 expression for all words of a text, none of which can be an operator."""
    words = (_tokens(word) for word in text.split())
    return " AND ".join(f'"{word}"*' for word in words if word) or '""'


def _tokens(word: str) -> str:
    """A word as the index splits it: several tokens, such as ideographs, stay in their order."""
    letters = (character if character.isalnum() else " " for character in spaced(word))
    return " ".join("".join(letters).split())


def limit(first: int) -> int:
    """The number of rows asked for; QuestionError when it is not between 1 and MOST."""
    if not 0 < first <= MOST:
        raise QuestionError(f"{first} rows cannot be asked for; ask for 1 to {MOST}")
    return first


def cursor(*key: str | float) -> str:
    """An order key as text that fits into a URL."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(cursor: str, parts: int) -> list[Any]:
    """The order key of a cursor; QuestionError when it is none, or has another number of parts."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise QuestionError(
            f"{cursor!r} is not a cursor; take the one that came with the rows before"
        ) from error
    if not isinstance(key, list) or len(key) != parts:
        raise QuestionError(f"{cursor!r} is a cursor of another list")
    if not all(map(_bindable, key)):
        raise QuestionError("a cursor of another list was given; take one that came with this list")
    return key


def _bindable(value: Any) -> bool:
    """Whether a value of a cursor can stand in a statement."""
    return isinstance(value, str | float) or (isinstance(value, int) and abs(value) < 2**63)
