"""Random schemas, questions to them and data that answers them, now and then as it should not be."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLBoolean,
    GraphQLEnumType,
    GraphQLField,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    get_named_type,
    is_abstract_type,
    is_composite_type,
    is_list_type,
    is_non_null_type,
)


class Colour(Enum):
    """Values of an enum."""

    RED = "red"
    BLUE = "blue"


def _upper(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("only text can be shouted")
    return value.upper()


ENUM = GraphQLEnumType("Colour", Colour)
SHOUT = GraphQLScalarType("Shout", serialize=_upper)
LEAVES = (GraphQLString, GraphQLInt, GraphQLFloat, GraphQLBoolean, GraphQLID, ENUM, SHOUT)
GOOD: dict[str, tuple[Any, ...]] = {
    "String": ("", "word", 3, True, 0.5),
    "Int": (0, -7, 2**31 - 1, 2.0, True, "12"),
    "Float": (0.5, 3, -1e300, "1.5"),
    "Boolean": (True, False, 1, 0),
    "ID": ("x", 5, 2**40),
    "Colour": (Colour.RED, Colour.BLUE),
    "Shout": ("hey",),
}
BAD: tuple[Any, ...] = ("word", 2**31, float("nan"), {}, [], object, ValueError("broken"), 1.5, "red")


@dataclass
class Generator:
    """Draws everything from one source of chance."""

    random: Random
    fragments: dict[str, str] = field(default_factory=dict)

    def schema(self) -> GraphQLSchema:
        """Three object types, an interface, a union; with fields to each other, lists and non-nulls."""
        names = ["T0", "T1", "T2"]
        types: dict[str, Any] = {}
        abstract: list[Any] = []
        shared = {f"shared{n}": self._leaf() for n in range(2)}
        face = GraphQLInterfaceType("Face", lambda: {n: GraphQLField(kind) for n, kind in shared.items()})
        for name in names:
            faces = [face] if self.random.random() < 0.7 or name == "T0" else []
            wanted = self._fields(name)
            types[name] = GraphQLObjectType(
                name,
                lambda wanted=wanted, faces=faces: {
                    **{n: GraphQLField(kind) for n, kind in shared.items() if faces},
                    **{n: self._field(one, types, abstract) for n, one in wanted.items()},
                },
                interfaces=faces,
            )
        union = GraphQLUnionType("Either", lambda: [types["T0"], types["T1"]])
        abstract += [face, union]
        query = GraphQLObjectType(
            "Query", lambda: {"root": GraphQLField(types["T0"]), **_many(types, abstract)}
        )
        return GraphQLSchema(query, types=[*types.values(), face, union])

    def question(self, schema: GraphQLSchema) -> str:
        """A question with aliases, fragments, conditions and arguments."""
        assert schema.query_type
        body = self._selection(schema, schema.query_type, 4)
        asked = "query($yes: Boolean! = true, $no: Boolean! = false, $maybe: Boolean!, $n: Int)"
        return f"{asked} {body} {' '.join(self.fragments.values())}"

    def value(self, schema: GraphQLSchema, kind: Any, depth: int) -> Any:
        """A value of a type, mostly as it should be."""
        if self.random.random() < 0.04:
            return None
        if is_non_null_type(kind):
            return self.value(schema, kind.of_type, depth)
        if self.random.random() < 0.02:
            return self.random.choice(BAD)
        if is_list_type(kind):
            items = [self.value(schema, kind.of_type, depth) for _ in range(self.random.randrange(4))]
            return tuple(items) if self.random.random() < 0.3 else items
        if is_composite_type(kind):
            return self._object(schema, kind, depth)
        return self.random.choice(GOOD[kind.name])

    def _object(self, schema: GraphQLSchema, kind: Any, depth: int) -> Any:
        if depth == 0:
            return None
        exact = self.random.choice(schema.get_possible_types(kind)) if is_abstract_type(kind) else kind
        told = "T9" if self.random.random() < 0.01 else exact.name
        data = {
            name: self.value(schema, one.type, depth - 1)
            for name, one in exact.fields.items()
            if self.random.random() > 0.03
        }
        if kind is exact and self.random.random() < 0.3:
            return type("Thing", (), data)()
        return {"__typename": told, **data}

    def _leaf(self) -> Any:
        return self._wrapped(self.random.choice(LEAVES))

    def _wrapped(self, kind: Any) -> Any:
        for _ in range(self.random.randrange(3)):
            if self.random.random() < 0.5:
                kind = GraphQLList(kind)
            if not is_non_null_type(kind) and self.random.random() < 0.4:
                kind = GraphQLNonNull(kind)
        return kind

    def _fields(self, owner: str) -> dict[str, tuple[str, list[bool], bool, bool]]:
        """Of each field: its type by name, how it is wrapped, whether it has an argument and a resolver."""
        found = {}
        for number in range(self.random.randrange(2, 6)):
            named = self.random.choice(["leaf", "leaf", "T0", "T1", "T2", "Face", "Either"])
            wraps = [self.random.random() < 0.4 for _ in range(3)]
            found[f"{owner.lower()}f{number}"] = (
                named,
                wraps,
                self.random.random() < 0.25,
                self.random.random() < 0.15,
            )
        return found

    def _field(
        self, one: tuple[str, list[bool], bool, bool], types: Any, abstract: list[Any]
    ) -> GraphQLField:
        named, (inner, listed, outer), asked, resolved = one
        known = {**types, **{kind.name: kind for kind in abstract}}
        kind = known.get(named) or LEAVES[(inner + 2 * listed + 4 * outer) % len(LEAVES)]
        kind = GraphQLNonNull(kind) if inner else kind
        kind = GraphQLList(kind) if listed else kind
        kind = GraphQLNonNull(kind) if outer and not is_non_null_type(kind) else kind
        args = {"n": GraphQLArgument(GraphQLInt), "must": GraphQLArgument(GraphQLInt, 3)} if asked else None
        return GraphQLField(kind, args=args, resolve=_resolve if resolved else None)

    def _selection(self, schema: GraphQLSchema, kind: Any, depth: int) -> str:
        parts = [self._part(schema, kind, depth) for _ in range(self.random.randrange(1, 5))]
        parts = [part for part in parts if part] or ["__typename"]
        return "{ " + " ".join(parts) + " }"

    def _part(self, schema: GraphQLSchema, kind: Any, depth: int) -> str:
        chance = self.random.random()
        if chance < 0.1:
            return f"__typename{self._condition()}"
        if chance < 0.3 and depth:
            return self._fragment(schema, kind, depth)
        names = list(getattr(kind, "fields", {}))
        return self._asked(schema, kind, self.random.choice(names), depth) if names else "__typename"

    def _asked(self, schema: GraphQLSchema, kind: Any, name: str, depth: int) -> str:
        one = kind.fields[name]
        inner = ""
        if is_composite_type(get_named_type(one.type)):
            if depth == 0:
                return ""
            inner = self._selection(schema, get_named_type(one.type), depth - 1)
        given = self.random.choice(["1", "$n", "null"]) if one.args else ""
        alias = f"{name}_{given.strip('$')}: " if given else self.random.choice(["", f"also_{name}: "])
        return f"{alias}{name}{f'(n: {given})' if given else ''}{self._condition()} {inner}"

    def _fragment(self, schema: GraphQLSchema, kind: Any, depth: int) -> str:
        on = self.random.choice([kind, *(schema.get_possible_types(kind) if is_abstract_type(kind) else [])])
        if self.random.random() < 0.5:
            return f"... on {on.name}{self._condition()} {self._selection(schema, on, depth - 1)}"
        name = f"part{len(self.fragments)}"
        self.fragments[name] = ""
        self.fragments[name] = f"fragment {name} on {on.name} {self._selection(schema, on, depth - 1)}"
        again = f" ...{name}" if self.random.random() < 0.2 else ""
        return f"...{name}{self._condition()}{again}"

    def _condition(self) -> str:
        if self.random.random() < 0.8:
            return ""
        way = self.random.choice(["skip", "include"])
        return f" @{way}(if: {self.random.choice(['true', 'false', '$yes', '$no', '$maybe'])})"


def _resolve(source: Any, info: Any, **given: Any) -> Any:
    """A resolver that asks where it stands; what it gives may depend on its arguments."""
    if given.get("n") == 1:
        raise ValueError(f"no {info.path.key} with 1")
    name = info.field_name
    return source.get(name) if isinstance(source, dict) else getattr(source, name, None)


def _many(types: dict[str, Any], abstract: list[Any]) -> dict[str, GraphQLField]:
    every: Iterator[Any] = iter((*types.values(), *abstract))
    return {f"all{kind.name}": GraphQLField(GraphQLList(GraphQLNonNull(kind))) for kind in every}
