"""Batches: which articles are read together, written down before any of them is fetched.

A batch has a name, which is its partition in Dagster, and names its items for good. So a run that was killed
is begun again with the same items, and what waits in a batch is not planned twice. Once a batch is done, what
was in it may be planned again: a feed shows only what is new.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Self

from pipelines.feeds.sources import Item
from pipelines.records import from_json, to_json

SIZE = 5_000  # articles: an event of a partition costs about 20 ms, whatever is in it

_SCHEMA = """
CREATE TABLE IF NOT EXISTS batch (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, feed TEXT NOT NULL,
    planned TEXT NOT NULL, done TEXT);
CREATE TABLE IF NOT EXISTS item (
    source TEXT NOT NULL, batch INTEGER NOT NULL REFERENCES batch, item BLOB NOT NULL,
    PRIMARY KEY (source, batch)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_batch ON item (batch);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch of a feed. Times are ISO 8601 in UTC; `done` is None until all its articles were read."""

    name: str
    feed: str
    planned: str
    done: str | None
    articles: int


class Batches:
    """The batches of a home folder. Use it in a `with`."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._database = sqlite3.connect(home / "batches.db", timeout=30, isolation_level=None)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.executescript(_SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def plan(self, feed: str, items: Iterable[Item], *, at: str, size: int = SIZE) -> list[Batch]:
        """Put items that wait in no batch into new batches of a feed; each batch is planned whole."""
        fresh = (item for item in items if not self._waits(item))
        made = []
        while some := list(islice(fresh, size)):
            made.append(self._planned(feed, some, at))
        return made

    def items(self, name: str) -> tuple[Item, ...]:
        """The items of a batch, in the order of their sources; none for one that was never planned."""
        query = "SELECT item FROM item JOIN batch ON number = batch WHERE name = ? ORDER BY source"
        with closing(self._database.execute(query, (name,))) as rows:
            return tuple(from_json(Item, content) for (content,) in rows)

    def finish(self, name: str, *, at: str) -> None:
        """Note that all articles of a batch were read or refused."""
        self._database.execute("UPDATE batch SET done = ? WHERE name = ?", (at, name))

    def all(self, feed: str | None = None) -> tuple[Batch, ...]:
        """All batches, or those of a feed, in the order in which they were planned."""
        query = """SELECT name, feed, planned, done, (SELECT count(*) FROM item WHERE batch = number)
            FROM batch WHERE ? IS NULL OR feed = ? ORDER BY number"""
        with closing(self._database.execute(query, (feed, feed))) as rows:
            return tuple(_batch(*row) for row in rows)

    def _waits(self, item: Item) -> bool:
        query = "SELECT 1 FROM item JOIN batch ON number = batch WHERE source = ? AND done IS NULL"
        with closing(self._database.execute(query, (item.source,))) as rows:
            return rows.fetchone() is not None

    def _planned(self, feed: str, items: list[Item], at: str) -> Batch:
        kept = {item.source: to_json(item) for item in items}
        with self._transaction() as database:
            (number,) = database.execute("SELECT count(*) + 1 FROM batch WHERE feed = ?", (feed,)).fetchone()
            name = f"{feed}-{number:05}"
            made = database.execute(
                "INSERT INTO batch (name, feed, planned) VALUES (?, ?, ?)", (name, feed, at)
            )
            database.executemany(
                "INSERT INTO item VALUES (?, ?, ?)",
                ((source, made.lastrowid, item) for source, item in kept.items()),
            )
        return _batch(name, feed, at, None, len(kept))

    def _transaction(self) -> "_Transaction":
        return _Transaction(self._database)


class _Transaction:
    """All of it or nothing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> sqlite3.Connection:
        self._database.execute("BEGIN IMMEDIATE")
        return self._database

    def __exit__(self, kind: object, *_: object) -> None:
        self._database.execute("ROLLBACK" if kind else "COMMIT")


def new(batches: Iterable[Batch], known: Iterable[str]) -> Iterator[Batch]:
    """The batches that are not among these names."""
    names = set(known)
    return (batch for batch in batches if batch.name not in names)


def _batch(name: str, feed: str, planned: str, done: str | None, articles: int) -> Batch:
    return Batch(name=name, feed=feed, planned=planned, done=done, articles=articles)
