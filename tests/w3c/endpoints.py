"""An endpoint of ours on any store, and how endpoints are asked."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import httpx2
import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from api.sparql.endpoint import Answerer, Place, SparqlEndpoint
from graph.description import service, written
from graph.manifest import Generation
from graph.sparql.pool import Pool


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where queries are asked."""

    client: httpx2.Client
    query: str


@contextmanager
def ours(store: Path) -> Iterator[str]:
    """The address of our endpoint on a store that nobody writes; its default graph is that of the store."""
    pool = Pool(2)
    answerer = Answerer(lambda: nullcontext(Place(store, 1)), pool)
    endpoint = SparqlEndpoint(answerer, union=False)
    generation = Generation(
        number=1,
        published="2026-01-01T00:00:00Z",
        quads=0,
        canonical_hash="",
        counts={},
        software="",
        index=1,
    )

    async def respond(http) -> Response:
        reply = await endpoint.respond(http)
        place = re.sub(r"\?.*", "", str(http.url))
        return reply or Response(written(service(place, generation, ()), "turtle"), media_type="text/turtle")

    listening = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/sparql", respond, methods=["GET", "POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        answerer.close()
