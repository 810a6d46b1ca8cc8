"""What a client is told of errors: everything of its own, nothing of ours, and never many at once."""

import re
from collections.abc import Iterable
from typing import Any

from graphql import GraphQLError

from api.settings import LIMITS
from ontology.errors import JudgementError, QuestionError

_SUGGESTION = re.compile(r" Did you mean .*\?\Z", re.DOTALL)  # audits take guesses of names for a leak
_MASKED = "Something went wrong here, which is not your fault; it has been written to the server's log."


def internal(error: GraphQLError) -> bool:
    """Whether the error is ours: raised by our code, and not because of what was asked."""
    cause: BaseException | None = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    return cause is not None and not isinstance(cause, QuestionError | JudgementError)


def told(errors: Iterable[GraphQLError]) -> list[dict[str, Any]]:
    """The first few errors as a reply has them, with a code that programs can read."""
    return [_told(error) for error in list(errors)[: LIMITS.errors]]


def _told(error: GraphQLError) -> dict[str, Any]:
    shown: dict[str, Any] = {**error.formatted}
    if internal(error) and error.path is not None:
        shown["message"] = _MASKED
        code = "INTERNAL"
    else:
        shown["message"] = _SUGGESTION.sub("", error.message)
        code = "BAD_REQUEST"
    shown["extensions"] = {"code": code, **(error.extensions or {})}
    return shown
