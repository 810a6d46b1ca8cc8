"""The compiled projection: selections turned into closures, once for each document and type.

graphql-core asks for every field of every object anew what its type is, which resolver it has and whether it
waits for anything. None of this changes from object to object. A selection is compiled into one closure for
each field; where a field cannot be (see `getting`), graphql-core resolves it in its place. When anything
unusual turns up, the whole subtree is done anew by graphql-core, so that errors are its own.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from inspect import isawaitable
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    is_abstract_type,
    is_leaf_type,
)

from api.graphql.completing import Completer, Path, each, is_text, leaf, never_null, stepping, wording
from api.graphql.getting import DEFINITION, Getter, UnusualError, arguments, getter, varies

Nodes = list[FieldNode]
Step = Callable[[Any, Any, Path], Any]  # the value of one field, of an execution, a source and its place
_MOST = 2_000  # compiled selections of one document


class Plans:
    """The compiled selections of one document. Safe to share between threads."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._schema = schema
        self._fragments = fragments
        self._resolved = resolved(schema)
        self._known: dict[tuple[Any, ...], Completer] = {}
        self._placed: dict[int, bool] = {}

    def plan(self, run: Any, kind: GraphQLOutputType, nodes: Nodes) -> Completer:
        """How values of a type are completed."""
        key = (run.conditions, id(kind), *map(id, nodes))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _MOST:  # somebody tries all ways to skip and include
                self._known.clear()
            found = self._known[key] = self._compiled(run, kind, nodes)
        return found

    def _compiled(self, run: Any, kind: GraphQLOutputType, nodes: Nodes) -> Completer:
        if isinstance(kind, GraphQLNonNull):
            return never_null(self.plan(run, kind.of_type, nodes))
        if isinstance(kind, GraphQLList):
            required = isinstance(kind.of_type, GraphQLNonNull)
            inner = kind.of_type.of_type if isinstance(kind.of_type, GraphQLNonNull) else kind.of_type
            return each(self.plan(run, inner, nodes), located=self._located(nodes), required=required)
        if is_leaf_type(kind):
            return leaf(kind)  # type: ignore[arg-type]
        if is_abstract_type(kind):
            types = {one.name: one for one in self._schema.get_possible_types(kind)}  # type: ignore[arg-type]
            return _abstract(kind, types, lambda run, one: self.plan(run, one, nodes))
        assert isinstance(kind, GraphQLObjectType)
        return self._object(run, kind, nodes) if projectable(kind) else _unusual

    def _object(self, run: Any, kind: GraphQLObjectType, nodes: Nodes) -> Completer:
        fields = run.collect_subfields(kind, nodes)
        steps = [(name, self._step(run, kind, some)) for name, some in fields.items()]
        found = [(name, step) for name, step in steps if step is not None]
        return _object(kind, found, located=self._located(nodes))

    def _step(self, run: Any, kind: GraphQLObjectType, nodes: Nodes) -> Step | None:
        """How one field of an object is answered; None for a field that its type does not have."""
        name = nodes[0].name.value
        if name == "__typename":
            return lambda _run, _source, _path: kind.name
        field = kind.fields.get(name)
        if field is None and not name.startswith("__"):
            return None
        get = getter(name, field) if field and projectable(field.type) else None
        if field is None or get is None:
            return _resolved(kind, nodes)
        return self._direct(run, field, nodes, get)

    def _direct(self, run: Any, field: GraphQLField, nodes: Nodes, get: Getter) -> Step:
        if field.args:
            return _asked(self._schema, field, nodes[0], get, self.plan(run, field.type, nodes))
        required = isinstance(field.type, GraphQLNonNull)
        inner: Any = field.type.of_type if isinstance(field.type, GraphQLNonNull) else field.type
        if is_leaf_type(inner) and is_text(inner):
            return wording(get, self.plan(run, field.type, nodes))
        return stepping(get, self.plan(run, inner, nodes), required=required)

    def _located(self, nodes: Nodes) -> bool:
        """Whether something below these fields has to know where it stands."""
        return any(self._places(node.selection_set) for node in nodes)

    def _places(self, selections: SelectionSetNode | None) -> bool:
        if selections is None:
            return False
        key = id(selections)
        if key not in self._placed:
            self._placed[key] = any(map(self._place, selections.selections))
        return self._placed[key]

    def _place(self, node: SelectionNode) -> bool:
        if isinstance(node, FragmentSpreadNode):
            found = self._fragments.get(node.name.value)
            return found is not None and self._places(found.selection_set)
        if isinstance(node, FieldNode) and node.name.value in self._resolved:
            return True
        return self._places(node.selection_set)  # type: ignore[attr-defined]  # of a field or a fragment


