"""What all feeds show that is new, gathered for one run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipelines.feeds.declared import Feed
from pipelines.feeds.memory import Memory
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import Refusal
from pipelines.progress import Progress, Stage, counted, silent

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor


def visitor_of(policy: FetchPolicy) -> "Visitor":
    """A visitor for all feeds of one process."""
    from pipelines.feeds.visitor import Visitor  # noqa: PLC0415  # only those who use the web load the client

    return Visitor(policy)


def gather(
    feeds: Sequence[Feed], memory: Memory, visitor: "Visitor", progress: Progress = silent
) -> tuple[tuple[Item, ...], tuple[Refusal, ...]]:
    """The new articles of feeds, each once, and what of the feeds could not be looked into."""
    from pipelines.feeds.looking import look  # noqa: PLC0415  # as above

    found = [
        one for feed in counted(feeds, Stage.LOOK, progress) for one in look(feed, memory, visitor.of(feed))
    ]
    items = {(one.source, one.offset): one for one in found if isinstance(one, Item)}
    return tuple(items.values()), tuple(one for one in found if isinstance(one, Refusal))
