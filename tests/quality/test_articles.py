"""Every composed article is read by the default extractor, with quotes and chains that are sound."""

from functools import cache

import pytest

from pipelines.extraction.account import PUBLISHER, Account
from pipelines.extraction.contract import document_of
from pipelines.extractors import extractor
from pipelines.keeping import misquotes
from pipelines.reading.document import Document
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import resolve
from tests.quality.composed import lines

NAMES = [given["id"] for given in lines()]


@cache
def read(name: str) -> tuple[Document, Account]:
    """An article with what the default extractor reads from it."""
    (given,) = (given for given in lines() if given["id"] == name)
    document = document_of(given)
    return document, extractor().extract(document)


def test_there_are_ten() -> None:
    """No article got lost on the way, and each has outlet, day and title."""
    assert len(NAMES) == 10
    for given in lines():
        assert all(given.values())
        assert 100 <= len(given["text"].split()) <= 250


@pytest.mark.parametrize("name", NAMES)
def test_an_article_makes_claims_with_sound_spans(name: str) -> None:
    """There is a claim at least; each has words of its own, whole ones, inside the text."""
    document, account = read(name)
    assert account.claims
    for claim in account.claims:
        start, end = claim.span
        assert 0 <= start < end <= len(document.text)
        quote = document.text[start:end]
        assert quote == quote.strip()
        assert not document.text[start - 1 : start + 1].isalnum() or start == 0
        assert not document.text[end - 1 : end + 1].isalnum() or end == len(document.text)


@pytest.mark.parametrize("name", NAMES)
def test_every_quote_kept_equals_its_span(name: str) -> None:
    """What is kept in the graph as a quote stands between its offsets, letter by letter."""
    pair = read(name)
    written = pages([pair], resolve([pair]))
    assert [len(page.claims) > 0 for page in written] == [True]
    assert not list(misquotes(written))


@pytest.mark.parametrize("name", NAMES)
def test_every_chain_ends_with_the_publisher(name: str) -> None:
    """Whoever speaks, it is the outlet that tells of it, once."""
    _, account = read(name)
    for claim in account.claims:
        assert claim.chain[-1].speakers == (PUBLISHER,)
        assert all(PUBLISHER not in step.speakers for step in claim.chain[:-1])
