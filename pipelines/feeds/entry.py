"""One line of what a feed shows: an address, and what the feed says of the article there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`stamp` is another one when the article has changed; None where the feed does not say."""

    url: str
    stamp: str | None = None
    publisher: str | None = None
    language: str | None = None