@lru_cache(maxsize=8)
def resolved(schema: GraphQLSchema) -> frozenset[str]:
    """The names of the fields that graphql-core resolves, of whatever type they are."""
    types = [kind for kind in schema.type_map.values() if isinstance(kind, GraphQLObjectType)]
    found = {
        name
        for kind in types
        for name, field in kind.fields.items()
        if not projectable(field.type) or getter(name, field) is None
    }
    return frozenset(found | {"__schema", "__type"})


def _abstract(
    kind: Any, types: Mapping[str, GraphQLObjectType], planned: Callable[[Any, GraphQLObjectType], Completer]
) -> Completer:
    """Values of an interface or union, by the type of each; what there is none of is never compiled."""
    known: dict[Any, Completer] = {}

    def complete(run: Any, value: Any, path: Path) -> Any:
        if value is None or value is Undefined:
            return None
        told = value.get("__typename") if isinstance(value, dict) else type(value)
        found = known.get(told)
        if found is None:
            name = told if isinstance(value, dict) else _name(kind, value)
            if not isinstance(name, str) or name not in types:
                raise UnusualError
            found = known[told] = planned(run, types[name])
        return found(run, value, path)

    return complete


def _unusual(_run: Any, value: Any, _path: Path) -> Any:
    """What graphql-core has to complete, unless there is nothing to complete."""
    if value is None or value is Undefined:
        return None
    raise UnusualError


def projectable(kind: GraphQLOutputType) -> bool:
    """Whether the type of a value can be told from its class, without asking functions of the schema."""
    while isinstance(kind, GraphQLNonNull | GraphQLList):
        kind = kind.of_type
    if isinstance(kind, GraphQLObjectType):
        return kind.is_type_of is None or _by_class(kind)
    if is_abstract_type(kind):
        return kind.resolve_type is None or (isinstance(kind, GraphQLInterfaceType) and _by_class(kind))  # type: ignore[union-attr]
    return True


def _by_class(kind: Any) -> bool:
    """Whether Strawberry tells the type by the class alone."""
    known = kind.extensions.get(DEFINITION)
    own = known is not None and known.is_type_of is None
    return own and getattr(known, "resolve_type", None) is None


def _name(kind: Any, value: Any) -> str | None:
    """The name of the type of an object that Strawberry knows."""
    known, asked = getattr(type(value), "__strawberry_definition__", None), kind.extensions.get(DEFINITION)
    if known is None or asked is None or known.is_graphql_generic or not isinstance(value, asked.origin):
        return None
    return str(known.name)


def _object(kind: GraphQLObjectType, steps: Sequence[tuple[str, Step]], *, located: bool) -> Completer:
    usual: set[type] = {dict} if kind.is_type_of is None else set()
    name = kind.name

    def complete(run: Any, value: Any, path: Path) -> Any:
        if value is None or value is Undefined:
            return None
        if type(value) not in usual:
            _check(kind, value)
            usual.add(type(value))
        if located:
            return {key: step(run, value, path.add_key(key, name)) for key, step in steps}
        return {key: step(run, value, None) for key, step in steps}

    return complete


def _check(kind: GraphQLObjectType, value: Any) -> None:
    """UnusualError unless all values of its class are objects of the type."""
    if isinstance(value, Exception) or isawaitable(value):
        raise UnusualError
    if kind.is_type_of is not None and not kind.is_type_of(value, None):  # type: ignore[arg-type]  # by class
        raise UnusualError


def _resolved(kind: GraphQLObjectType, nodes: Nodes) -> Step:
    """A field that graphql-core resolves."""

    def step(run: Any, source: Any, path: Path) -> Any:
        found = run.execute_field(kind, source, nodes, path)
        if isawaitable(found):
            raise UnusualError
        return found

    return step


def _asked(
    schema: GraphQLSchema, field: GraphQLField, node: FieldNode, get: Getter, complete: Completer
) -> Step:
    """A field with arguments, which are the same for all objects, and without variables for all requests."""
    key = (id(field), id(node))
    if not varies(node):
        given = arguments(schema, field, node, {})
        return lambda run, source, path: complete(run, get(source, **given), path)

    def asked(run: Any, source: Any, path: Path) -> Any:
        given = run.given.get(key)
        if given is None:
            given = run.given[key] = arguments(schema, field, node, run.variable_values)
        return complete(run, get(source, **given), path)

    return asked
