"""What a request may cost: an upper bound of the values in its reply, told before anything is read.

Every field is one value, as often as the objects above it may be there. A list is as long as its page may be
(`first`, given or by default), when it stands in the answer to a field that has pages, and `A_FEW` otherwise.
Each fragment is reckoned once, however often it is used, as a linear function of the page that it may stand
in; so the time this takes grows with the length of the document, while the cost may grow beyond all bounds.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    SelectionNode,
    SelectionSetNode,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    Undefined,
    VariableNode,
    get_named_type,
)

from api.paging import MOST
from api.settings import LIMITS

_META = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef, "__typename": TypeNameMetaFieldDef}
A_FEW = 5  # things of a list that has no pages
_DEEPEST = 2**63  # beyond it nobody cares how much more


class Cost(NamedTuple):
    """What a selection costs: `fixed`, and `each` for every thing of the page that it stands in."""

    fixed: int = 0
    each: int = 0

    def on(self, page: int) -> int:
        """What it costs in a page of that many things."""
        return min(self.fixed + self.each * page, _DEEPEST)


def affordable(cost: int) -> None:
    """GraphQLError, which tells the cost, when it is too high."""
    if cost <= LIMITS.cost:
        return
    shown = f"{cost:,}" if cost < _DEEPEST else "very many"
    raise GraphQLError(
        f"The reply may have {shown} values; it may have at most {LIMITS.cost:,}. Ask for shorter pages with "
        "`first`, or for fewer lists inside lists.",
        extensions={"code": "TOO_MUCH", "cost": min(cost, _DEEPEST - 1), "limit": LIMITS.cost},
    )


class Reckoning:
    """Reckons the cost of operations, with the variables of one request."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: Mapping[str, Any],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables
        self._known: dict[str, Cost] = {}

    def of(self, operation: OperationDefinitionNode) -> int:
        """The cost of an operation."""
        root = self._schema.get_root_type(operation.operation)
        return self._selections(operation.selection_set, root).on(1)

    def _selections(self, selections: SelectionSetNode | None, kind: Any) -> Cost:
        nodes = selections.selections if selections else ()
        return _sum(self._selection(node, kind) for node in nodes)

    def _selection(self, node: SelectionNode, kind: Any) -> Cost:
        if isinstance(node, FieldNode):
            return self._field(node, kind)
        if isinstance(node, InlineFragmentNode):
            on = self._schema.get_type(node.type_condition.name.value) if node.type_condition else kind
            return self._selections(node.selection_set, on)
        assert isinstance(node, FragmentSpreadNode)
        return self._fragment(node.name.value)

    def _fragment(self, name: str) -> Cost:
        if name not in self._known:
            self._known[name] = Cost()  # while it is being reckoned; a circle is no valid document
            found = self._fragments[name]
            on = self._schema.get_type(found.type_condition.name.value)
            self._known[name] = self._selections(found.selection_set, on)
        return self._known[name]

    def _field(self, node: FieldNode, kind: Any) -> Cost:
        name = node.name.value
        field = _META.get(name) or getattr(kind, "fields", {}).get(name)
        if field is None:
            return Cost()  # no valid document has it
        page = self._page(field, node)
        inside = 1 + self._selections(node.selection_set, get_named_type(field.type)).on(page or A_FEW)
        if not _listed(field.type):
            return Cost(min(inside, _DEEPEST))
        return Cost(0, min(inside, _DEEPEST))

    def _page(self, field: GraphQLField, node: FieldNode) -> int | None:
        """How long the lists in the answer to a field may be; None when nothing is said of it."""
        argument = field.args.get("first")
        if argument is None:
            return None
        given = next((one.value for one in node.arguments or () if one.name.value == "first"), None)
        size: Any = argument.default_value if argument.default_value is not Undefined else MOST
        if isinstance(given, VariableNode):
            size = self._variables.get(given.name.value, MOST)
        elif isinstance(given, IntValueNode):
            size = int(given.value) if len(given.value) < 10 else MOST
        return min(max(size, 1), MOST) if type(size) is int else MOST


def _sum(costs: Iterable[Cost]) -> Cost:
    fixed = each = 0
    for cost in costs:
        fixed += cost.fixed
        each += cost.each
    return Cost(min(fixed, _DEEPEST), min(each, _DEEPEST))


def _listed(kind: Any) -> bool:
    """Whether a type is a list."""
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)
