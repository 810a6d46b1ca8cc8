"""How values become the values of a reply: scalars, enums, lists, and what may not be null.

Whatever is not as usual raises `UnusualError`, and graphql-core, which knows what to make of it, starts over.
"""

from collections.abc import Callable
from enum import Enum
from math import isfinite
from typing import Any

from graphql import (
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLLeafType,
    GraphQLString,
    Undefined,
)

from api.graphql.getting import UnusualError

Path = Any
Completer = Callable[[Any, Any, Path], Any]  # of an execution, a value and where it stands
_WIDEST = 2**31


def never_null(complete: Completer) -> Completer:
    """The value, which may not be null."""

    def required(run: Any, value: Any, path: Path) -> Any:
        completed = complete(run, value, path)
        if completed is None:
            raise UnusualError
        return completed

    return required


def each(complete: Completer, *, located: bool, required: bool) -> Completer:
    """A list; `located` when its items have to know where they stand, `required` when none may be null."""
    # below located items graphql-core resolves fields and notes errors, which it does not after a wrong null
    one = never_null(complete) if required and located else complete

    def listed(run: Any, value: Any, path: Path) -> Any:
        if value is None or value is Undefined:
            return None
        if type(value) is not list and type(value) is not tuple:
            raise UnusualError
        if located:
            return [one(run, item, path.add_key(at, None)) for at, item in enumerate(value)]
        found = [one(run, item, None) for item in value]
        if required and None in found:
            raise UnusualError
        return found

    return listed


def stepping(get: Callable[..., Any], complete: Completer, *, required: bool) -> Completer:
    """The value that something has of a source; where it is `required`, it may not be null."""
    if not required:
        return lambda run, source, path: complete(run, get(source), path)

    def step(run: Any, source: Any, path: Path) -> Any:
        found = complete(run, get(source), path)
        if found is None:
            raise UnusualError
        return found

    return step


def wording(get: Callable[..., Any], complete: Completer) -> Completer:
    """The same where the value is a text, most of the time."""

    def step(run: Any, source: Any, path: Path) -> Any:
        value = get(source)
        return value if type(value) is str else complete(run, value, path)

    return step


def leaf(kind: GraphQLLeafType) -> Completer:
    """A scalar or a value of an enum."""
    if isinstance(kind, GraphQLEnumType):
        return _enum(kind)
    usual = _USUAL.get(kind.name) if kind in _BUILT_IN else None
    serialize = _serializer(kind)
    if usual is None:
        return lambda _run, value, _path: serialize(value)

    def scalar(_run: Any, value: Any, _path: Path) -> Any:
        return value if usual(value) else serialize(value)

    return scalar


def is_text(kind: GraphQLLeafType) -> bool:
    """Whether texts of this type stand in a reply as they are."""
    return kind is GraphQLString or kind is GraphQLID


_BUILT_IN = (GraphQLString, GraphQLID, GraphQLInt, GraphQLFloat, GraphQLBoolean)
_USUAL: dict[str, Callable[[Any], bool]] = {
    "Int": lambda value: type(value) is int and -_WIDEST <= value < _WIDEST,
    "Float": lambda value: type(value) is float and isfinite(value),
    "Boolean": lambda value: value is True or value is False,
    "String": lambda value: type(value) is str,
    "ID": lambda value: type(value) is str,
}


def _serializer(kind: GraphQLLeafType) -> Callable[[Any], Any]:
    serialize = kind.serialize

    def serialized(value: Any) -> Any:
        if value is None or value is Undefined:
            return None
        if isinstance(value, Exception):
            raise UnusualError
        found = serialize(value)
        if found is None or found is Undefined:
            raise UnusualError
        return found

    return serialized


def _enum(kind: GraphQLEnumType) -> Completer:
    serialize = _serializer(kind)
    known: dict[int, tuple[Enum, Any]] = {}  # by identity: members of two lists may be equal as texts

    def named(_run: Any, value: Any, _path: Path) -> Any:
        found = known.get(id(value))
        if found is not None:
            return found[1]
        name = serialize(value)
        if isinstance(value, Enum):
            known[id(value)] = (value, name)  # which keeps the member, so that its identity is its own
        return name

    return named
