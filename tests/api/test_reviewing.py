"""Reviewing over GraphQL: for who has a token, off without one, and every decision on record."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest
from starlette.testclient import TestClient

from api.app import application
from graph.judgements import Judgements, Side, Words
from graph.review import Doubt, DoubtKind, raise_doubts
from ontology.terms import ID, Iri
from tests.api.stories import publish_world

TOKEN = "a token that nobody guesses"
REVIEWERS = {"Ada": hashlib.sha256(TOKEN.encode()).hexdigest()}
SIDE = Side(
    kind="Claim", label="Acme − leaked: plans", iri=Iri(ID + "claim/x"), found=(Words("herald-1", "no"),)
)
DECIDE = """mutation Decide($key: ID!, $reason: String!) {
  decide(key: $key, answer: REJECT, reason: $reason) { number judge ruling reason via counts label }
}"""
QUEUE = "{ review(kind: CLAIM) { key kind question reason quote score about } }"


class Served(NamedTuple):
    """A server of the invented world with two doubts, and its home."""

    client: TestClient
    home: Path

    def ask(self, query: str, token: str | None = TOKEN, **variables: Any) -> Any:
        """The reply to a question with a token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        body = {"query": query, "variables": variables}
        return self.client.post("/graphql", json=body, headers=headers)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """It, with one reviewer."""
    publish_world(tmp_path)
    asked = [
        Doubt(
            key=f"claim {number}000", kind=DoubtKind.CLAIM, question="Does it say so?", reason="0.20 only",
            sides=(SIDE,), quote="no plans", score=0.2,
        )
        for number in (1, 2)
    ]  # fmt: skip
    raise_doubts(tmp_path, [("story", b"1")], lambda _: [tuple(asked)])
    with TestClient(application(tmp_path, reviewers=REVIEWERS)) as client:
        yield Served(client, tmp_path)


def test_a_reviewer_sees_the_queue_and_decides(served: Served) -> None:
    """A decision leaves the queue at once, and is on record with who, when, why and by which way."""
    queue = served.ask(QUEUE).json()["data"]["review"]
    assert [one["key"] for one in queue] == ["claim 1000", "claim 2000"]
    assert queue[0]["about"] == [SIDE.iri]
    made = served.ask(DECIDE, key="claim 1000", reason="misread").json()["data"]["decide"]
    assert made == {
        "number": 1, "judge": "Ada", "ruling": "REJECTED", "reason": "misread", "via": "graphql",
        "counts": True, "label": SIDE.label,
    }  # fmt: skip
    assert len(served.ask(QUEUE).json()["data"]["review"]) == 1
    (entry,) = Judgements(served.home).entries()
    assert (entry.by, entry.via, entry.why) == ("Ada", "graphql", "misread")


def test_a_decision_is_taken_back(served: Served) -> None:
    """Undone, the doubt is open again, and the trail has both lines."""
    served.ask(DECIDE, key="1000", reason="misread")
    query = 'mutation { undo(number: 1, reason: "I was wrong") { number undoes } }'
    assert served.ask(query).json()["data"]["undo"] == {"number": 2, "undoes": 1}
    assert len(served.ask(QUEUE).json()["data"]["review"]) == 2
    trail = served.ask("{ decisions { number judge via undoes counts } }").json()["data"]["decisions"]
    assert [(one["number"], one["undoes"], one["counts"]) for one in trail] == [
        (1, None, False),
        (2, 1, False),
    ]


@pytest.mark.parametrize("query", [QUEUE, "{ decisions { number } }"])
def test_without_a_token_nothing_is_shown(served: Served, query: str) -> None:
    """The queue and the trail are for reviewers, and say so."""
    reply = served.ask(query, token=None).json()
    assert "this is for reviewers" in reply["errors"][0]["message"]


def test_without_a_token_nothing_is_decided(served: Served) -> None:
    """A mutation without a token is refused, and nothing is entered."""
    reply = served.ask(DECIDE, token=None, key="1000", reason="x").json()
    assert reply["errors"][0]["message"] == "Only queries are answered here."
    assert Judgements(served.home).entries() == ()


@pytest.mark.parametrize("header", ["Bearer wrong", "Bearer ", "Basic YTpi", TOKEN, f"bearer {TOKEN} x"])
def test_a_wrong_token_is_401(served: Served, header: str) -> None:
    """Whoever sends something that is no token of a reviewer gets no answer at all."""
    reply = served.client.post("/graphql", json={"query": QUEUE}, headers={"Authorization": header})
    assert reply.status_code == 401
    assert "data" not in reply.json()


def test_a_link_decides_nothing(served: Served) -> None:
    """A mutation in a URL is refused, with the right token too."""
    query = 'mutation { decide(key: "1000", answer: ACCEPT, reason: "x") { number } }'
    reply = served.client.get(
        "/graphql", params={"query": query}, headers={"Authorization": f"Bearer {TOKEN}"}
    )
    assert "Only queries" in reply.json()["errors"][0]["message"]
    assert Judgements(served.home).entries() == ()


def test_what_cannot_be_decided_is_said(served: Served) -> None:
    """A doubt that is not open, and a decision without a reason, are the client's mistakes."""
    for key, reason, why in (("9", "x", "is not open"), ("1000", " ", "needs a reason")):
        (error,) = served.ask(DECIDE, key=key, reason=reason).json()["errors"]
        assert why in error["message"]
        assert error["extensions"]["code"] == "BAD_REQUEST"
    assert Judgements(served.home).entries() == ()


def test_reviewing_is_off_unless_somebody_may(tmp_path: Path) -> None:
    """A server without reviewers takes no token for one, and changes nothing."""
    publish_world(tmp_path)
    with TestClient(application(tmp_path)) as client:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        body = {"query": DECIDE, "variables": {"key": "1000", "reason": "x"}}
        reply = client.post("/graphql", json=body, headers=headers).json()
    assert reply["errors"][0]["message"] == "Only queries are answered here."


def test_the_hash_of_a_token_is_a_hash(tmp_path: Path) -> None:
    """What is no SHA-256 is a usage error when the server is started."""
    from click.testing import CliRunner  # noqa: PLC0415

    from graph.cli import main  # noqa: PLC0415

    ended = CliRunner().invoke(main, ["serve", "--reviewer", "Ada=secret", "--home", str(tmp_path)])
    assert (ended.exit_code, "is not NAME=SHA256" in ended.output) == (2, True)


def test_other_origins_cannot_send_a_token(client: httpx2.Client) -> None:
    """No page of another origin may make a browser send a token."""
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    reply = client.request("OPTIONS", "/graphql", headers=asked)
    assert "authorization" not in reply.headers.get("access-control-allow-headers", "").lower()
