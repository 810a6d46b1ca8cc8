"""Lists of a side index as they are asked for: parts in any order and direction, totals, counts by value.

A list may belong to a thing, as the claims of an incident do. The lists of several things are asked for in
one statement, each with its own page, total and counts.
"""

# ruff: noqa: S608  # only fragments of our own files are joined into a statement; every value is bound

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from graph.conditions import Condition, Every, Sql, spelled
from graph.index import Index
from graph.listing import cursor, key_of, limit
from graph.lists import LISTS, Belonging, Dimension
from ontology.errors import QuestionError
from ontology.terms import Iri

ALL = Every()
ALONE = ("",)  # the parent of a list that belongs to nothing


class Order(NamedTuple):
    """By what a list is ordered, and whether the greatest comes first; what is not known comes last."""

    by: str
    down: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A list by its name, what is asked of it, and its order; ties are broken by the list's own order.

    `of` says how it belongs to its parent, by a name that the list has for this.
    """

    name: str
    of: str | None = None
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
    """What a window shows, each thing with its order key, and whether there is more on its open side."""

    iris: tuple[Iri, ...]
    keys: tuple[tuple[Any, ...], ...]
    more: bool

    def cursor(self, at: int) -> str:
        """The cursor of the thing at a place."""
        return cursor(*self.keys[at])


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many things of a list have a value; None where it is not known."""

    value: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The values that most things of a list have, and how many values there are in all."""

    buckets: tuple[Bucket, ...]
    distinct: int


class _Key(NamedTuple):
    value: str
    down: bool = False


def parts(index: Index, query: Query, window: Window, parents: Sequence[str] = ALONE) -> Mapping[str, Part]:
    """The things in the same window of the list of each parent."""
    listed, keys, where, size = LISTS[query.name], _keys(query), _where(query), window.size
    beyond = bounds(query, window)
    text = " AND ".join(f"({one.text})" for one in (where, *beyond))
    shown = ", ".join(f"{key.value} AS k{at}" for at, key in enumerate(keys))
    order = ", ".join(
        f"k{at} {'DESC' if key.down != window.backwards else 'ASC'}" for at, key in enumerate(keys)
    )
    found = _of_each(
        index,
        f"SELECT json_group_array(json_array(iri, {', '.join(f'k{at}' for at in range(len(keys)))})) FROM "
        f"(SELECT {listed.iri} AS iri, {shown} FROM {_rows(query)} WHERE {text} ORDER BY {order} LIMIT ?)",
        (*where.values, *(value for one in beyond for value in one.values), size + 1),
        parents,
    )
    return {parent: _part(orjson.loads(rows), size, window) for parent, rows in found.items()}


def bounds(query: Query, window: Window) -> list[Sql]:
    """The conditions of the cursors of a window. QuestionError for a cursor of another list."""
    keys = _keys(query)
    return [
        _beyond(keys, key_of(given, len(keys)), backwards=backwards)
        for given, backwards in ((window.after, False), (window.before, True))
        if given is not None
    ]


def totals(index: Index, query: Query, parents: Sequence[str] = ALONE) -> Mapping[str, int]:
    """How many things the list of each parent has."""
    where = _where(query)
    text = f"SELECT count(*) FROM {_rows(query)} WHERE {where.text}"
    if query.where == ALL and query.of is None:  # counted when the index was made
        text = f"SELECT n FROM size WHERE name = '{LISTS[query.name].table}'"
    return _of_each(index, text, where.values, parents)


def total(index: Index, query: Query) -> int:
    """How many things a list has."""
    return totals(index, query)[ALONE[0]]


def every(index: Index, query: Query, parents: Sequence[str] = ALONE) -> Mapping[str, tuple[Iri, ...]]:
    """All things in the list of each parent, in its own order."""
    listed, where = LISTS[query.name], _where(query)
    text = (
        f"SELECT json_group_array(iri) FROM "
        f"(SELECT {listed.iri} AS iri FROM {_rows(query)} WHERE {where.text} ORDER BY {listed.sort})"
    )
    found = _of_each(index, text, where.values, parents)
    return {parent: tuple(map(Iri, orjson.loads(iris))) for parent, iris in found.items()}


def counted(
    index: Index, query: Query, dimension: str, first: int, parents: Sequence[str] = ALONE
) -> Mapping[str, Counted]:
    """The values of the things in the list of each parent. QuestionError for what it is not counted by."""
    listed, by, where = LISTS[query.name], _dimension(query, dimension), _where(query)
    among = f"FROM {_rows(query)} {by.join} WHERE {where.text}"
    text = (
        f"SELECT json_array((SELECT count(DISTINCT {by.value}) {among}), "
        f"json((SELECT json_group_array(json_array(value, n)) FROM (SELECT {by.value} AS value, "
        f"count(DISTINCT {listed.iri}) AS n {among} GROUP BY 1 ORDER BY n DESC, value LIMIT ?))))"
    )
    found = _of_each(index, text, (*where.values, *where.values, limit(first)), parents)
    return {parent: _counted(*orjson.loads(counts)) for parent, counts in found.items()}


def _of_each(index: Index, text: str, values: Sequence[Any], parents: Sequence[str]) -> Mapping[str, Any]:
    """What a statement of one value gives for each parent."""
    rows = index.rows(
        f"SELECT parent.value, ({text}) FROM json_each(?) AS parent",
        (*values, json.dumps(list(dict.fromkeys(parents)))),
    )
    return {row[0]: row[1] for row in rows}


def _part(rows: list[list[Any]], size: int, window: Window) -> Part:
    found = rows[:size][::-1] if window.backwards else rows[:size]
    return Part(
        iris=tuple(Iri(row[0]) for row in found),
        keys=tuple(tuple(row[1:]) for row in found),
        more=len(rows) > size,
    )


def _counted(distinct: int, buckets: list[tuple[str | None, int]]) -> Counted:
    return Counted(tuple(Bucket(value, count) for value, count in buckets), distinct)


def _dimension(query: Query, name: str) -> Dimension:
    known = LISTS[query.name].dimensions
    if name not in known:
        raise QuestionError(
            f"{query.name} are not counted by {name.upper()}; ask for {', '.join(known).upper()}"
        )
    return known[name]


def _where(query: Query) -> Sql:
    found, belonging = spelled(query.where, LISTS[query.name].language), _belonging(query)
    if belonging is None or belonging.among is not None:
        return found
    return Sql(f"{belonging.column} = parent.value AND ({found.text})", found.values)


def _rows(query: Query) -> str:
    """The rows of a list; those of a parent are found by their keys, never by looking through all."""
    listed, belonging = LISTS[query.name], _belonging(query)
    if belonging is None or belonging.among is None:
        return listed.table
    mine = f"WITH mine (own) AS ({belonging.among}) SELECT own FROM mine"
    return f"({mine}) AS mine CROSS JOIN {listed.table} ON {belonging.column} = mine.own"


def _belonging(query: Query) -> Belonging | None:
    return None if query.of is None else LISTS[query.name].of[query.of]


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
    parts: list[str] = []
    values: list[Any] = []
    for at, key in enumerate(keys):
        sign = "<" if key.down != backwards else ">"
        same = [f"{one.value} = ?" for one in keys[:at]]
        parts.append("(" + " AND ".join([*same, f"{key.value} {sign} ?"]) + ")")
        values += given[: at + 1]
    return Sql(" OR ".join(parts), tuple(values))
