"""GraphQL over WebSockets: the protocol graphql-transport-ws, several questions in one connection."""

import asyncio
from contextlib import aclosing, suppress
from typing import Any

import orjson
from starlette.websockets import WebSocket, WebSocketDisconnect

from api.errors import RequestError
from api.graphql.streaming import RefusedError, opened
from api.house import House
from api.news import News
from api.question import of_data
from api.settings import LIMITS

PROTOCOL = "graphql-transport-ws"


class Sockets:
    """Answers WebSockets."""

    def __init__(self, house: House, news: News) -> None:
        self._house, self._news = house, news

    async def respond(self, socket: WebSocket) -> None:
        """Serve one connection until it ends."""
        if PROTOCOL not in socket.scope.get("subprotocols", ()):
            await socket.accept()
            await socket.close(4406, "Subprotocol not acceptable")
            return
        await socket.accept(PROTOCOL)
        await _Connection(socket, self._house, self._news).serve()


class _ClosedError(Exception):
    """The connection ends, for a reason that the protocol has a number for."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


class _Connection:
    def __init__(self, socket: WebSocket, house: House, news: News) -> None:
        self._socket, self._house, self._news = socket, house, news
        self._running: dict[str, asyncio.Task[None]] = {}
        self._begun = False

    async def serve(self) -> None:
        beating = asyncio.create_task(self._beat())
        try:
            while True:
                async with asyncio.timeout(None if self._begun else LIMITS.patience):
                    text = await self._socket.receive_text()
                await self._hear(_message(text))
        except TimeoutError:
            await self._close(4408, "Connection initialisation timeout")
        except _ClosedError as error:
            await self._close(error.code, error.reason)
        except (WebSocketDisconnect, KeyError):  # KeyError: bytes instead of text
            await self._close(4400, "Messages are text")
        finally:
            for task in (beating, *self._running.values()):
                task.cancel()
            await asyncio.gather(beating, *self._running.values(), return_exceptions=True)

    async def _hear(self, message: dict[str, Any]) -> None:
        kind = message.get("type")
        if kind == "connection_init":
            await self._begin()
        elif kind == "ping":
            await self._send({"type": "pong"})
        elif kind == "subscribe":
            self._subscribe(_name(message), message.get("payload"))
        elif kind == "complete":
            task = self._running.pop(_name(message), None)
            if task:
                task.cancel()
        elif kind != "pong":
            raise _ClosedError(4400, "Messages have a type of graphql-transport-ws")

    async def _begin(self) -> None:
        if self._begun:
            raise _ClosedError(4429, "Too many initialisation requests")
        self._begun = True
        await self._send({"type": "connection_ack"})

    def _subscribe(self, name: str, payload: Any) -> None:
        if not self._begun:
            raise _ClosedError(4401, "Unauthorized")
        if name in self._running:
            raise _ClosedError(4409, f"Subscriber for {name} already exists")
        if len(self._running) >= LIMITS.streams:
            raise _ClosedError(4429, f"A connection may have {LIMITS.streams} subscriptions")
        self._running[name] = asyncio.create_task(self._stream(name, payload))

    async def _stream(self, name: str, payload: Any) -> None:
        try:
            client = self._socket.client
            self._house.take(client.host if client else "")
            question = self._house.persisted.meant(of_data(payload))
            async with (
                self._news.subscribed(),
                aclosing(await opened(question, self._house, self._news)) as them,
            ):
                async for reply in them:
                    await self._send({"id": name, "type": "next", "payload": reply})
            last: dict[str, Any] = {"id": name, "type": "complete"}
        except RefusedError as error:
            last = {"id": name, "type": "error", "payload": error.errors}
        except RequestError as error:
            told = [{"message": str(error), "extensions": {"code": error.code}}]
            last = {"id": name, "type": "error", "payload": told}
        self._running.pop(name, None)
        await self._send(last)

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(LIMITS.heartbeat)
            if self._begun:
                await self._send({"type": "ping"})

    async def _send(self, message: dict[str, Any]) -> None:
        """Send a message when the one before was taken; who takes nothing for too long is let go."""
        try:
            async with asyncio.timeout(LIMITS.patience):
                await self._socket.send_text(orjson.dumps(message).decode())
        except TimeoutError:
            await self._close(1013, "Too slow")

    async def _close(self, code: int, reason: str) -> None:
        with suppress(RuntimeError, WebSocketDisconnect):  # when it is closed already
            await self._socket.close(code, reason)


def _message(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _ClosedError(4400, "Messages are JSON") from error
    if not isinstance(found, dict):
        raise _ClosedError(4400, "Messages are JSON objects")
    return found


def _name(message: dict[str, Any]) -> str:
    found = message.get("id")
    if not isinstance(found, str) or not 0 < len(found) <= 128:
        raise _ClosedError(4400, "Messages for a subscription have its id, of up to 128 characters")
    return found
