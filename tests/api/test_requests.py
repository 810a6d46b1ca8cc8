"""Requests: what is understood over HTTP, and how the rest is refused; nothing malformed is our fault."""

import json
import socket
from typing import Any

import httpx2
import pytest
from graphql import build_client_schema, get_introspection_query, print_schema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

TYPENAME = {"query": "{ __typename }"}
GRAPHQL = "application/graphql-response+json"


def test_get_answers_like_post(client: httpx2.Client) -> None:
    """A question may stand in the URL, with its variables and the operation that is meant."""
    query = "query a { __typename } query b($f: Int!) { incidents(first: $f) { nodes { label } } }"
    given = {"query": query, "variables": '{"f": 1}', "operationName": "b"}
    reply = client.get("/graphql", params=given)
    assert reply.json() == {"data": {"incidents": {"nodes": [{"label": "Intrusion at Acme Pumps"}]}}}
    posted = client.post("/graphql", json={**given, "variables": {"f": 1}})
    assert posted.json() == reply.json()


@pytest.mark.parametrize(
    ("accept", "media", "status"),
    [
        ("application/json", "application/json", 200),
        ("*/*", "application/json", 200),
        (GRAPHQL, GRAPHQL, 400),
        (f"{GRAPHQL}, application/json;q=0.9", GRAPHQL, 400),
    ],
)
@pytest.mark.parametrize(
    "query",
    [
        "{ nonsense }",
        "{ unclosed",
        "query a { __typename } query b { __typename }",
        "fragment f on Query { __typename }",
        "mutation { a }",
    ],
)
def test_media_types_decide_the_status(
    client: httpx2.Client, accept: str, media: str, status: int, query: str
) -> None:
    """A question that is wrong is 400 for clients that know better than JSON, and 200 for the others."""
    reply = client.post("/graphql", json={"query": query}, headers={"accept": accept})
    assert (reply.status_code, reply.headers["content-type"]) == (status, f"{media}; charset=utf-8")
    assert reply.json().keys() == {"errors"}


MALFORMED = {
    "no JSON": b"query",
    "nothing": b"",
    "invalid UTF-8": b'{"query": "{ __typename } # \xff"}',
    "half a surrogate": b'{"query": "\\ud800"}',
    "a list": b'[{"query": "{ __typename }"}]',
    "a number": b"1",
    "null": b"null",
    "no query": b'{"variables": {}}',
    "an empty query": b'{"query": " "}',
    "a query that is a number": b'{"query": 1}',
    "variables that are a list": b'{"query": "{ __typename }", "variables": []}',
    "variables that are text": b'{"query": "{ __typename }", "variables": "{}"}',
    "an operation that is a number": b'{"query": "{ __typename }", "operationName": 1}',
    "extensions that are text": b'{"query": "{ __typename }", "extensions": ""}',
    "deep lists": b'{"query": "{ __typename }", "variables": {"a": ' + b"[" * 500 + b"]" * 500 + b"}}",
    "very deep lists": b'{"query": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "not a number": b'{"query": NaN}',
    "a large number": b'{"query": 1' + b"0" * 100_000 + b"}",
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_requests_are_400(client: httpx2.Client, body: bytes) -> None:
    """What is no request is refused with 400 and a sentence."""
    reply = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert reply.status_code == 400
    assert reply.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "params",
    [
        {"variables": "{}"},
        {"query": ""},
        {"query": "{ __typename }", "variables": "[]"},
        {"query": "{ __typename }", "variables": "{"},
        {"query": "{ __typename }", "variables": "[" * 2000},
    ],
)
def test_malformed_urls_are_400(client: httpx2.Client, params: dict[str, str]) -> None:
    """The same holds for questions in URLs."""
    assert client.get("/graphql", params=params).status_code == 400


