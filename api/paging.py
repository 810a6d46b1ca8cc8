"""Pages of lists: how many at once, from where on, and the cursor of each thing in a list.

A cursor is the order key of the thing it belongs to, so it stays good when things come and go around it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, Self

from api.reader import Reader
from graph import catalogue
from graph.catalogue import Query
from graph.listing import cursor, key_of
from ontology.errors import QuestionError
from ontology.model import Article, Claim, Mention
from ontology.terms import Iri

MOST = 500
_LAST = "9999-99-99"  # as in the index: where a date is not known, it sorts last


class Page(NamedTuple):
    """Some things of a list, each with its cursor; `total` counts the whole list, when it is asked to.

    `more` says whether the list goes on where the page was filled towards; `query` is what was asked of the
    index, None for a list in memory.
    """

    iris: Sequence[Iri]
    cursors: Sequence[str]
    more: bool
    total: Callable[[], int]
    query: Query | None = None


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
        iris=[iri for _, iri in shown],
        cursors=[cursor(key) for key, _ in shown],
        more=len(within) > len(shown),
        total=lambda: len(keyed),
    )


def _key(given: str) -> str:
    return str(key_of(given, 1)[0])


def claim_keys(reader: Reader, iris: Sequence[Iri]) -> list[str]:
    """The order keys of claims, as in the index: publication date, article, place in the text."""
    claims = reader.many(Claim, iris)
    articles = reader.many(Article, [claim.article for claim in claims.values()])
    quotes = reader.many(Mention, [claim.evidence for claim in claims.values()])
    dates = {iri: article.published or _LAST for iri, article in articles.items()}
    return [
        f"{dates[claim.article]}|{claim.article}|{quotes[claim.evidence].start:09d}|{claim.iri}"
        for claim in claims.values()
    ]


def mention_keys(reader: Reader, iris: Sequence[Iri]) -> list[str]:
    """The order keys of mentions: article, place in the text."""
    mentions = reader.many(Mention, iris).values()
    return [f"{one.article}|{one.start:09d}|{one.end:09d}|{one.iri}" for one in mentions]


def article_keys(reader: Reader, iris: Sequence[Iri]) -> list[str]:
    """The order keys of articles, as in the index: publication date, IRI."""
    articles = reader.many(Article, iris).values()
    return [f"{article.published or _LAST}|{article.iri}" for article in articles]
