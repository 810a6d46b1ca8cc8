"""Connections: pages of lists as GraphQL clients know them, with cursors and exact totals."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.graphql.counting import Buckets, By, Facets, facets
from api.graphql.fields import answers, wrapped
from api.level import Level
from api.paging import MOST, Page, Window, page_of
from api.reader import Reader
from ontology.terms import Iri

T = TypeVar("T")

First = Annotated[int, strawberry.argument(description=f"How many at most, from 1 to {MOST}.")]
After = Annotated[
    str | None,
    strawberry.argument(description="The cursor behind which to go on; from the beginning without."),
]
Last = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many at most from the end, from 1 to {MOST}; takes the place of `first`."
    ),
]
Before = Annotated[
    str | None,
    strawberry.argument(description="The cursor before which to end; at the end of the list without."),
]
Keys = Callable[[Reader, Sequence[Iri]], list[str]]


@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    """Of a connection."""

    has_next_page: bool = strawberry.field(description="Whether the list goes on behind this page.")
    has_previous_page: bool = strawberry.field(
        description="Whether the list has things before this page; those that `after` leaves out are."
    )
    start_cursor: str | None = strawberry.field(description="The cursor of the first thing on this page.")
    end_cursor: str | None = strawberry.field(description="The cursor of the last thing on this page.")


@strawberry.type(description="A thing in its place in a list.")
class Edge(Generic[T]):
    """Of a connection."""

    node: T = strawberry.field(description="The thing.")
    cursor: str = strawberry.field(
        description="Its place: give it as `after` to go on behind it, as `before` to end before it."
    )


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page with the level that holds its things."""

    page: strawberry.Private[Page]
    level: strawberry.Private[Level[Any]]
    window: strawberry.Private[Window]

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
            has_next_page=self.window.before is not None if self.window.backwards else self.page.more,
            has_previous_page=self.page.more if self.window.backwards else self.window.after is not None,
            start_cursor=cursors[0] if cursors else None,
            end_cursor=cursors[-1] if cursors else None,
        )

    @answers("How many things the whole list has.")
    def total_count(self) -> int:
        """Counted when asked for."""
        return self.page.total()

    @answers("The number of the generation that this list comes from.")
    def generation(self) -> int:
        """As its manifest says."""
        return self.level.request.reader.generation.number

    @answers("How many things of the whole list have which value, the most frequent first.")
    def facets(self, by: By, first: Buckets = 20) -> Facets:
        """From the index."""
        return facets(self.level.request, self.page.query, by, first)

    def _nodes(self) -> list[Any]:
        return wrapped(self.level, self.page.iris)


def listing(level: Level[Any], cls: type[Any], page: Page, window: Window) -> Connection[Any]:
    """The connection of one page."""
    return Connection(page=page, level=level.reach(cls, page.iris), window=window)


def listings(
    self: Any, key: Hashable, cls: type[Any], page: Callable[[Any], Page], window: Window
) -> Connection[Any]:
    """The connection of one of several things on a level; the pages of all of them are read together."""
    pages, reached = self.level.once(key, lambda: _together(self.level, cls, page))
    return Connection(page=pages[self.record.iri], level=reached, window=window)


def related(name: str, cls: type[Any], pattern: str, keys: Keys, description: str) -> Any:
    """A field with a connection to what a SPARQL pattern leads to, from `?from` to `?to`."""

    def go(
        self: Any, first: First = 50, after: After = None, last: Last = None, before: Before = None
    ) -> Any:
        level: Level[Any] = self.level
        window = Window(first=first, after=after, last=last, before=before)

        def page(value: Any) -> Page:
            return ordered(level.request.reader, level.pairs(name, pattern).get(value.iri, ()), keys, window)

        return listings(self, (name, window), cls, page, window)

    return strawberry.field(resolver=go, description=description)


def ordered(reader: Reader, iris: Iterable[Iri], keys: Keys, window: Window) -> Page:
    """A page of some things in the order of their keys."""
    found = list(iris)
    return page_of(sorted(zip(keys(reader, found), found, strict=True)), window)


def _together(
    level: Level[Any], cls: type[Any], page: Callable[[Any], Page]
) -> tuple[dict[Iri, Page], Level[Any]]:
    pages: dict[Iri, Page] = {}
    for iri, value in level.values.items():
        level.request.budget.check()
        pages[iri] = page(value)
    return pages, level.reach(cls, [iri for one in pages.values() for iri in one.iris])
