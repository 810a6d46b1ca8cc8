"""GraphQL over server-sent events: one stream for one question (graphql-sse, distinct connections)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import orjson
from starlette.responses import StreamingResponse
from starlette.types import Send

from api.graphql.streaming import RefusedError, opened
from api.house import House
from api.news import News
from api.question import Question
from api.settings import LIMITS

MEDIA = "text/event-stream"
_ALIVE = b":\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"


class Events(StreamingResponse):
    """A stream to a client; one that takes nothing for too long is let go."""

    def __init__(self, question: Question, house: House, news: News) -> None:
        super().__init__(
            _lines(question, house, news), media_type=MEDIA, headers={"Cache-Control": "no-store"}
        )

    async def stream_response(self, send: Send) -> None:
        """Send part by part, each when the one before was taken."""

        async def patiently(message: Any) -> None:
            async with asyncio.timeout(LIMITS.patience):
                await send(message)

        await super().stream_response(patiently)


async def _lines(question: Question, house: House, news: News) -> AsyncIterator[bytes]:
    async with news.subscribed():
        yield _ALIVE  # so that the client knows at once that it is heard
        try:
            async with aclosing(await opened(question, house, news)) as replies:
                async for line in _beating(replies):
                    yield line
        except RefusedError as error:
            yield _next({"errors": error.errors})
        yield _COMPLETE


async def _beating(replies: AsyncIterator[Any]) -> AsyncIterator[bytes]:
    """The replies as events, and a sign of life whenever there was none for a while."""
    coming: asyncio.Future[Any] | None = None
    try:
        while True:
            coming = coming or asyncio.ensure_future(anext(replies))
            done, _ = await asyncio.wait({coming}, timeout=LIMITS.heartbeat)
            if not done:
                yield _ALIVE
                continue
            found, coming = coming, None
            yield _next(found.result())
    except StopAsyncIteration:
        return
    finally:
        if coming is not None:
            coming.cancel()
            await asyncio.gather(coming, return_exceptions=True)


def _next(reply: Any) -> bytes:
    return b"event: next\ndata: " + orjson.dumps(reply) + b"\n\n"
