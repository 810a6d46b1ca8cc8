"""Executing a question: the reply as GraphQL has it, whatever happens on the way."""

from typing import Any

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from graphql import OperationType as GraphQLOperation
from strawberry.types.graphql import OperationType

from api.budget import SpentError
from api.graphql.admission import admitted
from api.graphql.errors import told
from api.graphql.schema import schema
from api.level import Request
from api.question import Question

TOO_MUCH = "TOO_MUCH"


def answer(question: Question, request: Request) -> dict[str, Any]:
    """`data` and `errors`. Without `data` nothing was executed."""
    try:
        _meant(admitted(question.query), question.operation)
        return _executed(question, request)
    except GraphQLError as error:
        return {"errors": told([error])}
    except SpentError as error:
        return {"errors": told([GraphQLError(str(error), extensions={"code": TOO_MUCH})])}


def refused(reply: dict[str, Any]) -> bool:
    """Whether a reply says that the question asked too much."""
    return "data" not in reply and any(error["extensions"]["code"] == TOO_MUCH for error in reply["errors"])


def _meant(document: DocumentNode, name: str | None) -> None:
    """GraphQLError unless one query of the document is meant. Strawberry would take the first of several."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    meant = [node for node in operations if name in {None, node.name.value if node.name else ""}]
    if not meant:
        raise GraphQLError("The document has no such operation; `operationName` names one.")
    if len(meant) > 1:
        raise GraphQLError(
            "The document has several operations; say with `operationName` which one is meant."
        )
    if meant[0].operation is not GraphQLOperation.QUERY:
        raise GraphQLError("Only queries are answered here.")


def _executed(question: Question, request: Request) -> dict[str, Any]:
    result = schema.execute_sync(
        question.query,
        variable_values=question.variables,
        context_value=request,
        operation_name=question.operation,
        allowed_operation_types={OperationType.QUERY},
    )
    errors = result.errors or []
    reply: dict[str, Any] = {"errors": told(errors)} if errors else {}
    # an error without a path was found before anything was executed
    if not errors or any(error.path is not None for error in errors):
        reply["data"] = result.data
    return reply
