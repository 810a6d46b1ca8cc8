"""Facets as GraphQL types: how many things of a list have which value."""

from collections.abc import Callable, Hashable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Protocol, TypeVar

import strawberry

from api.graphql.fields import wrapped
from api.graphql.lazy import AThing
from api.graphql.values import publish
from api.level import Level, Request
from api.paging import bounded
from api.reader import absolute
from graph.catalogue import Bucket, Counted

T = TypeVar("T")


class Dimension(StrEnum):
    """What lists are counted by, as the index calls it."""

    SECTOR = "sector"
    ACTOR = "actor"
    TARGET = "target"
    BODY = "body"
    OUTLET = "outlet"
    MONTH = "month"
    LANGUAGE = "language"
    CERTAINTY = "certainty"
    POLARITY = "polarity"
    SPEAKER_KIND = "speaker_kind"
    HOLDER = "holder"
    ORIGIN = "origin"
    INCIDENT = "incident"
    KIND = "kind"
    EVENT_TYPE = "event_type"
    PREDICATE = "predicate"
    RELATION = "relation"
    ASPECT = "aspect"
    TYPE = "type"


publish(
    Dimension,
    "What the things of a list are counted by. A list refuses what it is not counted by, and says what it is "
    "counted by.",
    {
        Dimension.SECTOR: "Sectors: of incidents those said to be touched, of claims those they speak of.",
        Dimension.ACTOR: "Who is held to be behind it.",
        Dimension.TARGET: "Whom and what it is said to have been directed against.",
        Dimension.BODY: "Government bodies said to be harmed.",
        Dimension.OUTLET: "Who published it.",
        Dimension.MONTH: "The month of publication, as 2024-06; of incidents that of the first article.",
        Dimension.LANGUAGE: "The language of the text, as BCP 47 tag.",
        Dimension.CERTAINTY: "How certain the holders are presented to be.",
        Dimension.POLARITY: "Whether it is said or denied.",
        Dimension.SPEAKER_KIND: "On what footing they speak; of claims by whose word the article has them.",
        Dimension.HOLDER: "Whose claims they are.",
        Dimension.ORIGIN: "From whom they come in the end; `distinct` is the number of origins.",
        Dimension.INCIDENT: "The incident.",
        Dimension.KIND: "What kind of entity it is.",
        Dimension.EVENT_TYPE: "What kind of event it is.",
        Dimension.PREDICATE: "What is said of the subject.",
        Dimension.RELATION: "How the two claims stand to each other.",
        Dimension.ASPECT: "In what respect the two claims are compared.",
        Dimension.TYPE: "Of a search: names, titles or quotes.",
    },
)
By = Annotated[Dimension, strawberry.argument(description="By what to count.")]
Buckets = Annotated[int, strawberry.argument(description="How many values at most, from 1 to 500.")]


@strawberry.type(description="A value with the number of things that have it.")
class Facet:
    """A value."""

    key: str | None = strawberry.field(
        description="The value: an IRI, a month, or a name that the ontology has; null for unknown."
    )
    label: str = strawberry.field(description="What people call it.")
    count: int = strawberry.field(description="How many things of the list have it.")
    node: AThing | None = strawberry.field(description="The entity, where the value is one.")


@strawberry.type(description="How many things of a list have which value.")
class Facets:
    """Of a list."""

    by: Dimension = strawberry.field(description="By what was counted.")
    distinct: int = strawberry.field(description="How many different values there are in all.")
    facets: list[Facet] = strawberry.field(description="The most frequent values.")


class Counting(Protocol):
    """Lists that are counted."""

    request: Request

    def counted(self, dimension: str, first: int, /) -> Mapping[str, Counted]:
        """The values of the things of each list, by what it belongs to."""

    def once(self, key: Hashable, make: Callable[[], T], /) -> T:
        """What `make` gives, made once for all."""


def facets(lists: Counting, parent: str, by: Dimension, first: int) -> Facets:
    """The facets of one of several lists. QuestionError for a list that is not counted by this."""
    found = lists.counted(by.value, bounded(first))
    nodes = lists.once(("entities", by, first), lambda: _entities(lists.request, found))
    mine = found[parent]
    return Facets(by=by, distinct=mine.distinct, facets=[_facet(one, nodes) for one in mine.buckets])


def _entities(request: Request, found: Mapping[str, Counted]) -> Mapping[str | None, Any]:
    """The entities among the values of all lists."""
    values = (one.value for counted in found.values() for one in counted.buckets)
    level = Level(request, {}).reach_things(value for value in values if value and absolute(value))
    return {str(node.record.iri): node for node in wrapped(level, level.values)}


def _facet(found: Bucket, nodes: Mapping[str | None, Any]) -> Facet:
    node = nodes.get(found.value)
    label = node.label if node else found.value or "unknown"
    return Facet(key=found.value, label=label, count=found.count, node=node)
