"""What is remembered of places that were asked for before; somebody else keeps it."""

from dataclasses import dataclass
from typing import Protocol

from pipelines.feeds.article import FetchedArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last answer of a place. `stamp` is what a feed said of the version that was taken then."""

    etag: str | None = None
    modified: str | None = None  # Last-Modified, as the server wrote it
    sha256: str | None = None  # of the content; None where there was none
    stamp: str | None = None
    again: bool = False  # whether it failed in a way that may pass


class Memory(Protocol):
    """Remembers visits and the bytes that came of them."""

    def visit(self, source: str) -> Visit | None:
        """The last visit; None where there was none."""
        ...

    def bytes_of(self, sha256: str) -> bytes | None:
        """The content of that SHA-256; None where it is not kept any more."""
        ...

    def keep(self, article: FetchedArticle) -> None:
        """Keep the bytes and the visit of what is no article itself but leads to some, such as a sitemap."""
        ...


class NoMemory:
    """Remembers nothing: everything is new."""

    def visit(self, source: str) -> Visit | None:
        """Nothing."""
        del source

    def bytes_of(self, sha256: str) -> bytes | None:
        """Nothing."""
        del sha256

    def keep(self, article: FetchedArticle) -> None:
        """Forget it."""
        del article
