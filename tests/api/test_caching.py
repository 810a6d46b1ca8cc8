"""Replies that may be kept: tags from the generation, short URLs, limits for each client."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2
import orjson
import pytest

from api.errors import RequestError
from api.persisted import Persisted, digest
from api.question import Question
from api.rates import Rates
from api.replies import Replies

QUERY = "query Named($first: Int!) { incidents(first: $first) { nodes { label } } }"
HASH = sha256(QUERY.encode()).hexdigest()
DATA = {"data": {"incidents": {"nodes": [{"label": "Intrusion at Acme Pumps"}]}}}


def short(query: str | None = None, hashed: str = HASH, first: int = 1) -> dict[str, str]:
    """The parameters of a persisted query."""
    known = {"persistedQuery": {"version": 1, "sha256Hash": hashed}}
    given = {"variables": orjson.dumps({"first": first}).decode(), "extensions": orjson.dumps(known).decode()}
    return {**given, **({"query": query} if query else {})}


def test_a_reply_is_known_again_by_its_tag(client: httpx2.Client) -> None:
    """The same question of the same generation has the same strong tag, and 304 when it is named."""
    asked = {"query": "{ generation { number } }"}
    first, second = (client.get("/graphql", params=asked) for _ in range(2))
    tag = first.headers["etag"]
    assert tag.startswith('"1-')
    assert (tag, first.content) == (second.headers["etag"], second.content)
    assert first.headers["cache-control"] == "public, no-cache"
    assert first.headers["claimgraph-generation"] == "1"
    for named in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = client.get("/graphql", params=asked, headers={"if-none-match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    other = client.get("/graphql", params=asked, headers={"if-none-match": '"1-0"'})
    assert other.status_code == 200


def test_tags_differ_with_all_that_replies_differ_with(client: httpx2.Client) -> None:
    """Another question, other variables, another operation or media type have other tags."""
    query = "query a($f: Int) { incidents(first: $f) { totalCount } } query b { __typename }"
    graphql = {"accept": "application/graphql-response+json"}
    asked: list[tuple[dict[str, str], dict[str, str]]] = [
        ({"query": query, "operationName": "a", "variables": '{"f": 1}'}, {}),
        ({"query": query, "operationName": "a", "variables": '{"f": 2}'}, {}),
        ({"query": query, "operationName": "b", "variables": '{"f": 1}'}, {}),
        ({"query": query, "operationName": "a", "variables": '{"f": 1}'}, graphql),
        ({"query": "{ __typename }"}, {}),
    ]
    tags = {client.get("/graphql", params=params, headers=head).headers["etag"] for params, head in asked}
    assert len(tags) == len(asked)
    assert client.get("/graphql", params=asked[0][0]).headers["vary"].startswith("Accept, Authorization")


@pytest.mark.parametrize("query", ["{ nonsense }", '{ claims(after: "x") { totalCount } }'])
def test_errors_are_never_kept(client: httpx2.Client, query: str) -> None:
    """What went wrong has no tag and may not be stored."""
    reply = client.get("/graphql", params={"query": query})
    assert "etag" not in reply.headers
    assert reply.headers["cache-control"] == "no-store"


def test_a_new_generation_has_new_tags(
    tmp_path: Path, servers: Callable[[Path], Any], publishing: Callable[..., None], world: Any
) -> None:
    """What was kept of an old generation is not good for the next one."""
    publishing(tmp_path)
    with servers(tmp_path) as address, httpx2.Client(base_url=address, timeout=30) as client:
        asked = {"query": "{ incidents { totalCount } }"}
        tag = client.get("/graphql", params=asked).headers["etag"]
        publishing(tmp_path, lambda graph: graph.drop("https://w3id.org/claimgraph/graph/article/long-1"))
        reply = client.get("/graphql", params=asked, headers={"if-none-match": tag})
        assert reply.status_code == 200
        assert reply.headers["etag"].startswith('"2-')


def test_a_short_url_asks_a_long_question(client: httpx2.Client) -> None:
    """Who has sent a document with its hash asks it by the hash, and the reply may be kept for a while."""
    unknown = client.get("/graphql", params=short(hashed=digest("{ __typename } # never sent")))
    assert unknown.status_code == 200
    assert unknown.json()["errors"][0] == {
        "message": "PersistedQueryNotFound",
        "extensions": {"code": "PERSISTED_QUERY_NOT_FOUND"},
    }
    assert client.get("/graphql", params=short(QUERY)).json() == DATA
    reply = client.get("/graphql", params=short())
    assert reply.json() == DATA
    assert reply.headers["cache-control"] == "public, max-age=10, must-revalidate"
    again = client.get("/graphql", params=short(), headers={"if-none-match": reply.headers["etag"]})
    assert again.status_code == 304
    body = {"variables": {"first": 1}, "extensions": {"persistedQuery": {"sha256Hash": HASH.upper()}}}
    assert client.post("/graphql", json=body).json() == DATA


def test_wrong_hashes_are_refused(client: httpx2.Client) -> None:
    """A hash that is not that of the document, or none at all, is 400, and is not learned."""
    wrong = digest("something else")
    assert client.get("/graphql", params=short(QUERY, wrong)).status_code == 400
    assert client.get("/graphql", params=short(hashed=wrong)).json()["errors"]
    for extensions in ('{"persistedQuery": 1}', '{"persistedQuery": {"sha256Hash": "x"}}', "[]"):
        assert client.get("/graphql", params={"extensions": extensions}).status_code == 400


def test_learned_documents_displace_each_other_but_not_given_ones() -> None:
    """However many documents are learned, they take a bounded space, and those given at the start stay."""
    known = Persisted(["{ given }"])
    for number in range(100):
        text = f"{{ a{number} }}" + "#" * 100_000
        known.learn(Question(query=text, digest=digest(text)))
    given = known.meant(Question(query="", digest=digest("{ given }")))
    assert given.query == "{ given }"
    assert known.meant(Question(query="", digest=digest("{ a99 }" + "#" * 100_000))).query
    with pytest.raises(RequestError, match="PersistedQueryNotFound"):
        known.meant(Question(query="", digest=digest("{ a0 }" + "#" * 100_000)))


def test_a_client_may_ask_so_often() -> None:
    """A bucket empties with requests and fills with time, each client's by itself."""
    times: Iterator[float] = iter([0.0, 0.0, 0.0, 0.0, 10.0, 29.0, 31.0])
    rates = Rates(2, lambda: next(times))
    rates.take("a")
    rates.take("a")
    with pytest.raises(RequestError, match="2 times a minute") as refused:
        rates.take("a")
    assert (refused.value.status, refused.value.retry) == (429, 30)
    rates.take("b")
    with pytest.raises(RequestError):
        rates.take("a")
    with pytest.raises(RequestError):
        rates.take("a")
    rates.take("a")


