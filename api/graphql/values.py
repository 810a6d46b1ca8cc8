"""The closed lists of the ontology as GraphQL enums, each value with its definition."""

from enum import Enum
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
    "SpeakerKind",
    "SpeechMode",
]

_LISTS: dict[type[Enum], str | None] = {
    Act: of_value(ICV + "act-scheme"),
    Certainty: of_value(ICV + "certainty-scheme"),
    EventType: of_value(IC + "eventType"),
    Kind: "What an entity is: the classes that claims speak of.",
    Polarity: of_value(ICV + "polarity-scheme"),
    Predicate: "What a proposition may say of its subject.",
    Relation: "How two claims may stand to each other.",
    SpeakerKind: of_value(ICV + "speaker-kind-scheme"),
    SpeechMode: of_value(ICV + "speech-mode-scheme"),
}


def _publish(cls: Any, description: str | None) -> None:
    strawberry.enum(cls, description=description)
    for value in cls.__strawberry_definition__.values:
        value.description = of_value(cls[value.name].iri)


for _cls, _description in _LISTS.items():
    _publish(_cls, _description)
