"""The SPARQL endpoint: each query is answered whole, or refused with a status and a sentence."""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from api.errors import RequestError
from api.negotiation import ROWS, TRIPLES
from api.settings import GENERATION, LIMITS
from api.sparql.protocol import asked
from api.turns import Turns
from graph.sparql.pool import Pool
from graph.sparql.query import Query, Reply
from ontology.errors import GraphError, QueryRefused, Refused

TRUNCATED = "Claimgraph-Truncated"
_STATUS: Mapping[Refused, int] = {
    Refused.TOO_LONG: 413,
    Refused.NOT_ACCEPTABLE: 406,
    Refused.TIMEOUT: 503,
    Refused.MEMORY: 503,
    Refused.BUSY: 503,
}
UNREADABLE = "nothing has been published yet, or it cannot be read"


class Place(NamedTuple):
    """Where the store of a generation lies, and its number."""

    path: Path
    generation: int


Places = Callable[[], AbstractContextManager[Place]]


class Answerer:
    """Asks queries of the generation that readers see, in processes of their own, client by client."""

    def __init__(self, places: Places, pool: Pool) -> None:
        self._places = places
        self._pool = pool
        self._threads = ThreadPoolExecutor(LIMITS.sparql_workers, thread_name_prefix="sparql")
        self._turns = Turns(LIMITS.sparql_workers, LIMITS.sparql_waiting, LIMITS.sparql_patience)

    def warm(self) -> None:
        """Start the processes, in the background, when there is something to ask."""
        for _ in range(LIMITS.sparql_workers):
            self._threads.submit(self._warm)

    def close(self) -> None:
        """End the processes."""
        self._pool.close()
        self._threads.shutdown(cancel_futures=True)

    async def answer(self, http: Request, query: Query) -> tuple[Reply, int]:
        """The result and the generation that it is of; RequestError when there is none."""
        client = http.client.host if http.client else ""
        async with self._turns.of(client):
            loop = asyncio.get_running_loop()
            try:
                return await loop.run_in_executor(self._threads, self._work, query)
            except QueryRefused as error:
                raise RequestError(_STATUS.get(error.reason, 400), str(error)) from error
            except GraphError as error:
                raise RequestError(503, UNREADABLE) from error

    def _work(self, query: Query) -> tuple[Reply, int]:
        with self._places() as place:
            return self._pool.answer(query, place.path), place.generation

    def _warm(self) -> None:
        try:
            with self._places() as place:
                self._pool.warm(place.path)
        except GraphError:
            return  # whoever asks will be told


class SparqlEndpoint:
    """Answers SPARQL queries. `union` asks the union of all graphs where a query does not say of which."""

    def __init__(self, answerer: Answerer, *, union: bool = True) -> None:
        self._answerer = answerer
        self._union = union

    async def respond(self, http: Request) -> Response | None:
        """The reply to a query; None for a GET without any."""
        try:
            query = await asked(http)
            if query is None:
                return None
            reply, number = await self._answerer.answer(http, replace(query, union=self._union))
        except RequestError as error:
            return refusal(error)
        headers = {"Vary": "Accept", GENERATION: str(number)}
        if reply.truncated:
            headers[TRUNCATED] = f"rows={reply.rows}"
        return Response(reply.body, headers=headers, media_type=_media(reply.form))


def refusal(error: RequestError) -> Response:
    """A sentence with its status, and when to come back where that helps."""
    headers = {
        **({"Retry-After": "2"} if error.status in {429, 503} else {}),
        **({"Connection": "close"} if error.status == 413 else {}),
    }
    return Response(f"{error}\n", error.status, headers, media_type="text/plain; charset=utf-8")


def _media(form: str) -> str:
    media = (ROWS | TRIPLES)[form]
    return f"{media}; charset=utf-8" if media.startswith("text/") else media
