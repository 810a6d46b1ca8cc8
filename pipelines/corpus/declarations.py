"""The entities that a file declares: `id Type key=value = Name | alias`, with `;` between several."""

from collections.abc import Iterator
from typing import TypedDict

from ontology.terms import EventType, Kind
from pipelines.corpus.annotation import CorpusError, Entity
from pipelines.corpus.literals import amount, literal
from pipelines.corpus.tokens import tokens
from pipelines.extraction.account import Amount

KINDS = {kind.value: kind for kind in Kind} | {
    "Data": Kind.DATA,
    "System": Kind.SYSTEM,
    "Date": Kind.DATE,
}
TYPES = {kind: name for name, kind in KINDS.items()}  # the spelling of the contract comes last, and wins


class Details(TypedDict, total=False):
    """What a declaration may add to an entity."""

    owner: str
    speaks_for: str
    part_of: str
    concerns: tuple[str, ...]
    same_as: tuple[str, ...]
    event_type: EventType
    job_title: str
    amount: Amount


def declarations(line: str) -> Iterator[Entity]:
    """The entities that a line declares; CorpusError for what cannot be read."""
    for entry in filter(None, (part.strip() for part in line.split(";"))):
        yield _entity(entry)


def _entity(entry: str) -> Entity:
    head, _, named = entry.partition(" = ")
    identifier, *rest = tokens(head)
    if identifier.word is None or literal(identifier.word):
        raise CorpusError(f"{entry!r} declares no id, or one that needs no declaration")
    if not identifier.word.replace("-", "").isalnum() or not identifier.word[0].islower():
        raise CorpusError(
            f"{identifier.word!r} is no id: lower case letters, digits and hyphens, a letter first"
        )
    if not rest or rest[0].word not in KINDS:
        raise CorpusError(f"{entry!r}: a type must follow the id, one of {' '.join(sorted(TYPES.values()))}")
    kind = KINDS[str(rest[0].word)]
    if kind in (Kind.DATE, Kind.QUANTITY, Kind.MONEY, Kind.SECTOR):
        raise CorpusError(
            f"{entry!r}: write dates, quantities, money and sectors as @..., #..., $..., sec:..."
        )
    name, *aliases = (part.strip() for part in named.split(" | "))
    details = Details()
    for token in rest[1:]:
        details = _detail(
            entry, token.key, token.word or (token.wording.words if token.wording else ""), details
        )
    return Entity(id=identifier.word, kind=kind, name=name, aliases=tuple(aliases), **details)


def _detail(entry: str, key: str | None, value: str, details: Details) -> Details:
    match key:
        case "of":
            details["owner"] = value
        case "for":
            details["speaks_for"] = value
        case "part":
            details["part_of"] = value
        case "about":
            details["concerns"] = tuple(value.split(","))
        case "same":
            details["same_as"] = tuple(value.split(","))
        case "type":
            details["event_type"] = event_type(value)
        case "job":
            details["job_title"] = value
        case "n":
            details["amount"] = amount(value.removeprefix("#"))
        case _:
            raise CorpusError(
                f"{entry!r}: after the type come of= for= part= about= same= type= job= n= and ` = Name`"
            )
    return details


def event_type(value: str) -> EventType:
    """The event type of that name; CorpusError lists them all."""
    if value not in set(EventType):
        raise CorpusError(f"{value!r} is no event type; they are {' '.join(EventType)}")
    return EventType(value)


def references(entity: Entity) -> tuple[str, ...]:
    """The ids of other entities that an entity names."""
    single = (entity.owner, entity.speaks_for, entity.part_of)
    return tuple(filter(None, single)) + entity.concerns
