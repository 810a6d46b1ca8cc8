"""From feeds to a published generation and back from WARC files, without the network the second time."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.cli import main
from graph.generations import open_generation
from graph.settings import Settings
from ontology.model import Article, Retrieval
from pipelines.archive import Archive
from pipelines.feeds.article import Robots
from pipelines.feeds.declared import Feed, FeedKind
from pipelines.flow import Summary, run
from pipelines.ledger import Ledger
from pipelines.outcomes import Reason
from pipelines.watching import Watched
from tests.pipelines.plain import SentenceExtractor

Site = Any  # of conftest.py
BY = SentenceExtractor()
STORY = """<!doctype html><html lang="en"><head><title>{name} reports a breach</title></head><body><article>
<h1>{name} reports a breach</h1><p>The harbour company Norvik Shipping said on Monday that intruders had been
in its booking system since March, and that it had taken two servers from the network that night.</p>
<p>Ingrid Aasen of {name} told reporters that no customer data was copied, and that the police in Bergen had
been told of the matter within a day.</p><p>The authority has not named anybody, and it is not known who was
behind it or what they were looking for in the records of the company.</p></article></body></html>"""
RSS = "<rss version='2.0'><channel>{}</channel></rss>"


@pytest.fixture
def story(site: Site) -> str:
    """A feed of two stories and one that robots.txt keeps from us; the first story has moved."""
    site.answer("/robots.txt", "User-agent: *\nDisallow: /members")
    site.answer("/a", status=301, Location="/moved/a")
    page = STORY.format(name="Fjord Daily").encode()

    def moved(request: Any) -> None:
        known = request.headers["If-None-Match"] == '"v1"'
        request.send_response(304 if known else 200)
        for name, value in (("ETag", '"v1"'), ("Content-Type", "text/html; charset=utf-8")):
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(b"" if known else page)

    site.pages["/moved/a"] = moved
    site.answer("/b", STORY.format(name="Harbour Post"), Content_Type="text/html")
    links = "".join(f"<item><link>{site.url(path)}</link></item>" for path in ("/a", "/b", "/members/c"))
    return str(site.answer("/rss", RSS.format(links)))


def taken(site: Site, home: Path, *feeds: Feed, given: tuple[str, ...] = ()) -> Summary:
    """What a run over feeds did."""
    return run(given, Settings.of(home), feeds=feeds, by=BY, visitor=site.visitor())


def test_a_feed_is_taken_once(site: Site, story: str, tmp_path: Path) -> None:
    """What it shows is read and published; a second run asks for the feed, and for nothing else."""
    feed = Feed(name="fjord", kind=FeedKind.RSS, location=(story,), publisher="Fjord Media")
    first = taken(site, tmp_path / "home", feed)
    assert (first.given, first.read) == (3, 2)
    assert [refusal.reason for refusal in first.refusals] == [Reason.DISALLOWED]
    asked = len(site.paths)
    second = taken(site, tmp_path / "home", feed)
    assert (second.given, second.fresh) == (0, False)
    assert site.paths[asked:] == ["/rss"]


def test_an_article_tells_how_it_came(site: Site, story: str, tmp_path: Path) -> None:
    """The address asked for and the one it was found at, status, ETag, time, hash, robots, feed."""
    taken(site, tmp_path, Feed(name="fjord", kind=FeedKind.RSS, location=(story,), publisher="Fjord Media"))
    documents = {one.source: one for one in Archive(tmp_path).documents()}
    document = documents[site.url("/a")]
    came = document.retrieval
    assert came is not None
    assert (came.requested, came.url, came.status, came.etag, came.robots, came.feed) == (
        site.url("/a"),
        site.url("/moved/a"),
        200,
        '"v1"',
        Robots.ALLOWED,
        "fjord",
    )
    assert (came.sha256, came.at) == (document.content_sha256, document.retrieved)
    assert document.publisher == "Fjord Media"


def test_what_has_not_changed_is_not_read_again(site: Site, story: str, tmp_path: Path) -> None:
    """A URL given again is asked for with what the server said of it, and 304 leaves it as it was."""
    given = (site.url("/a"), site.url("/b"))
    first = taken(site, tmp_path, given=given)
    again = taken(site, tmp_path, given=given)
    assert (first.read, again.unchanged, again.fresh) == (2, 2, False)
    conditions = [headers.get("if-none-match") for path, headers in site.asked if path == "/moved/a"]
    assert conditions == [None, '"v1"']
    assert first.generation is not None
    assert again.generation == first.generation


def test_the_archive_gives_the_same_without_the_network(site: Site, story: str, tmp_path: Path) -> None:
    """Byte for byte the same documents and the same graph, from the WARC file alone."""
    live = taken(site, tmp_path / "live", given=(site.url("/a"), site.url("/b")))
    asked = len(site.asked)
    (archive,) = (tmp_path / "live" / "warc").glob("*.warc.gz")
    replayed = taken(site, tmp_path / "again", given=(str(archive),))
    assert len(site.asked) == asked
    assert list(Archive(tmp_path / "again").documents()) == list(Archive(tmp_path / "live").documents())
    assert live.generation is not None
    assert replayed.generation is not None
    assert live.generation.canonical_hash == replayed.generation.canonical_hash


def test_the_index_of_the_archive_is_made_anew(site: Site, story: str, tmp_path: Path) -> None:
    """It may be lost; the WARC files may not."""
    taken(site, tmp_path, given=(site.url("/a"),))
    digest = next(Archive(tmp_path).documents()).content_sha256 or ""
    content = Archive(tmp_path).article_content(digest)
    for path in (tmp_path / "warc").glob("index.db*"):
        path.unlink()
    assert content == STORY.format(name="Fjord Daily").encode()
    assert Archive(tmp_path).article_content(digest) == content


def test_a_feed_that_fails_costs_the_others_nothing(site: Site, story: str, tmp_path: Path) -> None:
    """It is told, and tried again with the next run."""
    broken = Feed(name="broken", kind=FeedKind.SITEMAP, location=(site.url("/none.xml"),))
    summary = taken(site, tmp_path, broken, Feed(name="fjord", kind=FeedKind.RSS, location=(story,)))
    assert summary.read == 2
    assert [(one.source, one.reason) for one in summary.troubles] == [
        (site.url("/none.xml"), Reason.NOT_FOUND)
    ]


def test_an_article_that_was_not_entered_is_new_again(site: Site, story: str, tmp_path: Path) -> None:
    """Whoever is stopped between fetching and entering has lost nothing."""
    feed = Feed(name="fjord", kind=FeedKind.RSS, location=(story,))
    taken(site, tmp_path, feed)
    with Ledger(tmp_path) as ledger:
        ledger._database.execute("DELETE FROM visit WHERE place LIKE '%/b'")
        ledger._database.execute("DELETE FROM entry WHERE place LIKE '%/b'")
    assert taken(site, tmp_path, feed).given == 1


def test_hosts_are_fetched_beside_each_other(site: Site, tmp_path: Path) -> None:
    """Each in its own order and at its own pace; the outcomes come in the order of the items."""
    site.names["other.example"] = site.names["news.example"]
    for path in ("/a", "/b"):
        site.answer(path, STORY.format(name=path))
    urls = tuple(site.url(path, host) for path in ("/a", "/b") for host in ("news.example", "other.example"))
    summary = taken(site, tmp_path, given=urls)
    assert summary.given == 4
    with Ledger(tmp_path) as ledger:
        assert [row.source for row in ledger.rows()] == list(urls)


def test_a_watched_feed_shows_what_is_new_for_a_home_folder(site: Site, story: str, tmp_path: Path) -> None:
    """As the automation asks for it, with its name, schedule and terms."""
    feed = Feed(name="fjord", kind=FeedKind.RSS, location=(story,), terms="ours")
    one = Watched(feed, site.visitor())
    assert (one.name, one.location, one.schedule, one.terms) == ("fjord", (story,), "0 * * * *", "ours")
    assert len(list(one.new(tmp_path))) == 3
    taken(site, tmp_path, feed)
    assert list(one.new(tmp_path)) == []


def declared(tmp_path: Path, site: Site) -> Path:
    """A file of two feeds, one of which is on this machine."""
    site.answer("/a", STORY.format(name="Fjord Daily"), Content_Type="text/html")
    here = f"http://127.0.0.1:{site.port}"
    site.answer("/rss", RSS.format(f"<item><link>{here}/a</link></item>"))
    path = tmp_path / "feeds.toml"
    path.write_text(
        f'[feeds.here]\nkind = "rss"\nlocation = "{here}/rss"\nthis_machine = true\nterms = "ours"\n'
        "[feeds.here.limits]\ndelay = 0\n"
        '[feeds.lost]\nkind = "folder"\nlocation = "nowhere"\n'
    )
    return path


def claimgraph(tmp_path: Path, *arguments: str) -> Any:
    """What the command says."""
    home = tmp_path if (tmp_path / "ledger.db").exists() else tmp_path / "home"
    return CliRunner().invoke(main, [*arguments, "--home", str(home)])


def test_feeds_are_tried_from_the_command_line(site: Site, tmp_path: Path) -> None:
    """What would be fetched is told for people and for machines, and nothing is fetched."""
    path = str(declared(tmp_path, site))
    told = claimgraph(tmp_path, "feeds", "check", path)
    assert told.exit_code == 1
    assert "1 new article\n" in told.stdout
    assert "[robots.txt: absent]" in told.stdout
    assert "there is no folder" in told.stdout
    one = claimgraph(tmp_path, "feeds", "check", path, "--feed", "here", "--json")
    (data,) = json.loads(one.stdout)
    assert (one.exit_code, data["new"], data["articles"][0]["robots"]) == (0, 1, "absent")
    assert "/a" not in site.paths
    assert not (tmp_path / "home").exists()
    assert claimgraph(tmp_path, "feeds", "check", path, "--feed", "x").exit_code == 2


def test_feeds_are_taken_from_the_command_line(site: Site, tmp_path: Path) -> None:
    """And once more, when there is nothing new, which is no failure."""
    arguments = (
        "run",
        "--feeds",
        str(declared(tmp_path, site)),
        "--feed",
        "here",
        "--json",
        "--extractor",
        "rules",
    )
    first = claimgraph(tmp_path, *arguments)
    assert (first.exit_code, json.loads(first.stdout)["read"]) == (0, 1), first.stderr
    second = claimgraph(tmp_path, *arguments)
    assert (second.exit_code, json.loads(second.stdout)["given"]) == (0, 0)
    third = claimgraph(tmp_path, *(one for one in arguments if one != "--json"))
    assert third.stdout.splitlines()[0] == "the feeds show nothing new"
    assert claimgraph(tmp_path, "run", "--feed", "here").exit_code == 2


def test_how_an_article_came_stands_in_the_graph(site: Site, story: str, tmp_path: Path) -> None:
    """As provenance that can be asked for, on its own page, so that it goes when the page goes."""
    taken(site, tmp_path, Feed(name="fjord", kind=FeedKind.RSS, location=(story,)))
    with open_generation(tmp_path) as published:
        found = {one.requested: one for one in published.graph.all(Retrieval)}
        articles = {article.retrieval: article for article in published.graph.all(Article)}
    came = found[site.url("/a")]
    assert (came.url, came.status, came.etag, came.robots, came.feed) == (
        site.url("/moved/a"),
        200,
        '"v1"',
        "allowed",
        "fjord",
    )
    told = claimgraph(tmp_path, "ask", "retrievals", "--param", "feed=fjord", "--format", "csv")
    assert f"{site.url('/a')},{site.url('/moved/a')},200" in told.stdout
    assert articles[came.iri].retrieved == came.ended
    assert articles.keys() == {one.iri for one in found.values()}


def test_an_article_from_a_file_has_no_retrieval(tmp_path: Path, site: Site) -> None:
    """It did not come over HTTP."""
    (tmp_path / "a.html").write_text(STORY.format(name="Fjord Daily"))
    taken(site, tmp_path / "home", given=(str(tmp_path / "a.html"),))
    with open_generation(tmp_path / "home") as published:
        assert [article.retrieval for article in published.graph.all(Article)] == [None]
