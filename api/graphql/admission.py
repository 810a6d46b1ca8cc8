"""Admission: a document is parsed within limits, once for each text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from graphql import DocumentNode, GraphQLError, parse
from strawberry.extensions import SchemaExtension

from api.graphql.limits import check
from api.settings import LIMITS

_REMEMBERED = 256  # documents
_BRACKETS = 100  # inside each other; deeper ones would exhaust the parser's stack
_BRACKET = re.compile(r"[{}()\[\]]")


@lru_cache(maxsize=_REMEMBERED)
def admitted(query: str) -> DocumentNode:
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
    document = parse(query, max_tokens=LIMITS.tokens)
    check(document)
    return document


class Admission(SchemaExtension):
    """Gives Strawberry the document that was admitted."""

    def on_parse(self) -> Iterator[None]:
        """Take the admitted document."""
        context = self.execution_context
        assert context.query is not None
        context.graphql_document = admitted(context.query)
        yield


def _nesting(query: str) -> int:
    """How deep brackets lie inside each other at most; those inside strings count too."""
    deepest = depth = 0
    for bracket in _BRACKET.findall(query):
        depth += 1 if bracket in "{[(" else -1
        deepest = max(deepest, depth)
    return deepest
