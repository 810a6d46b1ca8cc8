"""Sources, cues and contents are put together to attributions where the rules have found none."""

from ontology.terms import Kind
from pipelines.extraction.account import Attribution, Span
from pipelines.extraction.learned.sheet import Sheet, labelled, sheet
from pipelines.extraction.learned.speech import attributions, heard
from pipelines.extraction.passage import read_passage
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document

TEXT = "The auditor found that the door stood open. Nobody replied."


def told(text: str) -> Sheet:
    """The sheet of a text."""
    document = Document(id="t", source="t", text=text, sha256="")
    return sheet(RuleExtractor().read(document), read_passage(text))


def test_labelled_stretches_become_one_attribution() -> None:
    """A source, a cue and a content of one sentence belong together."""
    page = told(TEXT)
    labels = ["B-S", "I-S", "B-Q", "O", "B-C", "I-C", "I-C", "I-C", *["O"] * (len(page.words) - 8)]
    (one,) = attributions(heard(page, labels), [])
    assert [span.of(TEXT) for span in one.source] == ["The auditor"]
    assert [span.of(TEXT) for span in one.cue] == ["found"]
    assert [span.of(TEXT) for span in one.content] == ["the door stood open"]


def test_what_is_known_is_not_found_again() -> None:
    """A content that the rules have is not added."""
    page = told(TEXT)
    labels = ["B-S", "I-S", "B-Q", "O", "B-C", "I-C", "I-C", "I-C", *["O"] * (len(page.words) - 8)]
    known = Attribution(source=(), cue=(), content=(Span(23, 42),))
    assert list(attributions(heard(page, labels), [known])) == []


def test_a_content_without_a_source_is_nobodys() -> None:
    """Nothing is attributed where no source or no cue was heard."""
    page = told(TEXT)
    labels = [*["O"] * 4, "B-C", "I-C", "I-C", "I-C", *["O"] * (len(page.words) - 8)]
    assert list(attributions(heard(page, labels), [])) == []


def test_labels_follow_the_words() -> None:
    """A mark is B at its first word and I at the others; a later mark is written over it."""
    page = told(TEXT)
    labels = labelled([(Span(0, 11), Kind.PERSON.value), (Span(4, 11), "x")], page.spans, page.starts)
    assert labels[:3] == ["B-Person", "B-x", "O"]
