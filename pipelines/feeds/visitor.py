"""A polite visitor of the web: asks robots.txt, waits for its turn, comes back when told, says who it is."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import stamina

from pipelines.feeds.article import Robots
from pipelines.feeds.clock import iso, retry_after
from pipelines.feeds.declared import Feed
from pipelines.feeds.pacing import Budget, Pacer
from pipelines.feeds.policy import FetchPolicy, Origin
from pipelines.feeds.robots import RobotsCache, Rules
from pipelines.feeds.web import Passing, Reply, Request, get
from pipelines.outcomes import NotRead, Reason

ATTEMPTS = 3
_MAY_PASS = frozenset({429, 500, 502, 503, 504})
_FIRST_WAIT = 2.0  # seconds after a failure that may pass; twice as long after the next one
_ARCHIVE_SECONDS = 3600.0
_PORTS = {"http": 80, "https": 443}
# The library would print every retry; what came of it in the end is told as an outcome.
stamina.instrumentation.set_on_retry_hooks(())


class Visitor:
    """Asks for what a feed names. `pacer` and `robots` are shared by all visitors of a process."""

    def __init__(
        self,
        policy: FetchPolicy | None = None,
        *,
        pacer: Pacer | None = None,
        robots: RobotsCache | None = None,
        budget: Budget | None = None,
        delay: float = 1.0,
    ) -> None:
        self.pacer = pacer or Pacer()
        self.robots = robots or RobotsCache(self.pacer.clock)
        self.policy = policy or FetchPolicy(clock=lambda: iso(self.pacer.clock.time()))
        self._budget = budget or Budget(1_000_000, 1_000_000)
        self._delay = delay

    def of(self, feed: Feed) -> "Visitor":
        """A visitor for a feed, within its limits, that shares spacing and robots.txt with this one."""
        limits = feed.limits
        policy = replace(
            self.policy,
            own=_own(feed) if feed.this_machine else frozenset(),
            seconds=limits.seconds,
            wire_bytes=limits.wire_bytes,
            decoded_bytes=limits.decoded_bytes,
            contact=feed.contact,
        )
        budget = Budget(limits.requests, limits.host_requests)
        return Visitor(policy, pacer=self.pacer, robots=self.robots, budget=budget, delay=limits.delay)

    def get(self, request: Request) -> Reply:
        """The answer to a request: a success, or 304 where a version was named; else NotRead."""
        for attempt in stamina.retry_context(
            on=Passing, attempts=ATTEMPTS, timeout=None, wait_initial=0, wait_max=0, wait_jitter=0
        ):
            with attempt:
                return self._once(request, _FIRST_WAIT * 2 ** (attempt.num - 1))
        raise AssertionError("an attempt either returns or raises")

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of a URL's host names; NotRead where it cannot be had."""
        rules = self._rules(url)
        self._heed(rules, url)
        return rules.sitemaps()

    def verdict(self, url: str) -> Robots:
        """What robots.txt says of a URL, without asking for it."""
        try:
            return self._rules(url).verdict(url)
        except (NotRead, ValueError):
            return Robots.UNREACHABLE

    def download(self, url: str, path: Path, most: int, *, cut: bool = False) -> None:
        """Put what stands at a URL into a file, whole or not at all; NotRead when it is over `most` bytes.

        With `cut` only its first `most` bytes.
        """
        unfinished = path.with_name(f"{path.name}.part")
        roomy = replace(self.policy, wire_bytes=most, seconds=_ARCHIVE_SECONDS)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with unfinished.open("wb") as file:
                self._with(roomy).get(
                    Request(url=url, accept="*/*", texts=False, into=file, cut=most if cut else None)
                )
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def _with(self, policy: FetchPolicy) -> "Visitor":
        return Visitor(policy, pacer=self.pacer, robots=self.robots, budget=self._budget, delay=self._delay)

    def _once(self, request: Request, wait: float) -> Reply:
        if request.into is not None:
            request.into.seek(0)
            request.into.truncate()
        asked, verdicts = [request.url], [Robots.ALLOWED]

        def admit(url: str) -> None:
            asked.append(url)
            verdicts.append(self._admitted(url))

        try:
            reply = replace(get(request, self.policy, admit), robots=verdicts[-1])
        except Passing:
            self.pacer.hold(_host(asked[-1]), wait)
            raise
        return self._judged(reply, request, wait)

    def _judged(self, reply: Reply, request: Request, wait: float) -> Reply:
        if 200 <= reply.status < 300 or (reply.status == 304 and (request.etag or request.modified)):
            return reply
        told = f"{reply.url} answered {reply.status} {reply.phrase}".rstrip()
        if reply.status in {404, 410}:
            raise NotRead(Reason.NOT_FOUND, told)
        if reply.status not in _MAY_PASS:
            raise NotRead(Reason.UNREACHABLE, told)
        asked = retry_after(reply.header("retry-after"), self.pacer.clock.time())
        self.pacer.hold(_host(reply.url), wait if asked is None else asked)
        raise Passing(Reason.UNREACHABLE, told)

    def _admitted(self, url: str) -> Robots:
        rules = self._rules(url)
        verdict = self._heed(rules, url)
        self._turn(url, max(self._delay, rules.delay()))
        return verdict

    def _rules(self, url: str) -> Rules:
        parts = urlsplit(url)
        return self.robots.rules(f"{parts.scheme}://{parts.netloc}", self._plain)

    def _heed(self, rules: Rules, url: str) -> Robots:
        verdict = rules.verdict(url)
        if verdict is Robots.DISALLOWED:
            raise NotRead(Reason.DISALLOWED, f"robots.txt of {_host(url)} does not let us fetch {url}")
        if rules.failure is not None:
            raise NotRead(rules.failure.reason, rules.failure.detail)
        return verdict

    def _plain(self, request: Request) -> Reply:
        """The answer to a request for robots.txt itself, which nobody has to allow."""
        return get(request, self.policy, lambda url: self._turn(url, self._delay))

    def _turn(self, url: str, delay: float) -> None:
        self._budget.spend(_host(url))
        self.pacer.wait(_host(url), delay)


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _own(feed: Feed) -> frozenset[Origin]:
    parts = [urlsplit(one) for one in (*feed.location, feed.base or "") if "://" in one]
    return frozenset((part.hostname or "", part.port or _PORTS[part.scheme.lower()]) for part in parts)
