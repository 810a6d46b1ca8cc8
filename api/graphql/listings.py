"""Lists as fields: of the whole graph at the roots, or of a thing; filtered, ordered, paged, counted alike.

What a kind of list takes is data (`Listed`). The lists of all things of a level are asked for together.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple, Optional

import strawberry

from api.graphql.arguments import PAGING, Argument, Arguments, taking, window
from api.graphql.connection import Connection
from api.graphql.filtering import condition
from api.graphql.moments import Moments
from api.graphql.ordering import orders
from api.level import Level
from api.selection import Lists
from graph.catalogue import ALONE, Query
from graph.conditions import Condition, Every, Is, Some

GROUPS = "Conditions in groups of and, or and not."
Look = Callable[[str], tuple[str, ...]]  # whom a name means
_ALL = Every()


class Short(NamedTuple):
    """An argument that is short for a condition; `look` finds whom a name means."""

    annotation: Any
    means: Callable[[Any, Look], Condition]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A kind of list: its name in the index, the class of its things, and what it can be asked for."""

    name: str
    cls: type[Any]
    where: Any
    order_by: Any = None
    short: Mapping[str, Short] = field(default_factory=dict)

    def arguments(self) -> Arguments:
        """What a field with such a list takes."""
        groups: Any = Annotated[Optional[self.where], strawberry.argument(description=GROUPS)]  # noqa: UP045
        ordered = {} if self.order_by is None else {"order_by": Argument(self.order_by)}
        return {
            **{name: Argument(one.annotation) for name, one in self.short.items()},
            "where": Argument(groups),
            **ordered,
            **PAGING,
        }

    def query(self, given: Mapping[str, Any], look: Look, bounds: Condition, of: str | None = None) -> Query:
        """The list that arguments ask for, within bounds, or of things that it belongs to."""
        short = [one.means(given[name], look) for name, one in self.short.items() if given[name] is not None]
        return Query(
            name=self.name,
            of=of,
            where=_every(bounds, condition(given["where"]), *short),
            order=orders(given.get("order_by")),
        )


def among(name: str) -> Callable[[Any, Look], Condition]:
    """That what the list calls so is one of the values of an argument; none of an empty list."""
    return lambda values, _: Is(name, tuple(map(str, values))) if values else Some()


def just(name: str) -> Callable[[Any, Look], Condition]:
    """That what the list calls so is the value of an argument."""
    return lambda value, _: Is(name, (str(value),))


def root(of: Listed, description: str, bounds: Condition = _ALL, look: Any = None) -> Any:
    """A root with everything of a kind of list, or with what lies within bounds; `look` as in `Short`."""

    def go(info: Any, **given: Any) -> Any:
        request = info.context
        query = of.query(given, lambda text: look(request.reader, text), bounds)
        return Connection(lists=Lists(request, query, window(given)), parent=ALONE[0], of=of.cls)

    resolver = taking(of.arguments(), go, root=True)
    return strawberry.field(resolver=resolver, description=description, extensions=[Moments()])


def within(of: Listed, belonging: str, description: str, look: Any = None) -> Any:
    """A field with a list that belongs to a thing, in a way that the list has a name for."""
    token = object()  # tells this field apart

    def go(self: Any, **given: Any) -> Any:
        level: Level[Any] = self.level

        def called(text: str) -> tuple[str, ...]:
            found: tuple[str, ...] = level.once(("called", text), lambda: look(level.request.reader, text))
            return found

        query, part = of.query(given, called, _ALL, belonging), window(given)
        lists = level.once(
            (token, query, part), lambda: Lists(level.request, query, part, list(level.values))
        )
        return Connection(lists=lists, parent=self.record.iri, of=of.cls)

    return strawberry.field(resolver=taking(of.arguments(), go), description=description)


def _every(*parts: Condition) -> Condition:
    """That all parts hold, without those that always do."""
    some = tuple(part for part in parts if part != _ALL)
    return some[0] if len(some) == 1 else Every(some)
