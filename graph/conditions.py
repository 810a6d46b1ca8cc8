"""Conditions on lists: groups of and, or and not over what the index knows, and the SQL that they become."""

# ruff: noqa: S608  # only fragments of our own files are joined into a statement; every value is bound

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ontology.errors import QuestionError

DEEPEST = 8  # groups inside groups
MOST_PARTS = 100  # conditions in one question


@dataclass(frozen=True, slots=True)
class Is:
    """What the list calls `name` is one of these values, or lies within them."""

    name: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts hold; without parts it holds."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of the parts holds; without parts it does not."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Never:
    """The part does not hold."""

    part: "Condition"


@dataclass(frozen=True, slots=True)
class Has:
    """It has at least one thing of another list, called `name`, for which the part holds."""

    name: str
    part: "Condition"


Condition = Is | Every | Some | Never | Has


class Sql(NamedTuple):
    """A piece of SQL with the values that are bound in it."""

    text: str
    values: tuple[Any, ...] = ()


Leaf = Callable[[tuple[Any, ...]], Sql]


class Language(NamedTuple):
    """What a list can be asked for: its leaves by name, and the lists it has things of, with SQL around."""

    leaves: Mapping[str, Leaf]
    others: Mapping[str, tuple[str, "Language"]] = {}


def spelled(condition: Condition, language: Language) -> Sql:
    """The SQL of a condition. QuestionError for groups too deep, or too many conditions."""
    found = _spelled(condition, language, 0)
    if found.text.count("(") > 40 * MOST_PARTS:
        raise QuestionError(f"a filter has too many conditions; ask for at most {MOST_PARTS}")
    return found


def among(column: str) -> Leaf:
    """The column has one of the values."""

    def leaf(values: tuple[Any, ...]) -> Sql:
        if len(values) == 1:
            return Sql(f"{column} = ?", values)
        return Sql(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(values),))

    return leaf


def through(around: str, column: str) -> Leaf:
    """The row is in a sub-query whose column has one of the values; `around` has {} where that is said."""
    inner = among(column)

    def leaf(values: tuple[Any, ...]) -> Sql:
        found = inner(values)
        return Sql(around.replace("{}", found.text), found.values * around.count("{}"))

    return leaf


def fixed(text: str) -> Leaf:
    """SQL whose question marks take the values in their order."""
    return lambda values: Sql(text, values)


def _spelled(condition: Condition, language: Language, depth: int) -> Sql:
    if depth > DEEPEST:
        raise QuestionError(f"a filter has groups nested more than {DEEPEST} deep")
    if isinstance(condition, Is):
        return language.leaves[condition.name](condition.values)
    if isinstance(condition, Never):
        found = _spelled(condition.part, language, depth + 1)
        return Sql(f"NOT coalesce(({found.text}), 0)", found.values)
    if isinstance(condition, Has):
        around, other = language.others[condition.name]
        found = _spelled(condition.part, other, depth + 1)
        return Sql(around.replace("{}", found.text), found.values * around.count("{}"))
    word, empty = (" AND ", "1") if isinstance(condition, Every) else (" OR ", "0")
    parts = [_spelled(part, language, depth + 1) for part in condition.parts]
    if len(parts) > MOST_PARTS:
        raise QuestionError(
            f"a filter has {len(parts)} conditions in one group; ask for at most {MOST_PARTS}"
        )
    text = word.join(f"({part.text})" for part in parts) or empty
    return Sql(text, tuple(value for part in parts for value in part.values))
