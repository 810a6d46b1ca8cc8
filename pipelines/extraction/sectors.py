"""Sectors in the words of a phrase: "railway operators" speaks of railways."""

import re
from functools import cache

from ontology import lists
from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.wordlists import alternatives


@cache
def _names() -> dict[str, lists.ListEntry]:
    """Every label of a sector, lower case, with its entry."""
    return {name.casefold(): entry for entry in lists.sectors() for name in (entry.name, *entry.aliases)}


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternatives(_names())}(?:-related)?(?![\w])", re.IGNORECASE)


def sector_in(notebook: Notebook, span: Span) -> str | None:
    """The entity of the sector that a phrase names, noted when it is new."""
    mentioned = notebook.within(span, {Kind.SECTOR})
    if mentioned:
        return mentioned[0].entity
    match = _pattern().search(notebook.text, span.start, span.end)
    return note_sector(notebook, Span(*match.span())) if match else None


def sectors_in(notebook: Notebook, span: Span) -> tuple[str, ...]:
    """All sectors that a phrase names, in order."""
    named = [m.entity for m in notebook.within(span, {Kind.SECTOR})]
    found = [
        note_sector(notebook, Span(*m.span()))
        for m in _pattern().finditer(notebook.text, span.start, span.end)
    ]
    return tuple(dict.fromkeys([*named, *found]))


def note_sector(notebook: Notebook, span: Span) -> str:
    """Note a phrase that is a label of a sector."""
    entry = _names()[re.sub(r"\s+", " ", span.of(notebook.text)).casefold().removesuffix("-related")]
    return notebook.entity(Kind.SECTOR, entry.name, entry.iri, same_as=(entry.iri,), aliases=entry.aliases)
