"""What a feed shows now that was not taken before: the port for whoever fills batches."""

from collections.abc import Iterator
from itertools import islice

from pipelines.feeds.declared import Feed, FeedKind
from pipelines.feeds.memory import Memory
from pipelines.feeds.sources import Item, sources
from pipelines.feeds.visitor import Visitor
from pipelines.outcomes import NotRead, Refusal


def look(feed: Feed, memory: Memory, visitor: Visitor) -> Iterator[Item | Refusal]:
    """The articles of a feed that are new or changed, at most `feed.limits.articles`, and what went wrong.

    It takes nothing: an article stays new until it was entered in the ledger, so looking twice gives the
    same, and whoever was killed in between has lost nothing. A refusal is of the feed's own location.
    """
    found = shown(feed, memory, visitor)
    fresh = (one for one in found if isinstance(one, Refusal) or is_new(one, memory))
    return islice(fresh, feed.limits.articles)


def is_new(item: Item, memory: Memory) -> bool:
    """Whether an article was never taken, or its feed says that it has changed, or it is to be tried again."""
    visit = memory.visit(item.source)
    return visit is None or visit.again or visit.stamp != item.stamp
