"""What feeds of every kind show: all of it at first, then what is new, and what could not be looked into."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from pipelines.archive import Archive
from pipelines.feeds.declared import Feed, FeedKind, Limits
from pipelines.feeds.looking import look
from pipelines.feeds.memory import NoMemory, Visit
from pipelines.feeds.sources import Item
from pipelines.ledger import Ledger
from pipelines.outcomes import Reason, Refusal
from pipelines.visits import Visits
from tests.feeds.archived import warc

Site = Any  # of conftest.py
RSS = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel><title>News</title>{items}
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<entry><title>A</title><link href="/a"/><updated>2024-05-01T10:00:00+02:00</updated></entry>
<entry><title>B</title><link rel="alternate" href="https://news.example/b"/></entry></feed>"""
MAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{}</urlset>'
INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'


@pytest.fixture
def memory(tmp_path: Path) -> Any:
    """The memory of a home folder."""
    with Ledger(tmp_path / "home") as ledger:
        yield Visits(ledger, Archive(tmp_path / "home"))


def feed(kind: FeedKind, *location: str, **more: Any) -> Feed:
    """A feed of these locations."""
    return Feed(name="feed", kind=kind, location=location, **more)


def item(link: str, date: str = "") -> str:
    """An item of RSS."""
    return f"<item><link>{link}</link>{f'<pubDate>{date}</pubDate>' if date else ''}</item>"


def found(site: Site, declared: Feed, memory: Any = None) -> list[Any]:
    """What a feed shows now."""
    return list(look(declared, memory or NoMemory(), site.visitor().of(declared)))


def sources(site: Site, declared: Feed, memory: Any = None) -> list[str]:
    """The sources of what a feed shows now, all of which could be looked into."""
    outcomes = found(site, declared, memory)
    assert not [one for one in outcomes if isinstance(one, Refusal)], outcomes
    return [one.source for one in outcomes]


def test_rss_shows_its_links_with_their_times(site: Site) -> None:
    """Relative ones too, each once, with the name of the feed and what is declared of all its articles."""
    items = (
        item("/a", "Wed, 01 May 2024 10:00:00 +0200") + item("http://news.example/b") + item("/a") + item("")
    )
    url = site.answer("/rss", RSS.format(encoding="utf-8", items=items))
    declared = feed(FeedKind.RSS, url, publisher="Harbour Post", language="en")
    known = {"feed": "feed", "publisher": "Harbour Post", "language": "en"}
    assert found(site, declared) == [
        Item(source=f"{url[:-4]}/a", url=f"{url[:-4]}/a", stamp="2024-05-01T08:00:00Z", **known),
        Item(source="http://news.example/b", url="http://news.example/b", **known),
    ]


def test_atom_shows_its_links(site: Site) -> None:
    """With or without a relation."""
    url = site.answer("/atom", ATOM)
    assert sources(site, feed(FeedKind.RSS, url)) == ["http://news.example/a", "https://news.example/b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "shift_jis"])
def test_feeds_come_in_many_encodings(site: Site, encoding: str) -> None:
    """As they declare it."""
    text = RSS.format(encoding=encoding, items=item("/%61"))
    assert sources(site, feed(FeedKind.RSS, site.answer("/rss", text.encode(encoding)))) == [
        "http://news.example/%61"
    ]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
        '<!-- <rss> --><!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss/>',
        "<?pi <rss> ?>\n<!doctype rss><rss/>",
        '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
        '<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE rss+AD4-<rss/>',
        '<?xml version="1.0" encoding="cp037"?><rss/>',
        "<rss " + " ".join(f'a{number}="1"' for number in range(5_000)) + "/>",
        "<rss>" + "<a>" * 5_000 + "</a>" * 5_000 + "</rss>",
        "<rss>" + "".join(f'<a xmlns:n{number}="http://x/{number}"/>' for number in range(500)) + "</rss>",
    ],
)
@pytest.mark.parametrize("kind", [FeedKind.RSS, FeedKind.SITEMAP])
def test_a_document_that_attacks_its_parser_is_refused(site: Site, document: str, kind: FeedKind) -> None:
    """Types of documents, entities, odd encodings, too many attributes, names and levels."""
    for encoding in ("utf-8", "utf-16"):
        if encoding == "utf-16" and "encoding=" in document:
            continue
        (outcome,) = found(site, feed(kind, site.answer("/x", document.encode(encoding))))
        assert isinstance(outcome, Refusal)
        assert outcome.reason is Reason.REFUSED, outcome


@pytest.mark.parametrize("kind", [FeedKind.RSS, FeedKind.SITEMAP])
@pytest.mark.parametrize("document", ["<html><body>Hello</body></html>", "", "words", b"\x00\x01\x02"])
def test_what_is_no_feed_is_said_to_be_none(site: Site, kind: FeedKind, document: Any) -> None:
    """With the address, as a refusal of the feed."""
    url = site.answer("/x", document)
    (outcome,) = found(site, feed(kind, url))
    assert outcome.source == url
    assert outcome.reason in {Reason.NO_ARTICLE, Reason.UNDECODABLE}


