"""In technical reports a model has the last word on names, but for what rows of names make plain."""

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.learned import reports
from pipelines.extraction.learned.sheet import Sheet
from tests.extraction.learned.test_spellings import notebook_of, noted

TEXT = "They hit Energy, Construction, and Finance firms. A hosting firm paid."


def test_sectors_in_a_row_stay_where_the_model_finds_none() -> None:
    """A row of sectors names branches even where a model does not think so; a lone word is the model's."""
    notebook = notebook_of(TEXT)
    for name in ("Energy", "Construction", "Finance", "hosting"):
        start = TEXT.index(name)
        notebook.note(Span(start, start + len(name)), notebook.entity(Kind.SECTOR, name), named=True)
    reports.revise(notebook, [], Sheet(spans=(), words=(), sentences=(), starts=()), frozenset({Kind.SECTOR}))
    assert [words for words, _, _ in noted(notebook)] == ["Energy", "Construction", "Finance"]
