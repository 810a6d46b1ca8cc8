"""Which words of a stretch are the claim, and which only say who says it."""

import pytest

from pipelines.extraction.account import Span
from pipelines.extraction.learned.quotes import content, tells_nothing
from pipelines.extraction.learned.sheet import sheet
from pipelines.extraction.passage import read_passage
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document


def kept(text: str, said: str) -> str:
    """What is kept of a text whose words a model labels so, a letter each, "-" for nothing."""
    reading = RuleExtractor().read(Document(id="t", source="t", text=text, sha256="", language="en"))
    page = sheet(reading, read_passage(text))
    words = content(range(len(page.words)), page, ["O" if one == "-" else f"I-{one}" for one in said])
    return text[page.starts[words.start] : page.spans[words.stop - 1].end]


@pytest.mark.parametrize(
    ("text", "said", "claim"),
    [
        ("the port said the gates were shut", "SSQCCCC", "the gates were shut"),
        ("the gates were shut , the port said", "CCCC-SSQ", "the gates were shut"),
        ("the port said that the gates were shut", "SSQ-----", "the gates were shut"),
        ("the gates were shut , it said", "-----SQ", "the gates were shut"),
    ],
)
def test_who_says_it_is_no_part_of_a_claim(text: str, said: str, claim: str) -> None:
    """At either end, whether a model hears what is said or only who says it."""
    assert kept(text, said) == claim


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the port acknowledged the theft", "SSQ--"),
        ("the port , which said nothing , was shut", "CC-CQC-CC"),
    ],
)
def test_what_is_told_of_saying_stays(text: str, said: str) -> None:
    """That somebody has spoken may be all that is told, and a verb of saying may stand inside."""
    assert kept(text, said) == text


@pytest.mark.parametrize(
    "words",
    [
        "In a notice filed with the regulator",
        "chief information officer Peter Roe told reporters",
        "could not",
        "June 3, 2023 -- Acme Corp. today",
        "on Friday that",
    ],
)
def test_where_and_by_whom_something_is_said_is_no_claim(words: str) -> None:
    """Nor are auxiliaries alone."""
    text = (
        "In a notice filed with the regulator, Acme Corp. said the files held names. “We shut the servers,” "
        "chief information officer Peter Roe told reporters. Acme Corp. could not confirm the theft."
        " June 3, 2023 -- Acme Corp. today confirmed it. The Herald said on Friday that the gates were shut."
    )
    reading = RuleExtractor().read(Document(id="t", source="t", text=text, sha256="", language="en"))
    at = text.index(words)
    assert tells_nothing(reading, Span(at, at + len(words)))


def test_what_is_said_in_a_notice_is_a_claim() -> None:
    """Only what stands before the speaker is left out."""
    text = "In a notice filed with the regulator the port said the gates were shut."
    reading = RuleExtractor().read(Document(id="t", source="t", text=text, sha256="", language="en"))
    assert not tells_nothing(reading, Span(text.index("the gates"), len(text) - 1))
