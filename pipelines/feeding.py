"""The feeds that a code location watches, and what is new there for a home folder."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.archive import Archive
from pipelines.feeds.declared import Feed, load
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.gathering import visitor_of
from pipelines.ledger import Ledger
from pipelines.outcomes import Refusal
from pipelines.visits import Visits

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor

VARIABLE = "CLAIMGRAPH_FEEDS"


def declared() -> tuple[Feed, ...]:
    """The feeds of the file that `$CLAIMGRAPH_FEEDS` names; none without it. FeedError when it is wrong."""
    file = os.environ.get(VARIABLE)
    return load(Path(file)) if file else ()


@cache
def visitor() -> "Visitor":
    """The visitor of this process: whoever asks the web through it waits for one another's turns."""
    return visitor_of(FetchPolicy())


def new(feed: Feed, home: Path) -> Iterator[Item | Refusal]:
    """The articles of a feed that are new, and what of the feed could not be looked into."""
    from pipelines.feeds.looking import look  # noqa: PLC0415  # only those who use the web load the client

    with Ledger(home) as ledger:
        yield from look(feed, Visits(ledger, Archive(home)), visitor().of(feed))
