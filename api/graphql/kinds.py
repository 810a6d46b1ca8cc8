"""The kinds of entities as GraphQL types, incidents apart."""

from collections.abc import Callable
from typing import TypeVar

import strawberry

from api.graphql.descriptions import of_value
from api.graphql.entities import Agent, Entity, Organization
from api.graphql.fields import carried, leads, shows
from api.graphql.lazy import AThing
from api.graphql.values import CONCEPT, EventType, Kind
from ontology.model import Entity as Record

T = TypeVar("T")


def _of(kind: Kind) -> Callable[[type[T]], type[T]]:
    """The GraphQL type of a kind, described by its class."""

    def decorate(cls: type[T]) -> type[T]:
        described = of_value(kind.iri) or CONCEPT
        return shows(kind)(strawberry.type(cls, description=described))

    return decorate


@_of(Kind.ORGANIZATION)
class OtherOrganization(Organization):
    """An organization of which no more particular kind is known."""


@_of(Kind.COMPANY)
class Company(Organization):
    """A company."""


@_of(Kind.GOVERNMENT_BODY)
class GovernmentBody(Organization):
    """A government body."""


@_of(Kind.MEDIA_ORGANIZATION)
class MediaOrganization(Organization):
    """A newsroom."""


@_of(Kind.PERSON)
class Person(Agent):
    """A person."""

    job_title: list[str] = carried(Record, "job_title")


@_of(Kind.THREAT_ACTOR)
class ThreatActor(Agent):
    """A threat actor."""


@_of(Kind.UNNAMED_SOURCE)
class UnnamedSource(Agent):
    """A speaker without a name."""


@_of(Kind.COLLECTIVE)
class Collective(Agent):
    """Several agents."""


@_of(Kind.PLACE)
class Place(Agent):
    """A place; countries act and speak."""


@_of(Kind.SECTOR)
class Sector(Entity):
    """A sector."""


@_of(Kind.SYSTEM)
class Asset(Entity):
    """A system."""

    owner: list[AThing] = leads(Record, "owner")


@_of(Kind.DATA)
class DataAsset(Entity):
    """Information."""

    owner: list[AThing] = leads(Record, "owner")
    concerns: list[AThing] = leads(Record, "concerns")


@_of(Kind.MALWARE)
class Malware(Entity):
    """Malware."""


@_of(Kind.TOOL)
class Tool(Entity):
    """A tool."""


@_of(Kind.VULNERABILITY)
class Vulnerability(Entity):
    """A vulnerability."""


@_of(Kind.EVENT)
class Event(Entity):
    """An event."""

    event_type: EventType | None = carried(Record, "event_type")


@_of(Kind.COMMUNICATION)
class Communication(Entity):
    """A communication."""

    event_type: EventType | None = carried(Record, "event_type")
    concerns: list[AThing] = leads(Record, "concerns")


@_of(Kind.TOPIC)
class Topic(Entity):
    """A topic."""


@_of(Kind.CONCEPT)
class Concept(Entity):
    """A concept."""


@_of(Kind.MONEY)
class Money(Entity):
    """A sum."""


# Times and quantities that lack bounds and units are known by their label alone.
@_of(Kind.DATE)
class NamedTime(Entity):
    """A time without bounds."""


@_of(Kind.QUANTITY)
class NamedQuantity(Entity):
    """A quantity without a unit."""


KINDS = (
    OtherOrganization, Company, GovernmentBody, MediaOrganization, Person, ThreatActor, UnnamedSource,
    Collective, Place, Sector, Asset, DataAsset, Malware, Tool, Vulnerability, Event, Communication, Topic,
    Concept, Money, NamedTime, NamedQuantity,
)  # fmt: skip
