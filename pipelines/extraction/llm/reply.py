"""What a reply says, item by item, in values of ours; what has another form is dropped and counted."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from ontology.terms import Act, Certainty, EventType, Kind, Polarity, Predicate
from pipelines.extraction.llm.schema import REALIS, ROLES
from pipelines.extraction.llm.tally import Loss, Tally

Item = TypeVar("Item")
Closed = TypeVar("Closed", bound=StrEnum)

_MOST_WORDS = 20  # names of one thing, speakers of one step
_TYPES = frozenset(EventType)
_MOST = 1_000  # items of one sort in one reply; whoever sends more is not reading an article


class Dropped(Exception):
    """Stops the reading of one item."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss.value)
        self.loss = loss


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEntity:
    """An entity as the reply has it: wording and ids that nobody has checked yet."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    descriptions: tuple[str, ...]
    of: str | None
    part_of: str | None
    speaks_for: str | None
    job: str | None
    event_type: EventType | None
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAttribution:
    """An utterance as the reply has it."""

    source: str
    cue: str
    content: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidEvent:
    """An event as the reply has it; arguments are roles with words."""

    type: EventType
    trigger: str
    clause: str
    realis: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidStep:
    """A step of a chain as the reply has it."""

    speakers: tuple[str, ...]
    act: Act
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidClaim:
    """A claim as the reply has it."""

    quote: str
    before: str
    subject: str
    predicate: Predicate
    object: str
    polarity: Polarity
    certainty: Certainty
    hedge: str
    chain: tuple[SaidStep, ...]
    time: str
    quantity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The items of a reply that have their form."""

    entities: tuple[SaidEntity, ...]
    attributions: tuple[SaidAttribution, ...]
    events: tuple[SaidEvent, ...]
    claims: tuple[SaidClaim, ...]


def reply(given: Mapping[str, Any], tally: Tally) -> Reply:
    """The items of the JSON object that a model answered with."""
    return Reply(
        entities=tuple(_items(given, "entities", _entity, tally)),
        attributions=tuple(_items(given, "attributions", _attribution, tally)),
        events=tuple(_items(given, "events", _event, tally)),
        claims=tuple(_items(given, "claims", _claim, tally)),
    )


def _items(
    given: Mapping[str, Any], name: str, read: Callable[[Mapping[str, Any]], Item], tally: Tally
) -> Iterator[Item]:
    for number, raw in enumerate(given[name]):
        try:
            item = read(_object(raw, number))
        except Dropped as dropped:
            tally.drop(name, dropped.loss)
        else:
            yield item


def _object(raw: Any, number: int) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise Dropped(Loss.MALFORMED)
    if number >= _MOST:
        raise Dropped(Loss.TOO_MANY)
    return raw


def _entity(raw: Mapping[str, Any]) -> SaidEntity:
    kind = raw.get("event_type")
    return SaidEntity(
        id=_text(raw, "id"),
        kind=_term(Kind, raw, "type"),
        names=_texts(raw, "names"),
        descriptions=_texts(raw, "descriptions"),
        of=_text(raw, "of") or None,
        part_of=_text(raw, "part_of") or None,
        speaks_for=_text(raw, "speaks_for") or None,
        job=_text(raw, "job") or None,
        event_type=EventType(kind) if kind in _TYPES else None,
        sector=_text(raw, "sector") or None,
    )


def _attribution(raw: Mapping[str, Any]) -> SaidAttribution:
    return SaidAttribution(source=_text(raw, "source"), cue=_text(raw, "cue"), content=_texts(raw, "content"))


def _event(raw: Mapping[str, Any]) -> SaidEvent:
    arguments = tuple((_text(one, "role"), _text(one, "words")) for one in _objects(raw, "arguments"))
    realis = _text(raw, "realis")
    if realis not in REALIS or any(role not in ROLES for role, _ in arguments):
        raise Dropped(Loss.NO_TERM)
    return SaidEvent(
        type=_term(EventType, raw, "type"),
        trigger=_text(raw, "trigger"),
        clause=_text(raw, "clause"),
        realis=realis,
        arguments=arguments,
    )


def _claim(raw: Mapping[str, Any]) -> SaidClaim:
    return SaidClaim(
        quote=_text(raw, "quote"),
        before=_text(raw, "before"),
        subject=_text(raw, "subject"),
        predicate=_term(Predicate, raw, "predicate"),
        object=_text(raw, "object"),
        polarity=_term(Polarity, raw, "polarity"),
        certainty=_term(Certainty, raw, "certainty"),
        hedge=_text(raw, "hedge"),
        chain=tuple(
            SaidStep(speakers=_texts(one, "speakers"), act=_term(Act, one, "act"), cue=_text(one, "cue"))
            for one in _objects(raw, "chain")
        ),
        time=_text(raw, "time"),
        quantity=_text(raw, "quantity"),
    )


def _text(raw: Mapping[str, Any], field: str) -> str:
    """The words of a field; "" where it is absent or null."""
    found = raw.get(field)
    if found is not None and not isinstance(found, str):
        raise Dropped(Loss.MALFORMED)
    return (found or "").strip()


def _texts(raw: Mapping[str, Any], field: str) -> tuple[str, ...]:
    found = raw.get(field) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Dropped(Loss.MALFORMED)
    return tuple(one.strip() for one in found[:_MOST_WORDS] if one.strip())


def _objects(raw: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    found = raw.get(field) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise Dropped(Loss.MALFORMED)
    return found


def _term(closed: type[Closed], raw: Mapping[str, Any], field: str) -> Closed:
    try:
        return closed(_text(raw, field))
    except ValueError as error:
        raise Dropped(Loss.NO_TERM) from error
