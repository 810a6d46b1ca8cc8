"""How often a document asks for the same place in the reply: validation compares each time with every other.

Fields are grouped by where their values would stand, through fragments and below fields that are asked for
several times. The walk is as long as what the fragments unfold to, and given up when that is too much, as
it is for fragments that use themselves.
"""

from collections.abc import Iterable, Iterator, Mapping

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.settings import LIMITS


def repeats(document: DocumentNode, most: int) -> int:
    """The number of pairs of fields for the same place, counted until there are more than `most`."""
    nodes = document.definitions
    fragments = {node.name.value: node for node in nodes if isinstance(node, FragmentDefinitionNode)}
    sets = [node.selection_set for node in nodes if isinstance(node, OperationDefinitionNode)]
    unused = [node.selection_set for node in fragments.values()]  # they, too, are validated each by itself
    pairs, left, groups = 0, LIMITS.fields, [[one] for one in (*sets, *unused)]
    while groups and pairs <= most:
        places = _places(groups.pop(), fragments)
        for fields in places.values():
            left -= len(fields)
            pairs += len(fields) * (len(fields) - 1) // 2
            inner = [field.selection_set for field in fields if field.selection_set]
            if inner:
                groups.append(inner)
        if left < 0:
            return most + 1
    return pairs


def _places(
    sets: Iterable[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> dict[str, list[FieldNode]]:
    found: dict[str, list[FieldNode]] = {}
    for field in _fields(sets, fragments):
        found.setdefault(field.alias.value if field.alias else field.name.value, []).append(field)
    return found


def _fields(
    sets: Iterable[SelectionSetNode], fragments: Mapping[str, FragmentDefinitionNode]
) -> Iterator[FieldNode]:
    """The fields of selections, those of fragments among them; each fragment counts once."""
    waiting, seen = list(sets), set()
    while waiting:
        for node in waiting.pop().selections:
            if isinstance(node, FieldNode):
                yield node
            elif not isinstance(node, FragmentSpreadNode):
                waiting.append(node.selection_set)  # type: ignore[attr-defined]  # of an inline fragment
            elif node.name.value not in seen and node.name.value in fragments:
                seen.add(node.name.value)
                waiting.append(fragments[node.name.value].selection_set)
