"""Frozen dataclasses as readable JSON and back, exactly: enums, named tuples, nested values, None."""

import dataclasses
import types
from collections.abc import Callable
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import orjson

Value = TypeVar("Value")
Revive = Callable[[Any], Any]


def to_json(value: object, *, indent: bool = False) -> bytes:
    """A dataclass as JSON; named tuples become lists. Ends with a line feed."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(value, default=_tuple_as_list, option=options)


def from_json(kind: type[Value], content: bytes | str) -> Value:
    """The value of that dataclass that the JSON came from; ValueError, TypeError or KeyError when it did not.

    Fields that the class has gained since keep their defaults; those it has lost are dropped.
    """
    revive: Revive = _reviver(cast("Any", kind))
    value: Value = revive(orjson.loads(content))
    return value


def _tuple_as_list(value: object) -> list[object] | str:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, PurePath):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


@cache
def _reviver(kind: Any) -> Revive:
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(kind)
    if origin is tuple:
        return _sequence(get_args(kind)[0])
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if isinstance(kind, type) and issubclass(kind, Enum | PurePath):
        return kind
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda values: kind(*values)
    return float if kind is float else _same


def _same(value: Any) -> Any:
    return value


def _optional(kind: Any) -> Revive:
    (inner,) = (member for member in get_args(kind) if member is not types.NoneType)
    revive = _reviver(inner)
    return lambda value: None if value is None else revive(value)


def _sequence(item: Any) -> Revive:
    revive = _reviver(item)
    return lambda values: tuple(map(revive, values))


def _dataclass(kind: Any) -> Revive:
    hints = get_type_hints(kind)
    fields = {field.name: _reviver(hints[field.name]) for field in dataclasses.fields(kind)}
    return lambda value: kind(
        **{name: revive(value[name]) for name, revive in fields.items() if name in value}
    )
