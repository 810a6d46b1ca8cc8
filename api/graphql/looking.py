"""Looking things up: by IRI, by words, by how claims compare."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

import strawberry

from api.graphql.articles import Span
from api.graphql.connection import PageInfo, page_info
from api.graphql.counting import Buckets, By, Facets, facets
from api.graphql.fields import answers, wrapped
from api.graphql.lazy import AThing
from api.graphql.node import Node
from api.graphql.values import Kind, publish
from api.level import Level, Request
from api.paging import Page, Window, bounded
from api.selection import Lists
from graph import lookup
from graph.catalogue import ALONE, Query
from graph.conditions import Every, Is
from graph.highlights import highlights
from ontology import model

_CLASSES = (
    model.Claim, model.Article, model.Proposition, model.Comparison, model.Corroboration, model.Mention,
    model.AttributionStep, model.TimeExpression, model.Quantity, model.Judgement, model.Retrieval,
    model.ExtractionRun, model.Entity,
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
    matched: str = strawberry.field(
        description="The text that has the words: as `text`, or another name that has more of them."
    )
    highlights: list[Span] = strawberry.field(description="Where the words stand in `matched`.")


@strawberry.type(description="What a search found, best first.")
class Hits:
    """A page of results."""

    lists: strawberry.Private[Lists]
    asked: strawberry.Private[tuple[str, str | None]]
    hits: list[Hit] = strawberry.field(description="The results on this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands among them.")

    @answers("How many results there are in all.")
    def total_count(self) -> int:
        """Counted when asked for."""
        return self.lists.request.reader.index.found(*self.asked)

    @answers(
        "How many results have which value: TYPE; KIND of names; OUTLET, MONTH and LANGUAGE of titles and "
        "quotes; INCIDENT of quotes."
    )
    def facets(self, by: By, first: Buckets = 20) -> Facets:
        """From the index."""
        return facets(self.lists, ALONE[0], by, first)


@strawberry.type(description="An entity that somebody who types may mean.")
class Suggestion:
    """Of an entity."""

    node: AThing = strawberry.field(description="The entity.")
    text: str = strawberry.field(description="The name that has the words.")
    highlights: list[Span] = strawberry.field(description="Where the words stand in `text`.")
    claim_count: int = strawberry.field(description="In how many claims it takes part.")


def nodes(request: Request, iris: Iterable[str]) -> list[Any]:
    """What the graph has of these IRIs, as objects of their types, in this order; all is read at once."""
    found = by_iri(request, iris)
    return [found[iri] for iri in dict.fromkeys(iris) if iri in found]


def by_iri(request: Request, iris: Iterable[str]) -> dict[str, Any]:
    """The same by IRI."""
    wanted = list(dict.fromkeys(iris))
    request.budget.take(len(wanted))
    level: Level[Any] = Level(request, request.reader.any(_CLASSES, wanted))
    return {str(node.record.iri): node for node in wrapped(level, level.values)}


def searched(request: Request, text: str, type_: Found | None, window: Window) -> Hits:
    """A page of what has all of these words."""
    kind = type_.value if type_ else None
    asked = window.checked()
    found = request.reader.index.search(
        text, kind=kind, first=asked.first, after=asked.after, last=asked.last, before=asked.before
    )
    known = by_iri(request, [hit.iri for hit in found.hits])
    parts = [Is("text", (text,)), *([Is("type", (kind,))] if kind else ())]
    page = Page(iris=[hit.iri for hit in found.hits], cursor=found.cursors.__getitem__, more=found.more)
    return Hits(
        lists=Lists(request, Query(name="words", where=Every(tuple(parts))), Window()),
        asked=(text, kind),
        hits=[_hit(hit.type, hit.shown, known[hit.iri], text) for hit in found.hits if hit.iri in known],
        page_info=page_info(page, window),
    )


def suggestions(request: Request, text: str, kinds: Sequence[Kind], first: int) -> list[Suggestion]:
    """The entities that somebody may mean, those that most is said of first."""
    counts = dict(lookup.suggested(request.reader.index, text, kinds, bounded(first)))
    level = Level(request, {}).reach(model.Entity, counts)
    found = []
    for node in wrapped(level, level.values):
        named, spans = _named(node.record, node.record.label, text)
        found.append(Suggestion(node=node, text=named, highlights=spans, claim_count=counts[node.record.iri]))
    return found


def _hit(type_: str, shown: str, node: Any, words: str) -> Hit:
    named, spans = _named(node.record, shown, words)
    return Hit(type=Found(type_), node=node, text=shown, matched=named, highlights=spans)


def _named(record: Any, shown: str, words: str) -> tuple[str, list[Span]]:
    """Of what it is called, that which has most of the words, with their places."""
    names = (shown, *record.aliases) if isinstance(record, model.Entity) else (shown,)
    found = max(((name, highlights(name, words)) for name in names), key=lambda one: len(one[1]))
    return found[0], [Span(start=span.start, end=span.end) for span in found[1]]
