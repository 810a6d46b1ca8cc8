"""What scanners of GraphQL servers look for: of all of it, only what is meant to be there is found."""

import json
from typing import Any

import httpx2
import pytest

NAME = {"query": "{ __typename }"}
BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def data(reply: httpx2.Response) -> Any:
    """What a reply answers; None when it answers nothing."""
    try:
        found = reply.json()
    except json.JSONDecodeError:
        return None
    return found.get("data") if isinstance(found, dict) else [one.get("data") for one in found]


FLOODS = {
    "aliases": "{ " + " ".join(f"a{at}: __typename" for at in range(101)) + " }",
    "repeated fields": "{ " + "__typename " * 500 + "}",
    "introspection in circles": "{ __schema { types "
    + "{ fields { type " * 4
    + "{ name }"
    + " } }" * 4
    + " } }",
    "fragments in circles": (
        "{ __schema { ...A } } fragment A on __Schema { ...B } fragment B on __Schema { ...A }"
    ),
    "unknown directives": "{ __typename " + "@aa" * 10 + " }",
}


@pytest.mark.parametrize("query", FLOODS.values(), ids=FLOODS.keys())
def test_floods_are_refused(client: httpx2.Client, query: str) -> None:
    """Too many aliases, fields, directives or circles are not answered, and never with many errors."""
    reply = client.post("/graphql", json={"query": query})
    assert data(reply) is None
    assert 1 <= len(reply.json()["errors"]) <= 5


def test_batches_are_refused(client: httpx2.Client) -> None:
    """Many questions in one request are not answered."""
    reply = client.post("/graphql", json=[NAME] * 10)
    assert reply.status_code == 400
    assert data(reply) is None


FORGED: dict[str, dict[str, Any]] = {
    "a mutation in a link": {"method": "GET", "params": {"query": "mutation { __typename }"}},
    "a form": {"method": "POST", "data": NAME},
    "a form without fields": {"method": "POST", "params": NAME},
    "plain text": {
        "method": "POST", "content": json.dumps(NAME), "headers": {"content-type": "text/plain"},
    },
}  # fmt: skip


@pytest.mark.parametrize("request_", FORGED.values(), ids=FORGED.keys())
def test_requests_that_other_pages_can_forge_are_refused(
    client: httpx2.Client, request_: dict[str, Any]
) -> None:
    """Nothing is answered that a page of another origin can send without asking, except plain questions."""
    reply = client.request(url="/graphql", **request_)
    assert 400 <= reply.status_code < 500 or "errors" in reply.json()
    assert data(reply) is None


@pytest.mark.parametrize(
    "query", ["{ __schema { directive } }", "{ claim { id } }", "{ claims(frist: 3) { totalCount } }"]
)
def test_no_names_are_guessed(ask: Any, query: str) -> None:
    """An error about a name that is not there does not tell of names that are."""
    for error in ask.refused(query):
        assert "Did you mean" not in error["message"]


@pytest.mark.parametrize(
    "query", ["qwerty cop { abc }", "{ __typename }", "{ claims(first: 0) { totalCount } }"]
)
def test_nothing_tells_how_the_server_is_made(client: httpx2.Client, query: str) -> None:
    """Replies have no traces, times or exceptions, with or without errors."""
    reply = client.post(
        "/graphql", json={"query": query}, headers={"apollo-federation-include-trace": "ftv1"}
    )
    text = reply.text.lower()
    assert [word for word in ("tracing", "stacktrace", "traceback", "exception", ".py") if word in text] == []


@pytest.mark.parametrize("path", ["/graphiql", "/playground", "/console", "/graphql"])
def test_programs_are_shown_no_page_to_try_questions(client: httpx2.Client, path: str) -> None:
    """The page to try questions is for browsers alone; a program that asks nothing gets an error."""
    reply = client.get(path, headers={"accept": "*/*"})
    assert reply.status_code in {400, 404}
    assert "graphiql" not in reply.text.lower()


def test_what_is_there_on_purpose(client: httpx2.Client) -> None:
    """Introspection, questions in links, and for browsers a page to try some out: the API is public."""
    assert data(client.post("/graphql", json={"query": "{ __schema { queryType { name } } }"}))
    assert data(client.get("/graphql", params=NAME)) == {"__typename": "Query"}
    page = client.get("/graphql", headers=BROWSER)
    assert "graphiql.min.js" in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
