"""What RSS and Atom feeds link to. The only module that knows feedparser."""

from collections.abc import Iterator
from typing import Any

import feedparser  # type: ignore[import-untyped]

from pipelines.feeds.clock import iso_of
from pipelines.feeds.entry import Entry, joined
from pipelines.feeds.markup import local, plain, tree
from pipelines.outcomes import NotRead, Reason

ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.8"
_ROOTS = frozenset({"rss", "feed", "RDF"})
_UTF8 = {"content-type": "application/xml; charset=utf-8"}


def entries(content: bytes, url: str) -> Iterator[Entry]:
    """The articles that a feed document at a URL links to, in its order; raises NotRead."""
    xml = plain(content, url)
    root = local(tree(xml, url))
    if root not in _ROOTS:
        raise NotRead(Reason.NO_ARTICLE, f"{url} is no RSS or Atom feed but <{root}>; take another `kind`")
    # Nothing that feedparser could clean or resolve is used.
    found = feedparser.parse(xml, sanitize_html=False, resolve_relative_uris=False, response_headers=_UTF8)
    for entry in found.entries:
        link = _link(entry)
        if link:
            yield Entry(url=joined(url, link), stamp=_stamp(entry))


def _link(entry: Any) -> str:
    link = str(entry.get("link") or "").strip()
    # The identifier is a link where there is none other, which is what `isPermaLink` means.
    identifier = str(entry.get("id") or "")
    return link or (identifier if identifier.startswith(("http://", "https://")) else "")


def _stamp(entry: Any) -> str | None:
    moment = entry.get("updated_parsed") or entry.get("published_parsed")
    return iso_of(moment) if moment else None