def test_a_sitemap_shows_the_newest_first(site: Site) -> None:
    """News sitemaps tell of publisher and language; a day counts as its midnight."""
    news = "<news:news><news:publication><news:name>Post</news:name><news:language>en</news:language>"
    news += "</news:publication><news:publication_date>2024-05-02T01:00:00+09:00</news:publication_date>"
    news += "</news:news>"
    pages = "<url><loc>http://news.example/old</loc><lastmod>2024-04-30</lastmod></url>"
    pages += (
        f"<url><loc>http://news.example/new</loc>{news}</url><url><loc>http://news.example/some</loc></url>"
    )
    url = site.answer("/map.xml.gz", gzip.compress(MAP.format(pages).encode()))
    new, old, some = found(site, feed(FeedKind.SITEMAP, url, language="en-GB"))
    assert (new.source, new.stamp, new.publisher, new.language) == (
        "http://news.example/new",
        "2024-05-01T16:00:00Z",
        "Post",
        "en-GB",
    )
    assert (old.stamp, some.stamp, some.source) == ("2024-04-30T00:00:00Z", None, "http://news.example/some")


def test_an_index_leads_to_sitemaps_and_ends(site: Site) -> None:
    """Those of robots.txt, at most three levels deep, none twice; what is broken is told and skipped."""
    site.answer("/robots.txt", f"Sitemap: {site.url('/one.xml')}\nSitemap: {site.url('/list.txt')}\n")
    others = "".join(
        f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in ("/one.xml", "/two.xml", "/none")
    )
    site.answer("/one.xml", INDEX.format(others))
    site.answer("/two.xml", MAP.format("<url><loc>http://news.example/a</loc></url>"))
    site.answer("/list.txt", "http://news.example/b\n")
    outcomes = found(site, feed(FeedKind.SITEMAP, site.url("/robots.txt")))
    assert [one.source for one in outcomes if isinstance(one, Item)] == [
        "http://news.example/b",
        "http://news.example/a",
    ]
    assert [(one.source, one.reason) for one in outcomes if isinstance(one, Refusal)] == [
        (site.url("/none"), Reason.NOT_FOUND)
    ]
    assert site.paths.count("/one.xml") == 1


def test_only_what_is_new_or_changed_is_shown_again(site: Site, memory: Any) -> None:
    """A later time, a failure that may pass, and never what was taken; looking itself takes nothing."""
    dates = [f"Wed, 01 May 2024 1{hour}:00:00 GMT" for hour in range(4)]
    url = site.answer(
        "/rss", RSS.format(encoding="utf-8", items="".join(item(f"/{n}", d) for n, d in enumerate(dates)))
    )
    declared = feed(FeedKind.RSS, url)
    assert len(sources(site, declared, memory)) == len(sources(site, declared, memory)) == 4
    memory.ledger.note(site.url("/0"), Visit(at="2024-05-02T00:00:00Z", stamp="2024-05-01T10:00:00Z"))
    memory.ledger.note(site.url("/1"), Visit(at="2024-05-02T00:00:00Z", stamp="2024-05-01T10:59:00Z"))
    memory.ledger.note(site.url("/2"), Visit(at="2024-05-02T00:00:00Z", again=True))
    memory.ledger.note(site.url("/3"), Visit(at="2024-05-02T00:00:00Z"))
    assert sources(site, declared, memory) == [site.url("/1"), site.url("/2")]


def test_a_feed_that_has_not_changed_is_not_sent_again(site: Site, memory: Any) -> None:
    """And still shows what was not taken yet."""
    body = RSS.format(encoding="utf-8", items=item("/a")).encode()
    answered: list[int] = []

    def page(request: Any) -> None:
        answered.append(304 if request.headers["If-None-Match"] == '"1"' else 200)
        request.send_response(answered[-1])
        request.send_header("ETag", '"1"')
        request.end_headers()
        request.wfile.write(body if answered[-1] == 200 else b"")

    site.pages["/rss"] = page
    for _ in range(3):
        assert sources(site, feed(FeedKind.RSS, site.url("/rss")), memory) == [site.url("/a")]
    assert answered == [200, 304, 304]


def test_a_look_takes_no_more_than_its_limit(site: Site) -> None:
    """The first ones in the order of the feed."""
    url = site.answer("/rss", RSS.format(encoding="utf-8", items="".join(map(item, ["/a", "/b", "/c"]))))
    assert sources(site, feed(FeedKind.RSS, url, limits=Limits(articles=2))) == [
        site.url("/a"),
        site.url("/b"),
    ]


