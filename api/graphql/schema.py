"""The schema, built once, and its text."""

import logging

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.types import ExecutionContext

from api.graphql.errors import internal
from api.graphql.incidents import Incident
from api.graphql.judgements import Judgement
from api.graphql.kinds import KINDS
from api.graphql.measures import Quantity, TimeExpression
from api.graphql.reviewing import Mutation
from api.graphql.roots import Query
from api.graphql.subscribing import Subscription

_LOG = logging.getLogger(__name__)


class Schema(strawberry.Schema):
    """Our schema. What went wrong on our side is logged; what a client got wrong is told to the client."""

    @property
    def core(self) -> GraphQLSchema:
        """The schema as graphql-core has it."""
        return self._schema

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Log internal errors."""
        del execution_context
        for error in errors:
            if internal(error):
                _LOG.error("a field failed: %s", error, exc_info=error.original_error)


schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[*KINDS, Incident, TimeExpression, Quantity, Judgement],
)


def sdl() -> str:
    """The schema in the schema definition language, as `schema.graphql` has it."""
    return schema.as_str() + "\n"
