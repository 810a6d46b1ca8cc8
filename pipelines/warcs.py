"""Which bytes lie where in WARC files: those that came from the web, and those that came in such files."""

import sqlite3
import threading
from contextlib import suppress
from pathlib import Path
from weakref import finalize

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import NotRead

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    path TEXT NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (sha256, source)
) WITHOUT ROWID;
"""
_PLACES = "SELECT path, offset, source FROM record WHERE sha256 = ? ORDER BY source"
_ADD = "INSERT OR REPLACE INTO record (sha256, source, path, offset) VALUES (?, ?, ?, ?)"


class Warcs:
    """The WARC files under a folder, with an index that is made anew from them where it is not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._opened: sqlite3.Connection | None = None
        self._writer: object = None

    def put(self, article: FetchedArticle) -> None:
        """Keep an answer of a server, or note where in a WARC file an article lies."""
        with self._lock:
            if self._place(article.sha256, article.source) is not None:
                return
            path, offset = self._written(article) if article.place is None else _split(article.place)
            self._add(article, path, offset)

    def article(self, digest: str) -> FetchedArticle | None:
        """An article with that SHA-256 as it came; None where none is kept, or its file is gone."""
        with self._lock:
            found = self._places(digest)
        for path, offset, source in found:
            article = _read(Path(path), offset, source)
            if article is not None and article.sha256 == digest:
                return article
        return None

    def _written(self, article: FetchedArticle) -> tuple[Path, int]:
        from pipelines.feeds.warc import WarcFolder  # noqa: PLC0415  # only those who fetch need it

        if not isinstance(self._writer, WarcFolder):
            self._writer = WarcFolder(self.folder)
        return self._writer.write(article)

    def _place(self, digest: str, source: str) -> str | None:
        return next(
            (path for path, _, of in self._places(digest) if of == source and Path(path).exists()), None
        )

    def _places(self, digest: str) -> list[tuple[str, int, str]]:
        if self._opened is None and not self.folder.exists():
            return []
        found = self._database().execute(_PLACES, (digest,)).fetchall()
        return [(str(self.folder / path), offset, source) for path, offset, source in found]

    def _add(self, article: FetchedArticle, path: Path, offset: int) -> None:
        kept = path.name if path.parent == self.folder else str(path.absolute())
        self._database().execute(_ADD, (article.sha256, article.source, kept, offset))

    def _database(self) -> sqlite3.Connection:
        if self._opened is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            place = self.folder / "index.db"
            there = place.exists()
            self._opened = sqlite3.connect(place, timeout=30, isolation_level=None, check_same_thread=False)
            finalize(self, self._opened.close)
            self._opened.execute("PRAGMA journal_mode = WAL")
            # A killed process loses nothing; what a power failure loses of it is fetched anew.
            self._opened.execute("PRAGMA synchronous = NORMAL")
            self._opened.executescript(_SCHEMA)
            if not there:
                self._index()
        return self._opened

    def _index(self) -> None:
        from pipelines.feeds.warc import records  # noqa: PLC0415  # as above

        for path in sorted(self.folder.glob("claimgraph-*.warc.gz")):
            with suppress(NotRead):
                for item in records(path):
                    article = _read(path, item.offset or 0, item.source)
                    if article is not None:
                        self._add(article, path, item.offset or 0)


def _split(place: str) -> tuple[Path, int]:
    path, _, offset = place.rpartition("#")
    return Path(path), int(offset)


def _read(path: Path, offset: int, source: str) -> FetchedArticle | None:
    from pipelines.feeds.warc import fetch_record  # noqa: PLC0415  # only those who have archives load it

    with suppress(NotRead):
        return fetch_record(Item(source=source, path=path, offset=offset), path, offset, FetchPolicy())
    return None
