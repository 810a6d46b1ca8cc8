"""Articles on the web, from a real server on this machine: limits, redirects, refusals."""

import gzip
import socket
import zlib
from http.server import BaseHTTPRequestHandler
from time import monotonic
from typing import Any

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import Reason, Refusal

Site = Any  # of conftest.py
HERE = FetchPolicy(allow_private=True, seconds=10.0)
PAGE = b"<!doctype html><title>T</title><p>Caf\xc3\xa9</p>"
SPELLINGS = """
http://127.0.0.1/ http://127.1/ http://127.0.1/ http://2130706433/ http://0x7f000001/ http://0x7f.0.0.1/
http://0177.0.0.1/ http://017700000001/ http://0/ http://0.0.0.0/ http://localhost/ http://LOCALHOST/
http://localhost./ http://[::1]/ http://[::]/ http://[::ffff:127.0.0.1]/ http://[::ffff:7f00:1]/
http://[0:0:0:0:0:0:0:1]/ http://[64:ff9b::7f00:1]/ http://[2002:7f00:1::]/ http://10.0.0.1/
http://192.168.0.1/ http://172.16.0.1/ http://169.254.169.254/latest/meta-data/ http://100.64.0.1/
http://198.18.0.1/ http://224.0.0.1/ http://255.255.255.255/ http://[fe80::1]/ http://[fc00::1]/
http://user@127.0.0.1/ http://user:word@example.org/ http://example.org@127.0.0.1/ https://127.0.0.1/
http://127.0.0.1:22/ http://example.org:8080/ http://example.org:6379/ ftp://example.org/ gopher://127.0.0.1/
http://\uff11\uff12\uff17.0.0.1/ http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/ http:///x
http://127.0.0.1%00.example.org/ http://[::1/ http://exa\u3002mple..org:99999/ http://127.0.0.1\t.example.org/
""".replace("\\t", "\t").split("\n")
SPELLED = [spelling for line in SPELLINGS for spelling in line.split(" ") if spelling]


def fetched(url: str, policy: FetchPolicy = HERE) -> FetchedArticle:
    """The article at a URL."""
    outcome = fetch(Item(source=url, url=url), policy)
    assert isinstance(outcome, FetchedArticle), outcome
    return outcome


def refusal(url: str, policy: FetchPolicy = HERE) -> Refusal:
    """The refusal of a URL."""
    outcome = fetch(Item(source=url, url=url), policy)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def test_a_page_comes_with_what_the_server_says_of_it(site: Site) -> None:
    """Bytes, kind, character set, status, ETag; and the server learns honestly who asked."""
    url = site.answer("/a", PAGE, Content_Type="text/html; charset=utf-8", ETag='"1"')
    article = fetched(url)
    assert (article.content, article.media_type, article.charset) == (PAGE, "text/html", "utf-8")
    assert (article.status, article.etag, article.url, article.source) == (200, '"1"', url, url)
    assert site.asked[0][1]["user-agent"].startswith("claimgraph")


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_a_packed_page_is_unpacked(site: Site, encoding: str, pack: Any) -> None:
    """Both encodings that are asked for."""
    assert fetched(site.answer("/a", pack(PAGE), Content_Encoding=encoding)).content == PAGE


def test_an_encoding_that_was_not_asked_for_is_undecodable(site: Site) -> None:
    """It would be garbage as text."""
    assert refusal(site.answer("/a", b"x", Content_Encoding="br")).reason is Reason.UNDECODABLE


def test_redirects_are_followed_to_the_last_address(site: Site) -> None:
    """Relative ones too; the article keeps the address it was asked for and the one it was found at."""
    site.answer("/c", PAGE)
    site.answer("/b", status=301, Location="c")
    url = site.answer("/a", status=302, Location=site.url("/b"))
    assert (fetched(url).url, fetched(url).source) == (site.url("/c"), url)


