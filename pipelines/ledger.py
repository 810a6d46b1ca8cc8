"""What became of every article ever given, by source and content: read or refused, when and why."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Self
from urllib.parse import unquote, urlsplit

from ontology.errors import SettingsError
from pipelines.feeds.memory import Visit
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document


class Outcome(StrEnum):
    """How an article ended."""

    READ = "read"
    REFUSED = "refused"


class Novelty(StrEnum):
    """What a record added to what was known of its source."""

    NEW = "new"
    CHANGED = "changed"  # another content or another outcome than last time
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One content of one source. `first_seen` and `last_seen` are ISO 8601 times in UTC."""

    source: str
    content: str | None  # SHA-256 of the bytes, None where there were none
    outcome: Outcome
    reason: Reason | None
    detail: str | None
    document: str | None
    first_seen: str
    last_seen: str
    run: int  # in which it was last seen


_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (number INTEGER PRIMARY KEY, started TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS entry (
    place TEXT NOT NULL,
    content TEXT NOT NULL,
    source TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT,
    detail TEXT,
    document TEXT,
    first_seen TEXT NOT NULL,
    last_seen TEXT NOT NULL,
    run INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    PRIMARY KEY (place, content)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS visit (
    place TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    etag TEXT,
    modified TEXT,
    sha256 TEXT,
    stamp TEXT,
    again INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS entry_document ON entry (document);
CREATE INDEX IF NOT EXISTS entry_turn ON entry (turn);
"""
# Where a source has shown several contents, only the last counts.
_LATEST = "turn = (SELECT max(turn) FROM entry AS other WHERE other.place = entry.place)"
_COLUMNS = "source, content, outcome, reason, detail, document, first_seen, last_seen, run"
_RECORD = """
INSERT INTO entry
    (place, content, source, outcome, reason, detail, document, first_seen, last_seen, run, turn)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(turn), 0) + 1 FROM entry))
ON CONFLICT (place, content) DO UPDATE SET
    source = excluded.source, outcome = excluded.outcome, reason = excluded.reason, detail = excluded.detail,
    document = excluded.document, last_seen = excluded.last_seen, run = excluded.run, turn = excluded.turn
