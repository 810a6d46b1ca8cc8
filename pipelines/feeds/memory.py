"""What is remembered of places that were asked for before; somebody else keeps it."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.sources import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last answer of a place. `stamp` is what a feed said of the version that was taken then."""

    at: str = ""  # ISO 8601 time in UTC
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as the server wrote it
    sha256: str | None = None  # of the content; None where there was none
    stamp: str | None = None
    again: bool = False  # whether it failed in a way that may pass


class Memory(Protocol):
    """Remembers visits and the bytes that came of them."""

    @property
    def folder(self) -> Path:
        """Where WARC files are put that were fetched whole."""
        ...

    def visit(self, source: str) -> Visit | None:
        """The last visit; None where there was none."""
        ...

    def bytes_of(self, sha256: str) -> bytes | None:
        """The content of that SHA-256; None where it is not kept any more."""
        ...

    def keep(self, article: FetchedArticle) -> None:
        """Keep the bytes and the visit of what is no article itself but leads to some, such as a sitemap."""
        ...

    def settle(self, source: str, stamp: str) -> None:
        """Remember that nothing of this version of a file is new any more."""
        ...


class NoMemory:
    """Remembers nothing: everything is new. Files go into a folder that `close` removes."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    @property
    def folder(self) -> Path:
        """A folder for the time being."""
        self._folder = self._folder or TemporaryDirectory(prefix="claimgraph-")
        return Path(self._folder.name)

    def visit(self, source: str) -> Visit | None:  # noqa: ARG002  # a port
        """Nothing."""
        return None

    def bytes_of(self, sha256: str) -> bytes | None:  # noqa: ARG002  # a port
        """Nothing."""
        return None

    def keep(self, article: FetchedArticle) -> None:
        """Forget it."""

    def settle(self, source: str, stamp: str) -> None:
        """Forget it."""

    def close(self) -> None:
        """Remove the folder."""
        if self._folder is not None:
            self._folder.cleanup()


def is_new(item: Item, memory: Memory) -> bool:
    """Whether an article was never taken, has changed since, or is to be tried again."""
    visit = memory.visit(item.source)
    if visit is None or visit.again:
        return True
    if item.path is not None and item.offset is None:
        return item.stamp != visit.stamp
    # Several feeds may show one article, each with a time of its own: only a later one means a change.
    return item.stamp is not None and item.stamp > (visit.stamp or visit.at)
