"""GraphQL over HTTP: POST with JSON or GET, answered in threads, within sizes and times."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, Response

from api import caching, events
from api.budget import Budget
from api.desk import Desk, desk
from api.errors import REFUSED, RequestError
from api.graphql.execution import answer, refused
from api.house import House
from api.news import News
from api.question import Question, of_body, of_url
from api.settings import GENERATION, LIMITS, STATIC
from ontology.errors import GraphError, NoGeneration

_LOG = logging.getLogger(__name__)

_JSON = "application/json"
_GRAPHQL = "application/graphql-response+json"
_NOTHING = "nothing has been published yet; run `claimgraph run`"
_LATE = "the request took too long; ask for fewer things at once, with `first`"
_BUSY = "too many requests wait already; try again"


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class Endpoint:
    """Answers questions from the current generation of a house."""

    def __init__(self, house: House, news: News) -> None:
        self._house, self._news = house, news
        self._waiting = 0

    async def respond(self, http: HttpRequest) -> Response:
        """The reply to a question, or the page to try some out when a browser asks nothing."""
        linked = http.method in {"GET", "HEAD"}
        if linked and not http.query_params and "text/html" in http.headers.get("accept", ""):
            return FileResponse(STATIC / "graphiql.html", media_type="text/html")
        media = _GRAPHQL if _GRAPHQL in http.headers.get("accept", "") else _JSON
        try:
            if events.MEDIA in http.headers.get("accept", ""):
                self._news.admit()
                return events.Events(await self.question(http), self._house, self._news)
            reply = await self._reply(http, media)
        except RequestError as error:
            reply = _refusal(error, media)
        return Response(reply.body, reply.status, _headers(reply), media_type=f"{media}; charset=utf-8")

    async def question(self, http: HttpRequest) -> Question:
        """What a request asks. RequestError when it asks nothing, too much or too often."""
        self._house.take(http.client.host if http.client else "")
        linked = http.method in {"GET", "HEAD"}
        return self._house.persisted.meant(
            of_url(http.query_params) if linked else of_body(await _body(http))
        )

    async def _reply(self, http: HttpRequest, media: str) -> Reply:
        budget = Budget()
        try:
            async with asyncio.timeout(LIMITS.deadline):
                question = await self.question(http)
                at = desk(http.headers.get("authorization"), self._house.reviewers, self._house.home)
                return await self._in_thread(http, question, budget, media, at)
        except TimeoutError:
            return _trouble(_LATE)
        except NoGeneration:
            return _trouble(_NOTHING)
        except GraphError:
            _LOG.exception("the published graph cannot be read")
            return _trouble("the published graph cannot be read; the server's log says why")

    async def _in_thread(
        self, http: HttpRequest, question: Question, budget: Budget, media: str, at: Desk | None
    ) -> Reply:
        if self._waiting >= LIMITS.waiting:
            return _trouble(_BUSY)
        self._waiting += 1
        try:
            wanted = http.headers.get("if-none-match")
            work = self._house.in_thread(self._work, question, budget, media, at, wanted)
            return await work
        finally:
            self._waiting -= 1

    def _work(
        self, question: Question, budget: Budget, media: str, at: Desk | None, wanted: str | None
    ) -> Reply:
        with self._house.request(budget, at) as request:
            generation = request.reader.generation
            headers = {GENERATION: str(generation.number)}
            tag = caching.tag(question, generation, media) if at is None else None
            kept = caching.keeping(question, tag) if tag and question.by_link else {}
            if kept and tag and caching.known(wanted, tag):
                return Reply(304, b"", {**headers, **kept})
            known = self._house.replies.get(tag) if tag else None
            if known is not None:
                self._house.persisted.learn(question)
                return Reply(200, known, {"Cache-Control": caching.NEVER, **headers, **kept})
            reply = answer(question, request)
            body = orjson.dumps(reply)
        if "data" in reply:
            self._house.persisted.learn(question)
        if tag and "data" in reply and "errors" not in reply:
            self._house.replies.keep(tag, body)
            headers |= kept
        return Reply(_status(reply, media), body, {"Cache-Control": caching.NEVER, **headers})


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
    return int(length) if length.isdecimal() and len(length) < 20 else 0


def _status(reply: dict[str, Any], media: str) -> int:
    """400 for what was not executed, except for clients that know JSON only: they expect 200."""
    if "data" in reply:
        return 200
    return 400 if refused(reply) or media == _GRAPHQL else 200


def _refusal(error: RequestError, media: str) -> Reply:
    status = 400 if error.status == 200 and media == _GRAPHQL else error.status
    retry = {"Retry-After": str(error.retry)} if error.retry is not None else {}
    return Reply(status, _errors(str(error), error.code), {"Cache-Control": caching.NEVER, **retry})


def _trouble(message: str) -> Reply:
    return Reply(503, _errors(message), {"Retry-After": "5", "Cache-Control": caching.NEVER})


def _errors(message: str, code: str = REFUSED) -> bytes:
    return orjson.dumps({"errors": [{"message": message, "extensions": {"code": code}}]})


def _headers(reply: Reply) -> dict[str, str]:
    cut_off = {"Connection": "close"} if reply.status == 413 else {}
    return {**reply.headers, **cut_off, "Vary": "Accept, Authorization"}
