"""The side index of a generation: lists with exact totals, pages by key, full text, and the stored texts.

Reading only. Each thread has its own connection. A cursor is the order key of the last row, so it stays good
when rows come and go and when the next generation is published.
"""

# ruff: noqa: S608  # only fragments of this file are joined into a statement; every value is bound

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from graph.exports.columns import CLAIMS, names
from graph.listing import ClaimFilter, Context, Hit, Hits, Slice, conditions, cursor, key_of, limit, match
from graph.listing import where as where_of
from graph.packing import unpacked
from ontology.errors import GraphError
from ontology.terms import Iri, Kind

COLUMNS = names(CLAIMS)
_COUNTED = ("document", "claim")
_QUOTED = """
SELECT document.id, text, start, "end" FROM claim JOIN document USING (article) WHERE claim.iri = ?
"""


class Index:
    """The index of one generation. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.local()
        self._lock = threading.Lock()
        self._open: list[sqlite3.Connection] = []
        self._connection()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._open:
                connection.close()
            self._open.clear()
        self._threads = threading.local()

    def claims(self, which: ClaimFilter | None = None, *, first: int = 50, after: str | None = None) -> Slice:
        """Claims by publication date (unknown last), article and place in the text."""
        where, values = conditions(which or ClaimFilter())
        return self._slice("claim", where, values, first, after)

    def entities(
        self, kind: Kind | None = None, text: str | None = None, *, first: int = 50, after: str | None = None
    ) -> Slice:
        """Entities by label; `text` is looked for in labels and aliases, each word as a beginning."""
        where: list[str] = []
        values: list[Any] = []
        if kind:
            where.append("kind = ?")
            values.append(kind.value)
        if text is not None:
            where.append("iri IN (SELECT iri FROM words WHERE words MATCH ? AND type = 'entity')")
            values.append(match(text))
        return self._slice("entity", where, values, first, after)

    def documents(self, *, first: int = 50, after: str | None = None) -> Slice:
        """Articles by publication date, unknown last."""
        return self._slice("document", [], [], first, after, iri="article")

    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        first: int = 20,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Hits:
        """Names, titles and quotes with all these words, each as a beginning, best first.

        `kind` limits it to one type of `Hit`: entity, article or claim. `last` takes the place of `first`.
        """
        found, values = _found(text, kind)
        bounds = [(sign, key_of(at, 2)) for sign, at in ((">", after), ("<", before)) if at is not None]
        within = " AND ".join(f"(score, id) {sign} (?, ?)" for sign, _ in bounds) or "1"
        size, way = (limit(first), "ASC") if last is None else (limit(last), "DESC")
        rows = self.rows(
            f"SELECT * FROM (SELECT rank AS score, rowid AS id, type, iri, shown FROM {found})"
            f" WHERE {within} ORDER BY score {way}, id {way} LIMIT ?",
            (*values, *(part for _, key in bounds for part in key), size + 1),
        )
        return _hits(rows[:size] if last is None else rows[:size][::-1], more=len(rows) > size)

    def found(self, text: str, kind: str | None = None) -> int:
        """How many names, titles and quotes a search finds in all."""
        found, values = _found(text, kind)
        return self._one(f"SELECT count(*) FROM {found}", values)

    def text_of(self, document: str) -> str | None:
        """The stored text of a document id; None when the document or its text is not there."""
        rows = self.rows("SELECT text FROM document WHERE id = ?", [document])
        return rows[0]["text"] if rows else None

    def document_ids(self) -> list[str]:
        """The id of every document whose text is stored."""
        return [row["id"] for row in self.rows("SELECT id FROM document WHERE text IS NOT NULL")]

    def texts(self) -> dict[str, str]:
        """Every stored text by document id."""
        rows = self.rows("SELECT id, text FROM document WHERE text IS NOT NULL")
        return {row["id"]: row["text"] for row in rows}

    def context(self, claim: str, around: int = 200) -> Context | None:
        """The claim's quote with up to `around` characters on each side; None when its text is not there."""
        rows = self.rows(_QUOTED, [claim])
        if not rows or rows[0]["text"] is None:
            return None
        text, start, end = rows[0]["text"], rows[0]["start"], rows[0]["end"]
        return Context(
            document=rows[0]["id"],
            before=text[max(0, start - around) : start],
            quote=text[start:end],
            behind=text[end : end + around],
            start=start,
        )

    def told(self, together: int = 2048) -> Iterator[list[tuple[Any, ...]]]:
        """Every claim as the flat row of `graph.exports.columns.CLAIMS`, in order, so many at a time."""
        for some in self._told(together):
            yield [_cells(row) for row in some]

    def told_lines(self, together: int) -> Iterator[bytes]:
        """The same as JSON, one object a line without the cells that are empty, so many at a time."""
        return (b"\n".join(some) for some in self._told(together))

    def _told(self, together: int) -> Iterator[list[bytes]]:
        found = self._connection().execute("SELECT row FROM claim JOIN told USING (id) ORDER BY claim.sort")
        while rows := found.fetchmany(together):
            yield [unpacked(row[0]) for row in rows]

    def told_of(self, claims: Iterable[str]) -> list[tuple[Any, ...]]:
        """The flat rows of some claims, in that order, without those that are not there."""
        wanted = list(claims)
        marks = ", ".join("?" * len(wanted))
        found = {
            row["iri"]: _cells(unpacked(row["row"]))
            for row in self.rows(
                f"SELECT iri, row FROM claim JOIN told USING (id) WHERE iri IN ({marks})", wanted
            )
        }
        return [found[iri] for iri in wanted if iri in found]

    def entity_rows(self) -> Iterator[tuple[Any, ...]]:
        """Every entity as the row of `graph.exports.columns.ENTITIES`, by label."""
        wanted = "iri, kind, label, aliases, speaker_kind, n_claims"
        for row in self._connection().execute(f"SELECT {wanted} FROM entity ORDER BY sort"):
            yield (*row[:3], row[3].split("\n") if row[3] else [], *row[4:])

    def claims_of(self, entity: str) -> int:
        """In how many claims an entity takes part: as subject, object, speaker or incident."""
        return self._one("SELECT coalesce((SELECT n_claims FROM entity WHERE iri = ?), 0)", [entity])

    def counts(self) -> dict[str, int]:
        """How many documents, claims and entities there are, and entities of each kind."""
        found = {f"{name}s": self._one(f"SELECT count(*) FROM {name}", []) for name in _COUNTED}
        kinds = self.rows("SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY kind")
        by_kind = {row[0]: row[1] for row in kinds}
        return {**found, "entities": sum(by_kind.values()), **by_kind}

    def _slice(
        self, table: str, where: list[str], values: list[Any], first: int, after: str | None, iri: str = "iri"
    ) -> Slice:
        total = self._one(f"SELECT count(*) FROM {table}{where_of(where)}", values)
        beyond = [] if after is None else ["sort > ?"]
        rows = self.rows(
            f"SELECT {iri}, sort FROM {table}{where_of([*where, *beyond])} ORDER BY sort LIMIT ?",
            (*values, *([] if after is None else key_of(after, 1)), limit(first) + 1),
        )
        shown = rows[:first]
        return Slice(
            iris=tuple(Iri(row[iri]) for row in shown),
            total=total,
            after=cursor(shown[-1]["sort"]) if len(rows) > first else None,
        )

    def rows(self, query: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """The rows of a statement of this package."""
        return self._connection().execute(query, tuple(values)).fetchall()

    def _one(self, query: str, values: list[Any]) -> int:
        return int(self.rows(query, values)[0][0])

    def _connection(self) -> sqlite3.Connection:
        found: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if found is None:
            found = self._threads.connection = self._connect()
        return found

    def _connect(self) -> sqlite3.Connection:
        """A connection for this thread; a copy in memory when the file was deleted under us."""
        with self._lock:
            try:
                uri = f"{self._path.resolve().as_uri()}?mode=ro&immutable=1"
                made = sqlite3.connect(uri, uri=True, check_same_thread=False)
                made.execute("SELECT count(*) FROM entity")
            except sqlite3.Error as error:
                if not self._open:
                    raise GraphError(f"the index {self._path} cannot be read: {error}") from error
                made = sqlite3.connect(":memory:", check_same_thread=False)
                self._open[0].backup(made)
            made.row_factory = sqlite3.Row
            self._open.append(made)
            return made


def _cells(row: bytes) -> tuple[Any, ...]:
    return tuple(map(orjson.loads(row).get, COLUMNS))


def _found(text: str, kind: str | None) -> tuple[str, list[Any]]:
    """The rows that a search finds, with the values that are bound in this."""
    only = " AND type = ?" if kind else ""
    return f"words WHERE words MATCH ?{only}", [match(text), *([kind] if kind else [])]


def _hits(rows: list[sqlite3.Row], *, more: bool) -> Hits:
    return Hits(
        hits=tuple(Hit(row["type"], Iri(row["iri"]), row["shown"]) for row in rows),
        cursors=tuple(cursor(row["score"], row["id"]) for row in rows),
        more=more,
    )
