"""An article as it was fetched: bytes, from where, when and how. Nothing of its content is understood yet."""

from dataclasses import dataclass, field
from enum import StrEnum


class Robots(StrEnum):
    """What robots.txt said of an address that was asked for."""

    ALLOWED = "allowed"
    ABSENT = "absent"  # there is none, so that everything is allowed
    DISALLOWED = "disallowed"
    UNREACHABLE = "unreachable"  # it could not be had, so that nothing is allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """How the bytes of an article came over HTTP. It goes with the document into the graph."""

    requested: str  # the URL that was asked for first
    url: str  # after redirects
    status: int
    at: str  # ISO 8601 time in UTC
    sha256: str  # of the bytes after content decoding
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as the server wrote it
    robots: Robots | None = None  # None where nobody asked, as in an archive of others
    feed: str | None = None  # the name of the feed that led to it


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedArticle:
    """The bytes of one article. `retrieved` is an ISO 8601 time in UTC; it is never a publication date."""

    source: str  # the path or URL as it was given
    content: bytes
    sha256: str  # of `content`
    retrieved: str
    url: str | None = None  # after redirects; None for a file
    media_type: str | None = None  # as the server said, or guessed from the file's name
    charset: str | None = None  # as the server said
    status: int | None = None
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as the server wrote it
    robots: Robots | None = None
    feed: str | None = None  # the name of the feed that led to it
    publisher: str | None = None  # as the feed says, for pages that do not
    language: str | None = None  # as the feed says, for pages that do not
    stamp: str | None = None  # what the feed said of this version
    place: str | None = None  # the record of a WARC file that it came from, as PATH#OFFSET
    headers: tuple[tuple[str, str], ...] = ()  # of the answer
    wire: bytes | None = field(default=None, repr=False)  # the body before content decoding

    @property
    def retrieval(self) -> Retrieval | None:
        """How it came over HTTP; None for a file."""
        if self.url is None or self.status is None:
            return None
        return Retrieval(
            requested=self.source,
            url=self.url,
            status=self.status,
            at=self.retrieved,
            sha256=self.sha256,
            etag=self.etag,
            modified=self.modified,
            robots=self.robots,
            feed=self.feed,
        )
