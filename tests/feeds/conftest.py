"""A web of our own: one real server that all public names lead to, and a clock that nobody waits for."""

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from pipelines.feeds.clock import iso
from pipelines.feeds.pacing import Pacer
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.visitor import Visitor

Page = Callable[[BaseHTTPRequestHandler], None]
PUBLIC = "93.184.216.34"
NOON = 1_700_000_000.0


class FakeClock:
    """Time passes only when somebody sleeps, at once."""

    def __init__(self) -> None:
        self.now = NOON
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def time(self) -> float:
        """Seconds since 1970."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let so many seconds pass."""
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds


@dataclass
class Site:
    """The server: pages by path or by host and path, what it was asked for, an event that ends slow pages.

    `http://news.example/` leads here by a public address, and so does every name in `names` that has one.
    """

    port: int
    clock: FakeClock = field(default_factory=FakeClock)
    names: dict[str, list[str]] = field(default_factory=lambda: {"news.example": [PUBLIC]})
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def url(self, path: str, host: str = "news.example") -> str:
        """The URL of a path."""
        return f"http://{host}{path}"

    def answer(self, path: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Make a path answer so, and return its URL. Underscores in header names become dashes."""
        content = body.encode() if isinstance(body, str) else body

        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value.encode().decode("latin-1"))
            if "Content_Length" not in headers:
                request.send_header("Content-Length", str(len(content)))
            request.end_headers()
            request.wfile.write(content)

        self.pages[path] = page
        return self.url(path)

    def resolve(self, host: str, port: int) -> list[str]:
        """The addresses of a name of this web, or of an address in any spelling; OSError for all others."""
        if host.casefold().rstrip(".") in self.names:
            return self.names[host.casefold().rstrip(".")]
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(address[0]) for *_, address in found]

    def route(self, address: str, port: int) -> tuple[str, int]:
        """Where an address is reached: the public one here, all others where they are."""
        return ("127.0.0.1", self.port) if address == PUBLIC else (address, port)

    def policy(self, **more: Any) -> FetchPolicy:
        """A policy under which names lead here."""
        known = FetchPolicy(
            resolve=self.resolve, route=self.route, seconds=10.0, clock=lambda: iso(self.clock.time())
        )
        return replace(known, **more)

    def visitor(self, policy: FetchPolicy | None = None, **more: Any) -> Visitor:
        """A visitor of this web, with the clock that nobody waits for."""
        return Visitor(policy or self.policy(), pacer=Pacer(self.clock), **more)


@pytest.fixture
def site() -> Iterator[Site]:
    """The server, for one test. What it has no page for is not found."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            site.times.append(site.clock.now)
            host = self.headers.get("Host", "").partition(":")[0]
            page = site.pages.get(host + self.path) or site.pages.get(self.path)
            try:
                if page is None:
                    self.send_error(404)
                else:
                    page(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(port=server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
