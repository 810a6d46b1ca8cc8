"""What robots.txt of each host allows, as RFC 9309 reads it. The only module that knows protego."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from protego import Protego

from pipelines.feeds.article import Robots
from pipelines.feeds.clock import Clock
from pipelines.feeds.web import Reply, Request
from pipelines.outcomes import NotRead, Reason

AGENT = "claimgraph"
BYTES = 500 * 1024
_DAY = 24 * 3600.0
_HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one host until a time; `parsed` is None where nothing, or everything, is allowed."""

    robots: Robots
    until: float
    parsed: Any = None
    failure: NotRead | None = None  # why robots.txt could not be had

    def verdict(self, url: str) -> Robots:
        """What holds for a URL."""
        if self.parsed is not None and not self.parsed.can_fetch(url, AGENT):
            return Robots.DISALLOWED
        return self.robots

    def delay(self) -> float:
        """The seconds between two requests that the host asks for; 0 where it asks for none."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(AGENT)
        return max(
            float(self.parsed.crawl_delay(AGENT) or 0.0), rate.seconds / rate.requests if rate else 0.0
        )

    def sitemaps(self) -> tuple[str, ...]:
        """The sitemaps that the host names."""
        return tuple(self.parsed.sitemaps) if self.parsed is not None else ()


class RobotsCache:
    """The rules of every host that was asked, each kept for a day; an hour where it could not be had."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def rules(self, origin: str, get: Callable[[Request], Reply]) -> Rules:
        """The rules of an origin such as `https://example.org`, asked for with `get` unless known."""
        with self._lock:
            known = self._known.get(origin)
        if known is None or known.until <= self._clock.time():
            known = self._asked(origin, get)
            with self._lock:
                self._known[origin] = known
        return known

    def _asked(self, origin: str, get: Callable[[Request], Reply]) -> Rules:
        now = self._clock.time()
        try:
            reply = get(Request(url=f"{origin}/robots.txt", accept="text/plain", cut=BYTES, texts=False))
        except NotRead as error:
            # Being out of turn or of budget says nothing of the host.
            if error.reason is Reason.POSTPONED:
                raise
            return _closed(now, _failure(origin, error))
        if 200 <= reply.status < 300:
            text = reply.content.decode("utf-8", "replace").removeprefix("\ufeff")
            return Rules(robots=Robots.ALLOWED, until=now + _DAY, parsed=Protego.parse(text))
        # Too many requests is no sign that there are no rules.
        if 400 <= reply.status < 500 and reply.status != 429:
            return Rules(robots=Robots.ABSENT, until=now + _DAY)
        told = f"{reply.url} answered {reply.status} {reply.phrase}".rstrip()
        return _closed(now, _failure(origin, NotRead(Reason.UNREACHABLE, told)))


def _closed(now: float, failure: NotRead) -> Rules:
    return Rules(robots=Robots.UNREACHABLE, until=now + _HOUR, failure=failure)


def _failure(origin: str, error: NotRead) -> NotRead:
    if error.reason in {Reason.REFUSED, Reason.TIMEOUT}:
        return error
    return NotRead(Reason.UNREACHABLE, f"nothing of {origin} may be fetched, since {error.detail}")
