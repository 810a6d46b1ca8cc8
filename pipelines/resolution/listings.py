"""The entries of the reference lists by IRI and by identifier."""

from collections.abc import Iterable
from functools import cache

from ontology import lists
from ontology.lists import ListEntry
from ontology.terms import ID, SECTOR, Iri

_OURS = (ID, SECTOR)


def entry(iri: str) -> ListEntry | None:
    """The entry of one of our reference lists with this IRI."""
    return _entries().get(iri)


def listed(same_as: Iterable[str]) -> Iri | None:
    """The entry of our reference lists that identifiers lead to: its IRI itself, or a country's code."""
    given = tuple(same_as)
    ours = [Iri(item) for item in given if item.startswith(_OURS)]
    return min(ours or [_coded()[item] for item in given if item in _coded()], default=None)


@cache
def _entries() -> dict[str, ListEntry]:
    places = (*lists.countries(), *lists.cities())
    software = (*lists.malware(), *lists.tools(), *lists.techniques())
    return {
        item.iri: item for item in (*lists.sectors(), *lists.bodies(), *lists.groups(), *software, *places)
    }


@cache
def _coded() -> dict[str, Iri]:
    return {code: place.iri for place in lists.countries() for code in place.identifiers}
