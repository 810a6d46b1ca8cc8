"""What a feed shows now that was not taken before: the port for whoever fills batches."""

from collections.abc import Iterable, Iterator
from itertools import islice

from pipelines.feeds.declared import Feed, FeedKind
from pipelines.feeds.memory import Memory, is_new
from pipelines.feeds.showing import shown
from pipelines.feeds.sources import Item
from pipelines.feeds.visitor import Visitor
from pipelines.outcomes import Refusal

Found = Item | Refusal


def look(feed: Feed, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    """The articles of a feed that are new or changed, at most `feed.limits.articles`, and what went wrong.

    It takes nothing: an article stays new until it was entered in the ledger, so looking twice gives the
    same, and whoever was killed in between has lost nothing. A refusal is of what the feed itself names.
    The pages of a URL list have no date, so those known are shown too, after the new ones, those first that
    were not asked for the longest; asking again costs a conditional request.
    """
    found = shown(feed, memory, visitor)
    chosen = _by_turn(found, memory) if feed.kind is FeedKind.URLS else _fresh(found, memory)
    return islice(chosen, feed.limits.articles)


def _fresh(found: Iterable[Found], memory: Memory) -> Iterator[Found]:
    return (one for one in found if isinstance(one, Refusal) or is_new(one, memory))


def _by_turn(found: Iterable[Found], memory: Memory) -> Iterator[Found]:
    known: list[tuple[str, int, Item]] = []
    for at, one in enumerate(found):
        visit = memory.visit(one.source) if isinstance(one, Item) else None
        if visit is None or isinstance(one, Refusal):
            yield one
        else:
            known.append((visit.at, at, one))
    yield from (item for _, _, item in sorted(known, key=lambda each: each[:2]))
