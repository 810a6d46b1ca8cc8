"""A SPARQL server by its URL: where it is asked, updated and given graphs, and how one proves who one is.

A URL without a path is a server laid out as Oxigraph's (`/query`, `/update`, `/store`). Any other is the
address of queries and updates alike; `#update=` and `#graphs=` name other ones, relative to it.
"""

import os
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Self
from urllib.parse import parse_qs, urljoin, urlsplit

import httpx2
import orjson

from ontology.errors import GraphError, QuestionError, SettingsError

AUTHORIZATION = "CLAIMGRAPH_STORE_AUTH"  # "user:password", or "Bearer token"
_JSON = "application/sparql-results+json"
_RESULTS = f"{_JSON}, application/n-triples;q=0.9"
_SECONDS = httpx2.Timeout(600.0, connect=10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The addresses of one server; `graphs` is that of the Graph Store Protocol, None without one."""

    query: str
    update: str
    graphs: str | None

    @classmethod
    def of(cls, url: str) -> Self:
        """The addresses that a URL stands for."""
        parts = urlsplit(url)
        place = parts._replace(fragment="").geturl()
        if parts.path in {"", "/"}:
            root = f"{parts.scheme}://{parts.netloc}"
            return cls(query=f"{root}/query", update=f"{root}/update", graphs=f"{root}/store")
        other = {name: urljoin(place, values[0]) for name, values in parse_qs(parts.fragment).items()}
        if unknown := set(other) - {"update", "graphs"}:
            raise SettingsError(f"{url}: after # come update= and graphs=, not {', '.join(sorted(unknown))}")
        return cls(query=place, update=other.get("update", place), graphs=other.get("graphs"))


class Client:
    """Talks to one server. GraphError says what it answered when that was no success."""

    def __init__(self, url: str, authorization: str | None = None) -> None:
        self.address = Address.of(url)
        secret = authorization or os.environ.get(AUTHORIZATION)
        if secret and not _private(url):
            raise SettingsError(f"{url}: a password is sent over https or to this machine only")
        self._http = httpx2.Client(timeout=_SECONDS, auth=_auth(secret))

    def close(self) -> None:
        """Let go of connections."""
        self._http.close()

    def ask(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> dict[str, Any]:
        """The JSON of a query, asked of these graphs, or `{"triples": N-Triples}` where it gives a graph.

        QuestionError when the server finds it not valid.
        """
        data = {"query": text, "default-graph-uri": list(default), "named-graph-uri": list(named)}
        reply = self._send("POST", self.address.query, data=data, headers={"accept": _RESULTS})
        if reply.status_code == 400:
            raise QuestionError(f"the query is not valid SPARQL: {_said(reply)}")
        content = _well(reply).content
        if not reply.headers["content-type"].startswith(_JSON):
            return {"triples": content}
        found: dict[str, Any] = orjson.loads(content)
        return found

    def update(self, text: str) -> None:
        """One update."""
        _well(self._send("POST", self.address.update, data={"update": text}))

    def fetch(self, graph: str) -> bytes:
        """The N-Triples of a graph, by the Graph Store Protocol; empty when it is not there."""
        accept = {"accept": "application/n-triples"}
        reply = self._send("GET", str(self.address.graphs), params={"graph": graph}, headers=accept)
        return b"" if reply.status_code == 404 else _well(reply).content

    def add(self, graph: str, ntriples: bytes) -> None:
        """Add N-Triples to a graph, by the Graph Store Protocol."""
        content = {"content-type": "application/n-triples"}
        params = {"graph": graph}
        _well(self._send("POST", str(self.address.graphs), params=params, content=ntriples, headers=content))

    def _send(self, method: str, url: str, **more: Any) -> httpx2.Response:
        try:
            return self._http.request(method, url, **more)
        except httpx2.HTTPError as error:
            raise GraphError(f"the store {url} does not answer: {error}") from error


class _Password(httpx2.Auth):
    """Basic or digest authentication, as a server asks for when it is first asked without."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx2.BasicAuth(user, password)
        self._digest = httpx2.DigestAuth(user, password)
        self._chosen: httpx2.Auth | None = None

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        if self._chosen is None:
            reply = yield request
            if reply.status_code != 401:
                return
            challenge = reply.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if challenge.startswith("digest") else self._basic
        yield from self._chosen.auth_flow(request)


class _Bearer(httpx2.Auth):
    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        request.headers["authorization"] = self._token
        yield request


def _auth(secret: str | None) -> httpx2.Auth | None:
    if not secret:
        return None
    if secret.startswith("Bearer "):
        return _Bearer(secret)
    user, colon, password = secret.partition(":")
    if not colon:
        raise SettingsError(f"{AUTHORIZATION} is `user:password` or `Bearer token`")
    return _Password(user, password)


def _private(url: str) -> bool:
    """Whether nobody on the way can read what is sent to a URL."""
    parts = urlsplit(url)
    if parts.scheme == "https" or parts.hostname == "localhost":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _well(reply: httpx2.Response) -> httpx2.Response:
    if reply.status_code >= 400:
        raise GraphError(f"the store {reply.url.copy_with(query=None)} answered {_said(reply)}")
    return reply


def _said(reply: httpx2.Response) -> str:
    """The status and the beginning of what a server says."""
    words: Mapping[int, str] = {401: "the user or password is not known", 403: "this is not allowed"}
    told = words.get(reply.status_code) or " ".join(reply.text.split())[:200]
    return f"{reply.status_code}: {told}"
