"""Lists of a side index as they are asked for: parts in any order and direction, totals, counts by value."""

# ruff: noqa: S608  # only fragments of our own files are joined into a statement; every value is bound

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.conditions import Condition, Every, Sql, spelled
from graph.index import Index
from graph.listing import cursor, key_of, limit, match
from graph.lists import LISTS
from ontology.errors import QuestionError
from ontology.terms import Iri, Kind, SpeakerKind

ALL = Every()


class Order(NamedTuple):
    """By what a list is ordered, and whether the greatest comes first; what is not known comes last."""

    by: str
    down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A list by its name, what is asked of it, and its order; ties are broken by the list's own order."""

    name: str
    where: Condition = ALL
    order: tuple[Order, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of a list: the first things behind a cursor, or the last ones before a cursor."""

    first: int = 50
    after: str | None = None
    last: int | None = None
    before: str | None = None

    @property
    def backwards(self) -> bool:
        """Whether it is filled from its end."""
        return self.last is not None

    @property
    def size(self) -> int:
        """How many things it may hold; QuestionError when that is out of bounds."""
        return limit(self.last if self.last is not None else self.first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a window shows, each thing with its cursor, and whether there is more on its open side."""

    iris: tuple[Iri, ...]
    cursors: tuple[str, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many things of a list have a value; None where it is not known."""

    value: str | None
    count: int


class _Key(NamedTuple):
    value: str
    down: bool = False


def part(index: Index, query: Query, window: Window) -> Part:
    """The things in a window of a list."""
    listed, keys = LISTS[query.name], _keys(query)
    where, values = _where(query)
    beyond = [
        _beyond(keys, key_of(given, len(keys)), backwards=backwards)
        for given, backwards in ((window.after, False), (window.before, True))
        if given is not None
    ]
    text = " AND ".join(f"({one})" for one in (where, *(one.text for one in beyond)))
    shown = ", ".join(f"{key.value} AS k{at}" for at, key in enumerate(keys))
    order = ", ".join(
        f"k{at} {'DESC' if key.down != window.backwards else 'ASC'}" for at, key in enumerate(keys)
    )
    size = window.size
    rows = index.rows(
        f"SELECT {listed.iri} AS iri, {shown} FROM {listed.table} WHERE {text} ORDER BY {order} LIMIT ?",
        (*values, *(value for one in beyond for value in one.values), size + 1),
    )
    found = rows[:size][::-1] if window.backwards else rows[:size]
    return Part(
        iris=tuple(Iri(row["iri"]) for row in found),
        cursors=tuple(cursor(*(row[f"k{at}"] for at in range(len(keys)))) for row in found),
        more=len(rows) > size,
    )


def every(index: Index, query: Query) -> tuple[Iri, ...]:
    """All things of a list, in its own order."""
    listed, (where, values) = LISTS[query.name], _where(query)
    rows = index.rows(
        f"SELECT {listed.iri} AS iri FROM {listed.table} WHERE {where} ORDER BY {listed.sort}", values
    )
    return tuple(Iri(row["iri"]) for row in rows)


def called(index: Index, text: str) -> tuple[Iri, ...]:
    """The entities that bear a name; without any, those in whose names each word begins a word."""
    whole = index.rows("SELECT iri FROM name WHERE name = ?", [text.strip().casefold()])
    begun = "SELECT iri FROM words WHERE words MATCH ? AND type = 'entity'"
    return tuple(Iri(row["iri"]) for row in whole or index.rows(begun, [match(text)]))


def suggested(index: Index, text: str, kinds: Sequence[Kind], first: int) -> tuple[Iri, ...]:
    """The entities in whose names each word begins a word, those in most claims first."""
    rows = index.rows(
        "SELECT entity.iri FROM words JOIN entity ON entity.iri = words.iri WHERE words MATCH ? "
        "AND words.type = 'entity' AND kind IN (SELECT value FROM json_each(?)) "
        "ORDER BY n_claims DESC, sort LIMIT ?",
        [match(text), json.dumps(kinds), limit(first)],
    )
    return tuple(Iri(row["iri"]) for row in rows)


def footings(index: Index, claims: Sequence[str]) -> dict[Iri, frozenset[SpeakerKind]]:
    """By whose word each claim reaches its article; empty where nobody in its chain has a footing."""
    found: dict[Iri, set[SpeakerKind]] = {Iri(iri): set() for iri in claims}
    rows = index.rows(
        "SELECT iri, kind FROM claim JOIN footing ON claim = id "
        "WHERE iri IN (SELECT value FROM json_each(?))",
        [json.dumps(list(claims))],
    )
    for row in rows:
        found[Iri(row["iri"])].add(SpeakerKind(row["kind"]))
    return {iri: frozenset(kinds) for iri, kinds in found.items()}


def total(index: Index, query: Query) -> int:
    """How many things a list has."""
    where, values = _where(query)
    return int(index.rows(f"SELECT count(*) FROM {LISTS[query.name].table} WHERE {where}", values)[0][0])


def counted(index: Index, query: Query, dimension: str, first: int) -> tuple[Bucket, ...]:
    """The values that most things of a list have. QuestionError for what it is not counted by."""
    listed, by = LISTS[query.name], _dimension(query, dimension)
    where, values = _where(query)
    rows = index.rows(
        f"SELECT {by.value} AS value, count(DISTINCT {listed.iri}) AS n FROM {listed.table} {by.join} "
        f"WHERE {where} GROUP BY 1 ORDER BY n DESC, value LIMIT ?",
        (*values, limit(first)),
    )
    return tuple(Bucket(row["value"], row["n"]) for row in rows)


def distinct(index: Index, query: Query, dimension: str) -> int:
    """How many different values the things of a list have."""
    listed, by = LISTS[query.name], _dimension(query, dimension)
    where, values = _where(query)
    found = index.rows(
        f"SELECT count(DISTINCT {by.value}) FROM {listed.table} {by.join} WHERE {where}", values
    )
    return int(found[0][0])


def _dimension(query: Query, name: str) -> Any:
    known = LISTS[query.name].dimensions
    if name not in known:
        raise QuestionError(
            f"{query.name} are not counted by {name.upper()}; ask for {', '.join(known).upper()}"
        )
    return known[name]


def _where(query: Query) -> Sql:
    return spelled(query.where, LISTS[query.name].language)


def _keys(query: Query) -> list[_Key]:
    """What the rows are ordered by: each value behind whether it is known, and what tells all apart."""
    listed = LISTS[query.name]
    keys = []
    for by, down in query.order:
        value = listed.orders[by]
        keys += [_Key(f"(({value}) IS NULL)"), _Key(f"coalesce({value}, '')", down)]
    return [*keys, _Key(listed.sort)]


def _beyond(keys: Sequence[_Key], given: Sequence[Any], *, backwards: bool) -> Sql:
    """What lies behind a place in the order, or before it."""
    if any(not isinstance(value, str | int | float) for value in given):
        raise QuestionError("a cursor of another list was given; take one that came with this list")
    parts: list[str] = []
    values: list[Any] = []
    for at, key in enumerate(keys):
        sign = "<" if key.down != backwards else ">"
        same = [f"{one.value} = ?" for one in keys[:at]]
        parts.append("(" + " AND ".join([*same, f"{key.value} {sign} ?"]) + ")")
        values += given[: at + 1]
    return Sql(" OR ".join(parts), tuple(values))
