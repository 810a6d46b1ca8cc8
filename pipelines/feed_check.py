"""What feeds would give if they were taken now: tried one by one, and nothing taken."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipelines.feeds.article import Robots
from pipelines.feeds.declared import Feed
from pipelines.feeds.looking import look
from pipelines.feeds.memory import NoMemory, Visit
from pipelines.feeds.sources import Item
from pipelines.feeds.visitor import Visitor
from pipelines.ledger import Ledger
from pipelines.outcomes import Refusal

MOST = 100  # articles that are looked for in one feed
_SHOWN = 5
_SAMPLE_BYTES = 2_000_000  # of a WARC file on the web


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What one feed shows that is new: the first articles, how many, and what could not be looked into."""

    feed: Feed
    articles: tuple[Item, ...]
    robots: tuple[Robots | None, ...]  # of the first articles; None where none is asked
    troubles: tuple[Refusal, ...]

    @property
    def more(self) -> bool:
        """Whether there are more new articles than were looked for."""
        return len(self.articles) + len(self.troubles) >= min(MOST, self.feed.limits.articles)


class _Known(NoMemory):
    """Remembers what the ledger knows, and nothing else."""

    def __init__(self, ledger: Ledger | None) -> None:
        super().__init__()
        self._ledger = ledger

    def visit(self, source: str) -> Visit | None:
        """The last visit; None where there was none."""
        return self._ledger.visit(source) if self._ledger is not None else None


def checked(feeds: Sequence[Feed], visitor: Visitor, ledger: Ledger | None = None) -> Iterator[Checked]:
    """Each feed as it is found now; `ledger` knows what was taken before."""
    memory = _Known(ledger)
    try:
        for feed in feeds:
            yield _checked(feed, visitor.of(feed), memory)
    finally:
        memory.close()


def as_data(one: Checked) -> dict[str, Any]:
    """What was found as JSON has it."""
    feed = one.feed
    robots = [*one.robots, *[None] * (len(one.articles) - len(one.robots))]
    return {
        "name": feed.name,
        "kind": feed.kind,
        "location": feed.location,
        "schedule": feed.schedule,
        "language": feed.language,
        "publisher": feed.publisher,
        "terms": feed.terms,
        "limits": asdict(feed.limits),
        "new": len(one.articles),
        "more": one.more,
        "articles": [
            {"source": item.source, "stamp": item.stamp, "robots": verdict}
            for item, verdict in zip(one.articles, robots, strict=True)
        ],
        "troubles": [asdict(trouble) for trouble in one.troubles],
    }


def _checked(feed: Feed, visitor: Visitor, memory: NoMemory) -> Checked:
    limits = replace(feed.limits, articles=min(feed.limits.articles, MOST), archive_bytes=_SAMPLE_BYTES)
    found = list(look(replace(feed, limits=limits, sample=True), memory, visitor))
    articles = tuple(one for one in found if isinstance(one, Item))
    return Checked(
        feed=feed,
        articles=articles,
        robots=tuple(visitor.verdict(item.url) if item.url else None for item in articles[:_SHOWN]),
        troubles=tuple(one for one in found if isinstance(one, Refusal)),
    )
