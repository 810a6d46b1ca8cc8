"""What was written of an edition: a mark of each page, entity and comparison, in a file of SQLite.

It says what the store held when it was published last, and nothing once writing has begun: whoever is
interrupted writes everything anew.
"""

from pathlib import Path
from typing import Self, TypeVar

import orjson

from graph.marks import Difference, opened
from pipelines.lots import Lot

_SCHEMA = "CREATE TABLE IF NOT EXISTS state (state BLOB NOT NULL)"
PAGES = "pages"

Value = TypeVar("Value")


class Written:
    """The marks of a home folder. Use it in a `with`; what is not settled in it is forgotten."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self._database, self._marks = opened(home / "written.db", _SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.rollback()
        self._database.close()

    def unwritten(self, kind: str, now: Lot[Value]) -> frozenset[str]:
        """The names of those of a kind that are not as they were written last."""
        return self._marks.changed(kind, now.marks())

    def begin(self, state: object) -> bool:
        """Begin to write; whether the store is as it was left. Where it is not, nothing is known of it."""
        row = self._database.execute("SELECT state FROM state").fetchone()
        known = row is not None and row[0] == _spelled(state)
        self._database.execute("DELETE FROM state")
        if not known:
            self._marks.forget()
        self._database.commit()
        return known

    def note(self, kind: str, now: Lot[Value]) -> Difference:
        """Note all values of a kind as written; which of them are to be written, and what is to go."""
        return self._marks.note(kind, now.marks())

    def settle(self) -> None:
        """Keep the marks of what was written."""
        self._database.commit()

    def remember(self, state: object) -> None:
        """Note that the store is in this state, with what was written."""
        self._database.execute("DELETE FROM state")
        self._database.execute("INSERT INTO state VALUES (?)", (_spelled(state),))
        self._database.commit()


def _spelled(state: object) -> bytes:
    return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)
