"""Documents that lead to articles: feeds, sitemaps and listings, asked for only when they have changed."""

from pathlib import Path

from pipelines.feeds.fetching import Unchanged, visited
from pipelines.feeds.files import fetch_file
from pipelines.feeds.inflation import gunzip, limited
from pipelines.feeds.memory import Memory
from pipelines.feeds.sources import Item
from pipelines.feeds.visitor import Visitor
from pipelines.outcomes import NotRead, Reason


def document(location: str, accept: str, memory: Memory, visitor: Visitor) -> bytes:
    """The bytes at a path or URL, unpacked where it is a gzip file; raises NotRead."""
    if "://" not in location:
        path = Path(location)
        return fetch_file(Item(source=location, path=path), path, visitor.policy).content
    content = _asked(location, accept, memory, visitor)
    if not content.startswith(b"\x1f\x8b"):
        return content
    return b"".join(limited(gunzip([content]), visitor.policy.decoded_bytes, f"{location}, unpacked,"))


def _asked(location: str, accept: str, memory: Memory, visitor: Visitor) -> bytes:
    before = memory.visit(location)
    content = memory.bytes_of(before.sha256) if before is not None and before.sha256 else None
    came = visited(
        Item(source=location, url=location), visitor, before if content is not None else None, accept
    )
    if not isinstance(came, Unchanged):
        memory.keep(came)
        return came.content
    if content is None:
        raise NotRead(Reason.UNREACHABLE, f"{location} answered 304 without being asked whether it changed")
    return content