def test_a_redirect_loop_ends(site: Site) -> None:
    """After five hops, and says so."""
    url = site.answer("/a", status=302, Location="/a")
    assert refusal(url) == Refusal(
        source=url, reason=Reason.UNREACHABLE, detail=f"{url} redirects more than 5 times"
    )
    assert len(site.asked) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)"])
def test_a_redirect_out_of_the_web_is_refused(site: Site, target: str) -> None:
    """Each hop is checked like the first."""
    assert refusal(site.answer("/a", status=302, Location=target)).reason is Reason.REFUSED


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.NOT_FOUND), (410, Reason.NOT_FOUND), (403, Reason.UNREACHABLE), (500, Reason.UNREACHABLE)],
)
def test_an_error_of_the_server_is_a_reason(site: Site, status: int, reason: Reason) -> None:
    """With the status in the detail."""
    found = refusal(site.answer("/a", b"sorry", status=status))
    assert found.reason is reason
    assert str(status) in found.detail


def test_too_much_is_not_fetched(site: Site) -> None:
    """Neither when it is announced, nor when it is not, nor when it only unfolds to too much."""
    small = FetchPolicy(allow_private=True, wire_bytes=10_000, decoded_bytes=20_000)
    announced = site.answer("/a", b"", Content_Length="10001")
    bomb = site.answer("/c", gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")

    def silent(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(20_000))

    site.pages["/b"] = silent
    found = [refusal(url, small).reason for url in (announced, site.url("/b"), bomb)]
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
    begun = monotonic()
    found = [refusal(site.url(path), FetchPolicy(allow_private=True, seconds=0.3)) for path in site.pages]
    assert [outcome.reason for outcome in found] == [Reason.TIMEOUT] * 2
    assert monotonic() - begun < 5


def test_a_server_that_is_not_there_is_unreachable() -> None:
    """A closed port and a name that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/").reason is Reason.UNREACHABLE
    assert refusal("http://no-such-host.invalid/").reason is Reason.UNREACHABLE


@pytest.mark.parametrize("url", SPELLED)
def test_no_spelling_reaches_a_private_address(url: str) -> None:
    """Refused, or unknown as a name; never fetched."""

    def resolve(host: str, port: int) -> list[str]:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(address[0]) for *_, address in found]

    def resolve_locally(host: str, port: int) -> list[str]:
        return ["127.0.0.1"] if host.casefold().rstrip(".") == "localhost" else resolve(host, port)

    assert refusal(url, FetchPolicy(resolve=resolve_locally)).reason in {Reason.REFUSED, Reason.UNREACHABLE}


def test_a_name_that_leads_here_is_refused_and_nothing_is_asked(site: Site) -> None:
    """Also when only one of its addresses does, and when it is asked for a second time."""
    answers = iter([["93.184.216.34", "127.0.0.1"], ["::ffff:127.0.0.1"], ["127.0.0.1"]])
    policy = FetchPolicy(resolve=lambda _host, _port: next(answers))
    assert [refusal("http://example.org/", policy).reason for _ in range(3)] == [Reason.REFUSED] * 3
    assert site.asked == []


def test_the_address_that_was_checked_is_the_one_that_is_reached(site: Site) -> None:
    """A name is resolved once per connection, so that it cannot change between check and use."""
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    url = site.answer("/a", PAGE).replace("127.0.0.1", "news.example")
    assert fetched(url, FetchPolicy(allow_private=True, resolve=resolve)).content == PAGE
    assert asked == ["news.example"]
    assert site.asked[0][1]["host"].startswith("news.example:")


def test_an_objection_is_heard_for_every_hop(site: Site) -> None:
    """This is where robots.txt will speak."""
    site.answer("/private", PAGE)
    url = site.answer("/a", status=302, Location="/private")
    policy = FetchPolicy(allow_private=True, objection=lambda url: "not there" if "private" in url else None)
    assert refusal(url, policy) == Refusal(source=url, reason=Reason.REFUSED, detail="not there")
    assert [path for path, _ in site.asked] == ["/a"]