"""


class Ledger:
    """The ledger of a home folder. Every record is committed before `record` returns."""

    def __init__(self, home: Path) -> None:
        home.mkdir(parents=True, exist_ok=True)
        path = home / "ledger.db"
        self._database = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        try:
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.executescript(_SCHEMA)
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise SettingsError(f"{path} is no ledger ({error}); remove it and run again") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def begin(self, at: str) -> int:
        """Begin a run at an ISO 8601 time and return its number, counted from 1."""
        with closing(self._database.execute("INSERT INTO run (started) VALUES (?)", (at,))) as cursor:
            return int(cursor.lastrowid or 0)

    def judged(self, outcome: Document | Refusal) -> Document | Refusal:
        """Return the outcome, or its refusal as a duplicate when another source gave the same text before."""
        if isinstance(outcome, Refusal):
            return outcome
        first = self._first_with(outcome.id, _place(outcome.source))
        if first is None:
            return outcome
        detail = f"it has the same text as {first}, which was read first"
        return Refusal(
            source=outcome.source, reason=Reason.DUPLICATE, detail=detail, sha256=outcome.content_sha256
        )

    def record(self, outcome: Document | Refusal, *, run: int, at: str) -> Novelty:
        """Write down what became of an article in a run at an ISO 8601 time."""
        before = self.latest(outcome.source)
        refusal = outcome if isinstance(outcome, Refusal) else None
        document = outcome if isinstance(outcome, Document) else None
        content = (
            refusal.sha256 if refusal else document.content_sha256 or document.sha256 if document else None
        )
        values = (
            _place(outcome.source),
            content or "",
            outcome.source,
            Outcome.REFUSED if refusal else Outcome.READ,
            refusal.reason if refusal else None,
            refusal.detail if refusal else None,
            document.id if document else None,
        )
        self._database.execute(_RECORD, (*values, at, at, run))
        return _novelty(before, self.latest(outcome.source))

    def latest(self, source: str) -> Row | None:
        """What is known of a source now; None when it was never given."""
        rows = self._select("place = ? ORDER BY turn DESC LIMIT 1", _place(source))
        return rows[0] if rows else None

    def entry(self, source: str, content: str) -> Row | None:
        """What became of this content (SHA-256) of this source, so that it need not be read again."""
        rows = self._select("place = ? AND content = ?", _place(source), content)
        return rows[0] if rows else None

    def rows(self, *, failed: bool = False, run: int | None = None, history: bool = False) -> list[Row]:
        """What is known of all sources, in the order they were last seen; `history` adds earlier contents."""
        conditions = ["1"] if history else [_LATEST]
        conditions += ["outcome = 'refused'"] if failed else []
        conditions += ["run = ?"] if run is not None else []
        return self._select(" AND ".join(conditions) + " ORDER BY turn", *([run] if run is not None else []))

    def counts(self, run: int | None = None) -> dict[str, int]:
        """How many sources were read, and how many refused for each reason."""
        counts: dict[str, int] = {}
        for row in self.rows(run=run):
            name = row.reason.value if row.reason else row.outcome.value
            counts[name] = counts.get(name, 0) + 1
        return counts

    def recorded(self) -> dict[str, str]:
        """When each document was first read, by its id."""
        query = "SELECT document, min(first_seen) FROM entry WHERE document IS NOT NULL GROUP BY document"
        return dict(self._database.execute(query).fetchall())

    def visit(self, source: str) -> Visit | None:
        """What is remembered of the last time that a source was asked for; None when it never was."""
        query = "SELECT at, etag, modified, sha256, stamp, again FROM visit WHERE place = ?"
        found = self._database.execute(query, (_place(source),)).fetchone()
        if found is None:
            return None
        at, etag, modified, sha256, stamp, again = found
        return Visit(at=at, etag=etag, modified=modified, sha256=sha256, stamp=stamp, again=bool(again))

    @contextmanager
    def together(self) -> Iterator[None]:
        """Commit all that is written meanwhile at once, or nothing of it."""
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def note(self, source: str, visit: Visit) -> None:
        """Remember that a source was asked for."""
        values = (visit.at, visit.etag, visit.modified, visit.sha256, visit.stamp, int(visit.again))
        self._database.execute(
            "INSERT OR REPLACE INTO visit VALUES (?, ?, ?, ?, ?, ?, ?)", (_place(source), *values)
        )

    def _first_with(self, document: str, place: str) -> str | None:
        rows = self._select(
            f"document = ? AND place <> ? AND {_LATEST} ORDER BY first_seen, turn LIMIT 1", document, place
        )
        return rows[0].source if rows else None

    def _select(self, condition: str, *values: str | int) -> list[Row]:
        found = self._database.execute(f"SELECT {_COLUMNS} FROM entry WHERE {condition}", values)  # noqa: S608 (ours)
        return [_row(record) for record in found.fetchall()]


def _row(record: tuple[str, str, str, str | None, str | None, str | None, str, str, int]) -> Row:
    source, content, outcome, reason, detail, document, first_seen, last_seen, run = record
    return Row(
        source=source,
        content=content or None,
        outcome=Outcome(outcome),
        reason=Reason(reason) if reason else None,
        detail=detail,
        document=document,
        first_seen=first_seen,
        last_seen=last_seen,
        run=run,
    )


def _novelty(before: Row | None, after: Row | None) -> Novelty:
    if before is None or after is None:
        return Novelty.NEW
    same = (before.content, before.outcome, before.document) == (after.content, after.outcome, after.document)
    return Novelty.UNCHANGED if same else Novelty.CHANGED


def _place(source: str) -> str:
    """What a source is, whatever it is called from where: the URL, or the absolute path of the file."""
    if source.startswith("file:"):
        return os.path.abspath(unquote(urlsplit(source).path))  # noqa: PTH100 (pathlib keeps "..")
    return source if "://" in source else os.path.abspath(source)  # noqa: PTH100
