"""Executing a question: the reply as GraphQL has it, whatever happens on the way."""

from typing import Any

from graphql import GraphQLError, OperationDefinitionNode, OperationType

from api.budget import SpentError
from api.graphql.admission import Admitted, admitted
from api.graphql.cost import affordable
from api.graphql.errors import told
from api.graphql.schema import schema
from api.level import Request
from api.question import Question

TOO_MUCH = "TOO_MUCH"


def answer(question: Question, request: Request) -> dict[str, Any]:
    """`data` and `errors`. Without `data` nothing was executed."""
    try:
        document = admitted(question.query)
        operation = document.meant(question.operation)
        _permitted(operation.operation, question, request)
        return _executed(document, operation, question, request)
    except GraphQLError as error:
        return {"errors": told([error])}
    except SpentError as error:
        return {"errors": told([GraphQLError(str(error), extensions={"code": TOO_MUCH})])}


def refused(reply: dict[str, Any]) -> bool:
    """Whether a reply says that the question asked too much."""
    return "data" not in reply and any(error["extensions"]["code"] == TOO_MUCH for error in reply["errors"])


def _permitted(meant: OperationType, question: Question, request: Request) -> None:
    """GraphQLError for what may not be asked so. Mutations are for reviewers, and not for links."""
    reviews = request.desk is not None and not question.by_link
    if meant is not OperationType.QUERY and not (reviews and meant is OperationType.MUTATION):
        raise GraphQLError("Only queries are answered here.")


def _executed(
    document: Admitted, operation: OperationDefinitionNode, question: Question, request: Request
) -> dict[str, Any]:
    if document.errors:
        return {"errors": told(document.errors)}
    affordable(document.cost(operation, question.variables))
    return replied(document, question, request)


def replied(document: Admitted, question: Question, context: Any, root: Any = None) -> dict[str, Any]:
    """The reply to a question whose document may be executed; `root` is the event of a subscription."""
    result = document.executor.execute(question.variables, question.operation, context, root)
    errors = result.errors or []
    schema.process_errors(errors)
    reply: dict[str, Any] = {"errors": told(errors)} if errors else {}
    # an error without a path was found before anything was executed
    if not errors or any(error.path is not None for error in errors):
        reply["data"] = result.data
    return reply
