"""What a page says of its own publication, in each of the ways that pages say it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipelines.reading.document import Document
from pipelines.reading.html import read_html
from pipelines.reading.metadata import Metadata
from pipelines.reading.understanding import understand

Page = Callable[..., str]


def linked(**fields: Any) -> str:
    """A JSON-LD block."""
    content = json.dumps({"@context": "https://schema.org", **fields})
    return f'<script type="application/ld+json">{content}</script>'


def metadata(markup: str, address: str | None = None) -> Metadata:
    """The metadata of a page."""
    return read_html(markup, address).metadata


def test_linked_data_comes_first(page: Page) -> None:
    """Before meta elements that say something else."""
    head = linked(
        **{"@type": "NewsArticle"},
        headline="Port hit",
        datePublished="2020-01-20T09:30:00+09:00",
        dateModified="2020-01-21",
        publisher={"@type": "Organization", "name": "The Harbour Times"},
    )
    head += '<meta property="og:title" content="Other">'
    head += '<meta property="article:published_time" content="2019-01-01">'
    head += '<meta property="og:site_name" content="Other">'
    assert metadata(page(head=head)) == Metadata(
        title="Port hit",
        publisher="The Harbour Times",
        published="2020-01-20",
        modified="2020-01-21",
        language="en",
        url=None,
    )


def test_a_graph_of_nodes_is_followed(page: Page) -> None:
    """The publisher may be another node, named only by its id."""
    head = linked(
        **{
            "@graph": [
                {"@type": "WebPage", "datePublished": "2018-01-01", "inLanguage": "en-GB"},
                {
                    "@type": ["ReportageNewsArticle"],
                    "datePublished": "2020-01-20",
                    "publisher": {"@id": "#us"},
                },
                {"@type": "Organization", "@id": "#us", "name": "The Harbour Times"},
            ]
        }
    )
    found = metadata(page(head=head))
    assert (found.published, found.publisher) == ("2020-01-20", "The Harbour Times")


def test_broken_linked_data_still_gives_its_dates(page: Page) -> None:
    """One comma too many is common."""
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-01-20",}</script>'
    )
    assert metadata(page(head=head)).published == "2020-01-20"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2020-01-20T09:00:00Z">',
        '<meta itemprop="datePublished dateCreated" content="2020-01-20">',
        '<meta name="DC.date.issued" content="2020-01-20">',
        '<meta name="parsely-pub-date" content="2020-01-20T00:00:00Z">',
        '<link rel="canonical" href="https://news.example/2020/01/20/port-hit">',
    ],
)
def test_a_date_in_the_head_is_found(page: Page, head: str) -> None:
    """In the names that publishing systems use, or as folders of the address."""
    assert metadata(page(head=head)).published == "2020-01-20"


@pytest.mark.parametrize(
    ("times", "published"),
    [
        ('<time datetime="2020-01-20">Monday</time>', "2020-01-20"),
        ('<time class="entry-date published">January 20, 2020</time>', "2020-01-20"),
        (
            '<time class="updated" datetime="2020-02-01">x</time><time datetime="2020-01-20">x</time>',
            "2020-01-20",
        ),
        ('<span itemprop="datePublished" content="2020-01-20">Monday</span>', "2020-01-20"),
        (
            '<aside><time datetime="2020-02-01">x</time></aside><time datetime="2020-01-20">x</time>',
            "2020-01-20",
        ),
        ('<time datetime="2020-02-01">x</time><time datetime="2020-01-20">x</time>', None),
        ('<nav><time datetime="2020-02-01">x</time></nav>', None),
        ('<time class="updated" datetime="2020-02-01">x</time>', None),
        ("", None),
    ],
)
def test_a_date_in_the_body_is_found_when_it_is_clear(
    page: Page, sentences: list[str], times: str, published: str | None
) -> None:
    """Those of other stories and of updates do not count, and two that disagree are none."""
    body = times + "".join(f"<p>{sentence}</p>" for sentence in sentences)
    assert metadata(page(body)).published == published


def test_the_time_of_fetching_is_never_the_date_of_publication(
    page: Page, article: Callable[..., Any]
) -> None:
    """It is kept apart."""
    document = understand(article(page(), retrieved="2024-05-05T00:00:00Z"))
    assert isinstance(document, Document)
    assert (document.published, document.modified, document.retrieved) == (None, None, "2024-05-05T00:00:00Z")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Port hit | Harbour Times", "Port hit"),
        ("Port hit - The Harbour Times", "Port hit"),
        ("Port hit – HarbourTimes.com", "Port hit"),
        ("Port - hit", "Port - hit"),
        ("Caf&amp;eacute; hit", "Café hit"),
    ],
)
def test_the_title_is_without_the_name_of_the_outlet(page: Page, title: str, expected: str) -> None:
    """Pages append it in many ways; and entities are often escaped twice."""
    head = f'<title>{title}</title><meta property="og:site_name" content="Harbour Times">'
    assert metadata(page(head=head)).title == expected


@pytest.mark.parametrize(
    ("canonical", "address", "url"),
    [
        ("/a", "https://news.example/b?x=1", "https://news.example/a"),
        ("https://www.news.example/a", "https://m.news.example/b", "https://www.news.example/a"),
        ("https://news.example/a", None, "https://news.example/a"),
        ("https://other.example/a", "https://news.example/b", "https://news.example/b"),
        ("file:///etc/passwd", "https://news.example/b", "https://news.example/b"),
        ("https://news.example/a> <x", None, None),
        ("https://[broken", None, None),
        ("/a", None, None),
    ],
)
def test_the_canonical_address_is_used_when_it_can_be_believed(
    page: Page, canonical: str, address: str | None, url: str | None
) -> None:
    """It is made whole, must be on the web, and on the site that the page was fetched from."""
    assert metadata(page(head=f'<link rel="canonical" href="{canonical}">'), address).url == url
