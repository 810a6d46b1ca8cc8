"""Where growth keeps what it knows of each document: in memory, or in one file of SQLite, all or nothing.

Values are pickled, so the file is trusted as the rest of the home folder is. It can always be made anew.
"""

import pickle
import sqlite3
from collections import OrderedDict
from collections.abc import ItemsView, Iterator, MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from ontology.errors import GraphError, StoreBusy

Value = TypeVar("Value")

_AT_HAND = 50  # values of one drawer that are in memory
_AT_A_TIME = 500  # rows that are read at once
_SCHEMA = """
CREATE TABLE IF NOT EXISTS core (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS drawer (
    drawer TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, UNIQUE (drawer, name));
"""
_PUT = "INSERT OR REPLACE INTO drawer VALUES (?, ?, ?)"


class Cabinet(Protocol):
    """Drawers of values by name, and a core that is read and written as a whole.

    A drawer gives its names in their order. Whoever changes a value that it got puts it back.
    """

    def drawer(self, name: str, at_hand: int = _AT_HAND) -> MutableMapping[str, Any]:
        """The drawer of that name; so many of its values may be in memory."""
        ...

    def core(self, name: str, otherwise: Value) -> Value:
        """The value of that name as it was saved last."""
        ...

    def save(self, **core: object) -> None:
        """Keep these values of the core, and everything that was put into drawers, for good."""
        ...


class MemoryCabinet:
    """Keeps everything as long as the process lives."""

    def drawer(self, name: str, at_hand: int = _AT_HAND) -> MutableMapping[str, Any]:
        """A new drawer."""
        del name, at_hand
        return _Box()

    def core(self, name: str, otherwise: Value) -> Value:
        """What is there otherwise."""
        del name
        return otherwise

    def save(self, **core: object) -> None:
        """There is nothing to do."""


class FileCabinet:
    """Keeps everything in a file that only one process has open. What was not saved is forgotten."""

    def __init__(self, path: Path, stamp: str) -> None:
        """`stamp` is that of whoever knows what is in it: a file with another one is emptied first."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._database = _opened(path)
        self._drawers: list[_Drawer] = []
        if self.core("stamp", "") != stamp:
            self._database.execute("DELETE FROM core")
            self._database.execute("DELETE FROM drawer")
            self._set("stamp", stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Forget what was not saved."""
        self._database.rollback()
        self._database.close()

    def drawer(self, name: str, at_hand: int = _AT_HAND) -> MutableMapping[str, Any]:
        """The drawer of that name."""
        self._drawers.append(_Drawer(self._database, name, at_hand))
        return self._drawers[-1]

    def core(self, name: str, otherwise: Value) -> Value:
        """The value of that name as it was saved last."""
        found = _first(self._database, "SELECT value FROM core WHERE name = ?", name)
        return otherwise if found is None else pickle.loads(found)  # noqa: S301

    def save(self, **core: object) -> None:
        """Keep these values of the core, and everything that was put into drawers, for good."""
        for drawer in self._drawers:
            drawer.let_go()
        for name, value in core.items():
            self._set(name, value)
        self._database.commit()

    def _set(self, name: str, value: object) -> None:
        self._database.execute("INSERT OR REPLACE INTO core VALUES (?, ?)", (name, _pickled(value)))


class _Box(MutableMapping[str, Any]):
    """Values by name, in memory. Names come in their order."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        self._values[name] = value

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._values))

    def __len__(self) -> int:
        return len(self._values)


class _Drawer(MutableMapping[str, Any]):
    """Values by name, the last ones in memory until others come. Names come in their order."""

    def __init__(self, database: sqlite3.Connection, name: str, at_hand: int) -> None:
        self._database = database
        self._name = name
        self._room = at_hand
        self._near: OrderedDict[str, Any] = OrderedDict()
        self._fresh: set[str] = set()  # those at hand that are not on disk as they are

    def __getitem__(self, name: str) -> Any:
        if name in self._near:
            self._near.move_to_end(name)
            return self._near[name]
        query = "SELECT value FROM drawer WHERE drawer = ? AND name = ?"
        found = _first(self._database, query, self._name, name)
        if found is None:
            raise KeyError(name)
        return self._at_hand(name, pickle.loads(found))  # noqa: S301

    def __setitem__(self, name: str, value: Any) -> None:
        self._fresh.add(name)
        self._at_hand(name, value)
        self._near.move_to_end(name)

    def __delitem__(self, name: str) -> None:
        there = name in self._near
        self._near.pop(name, None)
        self._fresh.discard(name)
        query = "DELETE FROM drawer WHERE drawer = ? AND name = ?"
        if not self._database.execute(query, (self._name, name)).rowcount and not there:
            raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        query = "SELECT 1 FROM drawer WHERE drawer = ? AND name = ?"
        return name in self._near or _first(self._database, query, self._name, str(name)) is not None

    def __iter__(self) -> Iterator[str]:
        return (name for (name,) in self._rows("name"))

    def __len__(self) -> int:
        self.lay_down()
        return int(_first(self._database, "SELECT count(*) FROM drawer WHERE drawer = ?", self._name))

    def items(self) -> ItemsView[str, Any]:
        """All names with their values, read some at a time and not kept at hand."""
        return _Items(self)

    def rows(self) -> Iterator[tuple[str, Any]]:
        """The same as an iterator."""
        return ((name, pickle.loads(value)) for name, value in self._rows("name, value"))  # noqa: S301

    def lay_down(self) -> None:
        """Bring what is at hand to disk, so that the file has everything."""
        rows = ((self._name, name, _pickled(self._near[name])) for name in sorted(self._fresh))
        self._database.executemany(_PUT, rows)
        self._fresh.clear()

    def let_go(self) -> None:
        """Bring everything to disk and have nothing at hand any more."""
        self.lay_down()
        self._near.clear()

    def _rows(self, columns: str) -> Iterator[tuple[Any, ...]]:
        self.lay_down()
        query = f"SELECT {columns} FROM drawer WHERE drawer = ? AND name > ? ORDER BY name LIMIT {_AT_A_TIME}"  # noqa: S608
        last = ""
        while rows := self._database.execute(query, (self._name, last)).fetchall():
            yield from rows
            last = rows[-1][0]

    def _at_hand(self, name: str, value: Any) -> Any:
        self._near[name] = value
        if len(self._near) > self._room:
            self._put_away(*self._near.popitem(last=False))
        return value

    def _put_away(self, name: str, value: Any) -> None:
        if name in self._fresh:
            self._fresh.discard(name)
            self._database.execute(_PUT, (self._name, name, _pickled(value)))


class _Items(ItemsView[str, Any]):
    """The names and values of a drawer, as they lie on disk."""

    def __init__(self, drawer: _Drawer) -> None:
        super().__init__(drawer)
        self._drawer = drawer

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        return self._drawer.rows()


def _opened(path: Path) -> sqlite3.Connection:
    """The database of a path; one that is damaged is made anew. StoreBusy while another process has it."""
    for _ in range(2):
        database = sqlite3.connect(path, timeout=0)
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.executescript(_SCHEMA)
            database.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            database.close()
            raise StoreBusy(f"{path} is in use by another process; try again when it is done") from error
        except sqlite3.DatabaseError:
            database.close()
            path.unlink()
        else:
            return database
    raise GraphError(f"{path} cannot be opened; remove it")


def _first(database: sqlite3.Connection, query: str, *values: str) -> Any:
    with closing(database.execute(query, values)) as rows:
        found = rows.fetchone()
    return None if found is None else found[0]


def _pickled(value: object) -> bytes:
    return pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
