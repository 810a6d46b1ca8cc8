"""Marks: what values were when they were noted last, in a table of SQLite, to find what is otherwise now."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS mark (
    kind TEXT NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS seen (name TEXT PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
"""
_NEW = """
SELECT name FROM seen WHERE name NOT IN (SELECT name FROM mark WHERE kind = ?) ORDER BY name
"""
_OTHER = """
SELECT seen.name FROM seen JOIN mark ON mark.name = seen.name
WHERE kind = ? AND mark.digest <> seen.digest ORDER BY seen.name
"""
_GONE = "SELECT name FROM mark WHERE kind = ? AND name NOT IN (SELECT name FROM seen) ORDER BY name"
_NOTE = """
INSERT INTO mark SELECT ?, name, digest FROM seen WHERE true
    ON CONFLICT DO UPDATE SET digest = excluded.digest WHERE digest <> excluded.digest
"""
_FORGET = "DELETE FROM mark WHERE kind = ? AND name NOT IN (SELECT name FROM seen)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The names of values that are new, others than they were, and gone, each in their order."""

    new: list[str]
    other: list[str]
    gone: list[str]

    @property
    def changed(self) -> list[str]:
        """Those that are new or others, in their order."""
        return sorted((*self.new, *self.other))


class Marks:
    """The marks in a database; its transactions are whose it is."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.executescript(_SCHEMA)

    def note(self, kind: str, now: Iterable[tuple[str, bytes]]) -> Difference:
        """Note the name and mark of every value of a kind; what is otherwise than it was noted last."""
        self._database.execute("DELETE FROM seen")
        self._database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?)", now)
        found = Difference(
            new=self._names(_NEW, kind), other=self._names(_OTHER, kind), gone=self._names(_GONE, kind)
        )
        self._database.execute(_NOTE, (kind,))
        self._database.execute(_FORGET, (kind,))
        self._database.execute("DELETE FROM seen")
        return found

    def changed(self, kind: str, now: Iterable[tuple[str, bytes]]) -> frozenset[str]:
        """The names of those that are new or others than they were noted last. Nothing is noted."""
        was = dict(self._database.execute("SELECT name, digest FROM mark WHERE kind = ?", (kind,)).fetchall())
        return frozenset(name for name, digest in now if was.get(name) != digest)

    def forget(self) -> None:
        """Forget everything."""
        self._database.execute("DELETE FROM mark")

    def _names(self, query: str, kind: str) -> list[str]:
        return [name for (name,) in self._database.execute(query, (kind,)).fetchall()]


def opened(path: Path, schema: str) -> tuple[sqlite3.Connection, Marks]:
    """A database with a table of marks beside those of its schema; one that is damaged is made anew."""
    for attempt in range(2):
        database = sqlite3.connect(path, timeout=30)
        try:
            database.executescript(schema)
            marks = Marks(database)
        except sqlite3.DatabaseError:
            database.close()
            if attempt:
                raise
            path.unlink()
        else:
            break
    return database, marks
