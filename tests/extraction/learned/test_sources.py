"""Who speaks in the words that a model hears as a source."""

import pytest

from pipelines.extraction.account import Span
from pipelines.extraction.learned.sheet import sheet
from pipelines.extraction.learned.sources import sources
from pipelines.extraction.learned.speech import Heard
from pipelines.extraction.passage import read_passage
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document


def heard(text: str, *words: str) -> list[tuple[str, ...]]:
    """The names of who speaks in each of some stretches of a sentence, and those named beside them."""
    reading = RuleExtractor().read(Document(id="t", source="t", text=text, sha256="", language="en"))
    page = sheet(reading, read_passage(reading.text))
    spans = [Span(text.index(one), text.index(one) + len(one)) for one in words]
    found = sources(reading.notebook, page, [Heard(span=span, part="S", sentence=0) for span in spans])
    known = reading.notebook.entities
    return [tuple(known[one].name for one in (*source.speakers, *source.within)) for source in found]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("two drivers, who asked not to be named", "two drivers"),
        ("and two drivers", "two drivers"),
        ("two drivers seen by this newspaper", "two drivers"),
        ("two drivers said", "two drivers"),
    ],
)
def test_a_description_is_cut_to_what_it_calls_the_speaker(words: str, speaker: str) -> None:
    """What joins it, what is added, and what they do are no part of a name."""
    ((found, *_),) = heard(f"The buses stood still, {words} that day.", words)
    assert found == speaker


def test_a_clause_that_tells_more_speaks_for_whom_it_is_of() -> None:
    """A relative clause is of the driver who stands before it."""
    text = "A driver of the night line, who asked not to be named, said the buses stood still."
    assert len(set(heard(text, "A driver of the night line", "who asked not to be named"))) == 1


def test_an_organization_beside_a_source_is_remembered() -> None:
    """Whose researchers speak may be whose claim it is."""
    ((*_, beside),) = heard(
        "Researchers at Microsoft Corp. found the door.", "Researchers at Microsoft Corp."
    )
    assert "Microsoft" in beside


@pytest.mark.parametrize(
    "words",
    [
        "Microsoft Corp., its biggest customer",
        "the vendor Microsoft Corp.",
        "a firm calling itself Microsoft Corp.",
        "The Microsoft Corp.",
    ],
)
def test_who_is_named_at_either_end_of_a_description_speaks(words: str) -> None:
    """A description beside a name tells more of whom it names."""
    ((speaker, *_),) = heard(f"{words} found the door.", words)
    assert "Microsoft" in speaker


def test_a_country_that_speaks_is_its_government() -> None:
    """No place says anything; who governs it does, and goes by its name."""
    ((speaker, *_),) = heard("Norway said the door was closed.", "Norway")
    assert speaker == "government of Norway"


def test_who_is_named_with_a_rank_behind_a_description_speaks() -> None:
    """A rank or title may stand between the comma and the name."""
    text = "“Nothing was taken,” said its data protection officer, Dr. Helen Marsh."
    ((speaker, *_),) = heard(text, "its data protection officer")
    assert speaker == "Helen Marsh"
