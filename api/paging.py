"""Pages of lists: how many at once, from where on, and the cursor of each thing in a list.

A cursor is the order key of the thing it belongs to, so it stays good when things come and go around it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

from graph import catalogue
from graph.listing import cursor, key_of
from ontology.errors import QuestionError
from ontology.terms import Iri

MOST = 500


class Page(NamedTuple):
    """Some things of a list, each with its cursor; `more` when it goes on on its open side."""

    iris: Sequence[Iri]
    cursor: Callable[[int], str]  # of the thing at a place
    more: bool


class Window(catalogue.Window):
    """A part of a list that a client may ask for."""

    def checked(self) -> Self:
        """The window; QuestionError when it is larger than MOST, or asks for nothing."""
        if self.last is not None:
            bounded(self.last, "last")
        else:
            bounded(self.first)
        return self


def bounded(asked: int, name: str = "first") -> int:
    """The number of things asked for; QuestionError when it is not between 1 and MOST."""
    if not 1 <= asked <= MOST:
        raise QuestionError(f"`{name}` is {asked}; ask for 1 to {MOST}")
    return asked


def page_of(keyed: Sequence[tuple[str, Iri]], window: Window) -> Page:
    """A page of a list in memory that is ordered by key."""
    size = window.checked().size
    start = 0 if window.after is None else bisect_right(keyed, _key(window.after), key=lambda entry: entry[0])
    end = (
        len(keyed)
        if window.before is None
        else bisect_left(keyed, _key(window.before), key=lambda entry: entry[0])
    )
    within = keyed[start:end]
    shown = within[-size:] if window.backwards else within[:size]
    return Page(
        iris=[iri for _, iri in shown], cursor=lambda at: cursor(shown[at][0]), more=len(within) > len(shown)
    )


def _key(given: str) -> str:
    return str(key_of(given, 1)[0])
