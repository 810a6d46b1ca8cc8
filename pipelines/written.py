"""What was written of an edition: a mark of each page, entity and comparison, in a file of SQLite.

It says what the store held when it was published last, and nothing once writing has begun: whoever is
interrupted writes everything anew.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol, Self, TypeVar

import orjson

from ontology.terms import Iri
from pipelines.records import to_json

_SCHEMA = """
CREATE TABLE IF NOT EXISTS state (state BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS mark (
    kind TEXT NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
CREATE TEMP TABLE seen (name TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_CHANGED = """
INSERT INTO mark VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET digest = excluded.digest
    WHERE digest <> excluded.digest
"""
_GONE = "SELECT name FROM mark WHERE kind = ? AND name NOT IN (SELECT name FROM seen)"
PAGES = "pages"


class Named(Protocol):
    """A value with an IRI."""

    @property
    def iri(self) -> Iri:
        """What it is known by."""
        ...


Value = TypeVar("Value", bound=Named)


class Written:
    """The marks of a home folder. Use it in a `with`; what is not settled in it is forgotten."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._database = _opened(home / "written.db")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.rollback()
        self._database.close()

    def pages(self) -> dict[str, str]:
        """The mark of each page, by IRI, as it was written last."""
        rows = self._database.execute("SELECT name, digest FROM mark WHERE kind = ?", (PAGES,)).fetchall()
        return {name: digest.hex() for name, digest in rows}

    def begin(self, state: object) -> bool:
        """Begin to write; whether the store is as it was left. Where it is not, nothing is known of it."""
        row = self._database.execute("SELECT state FROM state").fetchone()
        known = row is not None and row[0] == _spelled(state)
        self._database.execute("DELETE FROM state")
        if not known:
            self._database.execute("DELETE FROM mark")
        self._database.commit()
        return known

    def changed_pages(self, marks: Mapping[str, str]) -> tuple[set[str], set[str], set[str]]:
        """The pages, by IRI, that are new, those that are others now, and those that are gone."""
        was = self.pages()
        new, gone = marks.keys() - was.keys(), was.keys() - marks.keys()
        other = {iri for iri in marks.keys() & was.keys() if marks[iri] != was[iri]}
        self._database.executemany(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?)",
            ((PAGES, iri, bytes.fromhex(marks[iri])) for iri in sorted(new | other)),
        )
        self._forget(PAGES, gone)
        return set(new), other, set(gone)

    def changed(self, kind: str, values: Iterable[Value]) -> Iterator[Value]:
        """Those of all values of a kind that are new, or others than when they were written last."""
        self._database.execute("DELETE FROM seen")
        for value in values:
            digest = hashlib.sha256(to_json(value)).digest()[:12]
            self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (value.iri,))
            with closing(self._database.execute(_CHANGED, (kind, value.iri, digest))) as cursor:
                if cursor.rowcount:
                    yield value

    def gone(self, kind: str) -> list[str]:
        """What was written of a kind and is not among the values just given to `changed`."""
        found = [name for (name,) in self._database.execute(_GONE, (kind,)).fetchall()]
        self._forget(kind, found)
        return found

    def settle(self) -> None:
        """Keep the marks of what was written."""
        self._database.commit()

    def remember(self, state: object) -> None:
        """Note that the store is in this state, with what was written."""
        self._database.execute("DELETE FROM state")
        self._database.execute("INSERT INTO state VALUES (?)", (_spelled(state),))
        self._database.commit()

    def _forget(self, kind: str, names: Iterable[str]) -> None:
        query = "DELETE FROM mark WHERE kind = ? AND name = ?"
        self._database.executemany(query, ((kind, name) for name in names))


def _opened(path: Path) -> sqlite3.Connection:
    """The database of a path; one that is damaged is made anew."""
    for attempt in range(2):
        database = sqlite3.connect(path, timeout=30)
        try:
            database.executescript(_SCHEMA)
        except sqlite3.DatabaseError:
            database.close()
            if attempt:
                raise
            path.unlink()
        else:
            break
    return database


def _spelled(state: object) -> bytes:
    return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)
