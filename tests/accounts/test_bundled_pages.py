"""The bundled accounts: there, well-formed, with the metadata and the traps their README promises."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from pipelines.accounts import bundled

PAGES = bundled()
PUBLISHERS = {
    "hospital-business": "Northern Ledger",
    "hospital-daily": "The Elverhaven Gazette",
    "hospital-statement": "Elverhaven Hospital Group",
    "mitsubishi-daily": "The Minato Courier",
    "mitsubishi-followup": "Kanda Evening Post",
    "mitsubishi-rewrite": "Harbour Wire",
    "mitsubishi-trade": "Circuit & Signal",
}


def page(name: str) -> html.HtmlElement:
    """Parse the page of that name."""
    return html.fromstring((Path(PAGES[0].parent) / f"{name}.html").read_bytes())


def articles(tree: html.HtmlElement) -> list[dict[str, object]]:
    """Find the NewsArticle objects of a page's JSON-LD, wherever they are nested."""
    found: list[dict[str, object]] = []
    pending = [json.loads(script.text) for script in tree.xpath("//script[@type='application/ld+json']")]
    while pending:
        value = pending.pop()
        if isinstance(value, list):
            pending.extend(value)
        elif isinstance(value, dict):
            pending.extend(value.get("@graph", []))
            found.extend([value] if value.get("@type") == "NewsArticle" else [])
    return found


def test_all_seven_pages_are_found_in_order() -> None:
    """`bundled` gives the pages that the README describes, sorted by name."""
    assert [path.stem for path in PAGES] == sorted(PUBLISHERS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_names_language_address_and_publisher(path: Path) -> None:
    """Each page declares its language, a canonical address under `.example` and its publisher."""
    tree = html.fromstring(path.read_bytes())
    assert tree.get("lang", "").startswith("en")
    (address,) = tree.xpath("//link[@rel='canonical']/@href")
    assert re.match(r"https://[\w-]+\.example/", address)
    assert tree.xpath("//meta[@property='og:site_name']/@content") == [PUBLISHERS[path.stem]]


@pytest.mark.parametrize("name", sorted(PUBLISHERS.keys() - {"hospital-daily", "mitsubishi-rewrite"}))
def test_structured_metadata_agrees_with_the_page(name: str) -> None:
    """JSON-LD holds one article with the headline that the page shows, its dates and its publisher."""
    tree = page(name)
    (article,) = articles(tree)
    assert article["headline"] == tree.findtext(".//h1")
    assert article["publisher"]["name"] == PUBLISHERS[name]  # type: ignore[index]
    assert str(article["datePublished"]) <= str(article["dateModified"])
    assert article["author"]


def test_two_pages_date_themselves_without_structured_data() -> None:
    """One page has its dates in `<meta>` only, another in `<time>` elements only."""
    rewrite, daily = page("mitsubishi-rewrite"), page("hospital-daily")
    assert not articles(rewrite)
    assert not rewrite.xpath("//time")
    assert rewrite.xpath("//meta[@property='article:published_time']")
    assert not articles(daily)
    assert len(daily.xpath("//time[@datetime]")) == 2
    assert not daily.xpath("//meta[contains(@property, '_time')]")


def test_one_page_is_not_unicode() -> None:
    """The follow-up is windows-1252, says so, and is not valid UTF-8."""
    content = next(path for path in PAGES if path.stem == "mitsubishi-followup").read_bytes()
    assert b"charset=windows-1252" in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert "“The measures" in content.decode("cp1252")


def test_some_pages_hold_no_break_spaces() -> None:
    """U+00A0 stands in dates, as news systems write them."""
    assert "Jan.\u00a020" in page("mitsubishi-daily").text_content()
    assert "10\u00a0February" in page("mitsubishi-followup").text_content()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_offers_other_stories(path: Path) -> None:
    """Each page carries links to stories that have nothing to do with its own."""
    tree = html.fromstring(path.read_bytes())
    headings = " ".join(node.text_content() for node in tree.xpath("//h2 | //h3 | //strong | //b"))
    assert re.search(r"Recommended|Read more|You may also like|More from", headings)
