"""What a document may ask: depth, aliases, fields, counted through fragments in linear time.

Each fragment is measured once, however often it is used, so that fragments that use fragments cost nothing
here, while what they would unfold to is counted in full.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

from api.graphql.repeats import repeats
from api.settings import LIMITS

_INTROSPECTION = 10  # fields that introspection may nest beyond the limit: types of types of types


class Weight(NamedTuple):
    """What something unfolds to: nested fields, aliases, fields, directives."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    directives: int = 0


def check(document: DocumentNode) -> None:
    """GraphQLError for a document that asks too much, with what it asks and what it may."""
    _within("definitions", len(document.definitions), LIMITS.definitions)
    weight = weigh(document)
    _within("levels of fields", weight.depth, LIMITS.depth)
    _within("aliases", weight.aliases, LIMITS.aliases)
    _within("fields", weight.fields, LIMITS.fields)
    _within("directives", weight.directives, LIMITS.directives)
    _within("repetitions of fields", repeats(document, LIMITS.repeats), LIMITS.repeats)


def weigh(document: DocumentNode) -> Weight:
    """The weight of the heaviest operation in each respect. Fragments in circles weigh nothing more."""
    scales = _Scales(document)
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    weights = [_with_directives(scales.of(node.selection_set), node) for node in operations]
    return Weight(*(max(column) for column in zip(Weight(), *weights, strict=True)))


class _Scales:
    """Weighs selections, remembering fragments."""

    def __init__(self, document: DocumentNode) -> None:
        fragments = (node for node in document.definitions if isinstance(node, FragmentDefinitionNode))
        self._fragments = {node.name.value: node for node in fragments}
        self._known: dict[str, Weight] = {}

    def of(self, selections: SelectionSetNode | None) -> Weight:
        """The weight of a selection set."""
        return _sum(self._selection(node) for node in selections.selections) if selections else Weight()

    def _selection(self, node: SelectionNode) -> Weight:
        if isinstance(node, FieldNode):
            weight = self._field(node)
        elif isinstance(node, InlineFragmentNode):
            weight = self.of(node.selection_set)
        else:
            assert isinstance(node, FragmentSpreadNode)
            weight = self._fragment(node.name.value)
        return _with_directives(weight, node)

    def _field(self, node: FieldNode) -> Weight:
        inner = self.of(node.selection_set)
        depth = inner.depth + 1
        if node.name.value.startswith("__"):
            depth = max(1, depth - _INTROSPECTION)
        return inner._replace(
            depth=depth, aliases=inner.aliases + (node.alias is not None), fields=inner.fields + 1
        )

    def _fragment(self, name: str) -> Weight:
        if name not in self._known:
            self._known[name] = Weight()  # while it is being weighed; a circle is refused by validation
            found = self._fragments.get(name)
            self._known[name] = self.of(found.selection_set) if found else Weight()
        return self._known[name]


def _sum(weights: Iterable[Weight]) -> Weight:
    depth = aliases = fields = directives = 0
    for weight in weights:
        depth = max(depth, weight.depth)
        aliases += weight.aliases
        fields += weight.fields
        directives += weight.directives
    return Weight(depth, aliases, fields, directives)


def _with_directives(weight: Weight, node: SelectionNode | OperationDefinitionNode) -> Weight:
    return weight._replace(directives=weight.directives + len(node.directives or ()))


def _within(what: str, asked: int, limit: int) -> None:
    if asked > limit:
        shown = asked if asked < 10**9 else "very many"
        raise GraphQLError(
            f"The request has {shown} {what}; it may have {limit}.", extensions={"code": "TOO_MUCH"}
        )
