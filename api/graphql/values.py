"""The closed lists of the ontology as GraphQL enums, each value with its definition."""

from collections.abc import Mapping
from typing import Any

import strawberry

from api.graphql.descriptions import of_value
from ontology.terms import (
    IC,
    ICV,
    Act,
    Certainty,
    EventType,
    Kind,
    Polarity,
    Predicate,
    Relation,
    Ruling,
    SpeakerKind,
    SpeechMode,
)

__all__ = [
    "Act",
    "Certainty",
    "EventType",
    "Kind",
    "Polarity",
    "Predicate",
    "Relation",
    "Ruling",
    "SpeakerKind",
    "SpeechMode",
    "publish",
]

CONCEPT = "An idea that reference lists know, such as a technique of attackers."

_LISTS: dict[Any, str | None] = {
    Act: of_value(ICV + "act-scheme"),
    Certainty: of_value(ICV + "certainty-scheme"),
    EventType: of_value(IC + "eventType"),
    Kind: "What an entity is: the classes that claims speak of.",
    Polarity: of_value(ICV + "polarity-scheme"),
    Predicate: "What a proposition may say of its subject.",
    Relation: "How two claims may stand to each other.",
    Ruling: of_value(ICV + "ruling-scheme"),
    SpeakerKind: of_value(ICV + "speaker-kind-scheme"),
    SpeechMode: of_value(ICV + "speech-mode-scheme"),
}


def publish(cls: Any, description: str | None, values: Mapping[Any, str]) -> None:
    """Make an enumeration a GraphQL enum with these descriptions."""
    strawberry.enum(cls, description=description)
    for value in cls.__strawberry_definition__.values:
        value.description = values[cls[value.name]]


for _cls, _description in _LISTS.items():
    publish(_cls, _description, {one: of_value(one.iri) or CONCEPT for one in _cls})
