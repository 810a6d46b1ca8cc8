"""How articles are fetched together: several hosts at once, each in its own order, all kept as they came."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from pipelines.archive import Archive
from pipelines.feeds.article import FetchedArticle, Robots
from pipelines.feeds.declared import Feed
from pipelines.feeds.fetching import Unchanged, fetch
from pipelines.feeds.memory import Visit
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.ledger import Ledger
from pipelines.outcomes import Reason, Refusal

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor

Result = TypeVar("Result")

HOSTS_AT_ONCE = 8
_PASSING = frozenset({Reason.TIMEOUT, Reason.UNREACHABLE, Reason.POSTPONED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article as it came, without its bytes: the archive keeps those under their SHA-256."""

    source: str
    sha256: str
    retrieved: str
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    etag: str | None = None
    modified: str | None = None
    robots: Robots | None = None
    feed: str | None = None
    publisher: str | None = None
    language: str | None = None
    stamp: str | None = None

    def article(self, content: bytes) -> FetchedArticle:
        """The article with its bytes."""
        return FetchedArticle(content=content, **{name: getattr(self, name) for name in _KEPT})


_KEPT = tuple(field.name for field in fields(Arrival))


class Desk:
    """Fetches one item at a time for whoever asks, from several threads: each feed within its own limits."""

    def __init__(
        self,
        archive: Archive,
        ledger: Ledger | None,
        feeds: Sequence[Feed],
        policy: FetchPolicy,
        visitor: "Visitor | None" = None,
    ) -> None:
        self._archive = archive
        self._ledger = ledger
        self._policy = policy
        self._feeds = {feed.name: feed for feed in feeds}
        self._visitors: dict[str | None, Visitor] = {} if visitor is None else {None: visitor}
        self._lock = threading.Lock()

    def arrived(self, item: Item) -> Arrival | Refusal:
        """Fetch an item and keep its bytes."""
        visitor = self._visitor(item.feed) if item.url else None
        fetched = fetch(item, self._policy, visitor=visitor, before=self._before(item))
        if isinstance(fetched, Refusal):
            return fetched
        if isinstance(fetched, Unchanged):
            return self._as_before(fetched)
        self._archive.put_article(fetched)
        return _arrival(fetched)

    def _visitor(self, feed: str | None) -> "Visitor":
        # Only those who fetch from the web pay for loading the client.
        from pipelines.feeds.visitor import Visitor  # noqa: PLC0415

        with self._lock:
            if None not in self._visitors:
                self._visitors[None] = Visitor(self._policy)
            name = feed if feed in self._feeds else None
            if name not in self._visitors and name is not None:
                self._visitors[name] = self._visitors[None].of(self._feeds[name])
            return self._visitors[name]

    def _before(self, item: Item) -> Visit | None:
        """The last visit, where its bytes are still here and the server has given something to compare."""
        visit = self._ledger.visit(item.source) if self._ledger is not None and item.url else None
        if visit is None or visit.sha256 is None or not (visit.etag or visit.modified):
            return None
        return visit if self._archive.article_content(visit.sha256) is not None else None

    def _as_before(self, unchanged: Unchanged) -> Arrival | Refusal:
        item, digest = unchanged.item, unchanged.before.sha256 or ""
        kept = self._archive.warcs.article(digest)
        if kept is None:
            detail = f"{item.source} has not changed, but its bytes are lost; it is fetched anew next time"
            return Refusal(source=item.source, reason=Reason.UNREACHABLE, detail=detail)
        return replace(
            _arrival(kept),
            source=item.source,
            feed=item.feed,
            stamp=item.stamp,
            publisher=item.publisher,
            language=item.language,
        )


def visit_of(arrived: Arrival | Refusal, at: str) -> Visit:
    """What to remember of an article that was asked for at an ISO 8601 time."""
    if isinstance(arrived, Refusal):
        return Visit(at=at, again=arrived.reason in _PASSING)
    return Visit(
        at=at,
        etag=arrived.etag,
        modified=arrived.modified,
        sha256=arrived.sha256,
        stamp=arrived.stamp,
    )


def in_lanes(wanted: Sequence[Item], fetched: Callable[[Item], Result]) -> Iterator[Result]:
    """The results in the order of the items; those of one host are fetched one after the other."""
    lanes: dict[str, list[int]] = {}
    for at, item in enumerate(wanted):
        lanes.setdefault(_host(item), []).append(at)
    if len(lanes) < 2:
        yield from map(fetched, wanted)
        return
    results: list[Future[Result]] = [Future() for _ in wanted]
    stopped = threading.Event()
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        for lane in lanes.values():
            threads.submit(_run, lane, wanted, fetched, results, stopped)
        try:
            for result in results:
                yield result.result()
        finally:
            stopped.set()


def _run(
    lane: Sequence[int],
    wanted: Sequence[Item],
    fetched: Callable[[Item], Result],
    results: Sequence[Future[Result]],
    stopped: threading.Event,
) -> None:
    for at in lane:
        if stopped.is_set():
            results[at].cancel()
            continue
        try:
            results[at].set_result(fetched(wanted[at]))
        except BaseException as error:  # noqa: BLE001  # it is raised where the result is awaited
            results[at].set_exception(error)


def _host(item: Item) -> str:
    try:
        return urlsplit(item.url or "").hostname or ""
    except ValueError:
        return ""


def _arrival(article: FetchedArticle) -> Arrival:
    return Arrival(**{name: getattr(article, name) for name in _KEPT})
