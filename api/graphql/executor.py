"""Executes the operations of a valid document: with compiled projections where graphql-core lets us."""

from collections.abc import AsyncGenerator
from inspect import isawaitable
from typing import Any

import graphql
from graphql import DocumentNode, ExecutionResult, GraphQLSchema, create_source_event_stream, execute

AVAILABLE = graphql.version_info < (3, 3)


class Executor:
    """Executes the operations of one valid document; what is compiled for it is kept."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode) -> None:
        self._schema, self._document = schema, document
        self._way = _projected(schema, document) if AVAILABLE else {}

    def execute(
        self, variables: dict[str, Any], operation: str | None, context: Any, root: Any = None
    ) -> ExecutionResult:
        """The result of an operation."""
        found = execute(
            self._schema,
            self._document,
            root_value=root,
            context_value=context,
            variable_values=variables,
            operation_name=operation,
            is_awaitable=_never,
            **self._way,
        )
        assert isinstance(found, ExecutionResult)
        return found

    async def events(
        self, variables: dict[str, Any], operation: str | None, context: Any
    ) -> AsyncGenerator[Any, None] | ExecutionResult:
        """What a subscription is told of, event by event; a result with errors when it cannot begin."""
        create: Any = create_source_event_stream  # takes other arguments from 3.3 on
        if AVAILABLE:
            found = create(self._schema, self._document, None, context, variables, operation)
        else:
            built = graphql.Executor.build(  # type: ignore[attr-defined]
                self._schema, self._document, None, context, variables, operation
            )
            if isinstance(built, list):
                return ExecutionResult(None, built)
            found = create(built)
        result: AsyncGenerator[Any, None] | ExecutionResult = await found if isawaitable(found) else found
        return result


def _projected(schema: GraphQLSchema, document: DocumentNode) -> dict[str, Any]:
    from api.graphql.projecting import projecting  # noqa: PLC0415  # takes over what 3.3 has not

    return {"execution_context_class": projecting(schema, document)}


def _never(_: Any) -> bool:
    """Whether a value has to be awaited; nothing of ours has."""
    return False
