"""SPARQL queries as they come over HTTP: by GET, as a form, or as the body of a POST."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from api.errors import RequestError
from api.negotiation import ROW_NAMES, ROWS, TRIPLE_NAMES, TRIPLES, best
from api.settings import LIMITS
from graph.sparql.query import Query
from graph.triples import spell_iri
from ontology.errors import GraphError

_FORM, _DIRECT, _UPDATE = (
    "application/x-www-form-urlencoded",
    "application/sparql-query",
    "application/sparql-update",
)
_READ_ONLY = "only queries are answered here; it takes no updates"
_ONE = "give one query, as the parameter `query` or as a body of the type application/sparql-query"


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of a URL and of a form, in their order."""

    pairs: tuple[tuple[str, str], ...]

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def graphs(self, name: str) -> tuple[str, ...] | None:
        """The IRIs of a parameter, None where it is not given; RequestError (400) for what is none."""
        found = self.all(name)
        try:
            return tuple(spell_iri(iri)[1:-1] for iri in found) or None
        except GraphError as error:
            raise RequestError(400, f"{name}: {error}") from error


def of_url(http: Request) -> Parameters:
    """The parameters of a URL; RequestError (400) when they are not UTF-8."""
    return _decoded(http.scope["query_string"])


async def asked(http: Request) -> Query | None:
    """The query of a request; None for a GET without any. RequestError says what is wrong with others."""
    given = of_url(http)
    text: str | None = None
    if http.method == "POST":
        content = http.headers.get("content-type", "").partition(";")[0].strip().lower()
        body = await _body(http, content)
        if content == _FORM:
            given = Parameters((*given.pairs, *_decoded(body).pairs))
        else:
            text = _text(body)
    texts = given.all("query") if text is None else (text, *given.all("query"))
    if given.all("update"):
        raise RequestError(400, _READ_ONLY)
    if not texts and http.method != "POST":
        return None
    if len(texts) != 1:
        raise RequestError(400, _ONE)
    return _query(http, texts[0], given)


def _query(http: Request, text: str, given: Parameters) -> Query:
    rows, triples = _forms(http, given)
    return Query(
        text=text,
        base=str(http.url.replace(query="", fragment="")),
        default_graphs=given.graphs("default-graph-uri"),
        named_graphs=given.graphs("named-graph-uri"),
        rows=rows,
        triples=triples,
    )


def _forms(http: Request, given: Parameters) -> tuple[str | None, str | None]:
    """The syntaxes for rows and for triples, by the parameter `format` or by Accept."""
    wanted = next(iter(given.all("format")), None)
    if wanted is None:
        accept = ",".join(http.headers.getlist("accept"))
        return best(accept, ROW_NAMES), best(accept, TRIPLE_NAMES)
    if wanted not in ROWS | TRIPLES:
        raise RequestError(400, f"format is one of {', '.join((*ROWS, *TRIPLES))}")
    return (wanted if wanted in ROWS else None), (wanted if wanted in TRIPLES else None)


async def _body(http: Request, content: str) -> bytes:
    """The body of a POST; RequestError for a type that is no query's, or for one that is too large."""
    if content == _UPDATE:
        raise RequestError(400, _READ_ONLY)
    if content not in {_FORM, _DIRECT}:
        raise RequestError(415, f"the content type of a POST is {_FORM} or {_DIRECT}")
    body = bytearray()
    try:
        async for part in http.stream():
            body += part
            if len(body) > LIMITS.sparql_body:
                raise RequestError(413, f"a request has at most {LIMITS.sparql_body} bytes")
    except ClientDisconnect as error:
        raise RequestError(400, "the request broke off") from error
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise RequestError(400, "the query is not UTF-8") from error


def _decoded(query: bytes) -> Parameters:
    try:
        pairs = parse_qsl(query.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, "the parameters are not percent-encoded UTF-8") from error
    return Parameters(tuple(pairs))
