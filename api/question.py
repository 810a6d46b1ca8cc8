"""A GraphQL question as it comes over HTTP: from a JSON body or the query of a URL."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from api.errors import RequestError
from api.settings import LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A document with its variables and, where it has several operations, the one that is meant."""

    query: str
    variables: dict[str, Any] = field(default_factory=dict)
    operation: str | None = None
    by_link: bool = False  # whoever follows a link must not decide anything by it
    digest: str | None = None  # the SHA-256 by which the document is, or is to be, known


def of_body(body: bytes) -> Question:
    """The question of a request body; RequestError (400) when it is none."""
    return _question(_json(body, "the body"))


def of_data(given: Any) -> Question:
    """The question of a message, whose JSON is read already; RequestError (400) when it is none."""
    if _nesting(given) > LIMITS.nesting:
        raise RequestError(400, f"a message is nested more than {LIMITS.nesting} deep")
    return _question(given)


def of_url(parameters: Mapping[str, str]) -> Question:
    """The question of a URL; RequestError (400) when it is none."""
    given: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if given.get(name):
            given[name] = _json(given[name].encode(errors="replace"), f"`{name}`")
    found = _question({name: value for name, value in given.items() if value != ""})
    return replace(found, by_link=True)


def _json(text: bytes, what: str) -> Any:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise RequestError(400, f"{what} is not JSON in UTF-8: {error}") from error
    if _nesting(found) > LIMITS.nesting:
        raise RequestError(400, f"{what} is nested more than {LIMITS.nesting} deep")
    return found


def _question(given: Any) -> Question:
    if not isinstance(given, dict):
        raise RequestError(400, "a request is one JSON object with `query`; batches are not answered")
    query, variables, operation = (given.get(name) for name in ("query", "variables", "operationName"))
    extensions = given.get("extensions")
    if not isinstance(extensions, dict | None):
        raise RequestError(400, "`extensions` is not a JSON object")
    digest = _digest(extensions or {})
    if query is None and digest is not None:
        query = ""
    elif not isinstance(query, str) or not query.strip():
        raise RequestError(400, "`query` is missing; it holds a GraphQL document as text")
    if not isinstance(variables, dict | None):
        raise RequestError(400, "`variables` is not a JSON object")
    if not isinstance(operation, str | None):
        raise RequestError(400, "`operationName` is not text")
    return Question(query=query, variables=variables or {}, operation=operation, digest=digest)


def _digest(extensions: Mapping[str, Any]) -> str | None:
    """The hash of a persisted query; RequestError when it is none."""
    persisted = extensions.get("persistedQuery")
    if persisted is None:
        return None
    found = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    if not isinstance(found, str) or not re.fullmatch(r"[0-9a-f]{64}", found.lower()):
        raise RequestError(400, "`persistedQuery` needs `sha256Hash`: 64 hexadecimal digits")
    return found.lower()


def _nesting(value: Any) -> int:
    """How deep arrays and objects lie inside each other, without recursion."""
    depth, level = 0, [value]
    while level:
        inner = [one for one in level if isinstance(one, dict | list)]
        level = [item for one in inner for item in (one.values() if isinstance(one, dict) else one)]
        depth += bool(inner)
    return depth
