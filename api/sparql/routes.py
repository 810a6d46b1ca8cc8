"""The addresses of SPARQL: the endpoint with its page, VoID, and the named questions."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from api.current import Current
from api.errors import RequestError
from api.negotiation import TRIPLE_NAMES, TRIPLES, best
from api.reader import Reader
from api.settings import LIMITS, STATIC
from api.sparql.endpoint import UNREADABLE, Answerer, Place, SparqlEndpoint, refusal
from api.sparql.questions import QuestionEndpoint, listing
from graph.description import CLASSES, PROPERTIES, dataset, service, written
from graph.generations import place_of
from graph.sparql.pool import Pool
from graph.sparql.query import QueryLimits
from ontology.errors import GraphError

_HTML = "text/html"
Describe = Callable[[Reader, str], bytes]


class SparqlService:
    """Everything that is answered with SPARQL from the current generation of a home folder."""

    def __init__(self, current: Current, home: Path, limits: QueryLimits) -> None:
        self._current = current
        self._home = home
        self._answerer = Answerer(self._place, Pool(LIMITS.sparql_workers, limits))
        self._endpoint = SparqlEndpoint(self._answerer)

    def warm(self) -> None:
        """Start the processes that answer, in the background."""
        self._answerer.warm()

    def close(self) -> None:
        """End them."""
        self._answerer.close()

    def routes(self) -> list[BaseRoute]:
        """The addresses and what answers at each."""
        asked = QuestionEndpoint(self._answerer, self._current)
        return [
            Route("/sparql", self._respond, methods=["GET", "POST"]),
            Route("/.well-known/void", self._void, methods=["GET"]),
            Route("/questions", listing, methods=["GET"]),
            Route("/questions/{name}", asked.respond, methods=["GET"]),
        ]

    async def _respond(self, http: Request) -> Response:
        reply = await self._endpoint.respond(http)
        if reply is not None:
            return reply
        if best(http.headers.get("accept", ""), {"text/turtle": "", _HTML: _HTML}) == _HTML:
            return FileResponse(STATIC / "sparql.html", media_type=_HTML, headers={"Vary": "Accept"})
        return await self._described(http, partial(_service, str(http.url.replace(query=""))))

    async def _void(self, http: Request) -> Response:
        place = str(http.url.replace(query=""))
        endpoint = str(http.base_url) + "sparql"
        return await self._described(http, partial(_dataset, place, endpoint))

    async def _described(self, http: Request, describe: Describe) -> Response:
        form = best(http.headers.get("accept", ""), TRIPLE_NAMES | {_HTML: "turtle"})
        if form is None:
            return refusal(RequestError(406, f"this is written as {', '.join(TRIPLES.values())}"))
        try:
            body = await run_in_threadpool(self._read, describe, form)
        except GraphError:
            return refusal(RequestError(503, UNREADABLE))
        return Response(body, media_type=TRIPLES[form], headers={"Vary": "Accept"})

    def _read(self, describe: Describe, form: str) -> bytes:
        with self._current.reading() as reader:
            return describe(reader, form)

    @contextmanager
    def _place(self) -> Iterator[Place]:
        with self._current.reading() as reader:
            number = reader.generation.number
            yield Place(place_of(self._home, number), number)


def _service(endpoint: str, reader: Reader, form: str) -> bytes:
    return written(service(endpoint, reader.generation, reader.graphs()), form)


def _dataset(place: str, endpoint: str, reader: Reader, form: str) -> bytes:
    classes = reader.once("classes", lambda: _sizes(reader, CLASSES))
    properties = reader.once("properties", lambda: _sizes(reader, PROPERTIES))
    return written(dataset(place, endpoint, reader.generation, classes, properties), form)


def _sizes(reader: Reader, sparql: str) -> list[tuple[str, int]]:
    return [(str(name), int(size)) for name, size in reader.ask(sparql)]
