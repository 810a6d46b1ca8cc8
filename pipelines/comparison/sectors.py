"""The tree of sectors, and in which sectors described groups are at home."""

from collections.abc import Iterable
from functools import cache

from ontology import lists
from ontology.terms import Iri
from pipelines.comparison.lexicon import lexicon
from pipelines.resolution.descriptions import terms


def broader(sector: Iri) -> frozenset[Iri]:
    """A sector with all that are broader."""
    found = {sector}
    waiting = [sector]
    while waiting:
        new = set(_parents().get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def shared(left: Iterable[Iri], right: Iterable[Iri]) -> tuple[Iri, Iri] | None:
    """The first pair of sectors of which one is the other or broader than it."""
    pairs = ((a, b) for a in sorted(left) for b in sorted(right))
    return next(((a, b) for a, b in pairs if a in broader(b) or b in broader(a)), None)


def of_words(text: str) -> frozenset[Iri]:
    """The sectors that a description names: "companies in the power and railway industries"."""
    said = f" {' '.join(terms(text))} "
    return frozenset(sector for words, sector in _words().items() if len(words) > 2 and f" {words} " in said)


def groups(text: str) -> frozenset[str]:
    """The classes of people or organizations that a description of a group falls into."""
    classes: dict[str, list[str]] = lexicon("sectors")["groups"]
    said = set(terms(text))
    return frozenset(name for name, words in classes.items() if said & set(words))


def called(sector: Iri) -> str:
    """The name of a sector, for use in a sentence."""
    return next((one.name for one in lists.sectors() if one.iri == sector), sector.rsplit("/", 1)[-1]).lower()


@cache
def _parents() -> dict[Iri, tuple[Iri, ...]]:
    return {sector.iri: sector.broader for sector in lists.sectors()}


@cache
def _words() -> dict[str, Iri]:
    names = ((name, sector) for sector in lists.sectors() for name in sector.names)
    return {" ".join(terms(name)): sector.iri for name, sector in names}
