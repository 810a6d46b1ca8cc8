"""The schema as Markdown, for the documentation: `python -m api.graphql.reference docs/graphql.md`.

Every type, field, argument and value is told, what an interface has not again for each of its types.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
)

_BLOCK = re.compile(
    r"(<!-- reference: written by api/graphql/reference.py -->\n).*?(<!-- end -->)", re.DOTALL
)
PAGING = ("first", "after", "last", "before")
STATES = ("asOf", "generation", "includeWithdrawn")
EVERYWHERE = ("where", "orderBy")
_ONE_PAGE = "ClaimConnection"  # all connections and edges are alike
_ONE_PLACE = "ClaimEdge"
_CALLED = {_ONE_PAGE: "Connections", _ONE_PLACE: "Edges"}

Fielded = GraphQLObjectType | GraphQLInterfaceType


def reference(schema: GraphQLSchema) -> str:
    """The whole reference, its headings from the third level down."""
    return "\n".join(_lines(schema)).rstrip() + "\n"


def updated(page: str, schema: GraphQLSchema) -> str:
    """A page with the reference in the block for it."""
    return _BLOCK.sub(lambda block: f"{block[1]}\n{reference(schema)}\n{block[2]}", page)


def _lines(schema: GraphQLSchema) -> Iterator[str]:
    roots = [kind for kind in (schema.query_type, schema.mutation_type, schema.subscription_type) if kind]
    named = [kind for name, kind in sorted(schema.type_map.items()) if not name.startswith("__")]
    types = [kind for kind in named if isinstance(kind, Fielded) and kind not in roots]
    for root in roots:
        yield from _type(root, schema)
    for kind in (kind for kind in types if _told(kind)):
        yield from _type(kind, schema)
    for chosen in (GraphQLInputObjectType, GraphQLEnumType):
        for one in named:
            if isinstance(one, chosen):
                yield from _input(one) if isinstance(one, GraphQLInputObjectType) else _enum(one)


def _told(kind: Fielded) -> bool:
    """Whether a type is told of by itself."""
    return kind.name in _CALLED or not kind.name.endswith(("Connection", "Edge"))


def _type(kind: Fielded, schema: GraphQLSchema) -> Iterator[str]:
    yield from _heading(kind)
    above = kind.interfaces
    if above:
        yield f"Has what {_spelled(one.name for one in above)} has.\n"
    if isinstance(kind, GraphQLInterfaceType):
        yield f"Types: {_spelled(sorted(one.name for one in schema.get_possible_types(kind)))}.\n"
    known = {name for one in above for name in one.fields}
    own = {name: one for name, one in kind.fields.items() if name not in known}
    if own:
        yield "| field | type | |\n|---|---|---|"
        yield from (_field(name, one) for name, one in own.items())
        yield ""


def _field(name: str, one: GraphQLField) -> str:
    deprecated = f" Deprecated: {one.deprecation_reason}" if one.deprecation_reason else ""
    told = f"{_flat(one.description)}{deprecated}"
    own = [_argument(arg, at) for arg, at in one.args.items() if arg not in (*PAGING, *STATES, *EVERYWHERE)]
    shared = [f"`{arg}: {one.args[arg].type}`" for arg in EVERYWHERE if arg in one.args]
    listed = [*own, *shared, *_kinds(one)]
    return f"| `{name}` | `{one.type}` | {'<br>'.join([told, *listed])} |"


def _kinds(one: GraphQLField) -> list[str]:
    """The arguments that always come together, as the guide calls them."""
    known = {"pages": PAGING[1], "states": STATES[0]}
    return [f"*{name}*" for name, arg in known.items() if arg in one.args]


def _input(kind: GraphQLInputObjectType) -> Iterator[str]:
    yield from _heading(kind)
    yield "| field | type | |\n|---|---|---|"
    yield from (
        f"| `{name}` | `{one.type}` | {_flat(one.description)} |" for name, one in kind.fields.items()
    )
    yield ""


def _enum(kind: GraphQLEnumType) -> Iterator[str]:
    yield from _heading(kind)
    yield from (f"- `{name}`: {_flat(one.description)}" for name, one in kind.values.items())
    yield ""


def _heading(kind: GraphQLNamedType) -> Iterator[str]:
    yield f"#### {_CALLED.get(kind.name, kind.name)}\n"
    yield f"{_flat(kind.description)}\n"


def _argument(name: str, one: GraphQLArgument) -> str:
    given = f" = {one.default_value}" if isinstance(one.default_value, int) else ""
    return f"`{name}: {one.type}{given}` {_flat(one.description)}"


def _spelled(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _flat(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    from api.graphql.schema import schema as ours

    for place in map(Path, sys.argv[1:]):
        place.write_text(updated(place.read_text(encoding="utf-8"), ours.core), encoding="utf-8")
