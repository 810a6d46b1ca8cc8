"""The rows of claims as the side index has them: flat, in order, with bounds in time."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graph.frames import Frame
from graph.ladder import rung
from ontology.terms import IC, ICV, ID, RDF, Certainty, Polarity

_LAST = "9999-99-99"  # where a date is not known, it sorts last
_OA = "http://www.w3.org/ns/oa#"


class ClaimRow(NamedTuple):
    """A claim with its proposition, quote, bounds in time (None for open) and order key."""

    iri: str
    article: str
    proposition: str
    subject: str
    predicate: str
    object: str
    polarity: str
    certainty: str
    mode: str
    quote: str
    start: int
    end: int
    published: str | None = None
    timed: bool = False
    earliest: str | None = None
    latest: str | None = None
    rung: int = 0

    @property
    def sort(self) -> str:
        """By publication date (unknown last), article and place in the text."""
        return f"{self.published or _LAST}|{short(self.article)}|{self.start:09d}|{short(self.iri)}"


def short(iri: str) -> str:
    """An IRI without what all of ours begin with, for keys that stand in many indexes."""
    return iri.removeprefix(ID)


def claims_of(frame: Frame) -> list[ClaimRow]:
    """The claims of some pages, in order."""
    published = {str(article.iri): article.published for article in frame.articles}
    rows = (_row(frame, iri, published) for iri in frame.claims)
    return sorted((row for row in rows if row is not None), key=lambda claim: claim.sort)


def mentions_of(frame: Frame) -> list[tuple[str, str, str | None, str]]:
    """The mentions of some pages with their articles, what they name, and their order keys, in order."""
    rows = (_mention(frame, iri) for iri in frame.mentions)
    return sorted((row for row in rows if row is not None), key=lambda row: row[3])


def _mention(frame: Frame, iri: str) -> tuple[str, str, str | None, str] | None:
    """The row of a mention; None for one that is not whole."""
    article, start, end = (
        frame.one(iri, "article"),
        frame.one(iri, _OA + "start"),
        frame.one(iri, _OA + "end"),
    )
    if article is None or start is None or end is None:
        return None
    named = frame.one(iri, "denotes")
    sort = f"{short(str(article))}|{int(str(start)):09d}|{int(str(end)):09d}|{short(iri)}"
    return iri, str(article), None if named is None else str(named), sort


def _row(frame: Frame, claim: str, published: Mapping[str, str | None]) -> ClaimRow | None:
    """The row of a claim; None for one that is not whole."""
    said, quote = str(frame.one(claim, "proposition")), str(frame.one(claim, "evidence"))
    values = (
        *(frame.one(said, RDF + name) for name in ("subject", "predicate", "object")),
        *(frame.one(claim, name) for name in ("polarity", "certainty", "speechMode")),
        *(frame.one(quote, _OA + name) for name in ("exact", "start", "end")),
    )
    article = frame.one(claim, "article")
    if article is None or None in values:
        return None
    subject, predicate, object_, polarity, certainty, mode, exact, start, end = values
    times = [
        frame.times[iri]
        for iri in map(str, (frame.one(claim, "time"), subject, object_))
        if iri in frame.times
    ]
    polarity, certainty = str(polarity).removeprefix(ICV), str(certainty).removeprefix(ICV)
    return ClaimRow(
        claim, str(article), said, str(subject), str(predicate).removeprefix(IC), str(object_), polarity,
        certainty, str(mode).removeprefix(ICV), str(exact), int(str(start)), int(str(end)),
        published.get(str(article)), bool(times), _bound(min, [one.earliest for one in times]),
        _bound(max, [one.latest for one in times]), rung(Polarity(polarity), Certainty(certainty)),
    )  # fmt: skip


def _bound(choose: Callable[[list[str]], str], given: list[str | None]) -> str | None:
    """The outermost of some bounds; None when one of them is open, or there is none."""
    known = [one for one in given if one]
    return choose(known) if known and len(known) == len(given) else None
