"""What each kind of feed shows: items in its own order, and refusals of what could not be looked into."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from pipelines.feeds import sitemaps, syndication
from pipelines.feeds.archives import listed, records_of
from pipelines.feeds.declared import Feed, FeedKind
from pipelines.feeds.entry import Entry, joined
from pipelines.feeds.files import version
from pipelines.feeds.leading import document
from pipelines.feeds.memory import Memory
from pipelines.feeds.sources import Item, entries_of, files_of, is_warc
from pipelines.feeds.visitor import Visitor
from pipelines.outcomes import NotRead, Reason, Refusal

Found = Item | Refusal
Shower = Callable[[Feed, str, Memory, Visitor], Iterator[Found]]

_SITEMAPS = 500  # that are opened at one look
_LEVELS = 3


def shown(feed: Feed, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    """Everything that stands at the locations of a feed, each article once."""
    seen: set[str] = set()
    for location in feed.location:
        try:
            for one in _SHOWERS[feed.kind](feed, location, memory, visitor):
                if one.source not in seen or isinstance(one, Refusal) or one.offset is not None:
                    seen.add(one.source)
                    yield one if isinstance(one, Refusal) else _named(one, feed)
        except NotRead as error:
            yield error.refusal(location)


def _named(item: Item, feed: Feed) -> Item:
    # What people have declared counts before what the feed's own document says.
    return replace(
        item,
        feed=feed.name,
        publisher=feed.publisher or item.publisher,
        language=feed.language or item.language,
    )


def _folder(feed: Feed, location: str, memory: Memory, _visitor: Visitor) -> Iterator[Found]:
    if not Path(location).is_dir():
        raise NotRead(Reason.NOT_FOUND, f"there is no folder {location}; check its spelling")
    for path in files_of(Path(location)):
        if is_warc(path):
            yield from records_of(path, feed.hosts, memory)
        else:
            yield Item(source=str(path), path=path, stamp=version(path))


def _urls(_feed: Feed, location: str, _memory: Memory, _visitor: Visitor) -> Iterator[Found]:
    if "://" in location:
        yield Item(source=location, url=location)
        return
    entries = entries_of(Path(location))
    if entries is None:
        raise NotRead(Reason.NO_ARTICLE, f"{location} is no list of URLs; give one a line")
    for entry in entries:
        if "://" in entry:
            yield Item(source=entry, url=entry)
        else:
            yield Refusal(
                source=entry, reason=Reason.NOT_FOUND, detail=f"{entry} is no URL; correct it in {location}"
            )


def _rss(_feed: Feed, location: str, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    content = document(location, syndication.ACCEPT, memory, visitor)
    yield from map(_item, syndication.entries(content, location))


def _sitemap(_feed: Feed, location: str, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    waiting = [(url, 1) for url in _first(location, visitor)]
    opened: set[str] = set()
    while waiting and len(opened) < _SITEMAPS:
        url, level = waiting.pop(0)
        if url in opened:
            continue
        opened.add(url)
        try:
            found = sitemaps.sitemap(document(url, sitemaps.ACCEPT, memory, visitor), url)
        except NotRead as error:
            yield error.refusal(url)
            continue
        yield from map(_item, found.pages)
        if level < _LEVELS:
            waiting.extend((joined(url, one.url), level + 1) for one in found.others if "://" in one.url)


def _first(location: str, visitor: Visitor) -> tuple[str, ...]:
    if urlsplit(location).path != "/robots.txt" or "://" not in location:
        return (location,)
    named = visitor.sitemaps(location)
    if not named:
        raise NotRead(Reason.NO_ARTICLE, f"{location} names no sitemap; give the address of one")
    return named


def _warc(feed: Feed, location: str, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    yield from listed(location, feed, memory, visitor)


def _listing(feed: Feed, location: str, memory: Memory, visitor: Visitor) -> Iterator[Found]:
    base = feed.base or _base(location)
    lines = document(location, "text/plain", memory, visitor).decode("utf-8", "replace").splitlines()
    for line in filter(None, map(str.strip, lines)):
        if line.startswith("#"):
            continue
        place = joined(base, line) if "://" in base else str(Path(base, line))
        try:
            yield from listed(place, feed, memory, visitor)
        except NotRead as error:
            yield error.refusal(place)


def _base(location: str) -> str:
    return urljoin(location, "/") if "://" in location else str(Path(location).parent)


def _item(entry: Entry) -> Item:
    return Item(
        source=entry.url,
        url=entry.url,
        stamp=entry.stamp,
        publisher=entry.publisher,
        language=entry.language,
    )


_SHOWERS: Mapping[FeedKind, Shower] = {
    FeedKind.FOLDER: _folder,
    FeedKind.URLS: _urls,
    FeedKind.RSS: _rss,
    FeedKind.SITEMAP: _sitemap,
    FeedKind.WARC: _warc,
    FeedKind.LISTING: _listing,
}
