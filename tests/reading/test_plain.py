"""Plain text is kept to the last character, so that offsets refer to the file."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.document import Document
from pipelines.reading.plain import read_plain
from pipelines.reading.understanding import read_text, understand

TEXT = (
    "\r\n The port\u00a0authority said “no”.\r\n\r\nRecommended\n- Bank names new head of risk\n\n\tEnd. \n"
)


def test_a_text_file_is_its_document(article: Callable[..., Any]) -> None:
    """No space, line end, quote or list is touched."""
    document = understand(article(TEXT, "text/plain", source="a.txt"))
    digest = sha256(TEXT.encode()).hexdigest()
    assert isinstance(document, Document)
    assert (document.text, document.sha256, document.id) == (TEXT, digest, digest[:16])
    assert (document.title, document.publisher, document.published) == (None, None, None)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_given_text_is_never_changed(text: str) -> None:
    """Whatever it consists of."""
    document = read_text(text, source="-")
    assert (document.text, document.id) == (text, sha256(text.encode()).hexdigest()[:16])


def test_what_a_caller_knows_of_a_text_is_kept() -> None:
    """Its own id too."""
    document = read_text(
        "x", source="-", identifier="x1", publisher="P", published="2020-01-20", language="en-GB"
    )
    assert (document.id, document.publisher, document.published, document.language) == (
        "x1",
        "P",
        "2020-01-20",
        "en-GB",
    )


@pytest.mark.parametrize(
    ("opening", "publisher", "published"),
    [
        ("TOKYO (Harbour News) - The port was hit.", "Harbour News", None),
        ("TOKYO, Jan. 20, 2020 (Harbour News) — The port was hit.", "Harbour News", "2020-01-20"),
        ("ST. JOHN'S, Canada, Jan 20 (AB) -- The port was hit.", "AB", None),
        (
            "Source: Harbour News\nPublished: 20 January 2020\n\nThe port was hit.",
            "Harbour News",
            "2020-01-20",
        ),
        ("Source: https://news.example/a\n\nThe port was hit today.", None, None),
        ("The port (of Tokyo) - a large one - was hit.", None, None),
        ("Sources: the port was hit on January 20, 2020.", None, None),
    ],
)
def test_the_first_lines_may_say_who_published_and_when(
    opening: str, publisher: str | None, published: str | None
) -> None:
    """In a dateline or a labelled line, and nowhere else."""
    found = read_plain(opening).metadata
    assert (found.publisher, found.published) == (publisher, published)


def test_a_heading_of_markdown_is_the_title() -> None:
    """And stays in the text."""
    reading = read_plain("# Port hit\n\nThe port was hit on Monday.")
    assert (reading.metadata.title, reading.text[:10]) == ("Port hit", "# Port hit")


def test_a_few_words_are_no_article() -> None:
    """There is nothing to read in them."""
    with pytest.raises(NotRead) as raised:
        read_plain("Hello, world.\n")
    assert raised.value.reason is Reason.NO_ARTICLE