def test_a_list_shows_new_pages_first_and_then_those_not_asked_for_longest(
    site: Site, memory: Any, tmp_path: Path
) -> None:
    """Lists in files and URLs given as they are; what is no URL is told."""
    listing = tmp_path / "urls.txt"
    listing.write_text("# ours\nhttp://news.example/a\nhttp://news.example/b\nnews/page.html\n")
    declared = feed(FeedKind.URLS, str(listing), "http://news.example/c")
    memory.ledger.note(site.url("/a"), Visit(at="2024-05-02T00:00:00Z"))
    memory.ledger.note(site.url("/b"), Visit(at="2024-05-01T00:00:00Z"))
    outcomes = found(site, declared, memory)
    assert [one.source for one in outcomes if isinstance(one, Item)] == [
        site.url(f"/{name}") for name in "cba"
    ]
    assert [one.reason for one in outcomes if isinstance(one, Refusal)] == [Reason.NOT_FOUND]


def test_a_folder_shows_files_that_are_new_or_changed(site: Site, memory: Any, tmp_path: Path) -> None:
    """By size and time of change; lists in it are not followed, WARC files are opened."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.html").write_text("one")
    (folder / "urls.txt").write_text("http://news.example/a\n")
    warc(folder / "b.warc.gz", ("http://news.example/w", b"<p>one</p>"))
    declared = feed(FeedKind.FOLDER, str(folder))
    first = found(site, declared, memory)
    assert [one.source for one in first] == [
        str(folder / "a.html"),
        "http://news.example/w",
        str(folder / "urls.txt"),
    ]
    for one in first:
        memory.ledger.note(one.source, Visit(at="2024-05-02T00:00:00Z", stamp=one.stamp))
    assert found(site, declared, memory) == []
    (folder / "a.html").write_text("another")
    assert sources(site, declared, memory) == [str(folder / "a.html")]


def test_a_warc_file_is_not_opened_again_once_all_of_it_was_taken(
    site: Site, memory: Any, tmp_path: Path
) -> None:
    """Until it is another file; hosts leave out the others."""
    path = warc(tmp_path / "a.warc.gz", ("http://news.example/a", b"a"), ("http://sub.other.example/b", b"b"))
    declared = feed(FeedKind.WARC, str(path), hosts=("other.example",))
    (only,) = found(site, declared, memory)
    assert (only.source, only.path, only.feed) == ("http://sub.other.example/b", path, "feed")
    memory.ledger.note(only.source, Visit(at="2030-01-01T00:00:00Z", stamp=only.stamp))
    assert found(site, declared, memory) == []
    settled = memory.visit(str(path))
    assert settled is not None
    path.write_bytes(b"damaged now")
    (outcome,) = found(site, declared, memory)
    assert outcome.reason is Reason.UNDECODABLE


def test_a_listing_names_warc_files_on_the_web_which_are_fetched_once(
    site: Site, memory: Any, tmp_path: Path
) -> None:
    """As CC-NEWS lists its own: one path a line, from the root of the host, packed with gzip."""
    one = warc(tmp_path / "one.warc.gz", ("http://news.example/a", b"a"), ("http://news.example/b", b"b"))
    site.answer("/crawl/one.warc.gz", one.read_bytes())
    url = site.answer("/crawl/2024/warc.paths.gz", gzip.compress(b"crawl/one.warc.gz\n\ncrawl/two.warc.gz\n"))
    declared = feed(FeedKind.LISTING, url)
    for _ in range(2):
        a, b, missing = found(site, declared, memory)
        assert [a.source, b.source] == ["http://news.example/a", "http://news.example/b"]
        assert (missing.source, missing.reason) == (site.url("/crawl/two.warc.gz"), Reason.NOT_FOUND)
    assert site.paths.count("/crawl/one.warc.gz") == 1
    for item_ in (a, b):
        memory.ledger.note(item_.source, Visit(at="2030-01-01T00:00:00Z", stamp=item_.stamp))
    assert [type(one) for one in found(site, declared, memory)] == [Refusal]
    assert a.path.parent == memory.folder


def test_a_warc_file_over_its_limit_is_not_kept(site: Site, memory: Any, tmp_path: Path) -> None:
    """Whole or not at all."""
    path = warc(tmp_path / "one.warc.gz", ("http://news.example/a", b"a"))
    url = site.answer("/one.warc.gz", path.read_bytes())
    (outcome,) = found(site, feed(FeedKind.WARC, url, limits=Limits(archive_bytes=100)), memory)
    assert outcome.reason is Reason.TOO_LARGE
    assert not list(memory.folder.glob("*one*"))


def test_a_local_listing_names_files_beside_it(site: Site, tmp_path: Path) -> None:
    """Without the web."""
    warc(tmp_path / "one.warc.gz", ("http://news.example/a", b"a"))
    (tmp_path / "paths.txt").write_text("one.warc.gz\n")
    assert sources(site, feed(FeedKind.LISTING, str(tmp_path / "paths.txt"))) == ["http://news.example/a"]
