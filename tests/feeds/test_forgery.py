"""Whatever a stranger makes us ask for, nothing on this machine is reached: many spellings, by seven ways."""

import socket
from collections.abc import Callable, Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from pipelines.feeds.declared import Feed, FeedKind, Limits
from pipelines.feeds.fetching import fetch
from pipelines.feeds.looking import look
from pipelines.feeds.memory import NoMemory
from pipelines.feeds.sources import Item
from pipelines.outcomes import Refusal

Site = Any  # of conftest.py
HOSTS = """
127.0.0.1 127.1 127.0.1 127.0.0.1. 127.000.000.001 127.127.127.127 127.255.255.254 2130706433 0x7f000001
0x7f.0.0.1 0x7f.0x0.0x0.0x1 0x7f.1 0177.0.0.1 0177.0.0.01 017700000001 0 0x0 0.0.0.0 00000000 0.0.0.0.
localhost LOCALHOST localhost. LocalHost ip6-localhost
[::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:0:127.0.0.1]
[::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b::127.0.0.1] [64:ff9b:1::127.0.0.1] [2002:7f00:1::]
[2002:7f00:1::1] [::1%25lo] [::1%lo] [fe80::1%25lo]
user@127.0.0.1 user:word@127.0.0.1 news.example@127.0.0.1 news.example:80@127.0.0.1 @127.0.0.1
127。0。0。1 １２７.0.0.1 ①②⑦.⓪.⓪.① ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ [::①]
%31%32%37.0.0.1 127.0.0.1%2f 127.0.0.1%00.news.example news.example\\@127.0.0.1 127.0.0.1\\@news.example
127.0.0.1%09 127.0.0.1%0d%0a
""".split()
WHOLE = """
http:127.0.0.1:{port}/ http:/127.0.0.1:{port}/ http:///127.0.0.1:{port}/ HTTP://127.0.0.1:{port}/
https://127.0.0.1:{port}/ http:\\\\127.0.0.1:{port}/ http://127.0.0.1:{port}?@news.example/
http://127.0.0.1:{port}#@news.example/ http://news.example#@127.0.0.1:{port}/ http://news.example/@127.0.0.1:{port}
ftp://127.0.0.1:{port}/ gopher://127.0.0.1:{port}/ file://127.0.0.1:{port}/etc/passwd dict://127.0.0.1:{port}/
""".split()
SPELLINGS = [*(f"http://{host}:{{port}}/" for host in HOSTS), *WHOLE]
LOCAL_NAMES = {"localhost": ["127.0.0.1", "::1"], "ip6-localhost": ["::1"]}
ADDRESSES = [
    "127.0.0.1",
    "127.0.0.2",
    "0.0.0.0",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:0.0.0.0",
    "64:ff9b::7f00:1",
]


class Canary:
    """A server on every address of this machine that counts who connects."""

    def __init__(self) -> None:
        canary, self.hits = self, 0

        class Server(ThreadingHTTPServer):
            address_family = socket.AF_INET6 if socket.has_dualstack_ipv6() else socket.AF_INET

            def server_bind(self) -> None:
                if self.address_family == socket.AF_INET6:
                    self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
                super().server_bind()

            def get_request(self) -> Any:
                canary.hits += 1
                return super().get_request()

        self.server = Server(("", 0), BaseHTTPRequestHandler)
        self.port = self.server.server_port
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})


@pytest.fixture
def canary() -> Iterator[Canary]:
    """The canary, for one test."""
    canary = Canary()
    canary.thread.start()
    yield canary
    canary.server.shutdown()
    canary.server.server_close()
    canary.thread.join()


def guarded(site: Site, canary: Canary, **more: Any) -> Any:
    """A visitor to whom the canary's port is as good as any, so that only its address can be refused."""
    site.names.update(LOCAL_NAMES)
    return site.visitor(site.policy(ports=frozenset({80, 443, canary.port}), seconds=2.0, **more))


def taken(visitor: Any, url: str) -> Any:
    """What becomes of a URL."""
    return fetch(Item(source=url, url=url), visitor=visitor)


def direct(site: Site, canary: Canary, url: str) -> None:
    """It is given."""
    taken(guarded(site, canary), url)


def redirect(site: Site, canary: Canary, url: str) -> None:
    """A page of a public host leads there, from near and over a second hop."""
    site.answer("/near", status=302, Location=url)
    site.answer("/far", status=307, Location="/near")
    taken(guarded(site, canary), site.url("/far"))


