"""Subscriptions as a server bears them: signs of life, clients that are slow or take nothing, the end."""

import asyncio
import dataclasses
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from api import events as sse
from api.current import Current
from api.errors import RequestError
from api.house import House
from api.listening import Listening
from api.news import News
from api.question import Question
from api.settings import LIMITS
from graph.graph import Graph
from ontology.terms import PAGE, Graphs

PUBLISHED = "subscription($s: Int) { generationPublished(since: $s) { number claims } }"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, publishing: Callable[..., None]) -> Path:
    """A home folder in which generations come and go."""
    home = tmp_path_factory.mktemp("listening")
    publishing(home)
    return home


def _withdraw(graph: Graph) -> None:
    graph.drop(f"{PAGE}courier-1")
    graph.replace(Graphs.COMPARISONS, ())


def test_the_server_stops_though_streams_are_open(
    place: Path, servers: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C ends open streams with their last event, and the server in peace."""
    started: list[subprocess.Popen[str]] = []
    known = subprocess.Popen.__init__

    def noted(self: Any, *given: Any, **more: Any) -> None:
        started.append(self)
        known(self, *given, **more)

    monkeypatch.setattr(subprocess.Popen, "__init__", noted)
    head = {"accept": "text/event-stream"}
    with (
        servers(place) as address,
        httpx2.stream(
            "POST", f"{address}/graphql", json={"query": PUBLISHED}, headers=head, timeout=20
        ) as reply,
    ):
        lines = reply.iter_lines()
        assert next(lines) == ":"
        started[0].send_signal(signal.SIGINT)
        assert "event: complete" in list(lines)
        assert started[0].wait(timeout=20) == 0


async def _forever() -> AsyncIterator[Any]:
    await asyncio.Event().wait()
    yield {}


def test_a_quiet_stream_gives_signs_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever hears nothing for a while hears that the server is there."""
    monkeypatch.setattr(sse, "LIMITS", dataclasses.replace(LIMITS, heartbeat=0.01))

    async def beats() -> list[bytes]:
        lines = sse._beating(_forever())
        found = [await anext(lines) for _ in range(3)]
        await lines.aclose()  # type: ignore[attr-defined]
        return found

    assert asyncio.run(beats()) == [b":\n\n"] * 3


def test_who_takes_nothing_is_let_go(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client whose connection is full is waited for only so long, and its subscription is given up."""
    monkeypatch.setattr(sse, "LIMITS", dataclasses.replace(LIMITS, patience=0.01))

    async def send(_: Any) -> None:
        await asyncio.Event().wait()

    async def stream(house: House) -> int:
        news = News(house)
        with pytest.raises(TimeoutError):
            await sse.Events(Question(query=PUBLISHED), house, news).stream_response(send)
        return news.subscriptions

    with _house(place) as house:
        assert asyncio.run(stream(house)) == 0


def test_who_is_slow_hears_of_the_newest_state_only(place: Path, publishing: Callable[..., None]) -> None:
    """Several generations that were published between two events are one event; nothing is queued."""

    async def hear_one(house: House) -> tuple[int, int]:
        news = News(house)
        async with news.subscribed():
            stream = Listening(house, news).events(_numbers, seen)
            found = await anext(stream)
            await stream.aclose()  # type: ignore[attr-defined]
        return found

    def _numbers(before: Any, now: Any) -> tuple[int, int]:
        return before.reader.generation.number, now.reader.generation.number

    seen = Current(place).newest()
    publishing(place, _withdraw)
    publishing(place)
    with _house(place) as house:
        assert asyncio.run(hear_one(house)) == (seen, seen + 2)


def test_there_are_only_so_many_subscriptions(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the number of subscriptions that a server bears, clients are sent away."""
    monkeypatch.setattr("api.news.LIMITS", dataclasses.replace(LIMITS, subscriptions=1))

    async def twice(house: House) -> None:
        news = News(house)
        async with news.subscribed():
            with pytest.raises(RequestError, match="1 subscriptions run already"):
                news.admit()
        news.admit()

    with _house(place) as house:
        asyncio.run(twice(house))


@contextmanager
def _house(home: Path) -> Iterator[House]:
    """A house without a server."""
    current = Current(home)
    with ThreadPoolExecutor(2) as threads:
        yield House(home=home, current=current, threads=threads)
    current.close()
