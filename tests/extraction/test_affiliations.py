"""Where an organization sits and whom a person works for, as is said beside a name."""

import pytest

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document

NAMES = (
    ("Rioni Works", Kind.COMPANY),
    ("Ferncliff Lab", Kind.COMPANY),
    ("Jane Roe", Kind.PERSON),
    ("Leeds", Kind.PLACE),
    ("Oslo", Kind.PLACE),
)


def named(notebook: Notebook) -> None:
    """Note the names of this module wherever they stand."""
    for name, kind in NAMES:
        start = notebook.text.find(name)
        span = Span(start, start + len(name))
        if start >= 0 and not any(m.named for m in notebook.overlapping(span)):
            notebook.note(span, notebook.entity(kind, name), named=True)


def told(text: str, predicate: Predicate) -> list[tuple[str, str, str]]:
    """Subject, object and quote of the claims of a predicate."""
    reading = RuleExtractor(named).read(Document(id="t", source="t", text=text, sha256="", language="en"))
    known = reading.notebook.entities
    return [
        (known[claim.subject].name, known[claim.object].name, claim.span.of(text))
        for claim in reading.account.claims
        if claim.predicate is predicate
    ]


@pytest.mark.parametrize(
    ("words", "place", "quote"),
    [
        ("Rioni Works of Leeds", "Leeds", "Rioni Works of Leeds"),
        ("Rioni Works, based in Leeds,", "Leeds", "Rioni Works, based in Leeds"),
        ("Rioni Works, a Leeds engine builder,", "Leeds", "Rioni Works, a Leeds engine builder"),
        ("Rioni Works, a maker of pumps in Leeds,", "Leeds", "Rioni Works, a maker of pumps in Leeds"),
        ("Leeds-based Rioni Works", "Leeds", "Leeds-based Rioni Works"),
    ],
)
def test_a_place_beside_a_name_is_where_it_sits(words: str, place: str, quote: str) -> None:
    """A claim of the article itself, with no more words than say so."""
    found = told(f"Hackers have attacked {words} last week.", Predicate.LOCATED_IN)
    assert found == [("Rioni Works", place, quote)]


def test_a_nationality_before_a_name_is_where_it_sits() -> None:
    """Whatever trade stands between the two."""
    words = "Norwegian salmon producer Ferncliff Lab"
    found = told(f"Hackers have attacked {words} last week.", Predicate.LOCATED_IN)
    assert found == [("Ferncliff Lab", "Norway", words)]


@pytest.mark.parametrize(
    "text",
    [
        "Hackers have attacked Rioni Works and an office in Leeds last week.",
        "Hackers have attacked Rioni Works, which sells pumps to farms in Leeds.",
        "Norwegian police told Rioni Works of an attack by hackers.",
    ],
)
def test_a_place_that_is_told_of_something_else_is_no_seat(text: str) -> None:
    """Words that join, and verbs, end what is told of a name."""
    assert not told(text, Predicate.LOCATED_IN)


@pytest.mark.parametrize(
    "words",
    [
        "Jane Roe of Ferncliff Lab",
        "Jane Roe of the consultancy Ferncliff Lab",
        "Jane Roe, an analyst at Ferncliff Lab",
        "Jane Roe, who runs Ferncliff Lab",
        "Jane Roe, who tracks gangs at Ferncliff Lab",
    ],
)
def test_a_person_belongs_to_whom_they_work_for(words: str) -> None:
    """What stands behind a name says so; the quote ends with the organization."""
    found = told(f"Hackers have attacked a port, said {words}.", Predicate.PART_OF)
    assert found == [("Jane Roe", "Ferncliff Lab", words)]


def test_a_person_who_speaks_of_an_organization_does_not_work_there() -> None:
    """A verb between the two makes it something else."""
    assert not told("Jane Roe warned Ferncliff Lab of hackers.", Predicate.PART_OF)
