"""Connections: pages of lists as GraphQL clients know them, with cursors and exact totals."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.graphql.fields import answers, wrapped
from api.level import Level
from api.paging import MOST, Page, page_of
from api.reader import Reader
from ontology.terms import Iri

T = TypeVar("T")

First = Annotated[int, strawberry.argument(description=f"How many at most, from 1 to {MOST}.")]
After = Annotated[
    str | None,
    strawberry.argument(description="The cursor behind which to go on; from the beginning without."),
]
Keys = Callable[[Reader, Sequence[Iri]], list[str]]


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Of a connection."""

    has_next_page: bool = strawberry.field(description="Whether the list goes on behind this page.")
    has_previous_page: bool = strawberry.field(description="Whether this page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="The cursor of the first thing on this page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last thing on this page.")


@strawberry.type(description="A thing in its place in a list.")
class Edge(Generic[T]):
    """Of a connection."""

    node: T = strawberry.field(description="The thing.")
    cursor: str = strawberry.field(description="Its place: give it as `after` to go on behind it.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page with the level that holds its things."""

    page: strawberry.Private[Page]
    level: strawberry.Private[Level[Any]]
    after: strawberry.Private[str | None] = None

    @answers("The things on this page, each with its cursor.")
    def edges(self) -> list[Edge[T]]:
        """Node by node."""
        cursors = dict(zip(self.page.iris, self.page.cursors, strict=True))
        return [Edge(node=node, cursor=cursors[node.record.iri]) for node in self._nodes()]

    @answers("The things on this page, without cursors.")
    def nodes(self) -> list[T]:
        """Node by node."""
        return self._nodes()

    @answers("Where this page stands in its list.")
    def page_info(self) -> PageInfo:
        """From the page."""
        cursors = self.page.cursors
        return PageInfo(
            has_next_page=self.page.more,
            has_previous_page=self.after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )

    @answers("How many things the whole list has.")
    def total_count(self) -> int:
        """Counted when asked for."""
        return self.page.total()

    def _nodes(self) -> list[Any]:
        return wrapped(self.level, self.page.iris)


def listing(level: Level[Any], cls: type[Any], page: Page, after: str | None) -> Connection[Any]:
    """The connection of one page."""
    return Connection(page=page, level=level.reach(cls, page.iris), after=after)


def listings(
    self: Any, key: Hashable, cls: type[Any], page: Callable[[Any], Page], after: str | None
) -> Connection[Any]:
    """The connection of one of several things on a level; the pages of all of them are read together."""
    pages, reached = self.level.once(key, lambda: _together(self.level, cls, page))
    return Connection(page=pages[self.record.iri], level=reached, after=after)


def related(name: str, cls: type[Any], pattern: str, keys: Keys, description: str) -> Any:
    """A field with a connection to what a SPARQL pattern leads to, from `?from` to `?to`."""

    def go(self: Any, first: First = 50, after: After = None) -> Any:
        level: Level[Any] = self.level

        def page(value: Any) -> Page:
            return ordered(
                level.request.reader, level.pairs(name, pattern).get(value.iri, ()), keys, first, after
            )

        return listings(self, (name, first, after), cls, page, after)

    return strawberry.field(resolver=go, description=description)


def ordered(reader: Reader, iris: Iterable[Iri], keys: Keys, first: int, after: str | None) -> Page:
    """A page of some things in the order of their keys."""
    found = list(iris)
    return page_of(sorted(zip(keys(reader, found), found, strict=True)), first, after)


def _together(
    level: Level[Any], cls: type[Any], page: Callable[[Any], Page]
) -> tuple[dict[Iri, Page], Level[Any]]:
    pages: dict[Iri, Page] = {}
    for iri, value in level.values.items():
        level.request.budget.check()
        pages[iri] = page(value)
    return pages, level.reach(cls, [iri for one in pages.values() for iri in one.iris])
