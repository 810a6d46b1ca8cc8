"""Articles on the web: one GET, every hop checked, every byte counted."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from ssl import SSLContext

import httpcore2
import httpx2

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.connection import Deadline, GuardedBackend
from pipelines.feeds.inflation import Decoder, gunzip, identity, inflate, limited, too_large
from pipelines.feeds.policy import FetchPolicy, user_agent
from pipelines.outcomes import NotRead, Reason

_PORTS = frozenset({None, 80, 443})
_DECODERS: dict[str, Decoder] = {
    "": identity,
    "identity": identity,
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": inflate,
}
_GONE = frozenset({404, 410})


def fetch_url(source: str, url: str, policy: FetchPolicy) -> FetchedArticle:
    """The page at a URL, after redirects and content decoding; raises NotRead."""
    transport = _GuardedTransport(policy)
    headers = {
        "User-Agent": user_agent(),
        "Accept-Encoding": "gzip, deflate",
        "Accept": "text/html, text/plain;q=0.9",
    }
    with _spoken_plainly(url), httpx2.Client(transport=transport, headers=headers, trust_env=False) as client:
        return _followed(source, url, client, policy)


def _followed(source: str, url: str, client: httpx2.Client, policy: FetchPolicy) -> FetchedArticle:
    target = httpx2.URL(url)
    for _ in range(policy.redirects + 1):
        _check(target, policy)
        with client.stream("GET", target, timeout=policy.seconds) as response:
            if not response.has_redirect_location:
                return _article(source, response, policy)
            target = target.join(response.headers["location"])
    raise NotRead(Reason.UNREACHABLE, f"{url} redirects more than {policy.redirects} times")


def _check(url: httpx2.URL, policy: FetchPolicy) -> None:
    if url.scheme not in {"http", "https"} or not url.host:
        raise NotRead(Reason.REFUSED, f"{url} is not an http or https address")
    if url.userinfo:
        raise NotRead(
            Reason.REFUSED, f"the address at {url.host} carries a user name or password; leave it out"
        )
    if url.port not in _PORTS and not policy.allow_private:
        raise NotRead(Reason.REFUSED, f"{url} asks for port {url.port}; only 80 and 443 are fetched from")
    objection = policy.objection(str(url))
    if objection is not None:
        raise NotRead(Reason.REFUSED, objection)


def _article(source: str, response: httpx2.Response, policy: FetchPolicy) -> FetchedArticle:
    _check_status(response)
    content = b"".join(_body(response, policy))
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return FetchedArticle(
        source=source,
        content=content,
        sha256=sha256(content).hexdigest(),
        retrieved=policy.clock(),
        url=str(response.url),
        media_type=media_type or None,
        charset=response.charset_encoding,
        status=response.status_code,
        etag=response.headers.get("etag"),
    )


def _check_status(response: httpx2.Response) -> None:
    if response.is_success:
        return
    reason = Reason.NOT_FOUND if response.status_code in _GONE else Reason.UNREACHABLE
    raise NotRead(reason, f"{response.url} answered {response.status_code} {response.reason_phrase}".rstrip())


def _body(response: httpx2.Response, policy: FetchPolicy) -> Iterator[bytes]:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > policy.wire_bytes:
        raise too_large(str(response.url), int(announced), policy.wire_bytes)
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _DECODERS:
        raise NotRead(Reason.UNDECODABLE, f"{response.url} is encoded as {encoding}, which was not asked for")
    wire = limited(response.iter_raw(), policy.wire_bytes, str(response.url))
    return limited(_DECODERS[encoding](wire), policy.decoded_bytes, f"{response.url}, unpacked,")


@contextmanager
def _spoken_plainly(url: str) -> Iterator[None]:
    try:
        yield
    except (httpcore2.ConnectTimeout, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        raise NotRead(Reason.UNREACHABLE, f"{url} could not be reached: {_words(error)}") from error
    except httpcore2.TimeoutException as error:
        raise NotRead(Reason.TIMEOUT, f"{url} took too long to answer") from error
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

    def __init__(self, policy: FetchPolicy) -> None:
        backend = GuardedBackend(policy, Deadline(policy.seconds))
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
