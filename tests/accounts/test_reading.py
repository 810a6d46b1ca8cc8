"""The bundled accounts as the pipeline reads them: the whole story, its metadata, and nothing around it."""

from functools import cache
from pathlib import Path

import pytest
from lxml import html

from pipelines.accounts import bundled
from pipelines.feeds.fetching import fetch
from pipelines.feeds.sources import Item
from pipelines.reading.document import Document
from pipelines.reading.workers import read

PAGES = {path.stem: path for path in bundled()}
FURNITURE = "//nav//a | //li | //figcaption | //button | //footer//p | //h1 | //*[@class='caption']"
# publisher, published, paragraphs of the story, how it begins, how it ends
STORIES = {
    "hospital-business": ("Northern Ledger", "2024-03-15", 10, "Patients’ association", "on Tuesday."),
    "hospital-daily": ("The Elverhaven Gazette", "2024-03-09", 10, "A ransomware", "arrested."),
    "hospital-statement": ("Elverhaven Hospital Group", "2024-03-21", 7, "On 8 March", "been misused."),
    "mitsubishi-daily": ("The Minato Courier", "2020-01-21", 15, "Hackers who broke", "Olympics."),
    "mitsubishi-followup": ("Kanda Evening Post", "2020-02-12", 10, "Information on", "hacking group."),
    "mitsubishi-rewrite": ("Harbour Wire", "2020-01-22", 8, "Mitsubishi Electric", "six months."),
    "mitsubishi-trade": ("Circuit & Signal", "2020-01-21", 10, "Mitsubishi Electric", "six months."),
}


@cache
def document(name: str) -> Document:
    """Read the page of that name as the pipeline does."""
    article = fetch(Item(source=name, path=PAGES[name]))
    outcome = read(article)  # type: ignore[arg-type]
    assert isinstance(outcome, Document), outcome
    return outcome


def words(text: str) -> str:
    """Join the words of a text by single spaces, whatever stood between them."""
    return " ".join(text.split())


def lines(name: str) -> list[str]:
    """Give the paragraphs of the text that was read."""
    return [words(line) for line in document(name).text.splitlines() if line.strip()]


def nodes(path: Path, query: str) -> set[str]:
    """Give the words of each element that the query finds in a page."""
    return {words(node.text_content()) for node in html.fromstring(path.read_bytes()).xpath(query)} - {""}


def test_every_page_is_examined() -> None:
    """No bundled page is missing from the table of this file."""
    assert PAGES.keys() == STORIES.keys()


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_whole_story_is_read(name: str) -> None:
    """The text is the paragraphs of the story, unchanged, from the first to the last."""
    _, _, count, beginning, ending = STORIES[name]
    read_lines = lines(name)
    assert set(read_lines) <= nodes(PAGES[name], "//p")
    assert len(read_lines) == count
    assert read_lines[0].startswith(beginning)
    assert read_lines[-1].endswith(ending)


@pytest.mark.parametrize("name", sorted(STORIES))
def test_nothing_around_the_story_is_read(name: str) -> None:
    """Navigation, captions, buttons, footers, lists of stories and the headline stay out of the text."""
    furniture = nodes(PAGES[name], FURNITURE)
    assert furniture
    assert not furniture & set(lines(name))
    long = [piece for piece in furniture if len(piece.split()) >= 4]
    assert not [piece for piece in long if piece in words(document(name).text)]


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_metadata_is_read(name: str) -> None:
    """Publisher, day of publication, headline, language and address come from wherever the page has them."""
    publisher, published, *_ = STORIES[name]
    known = document(name)
    assert (known.publisher, known.published) == (publisher, published)
    assert nodes(PAGES[name], "//h1") == {known.title}
    assert known.language.startswith("en")
    assert known.url is not None
    assert ".example/" in known.url


def test_no_character_is_lost_to_an_old_encoding() -> None:
    """Curly quotes of a windows-1252 page arrive as what they are."""
    text = document("mitsubishi-followup").text
    assert "“The measures to protect this information" in text
    assert "ministry’s paper documents" in text
    assert not set(text) & set("\ufffd\x91\x92\x93\x94")
