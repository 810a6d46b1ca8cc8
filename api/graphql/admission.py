"""Admission: a document is parsed within limits, validated and prepared for execution, once for each text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api.graphql.cost import Reckoning
from api.graphql.executor import Executor
from api.graphql.limits import check
from api.graphql.schema import schema
from api.settings import LIMITS

_REMEMBERED = 256  # documents
_BRACKETS = 100  # inside each other; deeper ones would exhaust the parser's stack
_BRACKET = re.compile(r"[{}()\[\]]")
_TOKEN = re.compile(  # a text, a comment, or anything else that the parser would have to look at
    r'"""(?:\\"""|[^"]|"(?!""))*+"""|"(?:\\.|[^"\\\n])*+"|#[^\n]*+|\.\.\.|[^\s,\w]|[\w.+-]++'
)
_RULES = (*specified_rules, MaybeNullValidationRule, OneOfInputValidationRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Admitted:
    """A document within the limits, with what validation found wrong with it, ready to be executed."""

    operations: tuple[OperationDefinitionNode, ...]
    fragments: Mapping[str, FragmentDefinitionNode]
    errors: tuple[GraphQLError, ...]
    executor: Executor

    def meant(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name, or the only one; GraphQLError unless it is one."""
        meant = [one for one in self.operations if name in {None, one.name.value if one.name else ""}]
        if not meant:
            raise GraphQLError("The document has no such operation; `operationName` names one.")
        if len(meant) > 1:
            raise GraphQLError(
                "The document has several operations; say with `operationName` which one is meant."
            )
        return meant[0]

    def cost(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> int:
        """What an operation of a valid document may cost with these variables."""
        defaults = {
            one.variable.name.value: getattr(one.default_value, "value", None)
            for one in operation.variable_definitions or ()
            if one.default_value is not None
        }
        known = {name: int(str(text)) for name, text in defaults.items() if _is_number(text)}
        return Reckoning(schema.core, self.fragments, {**known, **variables}).of(operation)


@lru_cache(maxsize=_REMEMBERED)
def admitted(query: str) -> Admitted:
    """The document of a query text; GraphQLError when it is not GraphQL, or asks too much."""
    if len(query) > LIMITS.query:
        raise GraphQLError(
            f"The document has {len(query)} characters; it may have {LIMITS.query}.",
            extensions={"code": "TOO_MUCH"},
        )
    if _nesting(query) > _BRACKETS:
        raise GraphQLError(
            f"The document has brackets nested more than {_BRACKETS} deep.", extensions={"code": "TOO_MUCH"}
        )
    if _tokens(query) > LIMITS.tokens:  # far quicker to tell than by parsing
        raise GraphQLError(
            f"The document has more than {LIMITS.tokens} words and signs.", extensions={"code": "TOO_MUCH"}
        )
    document = parse(query, max_tokens=LIMITS.tokens)
    check(document)
    errors = validate(schema.core, document, _RULES, max_errors=LIMITS.errors)
    return _admitted(document, tuple(errors))


def _admitted(document: DocumentNode, errors: tuple[GraphQLError, ...]) -> Admitted:
    nodes = document.definitions
    return Admitted(
        operations=tuple(node for node in nodes if isinstance(node, OperationDefinitionNode)),
        fragments={node.name.value: node for node in nodes if isinstance(node, FragmentDefinitionNode)},
        errors=errors,
        executor=Executor(schema.core, document),
    )


def _tokens(query: str) -> int:
    """How many words and signs a document has, without comments."""
    return sum(not found.group().startswith("#") for found in _TOKEN.finditer(query))


def _is_number(text: Any) -> bool:
    return isinstance(text, str) and re.fullmatch(r"\d{1,9}", text) is not None


def _nesting(query: str) -> int:
    """How deep brackets lie inside each other at most; those inside strings count too."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(query):
        depth += 1 if bracket in "{[(" else -1
        deepest = max(deepest, depth)
    return deepest
