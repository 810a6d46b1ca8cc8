"""Looking things up: by IRI, by words, by how claims compare."""

from collections.abc import Iterable
from enum import StrEnum

import strawberry

from api.graphql.connection import PageInfo
from api.graphql.fields import wrapped
from api.graphql.node import Node
from api.graphql.values import publish
from api.level import Level, Request
from api.paging import bounded
from ontology import model

_CLASSES = (
    model.Claim, model.Article, model.Proposition, model.Comparison, model.Mention, model.AttributionStep,
    model.TimeExpression, model.Quantity, model.Judgement, model.Entity,
)  # fmt: skip


class Found(StrEnum):
    """The types of results, as the index calls them."""

    ENTITY = "entity"
    ARTICLE = "article"
    CLAIM = "claim"


publish(
    Found,
    "What a search looks through.",
    {
        Found.ENTITY: "Entities, by any of their names.",
        Found.ARTICLE: "Articles, by their titles.",
        Found.CLAIM: "Claims, by their quotes.",
    },
)


@strawberry.type(description="Something whose name, title or quote has the words.")
class Hit:
    """Of a search."""

    type: Found = strawberry.field(description="Whether it was found by a name, a title or a quote.")
    node: Node = strawberry.field(description="What was found.")
    text: str = strawberry.field(description="The main name, the title or the quote.")


@strawberry.type(description="What a search found, best first.")
class Hits:
    """A page of results."""

    hits: list[Hit] = strawberry.field(description="The results on this page.")
    total_count: int = strawberry.field(description="How many results there are in all.")
    page_info: PageInfo = strawberry.field(description="Where this page stands among them.")


def nodes(request: Request, iris: Iterable[str]) -> list[Node]:
    """What the graph has of these IRIs, as objects of their types."""
    return [node for iri in iris for node in _node(request, iri)]


def searched(request: Request, text: str, type_: Found | None, first: int, after: str | None) -> Hits:
    """A page of what has all of these words."""
    kind = type_.value if type_ else None
    found = request.reader.index.search(text, kind=kind, first=bounded(first), after=after)
    shown = zip(found.hits, (nodes(request, [hit.iri]) for hit in found.hits), strict=True)
    return Hits(
        hits=[Hit(type=Found(hit.type), node=node, text=hit.shown) for hit, some in shown for node in some],
        total_count=found.total,
        page_info=PageInfo(
            has_next_page=found.after is not None,
            has_previous_page=after is not None,
            start_cursor=None,
            end_cursor=found.after,
        ),
    )


def _node(request: Request, iri: str) -> list[Node]:
    level: Level[None] = Level(request, {})
    for cls in _CLASSES:
        found = level.reach(cls, [iri])
        if found.values:
            return wrapped(found, [iri])
    return []
