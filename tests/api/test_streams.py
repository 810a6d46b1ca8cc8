"""Subscriptions, over server-sent events and WebSockets: what is told when, and how streams end."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from api.current import Current
from api.settings import LIMITS
from graph.graph import Graph
from ontology.terms import PAGE, Graphs

PROTOCOL = "graphql-transport-ws"
PUBLISHED = "subscription($s: Int) { generationPublished(since: $s) { number claims } }"
CLAIMS = """subscription($i: ID!, $s: Int) { claimsChanged(incident: $i, since: $s) {
  generation { number } addedCount withdrawnCount
  added { evidence { quote } article { identifier } } withdrawn { evidence { quote context { before } } }
} }"""
APART = """subscription($s: Int) { disagreementAppeared(since: $s) {
  totalCount comparisons { relation left { evidence { quote } } right { evidence { quote } } } } }"""
ORIGINS = """subscription($p: ID!, $s: Int) { originsReached(proposition: $p, count: 2, since: $s) {
  before count proposition { object { label } } origins { label } } }"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, publishing: Callable[..., None]) -> Path:
    """A home folder in which generations come and go."""
    home = tmp_path_factory.mktemp("streams")
    publishing(home)
    return home


@pytest.fixture(scope="module")
def live(place: Path, servers: Callable[..., Any]) -> Iterator[str]:
    """A server of it."""
    with servers(place) as address:
        yield address


@pytest.fixture
def without_courier(place: Path, publishing: Callable[..., None]) -> int:
    """A state in which one of two papers is not there; the number of its generation."""
    publishing(place, _withdraw)
    return Current(place).newest()


def _withdraw(graph: Graph) -> None:
    graph.drop(f"{PAGE}courier-1")
    graph.replace(Graphs.COMPARISONS, ())


@pytest.fixture
def back(place: Path, publishing: Callable[..., None]) -> Callable[[], int]:
    """Publishes the other paper again; the number of the generation."""

    def publish() -> int:
        publishing(place)
        return Current(place).newest()

    return publish


@pytest.fixture
def socket(live: str) -> Iterator[ClientConnection]:
    """A WebSocket that has been greeted."""
    with connect(live.replace("http", "ws") + "/graphql", subprotocols=[PROTOCOL]) as made:  # type: ignore[list-item]
        made.send('{"type": "connection_init"}')
        assert hear(made) == {"type": "connection_ack"}
        yield made


def hear(socket: ClientConnection) -> Any:
    """The next message."""
    return json.loads(socket.recv(timeout=20))


def subscribe(socket: ClientConnection, query: str, name: str = "a", **variables: Any) -> None:
    """Ask for a stream."""
    payload = {"query": query, "variables": variables}
    socket.send(json.dumps({"id": name, "type": "subscribe", "payload": payload}))


def told(lines: Iterator[str]) -> Any:
    """The data of the next event of a stream of events."""
    for line in lines:
        if line.startswith("data: "):
            return json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream ended")


def test_a_new_generation_is_told_as_events(live: str, back: Any, without_courier: int) -> None:
    """A stream of events begins at once and tells of each new generation."""
    with (
        httpx2.Client(base_url=live, timeout=20) as client,
        client.stream(
            "POST", "/graphql", json={"query": PUBLISHED}, headers={"accept": "text/event-stream"}
        ) as reply,
    ):
        assert reply.headers["content-type"].startswith("text/event-stream")
        lines = reply.iter_lines()
        assert next(lines) == ":"
        number = back()
        assert told(lines)["data"]["generationPublished"]["number"] == number > without_courier


def test_what_was_missed_is_told_at_once(live: str, back: Any, without_courier: int, world: Any) -> None:
    """With `since`, a client that comes back hears first what happened while it was away."""
    number = back()
    asked = {
        "query": CLAIMS,
        "variables": json.dumps({"i": world.intrusion.iri, "s": without_courier}),
    }
    head = {"accept": "text/event-stream"}
    with (
        httpx2.Client(base_url=live, timeout=20) as client,
        client.stream("GET", "/graphql", params=asked, headers=head) as reply,
    ):
        found = told(reply.iter_lines())["data"]["claimsChanged"]
    assert (found["generation"]["number"], found["addedCount"], found["withdrawnCount"]) == (number, 2, 0)
    assert {claim["article"]["identifier"] for claim in found["added"]} == {"courier-1"}


def test_claims_that_go_are_told_as_they_were(
    place: Path, publishing: Any, socket: ClientConnection, world: Any
) -> None:
    """When an article is withdrawn, its claims are told with their words, which the new state has no more."""
    publishing(place)
    number = Current(place).newest()
    publishing(place, _withdraw)
    subscribe(socket, CLAIMS, i=world.intrusion.iri, s=number)
    found = hear(socket)["payload"]["data"]["claimsChanged"]
    assert (found["addedCount"], found["withdrawnCount"], found["added"]) == (0, 2, [])
    quotes = {claim["evidence"]["quote"] for claim in found["withdrawn"]}
    assert quotes == {"Heron did it, on July 1", "no plans were taken"}


def test_claims_of_another_incident_are_no_event(
    socket: ClientConnection, back: Any, without_courier: int, world: Any
) -> None:
    """Who listens to one incident hears nothing of what changes elsewhere."""
    subscribe(socket, CLAIMS, "quiet", i=world.outage.iri, s=without_courier)
    subscribe(socket, PUBLISHED, "loud", s=without_courier)
    back()
    assert hear(socket)["id"] == "loud"