def test_a_server_with_a_limit_sends_clients_away(
    tmp_path: Path, servers: Callable[..., Any], publishing: Callable[..., None]
) -> None:
    """Beyond the limit a request is 429, with the seconds after which to try again."""
    publishing(tmp_path)
    with servers(tmp_path, "--rate", "3") as address, httpx2.Client(base_url=address, timeout=30) as client:
        found = [client.post("/graphql", json={"query": "{ __typename }"}) for _ in range(4)]
        assert [reply.status_code for reply in found] == [200, 200, 200, 429]
        assert 1 <= int(found[-1].headers["retry-after"]) <= 20
        assert client.get("/health").status_code == 200


def test_documents_of_a_folder_are_known_from_the_start(
    tmp_path: Path, servers: Callable[..., Any], publishing: Callable[..., None]
) -> None:
    """A server that is given documents answers them by their hash at once."""
    publishing(tmp_path)
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "named.graphql").write_text(QUERY)
    with servers(tmp_path, "--documents", str(folder)) as address:
        assert httpx2.get(f"{address}/graphql", params=short(), timeout=30).json() == DATA


def test_what_was_answered_is_answered_again_without_reading(client: httpx2.Client) -> None:
    """A second reply is the first one, byte for byte, and its hash is learned all the same."""
    query = '{ search(text: "heron") { hits { text } } } # asked twice'
    first, second = (client.post("/graphql", json={"query": query}) for _ in range(2))
    assert first.content == second.content
    assert client.get("/graphql", params={"query": query}).content == first.content
    hashed = {"persistedQuery": {"sha256Hash": digest(query)}}
    client.post("/graphql", json={"query": query, "extensions": hashed})
    assert client.post("/graphql", json={"extensions": hashed}).content == first.content


def test_kept_replies_take_a_bounded_space() -> None:
    """Replies that nobody asks for make room for others, and very large ones are not kept at all."""
    replies = Replies()
    for number in range(70):
        replies.keep(str(number), bytes(1_000_000))
        replies.get("0")
    kept = [number for number in range(70) if replies.get(str(number)) is not None]
    assert len(kept) == 64
    assert {0, 69} <= set(kept)
    replies.keep("large", bytes(2_000_001))
    assert replies.get("large") is None