def test_broken_percent_encoding_is_no_fault_of_ours(client: httpx2.Client) -> None:
    """Bytes in a URL that are no UTF-8 are answered, with errors or not, but never with 500."""
    for query in ("query=%FF%FE", "query=%7B__typename%7D&variables=%FF", "query=%", "%00=%00"):
        assert client.get(f"/graphql?{query}").status_code in {200, 400}


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_posted(client: httpx2.Client, media: str) -> None:
    """Forms and plain text, which pages can post anywhere without asking, are not taken."""
    reply = client.post("/graphql", content=json.dumps(TYPENAME), headers={"content-type": media})
    assert reply.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(client: httpx2.Client, method: str) -> None:
    """GraphQL is asked with GET and POST."""
    assert client.request(method, "/graphql", json=TYPENAME).status_code == 405


def test_large_bodies_are_413(client: httpx2.Client) -> None:
    """A body over a megabyte is refused before it is read, whether it declares its length or not."""
    large = b'{"query": "' + b"#" * 2_000_000 + b'"}'
    reply = client.post("/graphql", content=large, headers={"content-type": "application/json"})
    assert reply.status_code == 413

    def parts() -> Any:
        yield from (large[start : start + 50_000] for start in range(0, len(large), 50_000))

    reply = client.post("/graphql", content=parts(), headers={"content-type": "application/json"})
    assert reply.status_code == 413


def test_fifty_megabytes_do_not_disturb_the_others(client: httpx2.Client, server: str) -> None:
    """A flood is cut off, and the next request is answered as ever."""
    host, port = server.removeprefix("http://").split(":")
    head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as flood:
        flood.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        part = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        try:
            for _ in range(800):
                flood.sendall(part)
        except OSError:
            pass  # cut off, as it should be
    assert client.post("/graphql", json=TYPENAME).json() == {"data": {"__typename": "Query"}}


def test_limits_say_what_was_asked_and_what_may_be(ask: Any) -> None:
    """A refusal names the limit, so that a client can do better."""
    (error,) = ask.refused("{ " + " ".join(f"a{n}: __typename" for n in range(300)) + " }")
    assert error["message"] == "The request has 300 aliases; it may have 50."
    assert error["extensions"]["code"] == "TOO_MUCH"


def test_reaching_too_many_things_is_refused(ask: Any) -> None:
    """A request that multiplies lists by lists is stopped before it does harm."""
    errors = ask.refused("""{ claims(first: 500) { nodes { article { claims(first: 500) { nodes {
      proposition { claims(first: 500) { nodes { article { mentions(first: 500) { nodes { id } } } } } }
    } } } } } }""")
    assert [error["extensions"]["code"] for error in errors] == ["TOO_MUCH"]


def test_the_whole_schema_can_be_looked_at(client: httpx2.Client) -> None:
    """Introspection as tools ask for it stays within the limits."""
    query = get_introspection_query(descriptions=True, specified_by_url=True, input_value_deprecation=True)
    found = client.post("/graphql", json={"query": query}).json()
    assert "type Claim implements Node" in print_schema(build_client_schema(found["data"]))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()))
def test_no_body_is_our_fault(client: httpx2.Client, body: bytes) -> None:
    """Whatever the bytes, the answer is 200 or 400."""
    reply = client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert reply.status_code in {200, 400}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(["id", "text", "first", "after", "kind"]), json_values))
def test_no_variables_are_our_fault(client: httpx2.Client, values: dict[str, Any]) -> None:
    """Whatever the variables, an error is the client's and says so."""
    query = """query($id: ID, $text: String, $first: Int! = 3, $after: String, $kind: [SpeakerKind!]) {
      claims(holder: $text, entity: $id, text: $text, speakerKind: $kind, first: $first, after: $after) {
        totalCount
      }
    }"""
    reply = client.post(
        "/graphql",
        content=json.dumps({"query": query, "variables": values}),
        headers={"content-type": "application/json"},
    )
    assert reply.status_code in {200, 400}
    assert all(error["extensions"]["code"] != "INTERNAL" for error in reply.json().get("errors", ()))
