"""Where articles come from: files, folders, URLs and lists of them, one item for each article."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pipelines.outcomes import NotRead

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+://|file:/", re.ASCII)
_PATH = re.compile(r"\S*/\S*|\S+\.(?:html?|xhtml|txt|md)(?:\.gz)?")
_RECORD = re.compile(r"(.+\.warc(?:\.gz)?)#(\d{1,15})", re.ASCII | re.DOTALL)
_LIST_SUFFIXES = frozenset({"", ".txt", ".list", ".lst", ".urls"})
_LIST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article to fetch: either `path` or `url` is set. `source` is how it is spoken of.

    With `offset` it is the record of a WARC file that begins there. The rest is what a feed says of it.
    """

    source: str
    path: Path | None = None
    url: str | None = None
    offset: int | None = None
    feed: str | None = None
    publisher: str | None = None
    language: str | None = None
    stamp: str | None = None  # of this version of the article; another one means that it has changed

    @property
    def given(self) -> str:
        """What `sources` makes this item of again, without what the feed says: path, PATH#OFFSET or URL."""
        if self.path is None:
            return self.url or self.source
        return str(self.path) if self.offset is None else f"{self.path}#{self.offset}"


def sources(given: Sequence[str]) -> Iterator[Item]:
    """The items of paths, folders, URLs and lists, in the order given; folders in the order of names.

    What does not exist is an item too, so that it ends with a reason. A list is a text file named here
    most of whose lines are URLs or paths (relative to the list; `#` begins a comment); its other lines are
    items that end with a reason. A list inside a folder is not followed, so that a folder of strangers'
    files cannot send us anywhere.
    """
    for name in given:
        yield from _expanded(name)


def _expanded(name: str) -> Iterator[Item]:
    item = _item(name)
    entries = entries_of(item.path) if item.path is not None else None
    if entries is None:
        yield from _unfolded(item)
        return
    for entry in entries:
        yield from _unfolded(_item(entry))


def _item(name: str) -> Item:
    record = _RECORD.fullmatch(name)
    if record is not None:
        return Item(source=name, path=Path(os.path.normpath(record[1])), offset=int(record[2]))
    if not _SCHEME.match(name):
        path = Path(os.path.normpath(name))
        return Item(source=str(path), path=path)
    parts = urlsplit(name) if "[" not in name else None
    if parts is not None and parts.scheme.lower() == "file":
        return Item(source=name, path=Path(os.path.normpath(unquote(parts.path))))
    return Item(source=name, url=name)


def _unfolded(item: Item) -> Iterator[Item]:
    if item.path is None or item.offset is not None:
        yield item
    elif not os.path.isdir(item.path):  # noqa: PTH112 (pathlib raises for odd names)
        yield from _opened(item)
    else:
        yield from _inside(item, item.path)


def is_warc(path: Path) -> bool:
    """Whether a file's name says that it is a WARC file."""
    return path.name.lower().endswith((".warc", ".warc.gz"))


def _opened(item: Item) -> Iterator[Item]:
    """The articles of a WARC file, as `records` gives them, or the item itself where it is none.

    Of a file that is damaged or holds no article the file itself is an item, so that it ends with a reason.
    """
    if item.path is None or not is_warc(item.path):
        yield item
        return
    from pipelines.feeds.warc import records  # noqa: PLC0415  # only those who have archives load it

    empty = True
    try:
        for record in records(item.path):
            empty = False
            yield replace(record, feed=item.feed, publisher=item.publisher, language=item.language)
    except NotRead:
        empty = True
    if empty:
        yield item


def _inside(item: Item, folder: Path) -> Iterator[Item]:
    empty = True
    for path in files_of(folder):
        empty = False
        yield from _opened(replace(item, source=str(path), path=path))
    if empty:
        yield item


def files_of(folder: Path) -> Iterator[Path]:
    """The files below a folder in the order of their names, without hidden ones."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(names) if not name.startswith("."))


def entries_of(path: Path) -> list[str] | None:
    """The lines of a list, or None when the file is no list."""
    if path.suffix.lower() not in _LIST_SUFFIXES or not os.path.isfile(path):  # noqa: PTH113
        return None
    if path.stat().st_size > _LIST_BYTES:
        return None
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    entries = [line for line in map(str.strip, lines) if line and not line.startswith("#")]
    known = sum(_is_entry(entry, path.parent) for entry in entries)
    if 2 * known <= len(entries):
        return None
    return [entry if _SCHEME.match(entry) else str(path.parent / entry) for entry in entries]


def _is_entry(line: str, folder: Path) -> bool:
    if _SCHEME.match(line):
        return not re.search(r"\s", line)
    # A path that is not there must be reported as such, but a word or sentence is no path.
    return os.path.exists(folder / line) or _PATH.fullmatch(line) is not None  # noqa: PTH110
