"""Connections: pages of lists as GraphQL clients know them, with cursors and exact totals."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, Protocol, TypeVar

import strawberry

from api.graphql.counting import Buckets, By, Facets, facets
from api.graphql.fields import answers, wrapped
from api.level import Level, Request
from api.paging import Page, Window
from graph.catalogue import Counted

T = TypeVar("T")
V = TypeVar("V")


class Listing(Protocol):
    """The lists of several things, each known by what it belongs to."""

    request: Request
    window: Window

    def page(self, parent: str, /) -> Page:
        """The page of one."""

    def level(self, cls: type[Any], /) -> Level[Any]:
        """What stands on all pages."""

    def total(self, parent: str, /) -> int:
        """How many things the list of one has."""

    def counted(self, dimension: str, first: int, /) -> Mapping[str, Counted]:
        """The values of the things of each list."""

    def once(self, key: Hashable, make: Callable[[], V], /) -> V:
        """What `make` gives, made once for all."""


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
    """The page of one thing among the lists of several."""

    lists: strawberry.Private[Listing]
    parent: strawberry.Private[str]
    of: strawberry.Private[type[Any]]

    @answers("The things on this page, each with its cursor.")
    def edges(self) -> list[Edge[T]]:
        """Node by node."""
        page = self.lists.page(self.parent)
        cursors = {iri: page.cursor(at) for at, iri in enumerate(page.iris)}
        return [Edge(node=node, cursor=cursors[node.record.iri]) for node in self._nodes()]

    @answers("The things on this page, without cursors.")
    def nodes(self) -> list[T]:
        """Node by node."""
        return self._nodes()

    @answers("Where this page stands in its list.")
    def page_info(self) -> PageInfo:
        """From the page."""
        return page_info(self.lists.page(self.parent), self.lists.window)

    @answers("How many things the whole list has.")
    def total_count(self) -> int:
        """Counted when asked for."""
        return self.lists.total(self.parent)

    @answers("The number of the generation that this list comes from.")
    def generation(self) -> int:
        """As its manifest says."""
        return self.lists.request.reader.generation.number

    @answers("How many things of the whole list have which value, the most frequent first.")
    def facets(self, by: By, first: Buckets = 20) -> Facets:
        """From the index."""
        return facets(self.lists, self.parent, by, first)

    def _nodes(self) -> list[Any]:
        return wrapped(self.lists.level(self.of), self.lists.page(self.parent).iris)


def page_info(page: Page, window: Window) -> PageInfo:
    """Where a page stands in its list."""
    backwards, last = window.backwards, len(page.iris) - 1
    return PageInfo(
        has_next_page=window.before is not None if backwards else page.more,
        has_previous_page=page.more if backwards else window.after is not None,
        start_cursor=page.cursor(0) if page.iris else None,
        end_cursor=page.cursor(last) if page.iris else None,
    )
