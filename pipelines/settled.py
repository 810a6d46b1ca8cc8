"""Accounts as they are settled: who is who in each, their pages, entities and comparisons."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from graph.judgements import Entry
from ontology.model import Comparison, Entity, Page
from ontology.terms import Kind
from pipelines.comparison.comparing import compare
from pipelines.decided import Read
from pipelines.lots import Lot
from pipelines.resolution.identities import Identities
from pipelines.resolution.pages import pages
from pipelines.resolution.readings import Reading
from pipelines.resolution.resolution import resolve


class Settled(Protocol):
    """What accounts came to, be it at once or one after the other."""

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The accounts, by document id."""
        ...

    def known(self, document: str) -> Identities:
        """Who is who in a document."""
        ...

    def entities(self) -> tuple[Lot[Entity], Lot[Entity]]:
        """Everything that the accounts speak of: incidents, and what is none."""
        ...

    def pages_of(self, documents: Collection[str]) -> list[Page]:
        """The pages of some documents, in the order of their ids."""
        ...

    def comparisons_of(self, documents: Collection[str]) -> Iterable[Comparison]:
        """At least the comparisons in which claims of these documents stand."""
        ...


class AtOnce:
    """Accounts that are resolved and compared all at once."""

    def __init__(self, read: Read, judgements: Sequence[Entry] = ()) -> None:
        self.read = read
        self.resolution = resolve(read, judgements)

    @property
    def readings(self) -> Mapping[str, Reading]:
        """The accounts, by document id."""
        return self.resolution.known.readings

    def known(self, document: str) -> Identities:
        """Who is who, in this document and all others."""
        del document
        return self.resolution.known

    def entities(self) -> tuple[Lot[Entity], Lot[Entity]]:
        """Everything that the accounts speak of: incidents, and what is none."""
        found = self.resolution.entities
        told = [one for one in found if one.kind is Kind.INCIDENT]
        return Lot.of(told), Lot.of(one for one in found if one.kind is not Kind.INCIDENT)

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """The pages of all documents, in the order of their ids."""
        return pages(self.read, self.resolution)

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        """All comparisons, by IRI."""
        return compare(self.pages, self.resolution.entities)

    def pages_of(self, documents: Collection[str]) -> list[Page]:
        """The pages of some documents, in the order of their ids."""
        return [page for page in self.pages if page.article.identifier in documents]

    def comparisons_of(self, documents: Collection[str]) -> Iterable[Comparison]:
        """All comparisons."""
        del documents
        return self.comparisons
