"""Articles on the web, from a real server on this machine: limits, redirects, refusals."""

import gzip
import socket
import zlib
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import Any

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import Unchanged, fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import Reason, Refusal

Site = Any  # of conftest.py
PAGE = b"<!doctype html><title>T</title><p>Caf\xc3\xa9</p>"


def outcome(site: Site, url: str, policy: FetchPolicy | None = None) -> FetchedArticle | Unchanged | Refusal:
    """What becomes of a URL."""
    return fetch(Item(source=url, url=url), visitor=site.visitor(policy))


def fetched(site: Site, url: str, policy: FetchPolicy | None = None) -> FetchedArticle:
    """The article at a URL."""
    found = outcome(site, url, policy)
    assert isinstance(found, FetchedArticle), found
    return found


def refusal(site: Site, url: str, policy: FetchPolicy | None = None) -> Refusal:
    """The refusal of a URL."""
    found = outcome(site, url, policy)
    assert isinstance(found, Refusal), found
    return found


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    """Bytes, kind, character set, status, ETag; and the server learns honestly who asked."""
    url = site.answer("/a", PAGE, Content_Type="text/html; charset=utf-8", ETag='"1"')
    article = fetched(site, url)
    assert (article.content, article.media_type, article.charset) == (PAGE, "text/html", "utf-8")
    assert (article.status, article.etag, article.url, article.source) == (200, '"1"', url, url)
    assert site.asked[-1][1]["user-agent"].startswith("claimgraph")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_page_is_unpacked(site: Site, encoding: str, pack: Any) -> None:
    """Both encodings that are asked for."""
    assert fetched(site, site.answer("/a", pack(PAGE), Content_Encoding=encoding)).content == PAGE


def test_an_encoding_that_was_not_asked_for_is_undecodable(site: Site) -> None:
    """It would be garbage as text."""
    assert refusal(site, site.answer("/a", b"x", Content_Encoding="br")).reason is Reason.UNDECODABLE


def test_redirects_are_followed_to_the_last_address(site: Site) -> None:
    """Relative ones too; the article keeps the address it was asked for and the one it was found at."""
    site.answer("/c", PAGE)
    site.answer("/b", status=301, Location="c")
    url = site.answer("/a", status=302, Location=site.url("/b"))
    assert (fetched(site, url).url, fetched(site, url).source) == (site.url("/c"), url)


def test_a_redirect_loop_ends(site: Site) -> None:
    """After five hops, and says so."""
    url = site.answer("/a", status=302, Location="/a")
    assert refusal(site, url) == Refusal(
        source=url, reason=Reason.UNREACHABLE, detail=f"{url} redirects more than 5 times"
    )
    assert len(site.paths) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, target: str) -> None:
    """Each hop is checked like the first."""
    assert refusal(site, site.answer("/a", status=302, Location=target)).reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.NOT_FOUND), (410, Reason.NOT_FOUND), (403, Reason.UNREACHABLE), (500, Reason.UNREACHABLE)],
)
def test_an_error_of_the_server_is_a_reason(site: Site, status: int, reason: Reason) -> None:
    """With the status in the detail."""
    found = refusal(site, site.answer("/a", b"sorry", status=status))
    assert found.reason is reason
    assert str(status) in found.detail


def test_too_much_is_not_fetched(site: Site) -> None:
    """Neither when it is announced, nor when it is not, nor when it only unfolds to too much."""
    small = site.policy(wire_bytes=10_000, decoded_bytes=20_000)
    announced = site.answer("/a", b"", Content_Length="10001")
    bomb = site.answer("/c", gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")

    def silent(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(20_000))

    site.pages["/b"] = silent
    found = [refusal(site, url, small).reason for url in (announced, site.url("/b"), bomb)]
    assert found == [Reason.TOO_LARGE] * 3


def test_a_server_that_drips_is_left_after_the_time_is_over(site: Site) -> None:
    """Each byte comes soon enough, all of them do not, in the header as in the body."""

    def head(request: BaseHTTPRequestHandler) -> None:
        while not site.over.wait(0.02):
            request.wfile.write(b"x")

    def body(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
        head(request)

    site.pages.update({"/head": head, "/body": body})
    site.answer("/robots.txt")
    paths = [path for path in site.pages if path != "/robots.txt"]
    begun = monotonic()
    found = [refusal(site, site.url(path), site.policy(seconds=0.3)) for path in paths]
    assert [outcome.reason for outcome in found] == [Reason.TIMEOUT] * 2
    assert monotonic() - begun < 10


def test_a_server_that_is_not_there_is_unreachable(site: Site) -> None:
    """A closed port and a name that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = site.policy(own=frozenset({("127.0.0.1", port)}))
    assert refusal(site, f"http://127.0.0.1:{port}/", own).reason is Reason.UNREACHABLE
    assert refusal(site, "http://no-such-host.invalid/").reason is Reason.UNREACHABLE


def test_the_address_that_was_checked_is_the_one_that_is_reached(site: Site) -> None:
    """A name is resolved once per connection, so that it cannot change between check and use."""
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return list(site.resolve(host, port))

    url = site.answer("/a", PAGE)
    site.answer("/robots.txt", b"")
    assert fetched(site, url, site.policy(resolve=resolve)).content == PAGE
    assert asked == ["news.example"] * 2
    assert [headers["host"] for _, headers in site.asked] == ["news.example"] * 2


def test_an_address_of_this_machine_is_fetched_only_where_it_was_allowed(site: Site) -> None:
    """By host and port, so that a page there cannot send us elsewhere on this machine."""
    here = f"http://127.0.0.1:{site.port}"
    site.answer("/a", PAGE)
    site.answer("/b", status=302, Location=f"http://localhost:{site.port}/a")
    own = site.policy(own=frozenset({("127.0.0.1", site.port)}))
    assert refusal(site, f"{here}/a").reason is Reason.REFUSED
    assert site.asked == []
    assert fetched(site, f"{here}/a", own).content == PAGE
    assert refusal(site, f"{here}/b", own).reason is Reason.REFUSED


def test_a_body_that_unfolds_a_hundredfold_is_refused(site: Site) -> None:
    """Long before it is as large as an honest page may be."""
    url = site.answer("/a", gzip.compress(bytes(3_000_000)), Content_Encoding="gzip")
    assert refusal(site, url).reason is Reason.TOO_LARGE


@pytest.mark.parametrize("kind", ["image/png", "video/mp4", "application/zip", "font/woff2"])
def test_what_has_no_text_is_not_fetched(site: Site, kind: str) -> None:
    """Its body, which would be too large, is not read."""
    small = site.policy(wire_bytes=5)
    url = site.answer("/a", b"x" * 10, Content_Type=kind)
    assert refusal(site, url, small).reason is Reason.UNSUPPORTED_TYPE
    assert refusal(site, site.answer("/b", b"x", Content_Type="application/pdf")).reason is Reason.PDF


@pytest.mark.parametrize(
    "kind", ["text/html", "text/markdown", "application/xhtml+xml", "application/octet-stream"]
)
def test_what_may_be_text_is_fetched(site: Site, kind: str) -> None:
    """Reading finds out what it is."""
    assert fetched(site, site.answer("/a", b"words", Content_Type=kind)).content == b"words"


def test_a_contact_is_told_to_the_server(site: Site) -> None:
    """So that whoever runs it can write to whoever asks."""
    fetched(site, site.answer("/a", PAGE), site.policy(contact="mailto:desk@example.org"))
    assert site.asked[-1][1]["user-agent"].endswith("(+mailto:desk@example.org)")
