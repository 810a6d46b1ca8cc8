"""Copies: pages, entities and comparisons as whoever wrote them has them, so that they are not read back.

Reading a page back from a store on disk takes ten times as long as encoding it anew.
"""

from collections.abc import Iterator
from typing import Protocol

from graph.codec import R, Record, decode, encode
from graph.lines import canonical
from graph.triples import Triple
from ontology.model import Comparison, Entity, Page


class Copies(Protocol):
    """Values that equal what a store holds, as far as they are at hand; None for what is not."""

    def page(self, iri: str) -> Page | None:
        """A page."""
        ...

    def entity(self, iri: str) -> Entity | None:
        """An entity or an incident."""
        ...

    def comparison(self, iri: str) -> Comparison | None:
        """A comparison."""
        ...


class NoCopies:
    """Nothing is at hand."""

    def page(self, iri: str) -> None:
        """None."""

    def entity(self, iri: str) -> None:
        """None."""

    def comparison(self, iri: str) -> None:
        """None."""


NO_COPIES = NoCopies()


def as_held(value: R) -> R:
    """A value as a store gives it back: sets in their order, times and numbers in one form."""
    return decode(type(value), value.iri, held(value))


def held(value: Record) -> Iterator[Triple]:
    """The triples of a value as a store gives them back."""
    return (Triple(s, p, canonical(o)) for s, p, o in encode(value))
