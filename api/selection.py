"""Selections: parts of the lists of a generation, and whom a name stands for."""

from api.budget import Budget
from api.paging import Page, Window
from api.reader import Reader, absolute
from graph import catalogue
from graph.catalogue import Query
from graph.conditions import Condition, Is
from ontology.terms import Iri


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


def on_incident(incident: str) -> Condition:
    """Of claims: that they are on an incident."""
    return Is("incident", (incident,))
