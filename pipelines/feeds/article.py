"""An article as it was fetched: bytes, from where, when and how. Nothing of its content is understood yet."""

from dataclasses import dataclass


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
