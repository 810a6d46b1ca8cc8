"""GraphQL over HTTP: POST with JSON or GET, answered in threads, within sizes and times."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, Response

from api.budget import Budget
from api.current import Current
from api.desk import Desk, desk
from api.errors import RequestError
from api.graphql.execution import answer, refused
from api.level import Request
from api.question import Question, of_body, of_url
from api.settings import LIMITS, STATIC
from ontology.errors import GraphError, NoGeneration

_LOG = logging.getLogger(__name__)

_JSON = "application/json"
_GRAPHQL = "application/graphql-response+json"
_NOTHING = "nothing has been published yet; run `claimgraph run`"
_LATE = "the request took too long; ask for fewer things at once, with `first`"


class Endpoint:
    """Answers questions from the current generation of a home folder."""

    def __init__(self, current: Current, threads: Executor, home: Path, reviewers: Mapping[str, str]) -> None:
        self._current = current
        self._threads = threads
        self._home = home
        self._reviewers = reviewers

    async def respond(self, http: HttpRequest) -> Response:
        """The reply to a question, or the page to try some out when a browser asks nothing."""
        if http.method == "GET" and not http.query_params and "text/html" in http.headers.get("accept", ""):
            return FileResponse(STATIC / "graphiql.html", media_type="text/html")
        media = _GRAPHQL if _GRAPHQL in http.headers.get("accept", "") else _JSON
        try:
            status, body = await self._reply(http, media)
        except RequestError as error:
            status, body = error.status, _errors(str(error))
        return Response(body, status, _headers(status), media_type=f"{media}; charset=utf-8")

    async def _reply(self, http: HttpRequest, media: str) -> tuple[int, bytes]:
        budget = Budget()
        try:
            async with asyncio.timeout(LIMITS.deadline):
                question = of_url(http.query_params) if http.method == "GET" else of_body(await _body(http))
                at = desk(http.headers.get("authorization"), self._reviewers, self._home)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._threads, self._work, question, budget, media, at)
        except TimeoutError:
            return 503, _errors(_LATE)
        except NoGeneration:
            return 503, _errors(_NOTHING)
        except GraphError:
            _LOG.exception("the published graph cannot be read")
            return 503, _errors("the published graph cannot be read; the server's log says why")

    def _work(self, question: Question, budget: Budget, media: str, at: Desk | None) -> tuple[int, bytes]:
        with self._current.reading() as reader, ExitStack() as others:
            request = Request(
                reader,
                budget,
                lambda moment: others.enter_context(self._current.at(moment)),
                self._current.known,
                at,
            )
            reply = answer(question, request)
        return _status(reply, media), orjson.dumps(reply)


async def _body(http: HttpRequest) -> bytes:
    """The whole body; RequestError when it is no JSON by its own account, or too large."""
    if http.headers.get("content-type", "").partition(";")[0].strip().lower() != _JSON:
        raise RequestError(415, f"the content type of a POST is {_JSON}")
    if _declared(http) > LIMITS.body:
        raise RequestError(413, f"a request has at most {LIMITS.body} bytes")
    body = bytearray()
    try:
        async for part in http.stream():
            body += part
            if len(body) > LIMITS.body:
                raise RequestError(413, f"a request has at most {LIMITS.body} bytes")
    except ClientDisconnect as error:
        raise RequestError(400, "the request broke off") from error
    return bytes(body)


def _declared(http: HttpRequest) -> int:
    length = http.headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0


def _status(reply: dict[str, Any], media: str) -> int:
    """400 for what was not executed, except for clients that know JSON only: they expect 200."""
    if "data" in reply:
        return 200
    return 400 if refused(reply) or media == _GRAPHQL else 200


def _errors(message: str) -> bytes:
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": "REFUSED"}}]})


def _headers(status: int) -> dict[str, str]:
    return {
        **({"Retry-After": "5"} if status == 503 else {}),
        **({"Connection": "close"} if status == 413 else {}),
    }
