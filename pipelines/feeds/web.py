"""One GET on the web: every hop checked, every byte counted, every second too."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from ssl import SSLContext
from typing import BinaryIO

import httpcore2
import httpx2

from pipelines.feeds.article import Robots
from pipelines.feeds.connection import Deadline, GuardedBackend
from pipelines.feeds.inflation import DECODERS, identity, limited, too_large, unfolding
from pipelines.feeds.policy import FetchPolicy, user_agent
from pipelines.outcomes import NotRead, Reason

PAGES = "text/html, application/xhtml+xml, text/plain;q=0.9"
_TEXTS = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/xml"})
_PORTS = {"http": 80, "https": 443}


class Passing(NotRead):
    """A failure that may have passed when we ask again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for. `cut` ends the body after so many bytes instead of refusing it as too large.

    With `into` the body goes into that file as it comes, undecoded and within `policy.wire_bytes`.
    """

    url: str
    accept: str = PAGES
    etag: str | None = None  # of the version that is here already
    modified: str | None = None  # the same, as Last-Modified had it
    cut: int | None = None
    texts: bool = True  # whether everything is refused that says that it is neither text nor markup
    into: BinaryIO | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered in the end; only a success has a body."""

    url: str  # after redirects
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]
    at: str
    robots: Robots | None = None  # what robots.txt said of it
    media_type: str | None = None
    charset: str | None = None
    content: bytes = field(default=b"", repr=False)
    wire: bytes = field(default=b"", repr=False)  # the body as it came, before content decoding

    def header(self, name: str) -> str | None:
        """The first header of a name in small letters."""
        return next((value for key, value in self.headers if key == name), None)


def unhindered(_url: str) -> None:
    """Admit every URL at once."""


def get(request: Request, policy: FetchPolicy, admit: Callable[[str], None] = unhindered) -> Reply:
    """The answer to a request after redirects, whatever its status; raises NotRead.

    `admit` is asked before every hop: it waits until it is our turn, or raises NotRead.
    """
    deadline = Deadline(policy.seconds)
    transport = _GuardedTransport(policy, deadline)
    with (
        _spoken_plainly(request.url),
        httpx2.Client(transport=transport, headers=_headers(request, policy), trust_env=False) as client,
    ):
        target = httpx2.URL(request.url)
        for _ in range(policy.redirects + 1):
            check(target, policy)
            with deadline.stopped():
                admit(str(target))
            with client.stream("GET", target, timeout=policy.seconds) as response:
                if not response.has_redirect_location:
                    return _reply(response, request, policy)
                target = target.join(response.headers["location"])
    raise NotRead(Reason.UNREACHABLE, f"{request.url} redirects more than {policy.redirects} times")


def check(url: httpx2.URL, policy: FetchPolicy) -> None:
    """Raise NotRead for a URL that is never asked for, whatever its host's address is."""
    if url.scheme not in _PORTS or not url.host:
        raise NotRead(Reason.REFUSED, f"{url} is not an http or https address")
    if url.userinfo:
        raise NotRead(
            Reason.REFUSED, f"the address at {url.host} carries a user name or password; leave it out"
        )
    port = _PORTS[url.scheme] if url.port is None else url.port
    if port not in policy.ports and (url.host.lower(), port) not in policy.own:
        raise NotRead(Reason.REFUSED, f"{url} asks for port {port}; only 80 and 443 are fetched from")


def _headers(request: Request, policy: FetchPolicy) -> dict[str, str]:
    asked = {
        "User-Agent": user_agent(policy.contact),
        "Accept-Encoding": "gzip, deflate",
        "Accept": request.accept,
        "If-None-Match": request.etag,
        "If-Modified-Since": request.modified,
    }
    return {name: value for name, value in asked.items() if value}


def _reply(response: httpx2.Response, request: Request, policy: FetchPolicy) -> Reply:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if response.is_success and request.texts:
        _check_type(str(response.url), media_type)
    wire: list[bytes] = []
    if request.into is not None and response.is_success:
        came = response.iter_raw()
        whole = limited(came, policy.wire_bytes, str(response.url))
        request.into.writelines(whole if request.cut is None else _until(came, request.cut))
        return _answer(response, policy, media_type, b"", b"")
    content = b"".join(_body(response, request, policy, wire)) if response.is_success else b""
    return _answer(response, policy, media_type, content, b"".join(wire))


def _check_type(url: str, media_type: str) -> None:
    if media_type.startswith("text/") or media_type.endswith("+xml") or media_type in _TEXTS:
        return
    if media_type == "application/pdf":
        raise NotRead(Reason.PDF, f"{url} is a PDF; give the page it was printed from, or its text")
    raise NotRead(Reason.UNSUPPORTED_TYPE, f"{url} is {media_type}; HTML and plain text are read")


def _answer(
    response: httpx2.Response, policy: FetchPolicy, media_type: str, content: bytes, wire: bytes
) -> Reply:
    return Reply(
        url=str(response.url),
        status=response.status_code,
        phrase=response.reason_phrase,
        headers=tuple((name.lower(), value) for name, value in response.headers.multi_items()),
        at=policy.clock(),
        media_type=media_type or None,
        charset=response.charset_encoding,
        content=content,
        wire=wire,
    )


def _body(
    response: httpx2.Response, request: Request, policy: FetchPolicy, wire: list[bytes]
) -> Iterator[bytes]:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > policy.wire_bytes and request.cut is None:
        raise too_large(str(response.url), int(announced), policy.wire_bytes)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in DECODERS:
        raise NotRead(Reason.UNDECODABLE, f"{response.url} is encoded as {encoding}, which was not asked for")
    came = limited(_noted(response.iter_raw(), wire), policy.wire_bytes, str(response.url))
    decoder = DECODERS[encoding]
    pieces = decoder(came) if decoder is identity else unfolding(decoder, came, policy.unfolding)
    if request.cut is not None:
        return _until(pieces, request.cut)
    return limited(pieces, policy.decoded_bytes, f"{response.url}, unpacked,")


def _noted(pieces: Iterator[bytes], wire: list[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        wire.append(piece)
        yield piece


def _until(pieces: Iterator[bytes], cut: int) -> Iterator[bytes]:
    for piece in pieces:
        yield piece[:cut]
        cut -= len(piece)
        if cut <= 0:
            return


@contextmanager
def _spoken_plainly(url: str) -> Iterator[None]:
    try:
        yield
    except (httpcore2.ConnectTimeout, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise Passing(Reason.UNREACHABLE, f"{url} could not be reached: {_words(error)}") from error
    except httpcore2.TimeoutException as error:
        raise Passing(Reason.TIMEOUT, f"{url} took too long to answer") from error
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        raise NotRead(
            Reason.REFUSED, f"{url} is not an address that can be asked for: {_words(error)}"
        ) from error


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__


@cache
def _tls() -> SSLContext:
    # The variables that name a company's own certificates count; those that name proxies do not.
    return httpx2.create_ssl_context(trust_env=True)


class _GuardedTransport(httpx2.BaseTransport):
    """Carries requests over connections that check the address at the moment they connect to it."""

    def __init__(self, policy: FetchPolicy, deadline: Deadline) -> None:
        backend = GuardedBackend(policy, deadline)
        self._pool = httpcore2.ConnectionPool(ssl_context=_tls(), network_backend=backend)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """One exchange, without redirects."""
        url = request.url
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        answer = self._pool.handle_request(
            httpcore2.Request(
                request.method, target, headers=request.headers.raw, extensions=request.extensions
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        return self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()
