"""Who may ask now: so many queries at once, fewer for any one client, and a short wait for the others."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.errors import RequestError

_BUSY = "the server answers as many queries as it can; ask again in a moment"
_YOURS = "you have as many queries waiting as one client may; wait until they are answered"


class Turns:
    """Turns for `size` queries at once, of which one client has at most `size` - 1.

    So no client can keep all others from being answered. `waiting` more queries may wait, half of them of one
    client, for at most `patience` seconds.
    """

    def __init__(self, size: int, waiting: int, patience: float) -> None:
        self._most, self._of_one = size + waiting, size + waiting // 2
        self._size = size
        self._patience = patience
        self._all = asyncio.Semaphore(size)
        self._each: dict[str, tuple[asyncio.Semaphore, int]] = {}
        self._count = 0

    @asynccontextmanager
    async def of(self, client: str) -> AsyncIterator[None]:
        """A turn for a client. RequestError 429 or 503 when it has to come back later."""
        own, asked = self._each.get(client, (asyncio.Semaphore(max(self._size - 1, 1)), 0))
        if asked >= self._of_one:
            raise RequestError(429, _YOURS)
        if self._count >= self._most:
            raise RequestError(503, _BUSY)
        self._each[client] = (own, asked + 1)
        self._count += 1
        try:
            async with _soon(own, self._patience), _soon(self._all, self._patience):
                yield
        finally:
            self._count -= 1
            self._leave(client)

    def _leave(self, client: str) -> None:
        own, asked = self._each.pop(client)
        if asked > 1:
            self._each[client] = (own, asked - 1)


@asynccontextmanager
async def _soon(turn: asyncio.Semaphore, patience: float) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(patience):
            await turn.acquire()
    except TimeoutError as error:
        raise RequestError(503, _BUSY) from error
    try:
        yield
    finally:
        turn.release()
