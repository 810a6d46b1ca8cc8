"""Where growth keeps what it knows of each document: in memory, or in one file of SQLite, all or nothing.

Values are pickled, so the file is trusted as the rest of the home folder is. It can always be made anew.
"""

import pickle
import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, MutableMapping
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol, Self, TypeVar

from ontology.errors import GraphError, StoreBusy

Value = TypeVar("Value")

_IN_MEMORY = 500  # values of one drawer that are kept at hand
_SCHEMA = """
CREATE TABLE IF NOT EXISTS core (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS drawer (
    drawer TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (drawer, name)) WITHOUT ROWID;
"""


class Cabinet(Protocol):
    """Drawers of values by name, and a core that is read and written as a whole."""

    def drawer(self, name: str) -> MutableMapping[str, Any]:
        """The drawer of that name."""
        ...

    def core(self, name: str, otherwise: Value) -> Value:
        """The value of that name as it was saved last."""
        ...

    def save(self, **core: object) -> None:
        """Keep these values of the core, and everything that was put into drawers, for good."""
        ...


class MemoryCabinet:
    """Keeps everything as long as the process lives."""

    def drawer(self, name: str) -> MutableMapping[str, Any]:
        """A new drawer."""
        del name
        return {}

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

    def drawer(self, name: str) -> MutableMapping[str, Any]:
        """The drawer of that name."""
        return _Drawer(self._database, name)

    def core(self, name: str, otherwise: Value) -> Value:
        """The value of that name as it was saved last."""
        found = _first(self._database, "SELECT value FROM core WHERE name = ?", name)
        return otherwise if found is None else pickle.loads(found)  # noqa: S301

    def save(self, **core: object) -> None:
        """Keep these values of the core, and everything that was put into drawers, for good."""
        for name, value in core.items():
            self._set(name, value)
        self._database.commit()

    def _set(self, name: str, value: object) -> None:
        self._database.execute("INSERT OR REPLACE INTO core VALUES (?, ?)", (name, _pickled(value)))


class _Drawer(MutableMapping[str, Any]):
    """Values by name, the last ones also in memory. Names come in their order."""

    def __init__(self, database: sqlite3.Connection, name: str) -> None:
        self._database = database
        self._name = name
        self._near: OrderedDict[str, Any] = OrderedDict()

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
        self._database.execute(
            "INSERT OR REPLACE INTO drawer VALUES (?, ?, ?)", (self._name, name, _pickled(value))
        )
        self._at_hand(name, value)

    def __delitem__(self, name: str) -> None:
        self._near.pop(name, None)
        query = "DELETE FROM drawer WHERE drawer = ? AND name = ?"
        if not self._database.execute(query, (self._name, name)).rowcount:
            raise KeyError(name)

    def __contains__(self, name: object) -> bool:
        query = "SELECT 1 FROM drawer WHERE drawer = ? AND name = ?"
        return name in self._near or _first(self._database, query, self._name, str(name)) is not None

    def __iter__(self) -> Iterator[str]:
        query = "SELECT name FROM drawer WHERE drawer = ? ORDER BY name"
        with closing(self._database.execute(query, (self._name,))) as rows:
            names = [name for (name,) in rows]
        return iter(names)

    def __len__(self) -> int:
        return int(_first(self._database, "SELECT count(*) FROM drawer WHERE drawer = ?", self._name))

    def _at_hand(self, name: str, value: Any) -> Any:
        self._near[name] = value
        if len(self._near) > _IN_MEMORY:
            self._near.popitem(last=False)
        return value


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
