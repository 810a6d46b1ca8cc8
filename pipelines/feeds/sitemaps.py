"""What sitemaps list: pages, news with publisher and language, and other sitemaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipelines.feeds.clock import iso_from
from pipelines.feeds.entry import Entry
from pipelines.feeds.markup import local, plain, tree
from pipelines.outcomes import NotRead, Reason

ACCEPT = "application/xml, text/xml, text/plain;q=0.5"
_XML = (b"<", b"\x1f\x8b", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
MOST = 50_000  # pages or sitemaps in one sitemap, as its protocol has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """The pages of one sitemap, the newest first, and the sitemaps that it names, the newest first."""

    pages: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()


def sitemap(content: bytes, url: str) -> Sitemap:
    """What the sitemap at a URL lists; raises NotRead."""
    if not content.lstrip().startswith(_XML):
        return Sitemap(pages=_lines(content, url))
    root = tree(plain(content, url), url)
    found = tuple(_newest(_entries(root)))
    if local(root) == "urlset":
        return Sitemap(pages=found)
    if local(root) == "sitemapindex":
        return Sitemap(others=found)
    raise NotRead(Reason.NO_ARTICLE, f"{url} is no sitemap but <{local(root)}>; take another `kind`")


def _entries(root: Any) -> Iterator[Entry]:
    for element in root[:MOST]:
        if local(element) not in {"url", "sitemap"}:
            continue
        told = {local(one): (one.text or "").strip() for one in element.iter() if len(one) == 0}
        if told.get("loc"):
            yield Entry(
                url=told["loc"],
                stamp=iso_from(told.get("lastmod") or told.get("publication_date") or ""),
                publisher=told.get("name") or None,
                language=told.get("language") or None,
            )


def _newest(entries: Iterator[Entry]) -> list[Entry]:
    # Sorting keeps the order of those of one time, and of those without any, which come last.
    return sorted(entries, key=lambda entry: entry.stamp or "", reverse=True)


def _lines(content: bytes, url: str) -> tuple[Entry, ...]:
    lines = content.decode("utf-8", "replace").splitlines()[:MOST]
    found = tuple(
        Entry(url=line.strip()) for line in lines if line.strip().startswith(("http://", "https://"))
    )
    if not found:
        raise NotRead(Reason.NO_ARTICLE, f"{url} lists no page; name a sitemap, or take another `kind`")
    return found
