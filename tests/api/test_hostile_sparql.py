"""Queries built to crash, hang, exhaust or leave the server: none does, and nobody else waits for them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Any

import httpx2
import pytest

from tests.api.hostile import hostile

LIMIT = 1.0  # second for a query
REFUSED = {400, 413, 429, 503}
BENIGN = "SELECT ?name WHERE { ?incident a ic:Incident ; rdfs:label ?name } ORDER BY ?name"


@dataclass
class Elsewhere:
    """A server that counts who calls."""

    listening: socket.socket
    calls: list[object] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listening.getsockname()[1]}/"

    def listen(self) -> None:
        """Count calls until the socket closes."""
        with suppress(OSError):
            while True:
                connection, who = self.listening.accept()
                self.calls.append(who)
                connection.close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    """A server that no query may reach."""
    made = Elsewhere(socket.create_server(("127.0.0.1", 0)))
    thread = threading.Thread(target=made.listen)
    thread.start()
    yield made
    made.listening.shutdown(socket.SHUT_RDWR)
    made.listening.close()
    thread.join()


@dataclass
class Neighbour:
    """Somebody who asks small questions all the while."""

    address: str
    times: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def ask(self) -> None:
        """Ask until it is done, twenty times a second."""
        with httpx2.Client(base_url=self.address, timeout=30) as client:
            while not self.done.wait(0.05):
                start = perf_counter()
                reply = client.get("/sparql", params={"query": BENIGN})
                self.times.append(perf_counter() - start)
                if len(reply.json()["results"]["bindings"]) != 2:
                    self.wrong.append(reply.status_code)


@dataclass
class Attack:
    """What became of each hostile query, and of the server and its neighbour meanwhile."""

    replies: dict[str, tuple[int, float, str]]
    neighbour: Neighbour
    alive: bool
    largest: int


@pytest.fixture(scope="module")
def attack(
    tmp_path_factory: pytest.TempPathFactory,
    elsewhere: Elsewhere,
    publishing: Callable[..., None],
    servers: Callable[..., Any],
) -> Attack:
    """All hostile queries, one after another, against one server."""
    home = tmp_path_factory.mktemp("hostile")
    publishing(home)
    with servers(home, "--query-seconds", str(LIMIT)) as address:
        server = listener(home)
        neighbour = Neighbour(address)
        thread = threading.Thread(target=neighbour.ask)
        with httpx2.Client(base_url=address, timeout=60) as client:
            client.get("/sparql", params={"query": BENIGN})
            thread.start()
            try:
                replies = {name: asked(client, query) for name, query in hostile(elsewhere.address).items()}
            finally:
                neighbour.done.set()
                thread.join()
        status = Path(f"/proc/{server}/status")
        largest = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return Attack(replies, neighbour, listener(home) == server, int(largest.split()[1]))


def asked(client: httpx2.Client, query: str) -> tuple[int, float, str]:
    """Status, seconds and text of a reply."""
    start = perf_counter()
    reply = client.post("/sparql", data={"query": query})
    return reply.status_code, perf_counter() - start, reply.text


def listener(home: Path) -> int:
    """The process that serves a home folder."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (place / "cmdline").read_bytes().split(b"\0")
            if str(home).encode() in words and b"serve" in words:
                return int(place.name)
    raise AssertionError(f"nobody serves {home}")


def test_there_are_enough_of_them() -> None:
    """More than forty ways to hurt a server are tried."""
    assert len(hostile("http://127.0.0.1:1/")) > 40


@pytest.mark.parametrize("name", hostile("http://127.0.0.1:1/"))
def test_a_hostile_query_is_refused_in_time(attack: Attack, name: str) -> None:
    """Each is answered within its limit and a second more, with a status and a sentence that says why."""
    status, seconds, text = attack.replies[name]
    assert status in REFUSED, text[:200]
    assert seconds < LIMIT + 1
    assert len(text.split()) > 3
    assert "Traceback" not in text


def test_the_server_lives_on(attack: Attack) -> None:
    """It is the same process, and never held much."""
    assert attack.alive
    assert attack.largest < 512 * 1024


def test_nobody_was_called(attack: Attack, elsewhere: Elsewhere) -> None:
    """No query made the server connect to another one."""
    assert attack.replies
    assert elsewhere.calls == []


def test_neighbours_are_answered_meanwhile(attack: Attack) -> None:
    """Small questions of others are answered rightly, and soon even on a busy machine."""
    times = sorted(attack.neighbour.times)
    assert attack.neighbour.wrong == []
    assert len(times) > 50
    cuts = quantiles(times, n=100)
    print(f"{len(times)} small queries meanwhile: p50 {cuts[49] * 1e3:.1f} ms, p99 {cuts[98] * 1e3:.1f} ms")
    assert cuts[49] < 0.1
    assert cuts[98] < 1.0
