"""Executing with compiled projections: graphql-core begins and ends, and takes over where it must.

For graphql-core before 3.3; what is taken over here is another class from there on.
"""

from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLOutputType,
    GraphQLSchema,
    VariableNode,
    Visitor,
    get_named_type,
    is_composite_type,
    visit,
)
from graphql.execution import ExecutionContext

from api.graphql.projection import Plans, projectable


class Projecting(ExecutionContext):
    """Executes one operation of a document whose plans are at hand."""

    plans: Plans
    conditional: tuple[str, ...]  # the variables that decide what is skipped and included

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given: dict[Any, Any] = {}
        self.conditions = tuple(self.variable_values.get(name) for name in self.conditional)
        self._plainly = False

    def complete_value(
        self, return_type: GraphQLOutputType, field_nodes: Any, info: Any, path: Any, result: Any
    ) -> Any:
        """What graphql-core would make of a value, faster; it is asked itself where that cannot be told."""
        if self._plainly or not _worthwhile(return_type):
            return super().complete_value(return_type, field_nodes, info, path, result)
        try:
            return self.plans.plan(self, return_type, field_nodes)(self, result, path)
        except Exception:  # noqa: BLE001  # whatever it is, it is graphql-core that reports it
            return self._complete_plainly(return_type, field_nodes, info, path, result)

    def _complete_plainly(self, *value: Any) -> Any:
        self._plainly = True
        try:
            return super().complete_value(*value)
        finally:
            self._plainly = False


def projecting(schema: GraphQLSchema, document: DocumentNode) -> type[Projecting]:
    """What executes the operations of one document."""
    nodes = document.definitions
    fragments = {node.name.value: node for node in nodes if isinstance(node, FragmentDefinitionNode)}
    own = {"plans": Plans(schema, fragments), "conditional": _conditional(document)}
    return type("ProjectingOne", (Projecting,), own)


class _Conditional(Visitor):
    """Collects the variables of directives."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        """Note the variables that it is given."""
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.names.add(argument.value.name.value)


def _conditional(document: DocumentNode) -> tuple[str, ...]:
    visitor = _Conditional()
    visit(document, visitor)
    return tuple(sorted(visitor.names))


def _worthwhile(kind: GraphQLOutputType) -> bool:
    return is_composite_type(get_named_type(kind)) and projectable(kind)
