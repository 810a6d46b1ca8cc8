"""Selections: parts of the lists of a generation, asked for several things at once, and whom a name means."""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from api.level import Level, Request
from api.paging import Page, Window, page_of
from api.reader import Reader, absolute
from graph import catalogue, lookup
from graph.catalogue import ALONE, Counted, Query
from graph.conditions import Condition, Every, Is, Some
from ontology.errors import QuestionError
from ontology.terms import Iri, Relation

T = TypeVar("T")


class Lists:
    """The lists of several things, or one that belongs to none.

    Whatever is asked of one of them is asked of all in one question, when it is needed: their pages, their
    totals, their counts.
    """

    def __init__(
        self, request: Request, query: Query, window: Window, parents: Sequence[str] = ALONE
    ) -> None:
        self.request, self.window = request, window.checked()
        catalogue.bounds(query, window)  # so that a wrong cursor is told of, whatever is asked of the list
        self._query, self._parents = query, parents
        self._made: dict[Hashable, Any] = {}

    def page(self, parent: str) -> Page:
        """The page of one."""
        part = self._pages()[parent]
        return Page(iris=part.iris, cursor=part.cursor, more=part.more)

    def level(self, cls: type[Any]) -> Level[Any]:
        """What stands on all pages."""
        return self.once("level", lambda: Level(self.request, {}).reach(cls, self._shown()))

    def total(self, parent: str) -> int:
        """How many things the list of one has."""
        if self._parents is ALONE:  # so that it is not counted anew for each page
            return self.request.reader.remembered(self._query, lambda: self._totals()[parent])
        return self._totals()[parent]

    def counted(self, dimension: str, first: int) -> Mapping[str, Counted]:
        """The values of the things of each list. QuestionError for what they are not counted by."""

        def count(index: Any, query: Query, parents: Sequence[str]) -> Mapping[str, Counted]:
            return catalogue.counted(index, query, dimension, first, parents)

        return self._asked(("counted", dimension, first), count)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made once for all."""
        if key not in self._made:
            self.request.budget.check()
            self._made[key] = make()
        return cast("T", self._made[key])

    def _shown(self) -> Iterator[Iri]:
        return (iri for part in self._pages().values() for iri in part.iris)

    def _pages(self) -> Mapping[str, catalogue.Part]:
        return self._asked(
            "pages", lambda index, query, parents: catalogue.parts(index, query, self.window, parents)
        )

    def _totals(self) -> Mapping[str, int]:
        return self._asked("totals", catalogue.totals)

    def _asked(self, key: Hashable, ask: Callable[[Any, Query, Sequence[str]], T]) -> T:
        return self.once(key, lambda: ask(self.request.reader.index, self._query, self._parents))


class Kept:
    """A list in memory, ordered by key."""

    def __init__(self, request: Request, keyed: Sequence[tuple[str, Iri]], window: Window) -> None:
        self.request, self.window = request, window
        self._keyed = keyed
        self._page = page_of(keyed, window)
        self._level: Level[Any] | None = None

    def page(self, _: str) -> Page:
        """Its page."""
        return self._page

    def level(self, cls: type[Any]) -> Level[Any]:
        """What stands on the page."""
        self._level = self._level or Level(self.request, {}).reach(cls, self._page.iris)
        return self._level

    def total(self, _: str) -> int:
        """How many things it has."""
        return len(self._keyed)

    def counted(self, *_: object) -> Mapping[str, Counted]:
        """Nothing: QuestionError."""
        raise QuestionError("this list is not counted by anything")

    def once(self, _: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives."""
        return make()


def named(reader: Reader, text: str) -> tuple[Iri, ...]:
    """Whom a text stands for: the one of that IRI, or all who bear the name, or all whose names begin so."""
    return (Iri(text),) if absolute(text) else lookup.called(reader.index, text)


def on_incidents(request: Request, incidents: Sequence[str]) -> Mapping[str, tuple[Iri, ...]]:
    """All claims on each incident, in order."""
    request.budget.check()
    return catalogue.every(request.reader.index, _CLAIMS, incidents)


def compared(request: Request, relations: Collection[Relation], incident: str | None) -> tuple[Iri, ...]:
    """All comparisons of some relations, on an incident or on any."""
    request.budget.check()
    parts: list[Condition] = [Is("relation", tuple(map(str, relations))) if relations else Some()]
    if incident is not None:
        parts.append(Is("incident", (incident,)))
    query = Query(name="comparisons", where=Every(tuple(parts)))
    return catalogue.every(request.reader.index, query)[ALONE[0]]


_CLAIMS = Query(name="claims", of="incident")
