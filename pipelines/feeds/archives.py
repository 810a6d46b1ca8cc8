"""WARC files that a feed names, here or on the web: which of their articles are new."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from pipelines.feeds.declared import Feed
from pipelines.feeds.files import version
from pipelines.feeds.memory import Memory, is_new
from pipelines.feeds.sources import Item
from pipelines.feeds.visitor import Visitor
from pipelines.feeds.warc import records
from pipelines.outcomes import NotRead

_TAKEN = "taken"


def listed(place: str, feed: Feed, memory: Memory, visitor: Visitor) -> Iterator[Item]:
    """The new articles of a WARC file at a path or URL; one on the web is fetched whole, once. NotRead."""
    if "://" not in place:
        yield from records_of(Path(place), feed.hosts, memory)
        return
    before = memory.visit(place)
    if before is not None and before.stamp == _TAKEN:
        return
    path = memory.folder / f"{sha256(place.encode()).hexdigest()[:16]}-{Path(urlsplit(place).path).name}"
    if not path.exists():
        visitor.download(place, path, feed.limits.archive_bytes, cut=feed.sample)
    fresh = False
    try:
        for item in records_of(path, feed.hosts, memory):
            fresh = True
            yield item
    except NotRead:
        if not feed.sample:
            raise
    if not fresh:
        memory.settle(place, _TAKEN)


def records_of(path: Path, hosts: Sequence[str], memory: Memory) -> Iterator[Item]:
    """The new articles of a WARC file here. It is not opened again once nothing of it was new; NotRead."""
    now = version(path)
    stamp = f"{now} {','.join(sorted(hosts))}"
    before = memory.visit(str(path))
    if before is not None and before.stamp == stamp:
        return
    fresh = False
    for item in records(path, hosts):
        if is_new(item, memory):
            fresh = True
            yield item
    if not fresh and now is not None:
        memory.settle(str(path), stamp)
