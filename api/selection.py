"""Selections: parts of the lists of a generation, and whom a name stands for."""

from collections.abc import Collection

from api.budget import Budget
from api.paging import Page, Window
from api.reader import Reader, absolute
from graph import catalogue
from graph.catalogue import Query
from graph.conditions import Condition, Every, Is, Some
from ontology.terms import Iri, Relation


def named(reader: Reader, text: str) -> tuple[Iri, ...]:
    """Whom a text stands for: the one of that IRI, or all who bear the name, or all whose names begin so."""
    return (Iri(text),) if absolute(text) else catalogue.called(reader.index, text)


def select(reader: Reader, budget: Budget, query: Query, window: Window) -> Page:
    """A part of a list, with what counts it."""
    budget.check()
    index = reader.index
    found = catalogue.part(index, query, window.checked())
    return Page(
        iris=found.iris,
        cursors=found.cursors,
        more=found.more,
        total=lambda: catalogue.total(index, query),
        query=query,
    )


def selected(reader: Reader, budget: Budget, where: Condition) -> tuple[Iri, ...]:
    """All claims for which a condition holds."""
    budget.check()
    return catalogue.every(reader.index, Query(name="claims", where=where))


def compared(
    reader: Reader, budget: Budget, relations: Collection[Relation], incident: str | None
) -> tuple[Iri, ...]:
    """All comparisons of some relations, on an incident or on any."""
    budget.check()
    parts: list[Condition] = [Is("relation", tuple(map(str, relations))) if relations else Some()]
    if incident is not None:
        parts.append(on_incident(incident))
    return catalogue.every(reader.index, Query(name="comparisons", where=Every(tuple(parts))))


def on_incident(incident: str) -> Condition:
    """Of claims, and of comparisons of claims: that they are on an incident."""
    return Is("incident", (incident,))
