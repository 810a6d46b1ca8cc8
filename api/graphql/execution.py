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
_OPERATIONS = {
    GraphQLOperation.QUERY: OperationType.QUERY,
    GraphQLOperation.MUTATION: OperationType.MUTATION,
}


def answer(question: Question, request: Request) -> dict[str, Any]:
    """`data` and `errors`. Without `data` nothing was executed."""
    try:
        _permitted(_meant(admitted(question.query), question.operation), question, request)
        return _executed(question, request)
    except GraphQLError as error:
        return {"errors": told([error])}
    except SpentError as error:
        return {"errors": told([GraphQLError(str(error), extensions={"code": TOO_MUCH})])}


def refused(reply: dict[str, Any]) -> bool:
    """Whether a reply says that the question asked too much."""
    return "data" not in reply and any(error["extensions"]["code"] == TOO_MUCH for error in reply["errors"])


def _permitted(meant: OperationType | None, question: Question, request: Request) -> None:
    """GraphQLError for what may not be asked so."""
    if meant not in _allowed(question, request):
        raise GraphQLError("Only queries are answered here.")


def _allowed(question: Question, request: Request) -> set[OperationType]:
    """Queries; and mutations of a reviewer, unless they come by a link."""
    reviews = request.desk is not None and not question.by_link
    return {OperationType.QUERY, OperationType.MUTATION} if reviews else {OperationType.QUERY}


def _meant(document: DocumentNode, name: str | None) -> OperationType | None:
    """What is meant of the document; GraphQLError unless it is one. Strawberry takes the first of several."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    meant = [node for node in operations if name in {None, node.name.value if node.name else ""}]
    if not meant:
        raise GraphQLError("The document has no such operation; `operationName` names one.")
    if len(meant) > 1:
        raise GraphQLError(
            "The document has several operations; say with `operationName` which one is meant."
        )
    return _OPERATIONS.get(meant[0].operation)


def _executed(question: Question, request: Request) -> dict[str, Any]:
    result = schema.execute_sync(
        question.query,
        variable_values=question.variables,
        context_value=request,
        operation_name=question.operation,
        allowed_operation_types=_allowed(question, request),
    )
    errors = result.errors or []
    reply: dict[str, Any] = {"errors": told(errors)} if errors else {}
    # an error without a path was found before anything was executed
    if not errors or any(error.path is not None for error in errors):
        reply["data"] = result.data
    return reply
