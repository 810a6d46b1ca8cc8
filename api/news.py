"""News of the graph: tells whoever waits that a newer generation is published.

Nothing is queued. Who is slow hears of the newest generation only, and works out itself what changed since
the one it saw last; so a subscriber that takes nothing costs nothing.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.errors import RequestError
from api.house import House
from api.settings import LIMITS
from ontology.errors import ClaimgraphError

_LOG = logging.getLogger(__name__)
_EVERY = 0.5  # seconds between two looks; a look reads two small files


class News:
    """Looks for new generations as long as somebody waits for one. For one event loop."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._newest = 0
        self._over = False
        self._changed = asyncio.Condition()
        self._looking: asyncio.Task[None] | None = None
        self.subscriptions = 0

    def admit(self) -> None:
        """RequestError (503) when there are too many subscriptions."""
        if self.subscriptions >= LIMITS.subscriptions:
            raise RequestError(503, f"{LIMITS.subscriptions} subscriptions run already; try again", retry=30)

    @asynccontextmanager
    async def subscribed(self) -> AsyncIterator[None]:
        """Counts as a subscription until the block ends. RequestError (503) when there are too many."""
        self.admit()
        self.subscriptions += 1
        try:
            yield
        finally:
            self.subscriptions -= 1

    async def newest(self) -> int:
        """The number of the current generation; 0 before the first."""
        await self._look()
        return self._newest

    async def after(self, number: int) -> int | None:
        """The newest generation, as soon as it is newer than that; None when the server stops."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._watch())
        async with self._changed:
            await self._changed.wait_for(lambda: self._over or self._newest > number)
        return None if self._over else self._newest

    async def stop(self) -> None:
        """Wake everybody up for the last time."""
        self._over = True
        if self._looking is not None:
            self._looking.cancel()
        async with self._changed:
            self._changed.notify_all()

    async def _watch(self) -> None:
        try:
            while self.subscriptions:
                await self._look()
                await asyncio.sleep(_EVERY)
        finally:
            self._looking = None

    async def _look(self) -> None:
        try:
            found = await asyncio.to_thread(self._house.current.newest)
        except (ClaimgraphError, OSError, ValueError) as error:
            _LOG.warning("no news: %s", error)
            return
        if found != self._newest:
            async with self._changed:
                self._newest = found
                self._changed.notify_all()
