"""Listening to the graph: what one subscription is told, each event of what changed since the last."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TypeVar

from api.budget import Budget, SpentError
from api.house import House
from api.level import Request
from api.moment import Moment
from api.news import News
from ontology.errors import ClaimgraphError

_LOG = logging.getLogger(__name__)

T = TypeVar("T")
Told = Callable[[Request, Request], T | None]  # of the state before and the state now; None for no event


@dataclass(slots=True)
class Listening:
    """One subscription. While an event is out, `request` reads the state that it tells of."""

    house: House
    news: News
    request: Request | None = None

    async def events(self, told: Told[T], since: int | None) -> AsyncIterator[T]:
        """An event for each new generation that has something to tell, and one at once for what is missed."""
        seen = since if since is not None else await self.news.newest()
        while (newest := await self.news.after(seen)) is not None:
            with ExitStack() as opened:
                found, seen = await self.house.in_thread(self._between, told, seen, newest, opened)
                if found is not None:
                    yield found
            self.request = None

    def _between(self, told: Told[T], seen: int, newest: int, opened: ExitStack) -> tuple[T | None, int]:
        """What there is to tell of the newest generation against the one seen last."""
        try:
            now = opened.enter_context(self.house.request(Budget()))
            newest = max(newest, now.reader.generation.number)
            before = now.at(Moment(generation=seen)) if seen else now.at(now.before())
            self.request = now
            return told(before, now), newest
        except (ClaimgraphError, SpentError) as error:  # forgotten meanwhile, or too much
            _LOG.warning("generation %d cannot be told of against %d: %s", newest, seen, error)
            return None, newest