def rebinding(site: Site, canary: Canary, url: str) -> None:
    """A name is public when robots.txt is asked for, and leads here when the page is."""
    address = ADDRESSES[len(url) % len(ADDRESSES)]
    turns = iter([site.names["news.example"]])
    visitor = guarded(site, canary, resolve=lambda host, port: next(turns, [address]))
    site.answer("/robots.txt")
    assert isinstance(taken(visitor, f"http://turning.example:{canary.port}/"), Refusal)
    assert isinstance(taken(guarded(site, canary, resolve=lambda host, port: [address]), url), Refusal)


def both_families(site: Site, canary: Canary, url: str) -> None:
    """A name has a public address of one family, and one of ours of the other, in either order."""
    public = site.names["news.example"]
    for address in ADDRESSES:
        for addresses in ([*public, address], [address, *public]):
            site.names["both.example"] = addresses
            assert isinstance(taken(guarded(site, canary), f"http://both.example:{canary.port}/"), Refusal)
    site.answer("/page", status=302, Location=url)
    taken(guarded(site, canary), site.url("/page"))


def robots(site: Site, canary: Canary, url: str) -> None:
    """The robots.txt of a public host leads there."""
    site.answer("/robots.txt", status=301, Location=url)
    site.answer("/page", "words")
    taken(guarded(site, canary), site.url("/page"))


def sitemap(site: Site, canary: Canary, url: str) -> None:
    """A sitemap names it as a page, as another sitemap, and in robots.txt."""
    loc = f"<loc>{escape(url)}</loc>"
    site.answer("/map", f"<urlset><url>{loc}</url></urlset>")
    site.answer("/index", f"<sitemapindex><sitemap>{loc}</sitemap></sitemapindex>")
    site.answer(
        "/robots.txt", f"Sitemap: {url}\nSitemap: {site.url('/map')}\nSitemap: {site.url('/index')}\n"
    )
    shown(
        site, canary, Feed(name="x", kind=FeedKind.SITEMAP, location=(site.url("/robots.txt"),), limits=FAST)
    )


def feed(site: Site, canary: Canary, url: str) -> None:
    """A feed links to it, by itself and on this machine, where only the feed's own port was opened."""
    site.answer("/rss", f"<rss><channel><item><link>{escape(url)}</link></item></channel></rss>")
    shown(site, canary, Feed(name="x", kind=FeedKind.RSS, location=(site.url("/rss"),), limits=FAST))
    here = f"http://127.0.0.1:{site.port}/rss"
    shown(site, canary, Feed(name="x", kind=FeedKind.RSS, location=(here,), this_machine=True, limits=FAST))


FAST = Limits(seconds=2.0)


def shown(site: Site, canary: Canary, declared: Feed) -> None:
    """Take everything that a feed shows."""
    visitor = guarded(site, canary).of(declared)
    for one in look(declared, NoMemory(), visitor):
        if isinstance(one, Item):
            fetch(one, visitor=visitor)


WAYS: list[Callable[[Site, Canary, str], None]] = [
    direct, redirect, rebinding, both_families, robots, sitemap, feed,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_nothing_on_this_machine_is_reached(site: Site, canary: Canary, way: Any) -> None:
    """By any spelling: the canary counts no connection at all."""
    spellings = [spelling.replace("{port}", str(canary.port)) for spelling in SPELLINGS]
    reached = []
    for url in spellings:
        site.pages.clear()
        site.asked.clear()
        before = canary.hits
        way(site, canary, url)
        if canary.hits > before:
            reached.append(url)
    assert reached == []
    assert len(spellings) >= 40


def test_the_canary_sings(site: Site, canary: Canary) -> None:
    """It counts whoever connects, and our own client reaches it where that was allowed."""
    with socket.create_connection(("127.0.0.1", canary.port)):
        pass
    own = frozenset({("127.0.0.1", canary.port)})
    taken(site.visitor(site.policy(own=own, seconds=2.0)), f"http://127.0.0.1:{canary.port}/")
    assert canary.hits >= 2


@pytest.mark.parametrize("port", [0, 21, 22, 25, 6379, 8000, 8080, 65535, 65536])
def test_other_ports_are_not_asked(site: Site, port: int) -> None:
    """Of public hosts either, by a link or a redirect."""
    url = f"http://news.example:{port}/"
    assert isinstance(taken(site.visitor(), url), Refusal)
    assert isinstance(taken(site.visitor(), site.answer("/a", status=302, Location=url)), Refusal)
    assert site.paths == ["/a"]