def test_disagreement_is_told_with_both_quotes(
    socket: ClientConnection, back: Any, without_courier: int
) -> None:
    """A contradiction is told when it appears, and the words on both sides with it."""
    back()
    subscribe(socket, APART, s=without_courier)
    found = hear(socket)["payload"]["data"]["disagreementAppeared"]
    assert (found["totalCount"], found["comparisons"][0]["relation"]) == (1, "CONTRADICTS")
    assert found["comparisons"][0]["right"]["evidence"]["quote"] == "no plans were taken"


def test_enough_origins_are_told_once(
    socket: ClientConnection, back: Any, without_courier: int, ask: Any
) -> None:
    """When a second origin stands behind a proposition, and a number of two was asked for, it is told."""
    claims = ask("{ claims(predicate: ATTRIBUTED_TO) { nodes { proposition { id } } } }")["claims"]["nodes"]
    back()
    subscribe(socket, ORIGINS, p=claims[0]["proposition"]["id"], s=without_courier)
    found = hear(socket)["payload"]["data"]["originsReached"]
    assert (found["before"], found["count"]) == (1, 2)
    assert found["proposition"]["object"]["label"] == "Heron"
    assert len(found["origins"]) == 2


def test_queries_are_answered_over_streams_too(socket: ClientConnection, live: str) -> None:
    """A question that is no subscription has one reply, and the stream ends."""
    subscribe(socket, "{ __typename }")
    assert hear(socket) == {"id": "a", "type": "next", "payload": {"data": {"__typename": "Query"}}}
    assert hear(socket) == {"id": "a", "type": "complete"}
    reply = httpx2.post(
        f"{live}/graphql",
        json={"query": "{ __typename }"},
        headers={"accept": "text/event-stream"},
        timeout=20,
    )
    assert (
        reply.text == ':\n\nevent: next\ndata: {"data":{"__typename":"Query"}}\n\nevent: complete\ndata:\n\n'
    )


ONE = json.dumps({"type": "subscribe", "id": "a", "payload": {"query": PUBLISHED}})
REFUSED = {
    "nonsense": "subscription { nonsense }",
    "unclosed": "subscription { generationPublished",
    "two at once": "subscription { generationPublished { number } disagreementAppeared { totalCount } }",
    "too much": "subscription { claimsChanged(incident: 1) { added { article { claims(first: 500) { nodes { "
    "article { claims(first: 500) { nodes { id } } } } } } } } }",
    "a mutation": 'mutation { undo(number: 1, reason: "x") { number } }',
}


@pytest.mark.parametrize("query", REFUSED.values(), ids=REFUSED.keys())
def test_streams_have_the_limits_of_all_requests(socket: ClientConnection, live: str, query: str) -> None:
    """What is wrong or too much is an error, and the connection stays good."""
    subscribe(socket, query)
    found = hear(socket)
    assert (found["type"], found["id"]) == ("error", "a")
    assert found["payload"][0]["extensions"]["code"] in {"BAD_REQUEST", "TOO_MUCH"}
    subscribe(socket, "{ __typename }", "b")
    assert hear(socket)["type"] == "next"
    reply = httpx2.post(
        f"{live}/graphql", json={"query": query}, headers={"accept": "text/event-stream"}, timeout=20
    )
    assert '"errors"' in reply.text
    assert reply.text.endswith("event: complete\ndata:\n\n")


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["{"], 4400),
        (["[]"], 4400),
        ([b"bytes"], 4400),
        (['{"type": "unheard of"}'], 4400),
        (['{"type": "subscribe", "id": "a", "payload": {"query": "{ __typename }"}}'], 4401),
        (['{"type": "connection_init"}'] * 2, 4429),
        (['{"type": "connection_init"}', '{"type": "subscribe", "payload": {}}'], 4400),
        (
            [
                '{"type": "connection_init"}',
                *[ONE] * 2,
            ],
            4409,
        ),
    ],
)  # fmt: skip
def test_who_breaks_the_protocol_is_told_and_cut_off(live: str, messages: list[Any], code: int) -> None:
    """The connection is closed with the number that the protocol has for it."""
    with connect(live.replace("http", "ws") + "/graphql", subprotocols=[PROTOCOL]) as socket:  # type: ignore[list-item]
        for message in messages:
            socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            _to_the_end(socket)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == code


def _to_the_end(socket: ClientConnection) -> None:
    while True:
        socket.recv(timeout=20)


def test_other_protocols_are_not_spoken(live: str) -> None:
    """A client of the older protocol is closed with 4406."""
    place = live.replace("http", "ws") + "/graphql"
    with (
        connect(place, subprotocols=["graphql-ws"]) as socket,  # type: ignore[list-item]
        pytest.raises(ConnectionClosed) as closed,
    ):
        socket.recv(timeout=20)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4406


def test_a_connection_has_so_many_streams(socket: ClientConnection) -> None:
    """Beyond its number of subscriptions a connection is closed."""
    for number in range(LIMITS.streams + 1):
        subscribe(socket, PUBLISHED, str(number))
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(timeout=20)
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4429


def test_a_stream_can_be_ended_and_begun_again(socket: ClientConnection, without_courier: int) -> None:
    """After `complete` of the client its id is free."""
    subscribe(socket, PUBLISHED)
    socket.send('{"type": "complete", "id": "a"}')
    subscribe(socket, PUBLISHED, s=without_courier - 1)
    assert hear(socket)["payload"]["data"]["generationPublished"]["number"] == without_courier
    socket.send('{"type": "ping"}')
    assert hear(socket) == {"type": "pong"}
