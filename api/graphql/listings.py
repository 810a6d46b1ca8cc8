"""Roots with lists: filtered, ordered, in pages of both directions, counted by many values."""

from collections.abc import Callable, Collection
from typing import Annotated, Any

import strawberry

from api.graphql.connection import After, Before, First, Last, listing
from api.graphql.filtering import condition
from api.graphql.filters import ArticleFilter, ComparisonFilter, EntityFilter, PropositionFilter
from api.graphql.moments import Moments
from api.graphql.ordering import ByArticles, ByComparisons, ByEntities, ByPropositions, orders
from api.graphql.values import Kind, Relation
from api.level import Level, Request
from api.paging import Window
from api.selection import select
from graph.catalogue import Query
from graph.conditions import Condition, Every, Is, Some
from ontology import model

Info = strawberry.Info[Request, None]
_GROUPS = strawberry.argument(description="Conditions in groups of and, or and not.")
Name = Annotated[
    str | None, strawberry.argument(description="Words of a name, each as it begins; all must be there.")
]
OfKind = Annotated[list[Kind] | None, strawberry.argument(description="Only those of these kinds.")]
Relations = Annotated[list[Relation] | None, strawberry.argument(description="Only these relations.")]
Reported = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only between claims on the incident of this IRI.")
]


def entities(description: str, *kinds: Kind) -> Any:
    """A root with the entities of some kinds by name."""

    def go(  # noqa: PLR0913, PLR0917  # the arguments of the field
        info: Info,
        text: Name = None,
        where: Annotated[EntityFilter | None, _GROUPS] = None,
        order_by: ByEntities = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        window = Window(first=first, after=after, last=last, before=before)
        asked = Query(name="entities", where=_of(kinds, text, condition(where)), order=orders(order_by))
        return listed(info.context, model.Entity, asked, window)

    return _root(go, description)


def entities_of_kinds(description: str, known: Collection[Kind]) -> Any:
    """A root with the entities of all of these kinds together, or of some."""

    def go(  # noqa: PLR0913, PLR0917  # the arguments of the field
        info: Info,
        kind: OfKind = None,
        text: Name = None,
        where: Annotated[EntityFilter | None, _GROUPS] = None,
        order_by: ByEntities = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        kinds = known if kind is None else [one for one in known if one in kind]
        window = Window(first=first, after=after, last=last, before=before)
        asked = Query(name="entities", where=_of(kinds, text, condition(where)), order=orders(order_by))
        return listed(info.context, model.Entity, asked, window)

    return _root(go, description)


def articles(description: str) -> Any:
    """A root with articles."""

    def go(  # the arguments of the field
        info: Info,
        where: Annotated[ArticleFilter | None, _GROUPS] = None,
        order_by: ByArticles = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        window = Window(first=first, after=after, last=last, before=before)
        asked = Query(name="articles", where=condition(where), order=orders(order_by))
        return listed(info.context, model.Article, asked, window)

    return _root(go, description)


def propositions(description: str) -> Any:
    """A root with propositions."""

    def go(  # the arguments of the field
        info: Info,
        where: Annotated[PropositionFilter | None, _GROUPS] = None,
        order_by: ByPropositions = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        window = Window(first=first, after=after, last=last, before=before)
        asked = Query(name="propositions", where=condition(where), order=orders(order_by))
        return listed(info.context, model.Proposition, asked, window)

    return _root(go, description)


def comparisons(description: str) -> Any:
    """A root with comparisons."""

    def go(  # noqa: PLR0913, PLR0917  # the arguments of the field
        info: Info,
        relation: Relations = None,
        incident: Reported = None,
        where: Annotated[ComparisonFilter | None, _GROUPS] = None,
        order_by: ByComparisons = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        parts: list[Condition] = [condition(where)]
        if relation is not None:
            parts.append(Is("relation", tuple(map(str, relation))) if relation else Some())
        if incident is not None:
            parts.append(Is("incident", (str(incident),)))
        window = Window(first=first, after=after, last=last, before=before)
        asked = Query(name="comparisons", where=Every(tuple(parts)), order=orders(order_by))
        return listed(info.context, model.Comparison, asked, window)

    return _root(go, description)


def listed(request: Request, cls: type[Any], asked: Query, window: Window) -> Any:
    """The connection of a part of a list of the index."""
    page = select(request.reader, request.budget, asked, window)
    return listing(Level(request, {}), cls, page, window)


def _of(kinds: Collection[Kind], text: str | None, more: Condition) -> Condition:
    parts = [Is("kind", tuple(kind.value for kind in kinds)) if kinds else Some(), more]
    return Every((*parts, Is("text", (text,))) if text is not None else tuple(parts))


def _root(go: Callable[..., Any], description: str) -> Any:
    return strawberry.field(resolver=go, description=description, extensions=[Moments()])
