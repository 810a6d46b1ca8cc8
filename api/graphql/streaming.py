"""Streams of replies: one for each event of a subscription, a single one for everything else."""

import logging
from collections.abc import AsyncGenerator
from typing import Any

from graphql import ExecutionResult, GraphQLError, OperationType

from api.budget import Budget
from api.graphql.admission import Admitted, admitted
from api.graphql.cost import affordable
from api.graphql.errors import told
from api.graphql.execution import answer, replied
from api.graphql.schema import schema
from api.house import House
from api.listening import Listening
from api.news import News
from api.question import Question
from ontology.errors import ClaimgraphError

Reply = dict[str, Any]
_LOG = logging.getLogger(__name__)


class RefusedError(Exception):
    """A question that is not executed, with the errors to tell."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__(errors)
        self.errors = errors


async def opened(question: Question, house: House, news: News) -> AsyncGenerator[Reply, None]:
    """The replies to a question. RefusedError when it cannot be executed."""
    try:
        document = await house.in_thread(admitted, question.query)
        operation = document.meant(question.operation)
        if operation.operation is not OperationType.SUBSCRIPTION:
            return _once(await house.in_thread(_answer, question, house))
        if document.errors:
            raise RefusedError(told(document.errors))
        affordable(document.cost(operation, question.variables))
        return await _subscribed(document, question, Listening(house, news))
    except GraphQLError as error:
        raise RefusedError(told([error])) from error
    except ClaimgraphError as error:
        _LOG.warning("a stream cannot be opened: %s", error)
        raise RefusedError(told([GraphQLError("Nothing can be read yet; try again.")])) from error


async def _subscribed(
    document: Admitted, question: Question, listening: Listening
) -> AsyncGenerator[Reply, None]:
    source = await document.executor.events(question.variables, question.operation, listening)
    if isinstance(source, ExecutionResult):
        schema.process_errors(source.errors or [])
        raise RefusedError(told(source.errors or []))
    return _replies(source, document, question, listening)


async def _replies(
    source: Any, document: Admitted, question: Question, listening: Listening
) -> AsyncGenerator[Reply, None]:
    try:
        async for event in source:
            yield await listening.house.in_thread(_reply, document, question, listening, event)
    finally:
        await source.aclose()


def _reply(document: Admitted, question: Question, listening: Listening, event: Any) -> Reply:
    return replied(document, question, listening.request, event)


def _answer(question: Question, house: House) -> Reply:
    with house.request(Budget()) as request:
        reply = answer(question, request)
    if "data" not in reply:
        raise RefusedError(reply["errors"])
    return reply


async def _once(reply: Reply) -> AsyncGenerator[Reply, None]:
    yield reply
