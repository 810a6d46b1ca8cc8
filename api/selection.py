"""Selections of claims: what the index can tell at once, and what is looked up claim by claim.

The index knows one value for each condition. Several holders (a name may stand for more than one) and the
footing of a claim are checked on the claims that remain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from api.budget import Budget
from api.catalogue import listed
from api.footing import footings
from api.paging import Page, bounded, claim_keys
from api.reader import Reader, absolute
from graph.listing import ClaimFilter, cursor
from ontology.terms import Iri, Kind, SpeakerKind

_STRIDE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which claims. None means that it does not matter; all conditions hold."""

    which: ClaimFilter
    holders: frozenset[Iri] | None = None
    footing: frozenset[SpeakerKind] | None = None


def named(reader: Reader, text: str) -> frozenset[Iri]:
    """Whom a text stands for: the one of that IRI, or all who bear the name, or all whose names begin so."""
    if absolute(text):
        return frozenset({Iri(text)})
    found = listed(reader, Kind, text)
    whole = frozenset(entry.iri for entry in found if entry.called(text))
    return whole or frozenset(entry.iri for entry in found)


def select(reader: Reader, budget: Budget, wanted: Selection, first: int, after: str | None) -> Page:
    """A page of the claims by publication date (unknown last), article and place in the text."""
    bounded(first)
    found = list(islice(_claims(reader, budget, wanted, after, min(first + 1, _STRIDE)), first + 1))
    shown = found[:first]
    return Page(
        iris=shown,
        cursors=[cursor(key) for key in claim_keys(reader, shown)],
        more=len(found) > first,
        total=lambda: _total(reader, budget, wanted),
    )


def selected(reader: Reader, budget: Budget, wanted: Selection) -> list[Iri]:
    """All of the claims."""
    return list(_claims(reader, budget, wanted, None, _STRIDE))


def _total(reader: Reader, budget: Budget, wanted: Selection) -> int:
    if wanted.holders is None and wanted.footing is None:
        return reader.index.claims(wanted.which, first=1).total
    return len(selected(reader, budget, wanted))


def _claims(
    reader: Reader, budget: Budget, wanted: Selection, after: str | None, stride: int
) -> Iterator[Iri]:
    while True:
        budget.check()
        found = reader.index.claims(wanted.which, first=stride, after=after)
        yield from _kept(reader, wanted, list(found.iris))
        if found.after is None:
            return
        after = found.after


def _kept(reader: Reader, wanted: Selection, iris: list[Iri]) -> list[Iri]:
    if wanted.holders is not None:
        held = reader.pairs("?from ic:holder ?to", iris)
        iris = [iri for iri in iris if not wanted.holders.isdisjoint(held.get(iri, ()))]
    if wanted.footing is not None:
        known = footings(reader, iris)
        iris = [iri for iri in iris if not wanted.footing.isdisjoint(known[iri])]
    return iris
