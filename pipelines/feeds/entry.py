"""One line of what a feed shows: an address, and what the feed says of the article there."""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`stamp` is another one when the article has changed; None where the feed does not say."""

    url: str
    stamp: str | None = None
    publisher: str | None = None
    language: str | None = None


def joined(base: str, link: str) -> str:
    """The address that a link at `base` means; the link itself where it means none, so that it is refused."""
    try:
        return urljoin(base, link)
    except ValueError:
        return link
