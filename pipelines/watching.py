"""Declared feeds with a home folder to look from, for whoever looks on a schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.archive import Archive
from pipelines.feeds.declared import Feed, load
from pipelines.feeds.sources import Item
from pipelines.ledger import Ledger
from pipelines.outcomes import Refusal
from pipelines.visits import Visits

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Watched:
    """A declared feed. Those of one process share a visitor, so that their requests are spaced together."""

    feed: Feed
    visitor: "Visitor | None" = None

    @property
    def name(self) -> str:
        """Small letters, digits, dashes and underscores."""
        return self.feed.name

    @property
    def location(self) -> tuple[str, ...]:
        """Absolute paths and URLs."""
        return self.feed.location

    @property
    def schedule(self) -> str:
        """Five fields of cron, in UTC."""
        return self.feed.schedule

    @property
    def terms(self) -> str | None:
        """What the publisher allows, in words for people."""
        return self.feed.terms

    def new(self, home: Path) -> Iterator[Item | Refusal]:
        """What is new since the articles of a home folder were entered, and what could not be looked into."""
        from pipelines.feeds.looking import look  # noqa: PLC0415  # only those who look load the client
        from pipelines.feeds.visitor import Visitor  # noqa: PLC0415  # as above

        visitor = (self.visitor or Visitor()).of(self.feed)
        with Ledger(home) as ledger:
            yield from look(self.feed, Visits(ledger, Archive(home)), visitor)


def watched(path: Path) -> tuple[Watched, ...]:
    """The feeds of a file; FeedError names the feed, the key and what to do."""
    from pipelines.feeds.visitor import Visitor  # noqa: PLC0415  # as above

    visitor = Visitor()
    return tuple(Watched(feed, visitor) for feed in load(path))
