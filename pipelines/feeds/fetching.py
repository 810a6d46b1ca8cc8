"""How one item becomes the bytes of an article, or the reason why not."""

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from pipelines.feeds.article import FetchedArticle, Robots
from pipelines.feeds.files import fetch_file
from pipelines.feeds.memory import Visit
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item, is_warc
from pipelines.outcomes import NotRead, Refusal

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor
    from pipelines.feeds.web import Reply

DEFAULT_POLICY = FetchPolicy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """What a server says has not changed since the last visit."""

    item: Item
    at: str  # ISO 8601 time in UTC
    url: str  # after redirects
    robots: Robots | None
    before: Visit


def fetch(
    item: Item,
    policy: FetchPolicy = DEFAULT_POLICY,
    *,
    visitor: "Visitor | None" = None,
    before: Visit | None = None,
) -> FetchedArticle | Unchanged | Refusal:
    """The article of an item. Never raises for what is wrong with the item itself.

    `visitor` asks the web, one with `policy` unless given. `before` is the last visit, whose bytes are here.
    """
    try:
        return _fetched(item, policy, visitor, before)
    except NotRead as error:
        return error.refusal(item.source)


def _fetched(
    item: Item, policy: FetchPolicy, visitor: "Visitor | None", before: Visit | None
) -> FetchedArticle | Unchanged:
    if item.path is not None and item.offset is not None:
        from pipelines.feeds.warc import fetch_record  # noqa: PLC0415  # only those who have archives load it

        return fetch_record(item, item.path, item.offset, policy)
    if item.path is not None and is_warc(item.path):
        from pipelines.feeds.warc import check  # noqa: PLC0415  # as above

        check(item.path)
    if item.path is not None:
        return fetch_file(item, item.path, policy)
    # Only those who fetch from the web pay for loading the client.
    from pipelines.feeds.visitor import Visitor  # noqa: PLC0415

    return visited(item, visitor or Visitor(policy), before)


def visited(
    item: Item, visitor: "Visitor", before: Visit | None, accept: str | None = None
) -> FetchedArticle | Unchanged:
    """What a server gives at the URL of an item, `accept` being the kinds wanted; raises NotRead."""
    from pipelines.feeds.web import PAGES, Request  # noqa: PLC0415  # as above

    known = before or Visit()
    url = item.url or item.source
    reply = visitor.get(
        Request(
            url=url,
            accept=accept or PAGES,
            etag=known.etag,
            modified=known.modified,
            texts=accept is None,
        )
    )
    if reply.status == 304 and before is not None:
        return Unchanged(item=item, at=reply.at, url=reply.url, robots=reply.robots, before=before)
    return _article(item, reply)


def _article(item: Item, reply: "Reply") -> FetchedArticle:
    return FetchedArticle(
        source=item.source,
        content=reply.content,
        sha256=sha256(reply.content).hexdigest(),
        retrieved=reply.at,
        url=reply.url,
        media_type=reply.media_type,
        charset=reply.charset,
        status=reply.status,
        etag=reply.header("etag"),
        modified=reply.header("last-modified"),
        robots=reply.robots,
        feed=item.feed,
        publisher=item.publisher,
        language=item.language,
        stamp=item.stamp,
        headers=reply.headers,
        wire=reply.wire,
    )
