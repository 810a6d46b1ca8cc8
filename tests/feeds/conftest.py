"""A web server on this machine whose pages are given by the test."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Page = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """The server: its pages by path, what it was asked for, and an event that ends slow pages."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def url(self, path: str) -> str:
        """The URL of a path."""
        return self.address + path

    def answer(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Make a path answer so, and return its URL. Underscores in header names become dashes."""

        def page(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in headers:
                request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.pages[path] = page
        return self.url(path)


@pytest.fixture
def site() -> Iterator[Site]:
    """The server, for one test."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                site.pages[self.path](self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(address=f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield site
    site.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
