"""How a field gets its value, where that is known beforehand: by an attribute, or by a plain method.

A field whose resolver wants to know where in the request it stands, waits for something, or is wrapped by an
extension has no such way; graphql-core resolves it.
"""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from graphql import FieldNode, GraphQLField, GraphQLSchema, VariableNode, get_argument_values
from strawberry import Schema
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

DEFINITION = "strawberry-definition"

Given = Mapping[str, Any]
Getter = Callable[..., Any]  # of a source and, where the field has arguments, these by name


class UnusualError(Exception):
    """Something that only graphql-core knows how to deal with: an error, a null where none may be."""


def getter(name: str, field: GraphQLField) -> Getter | None:
    """How the field of that name gets its value; None when graphql-core has to resolve it."""
    known = field.extensions.get(DEFINITION)
    if isinstance(known, StrawberryField):
        return _of_strawberry(known, field)
    return _by_name(name) if field.resolve is None else None


def arguments(schema: GraphQLSchema, field: GraphQLField, node: FieldNode, variables: Given) -> Given:
    """The arguments of a field as its resolver takes them. Whatever is wrong with them is raised."""
    if not field.args:
        return {}
    given = get_argument_values(field, node, dict(variables))
    known = field.extensions.get(DEFINITION)
    if not isinstance(known, StrawberryField):
        return given
    ours: Schema = schema._strawberry_schema  # type: ignore[attr-defined]  # noqa: SLF001  # set by Strawberry
    registry = ours.schema_converter.scalar_registry
    return convert_arguments(given, known.arguments, config=ours.config, scalar_registry=registry)


def varies(node: FieldNode) -> bool:
    """Whether the arguments of a field depend on variables."""
    waiting: list[Any] = [one.value for one in node.arguments or ()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, VariableNode):
            return True
        waiting += getattr(value, "values", None) or ()
        waiting += [one.value for one in getattr(value, "fields", None) or ()]
    return False


def _of_strawberry(known: StrawberryField, field: GraphQLField) -> Getter | None:
    if known.is_basic_field and getattr(field.resolve, "_is_default", False):
        return attrgetter(known.python_name)
    resolver = known.base_resolver
    if resolver is None or known.extensions or known.is_async or not _plain(resolver):
        return None
    called: Any = resolver.wrapped_func
    return called if resolver.self_parameter else lambda _, **given: called(**given)


def _plain(resolver: Any) -> bool:
    """Whether a resolver takes nothing but the source as `self` and the arguments of the field."""
    wants = (resolver.info_parameter, resolver.root_parameter, resolver.parent_parameter)
    return not any(wants) and callable(resolver.wrapped_func)


def _by_name(name: str) -> Getter:
    """As graphql-core does it by default: an item of a mapping, or an attribute."""

    def get(source: Any, **_: Any) -> Any:
        mapped = type(source) is dict or isinstance(source, Mapping)  # the first is far quicker to tell
        value = source.get(name) if mapped else getattr(source, name, None)
        if callable(value):
            raise UnusualError
        return value

    return get
