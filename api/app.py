"""The web application: its addresses, on one page."""

import logging
from asyncio import get_running_loop, to_thread
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import explorer
from api.current import Current
from api.endpoint import Endpoint
from api.exports import TOGETHER, Exports
from api.graphql.schema import sdl
from api.house import House
from api.naming.routes import Names
from api.news import News
from api.persisted import Persisted
from api.rates import Rates
from api.settings import GENERATION, LIMITS, STATIC
from api.sockets import Sockets
from api.sparql.endpoint import TRUNCATED
from api.sparql.routes import SparqlService
from graph.sparql.query import QueryLimits
from ontology.errors import ClaimgraphError

_LOG = logging.getLogger(__name__)
# GraphiQL sets styles from its script; scripts themselves come from our own files and from nowhere else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# anybody may ask, but no browser sends credentials along
_OPEN = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "POST"],
    allow_headers=["content-type", "if-none-match"],
    expose_headers=["etag", GENERATION, TRUNCATED, "retry-after"],
    max_age=86400,
)


def application(
    home: Path,
    started: Callable[[], None] = lambda: None,
    reviewers: Mapping[str, str] | None = None,
    *,
    documents: Iterable[str] = (),
    rate: int | None = None,
    queries: QueryLimits | None = None,
) -> Starlette:
    """The application that serves the generations of a home folder; `started` is called when it does.

    `reviewers` may decide what is in doubt: the SHA-256 of each token by the name of who has it. `documents`
    can be asked by their hash. `rate` says how often a client may ask in a minute. `queries` limits those in
    SPARQL.
    """
    current = Current(home)
    house = House(
        home=home,
        current=current,
        threads=ThreadPoolExecutor(LIMITS.workers, thread_name_prefix="answer"),
        reviewers=reviewers or {},
        persisted=Persisted(documents),
        rates=Rates(rate) if rate else None,
    )
    return _application(house, SparqlService(current, home, queries or QueryLimits()), started)


def _application(house: House, sparql: SparqlService, started: Callable[[], None]) -> Starlette:
    services = _Services(
        house=house,
        news=News(house),
        sparql=sparql,
        exporting=ThreadPoolExecutor(TOGETHER, thread_name_prefix="export"),
    )
    return Starlette(
        routes=services.routes(),
        middleware=[Middleware(_Protected), _OPEN],
        lifespan=lambda app: services.running(app, started),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Services:
    """What runs as long as the application does."""

    house: House
    news: News
    sparql: SparqlService
    exporting: ThreadPoolExecutor

    @asynccontextmanager
    async def running(self, app: Starlette, started: Callable[[], None]) -> AsyncIterator[None]:
        loop = get_running_loop()
        app.state.stop = lambda: loop.call_soon_threadsafe(lambda: loop.create_task(self.news.stop()))
        started()
        self.sparql.warm()
        yield
        self.sparql.close()
        self.house.threads.shutdown(cancel_futures=True)
        self.exporting.shutdown(cancel_futures=True)
        self.house.current.close()

    def routes(self) -> list[BaseRoute]:
        current = self.house.current
        return [
            *explorer.routes(),
            Route("/graphql", Endpoint(self.house, self.news).respond, methods=["GET", "POST"]),
            WebSocketRoute("/graphql", Sockets(self.house, self.news).respond),
            *Exports(current, self.exporting, self.house.home).routes(),
            *Names(current).routes(),
            Route("/schema.graphql", _schema, methods=["GET"]),
            *self.sparql.routes(),
            Route("/health", _health, methods=["GET"]),
            Route("/ready", self.ready, methods=["GET"]),
            Mount("/static", StaticFiles(directory=STATIC)),
        ]

    async def ready(self, _: Request) -> Response:
        return await to_thread(_ready, self.house.current)  # not behind requests that wait for their turn


async def _schema(_: Request) -> Response:
    return PlainTextResponse(sdl(), media_type="text/plain; charset=utf-8")


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


def _ready(current: Current) -> Response:
    try:
        with current.reading() as reader:
            return JSONResponse({"status": "ready", "generation": reader.generation.number})
    except ClaimgraphError as error:
        _LOG.info("not ready: %s", error)
        return JSONResponse({"status": "waiting"}, 503, {"Retry-After": "5"})


class _Protected:
    """Adds the headers that tell browsers to trust nothing but this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)  # some pages trust even less
            await send(message)

        await self._app(scope, receive, protected)
