"""Whom "the company" means is chosen among all who are named, and may be nobody."""

import pytest

from pipelines.extraction.learned.trained import TrainedExtractor
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document

CARRIER = (
    "BATUMI - Rioni Telecom, a carrier with two million subscribers, has been spied on for a year. The back "
    "door was in the billing software, according to Ferncliff Security of Leeds. The carrier said on Tuesday "
    "that call records had been copied."
)
HALL = (
    "Hackers broke into Rioni Telecom on Monday. The network of Rioni Telecom was down for a day.\n\n"
    "Passengers in Batumi found that the station was dark, and waited."
)


@pytest.fixture(scope="module")
def trained() -> TrainedExtractor:
    """The extractor with the models that are shipped."""
    return TrainedExtractor()


def meant(extractor: TrainedExtractor | RuleExtractor, text: str, words: str) -> str | None:
    """The name of whom some words mean, if they mean anybody."""
    document = Document(
        id="t",
        source="t",
        text=text,
        sha256="",
        publisher="Rioni Wire",
        published="2024-06-10",
        language="en",
    )
    account = extractor.extract(document)
    start = text.index(words)
    found = [m.entity for m in account.mentions if m.span == (start, start + len(words))]
    return account.entity(found[0]).name if found else None


def test_a_description_means_whom_the_text_has_called_so(trained: TrainedExtractor) -> None:
    """What was said of somebody at first mention counts for more than who was named last."""
    assert meant(trained, CARRIER, "The carrier") == "Rioni Telecom"
    assert meant(RuleExtractor(), CARRIER, "The carrier") != "Rioni Telecom"


def test_a_noun_that_may_mean_a_place_takes_up_nobody(trained: TrainedExtractor) -> None:
    """A station is a place where no organization is called one."""
    assert meant(trained, HALL, "the station") is None


def test_rules_alone_leave_such_nouns_out() -> None:
    """Without a model only nouns that always mean somebody are taken up."""
    assert meant(RuleExtractor(), HALL.replace("station", "terminal"), "the terminal") is None
    assert (
        meant(RuleExtractor(), HALL.replace("the station", "the company"), "the company") == "Rioni Telecom"
    )
