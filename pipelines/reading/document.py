"""A document: the readable text of an article with what is known of its publication.

Offsets of mentions and claims refer to `text` as it stands here, for ever: it is stored, never cleaned again.
"""

from dataclasses import dataclass

from pipelines.feeds.article import Retrieval


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Clean text with title, publisher, dates and language. `published` is None where it is not known."""

    id: str  # the first 16 hexadecimal digits of `sha256`, or what the caller of `extract` gave
    source: str
    text: str
    sha256: str  # of `text` as UTF-8
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # ISO date
    modified: str | None = None  # ISO date
    language: str = "en"  # BCP 47
    url: str | None = None
    retrieved: str | None = None  # ISO 8601 time in UTC
    content_sha256: str | None = None  # of the bytes it was read from
    retrieval: Retrieval | None = None  # how these came over HTTP; None for a file
