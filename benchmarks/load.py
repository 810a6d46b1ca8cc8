"""A server under load and under attack: `python -m benchmarks.load [--clients N] [--seconds S]`.

Many clients ask ten stock questions in turn; then one client asks small questions while another attacks.
With `--soak MINUTES` clients ask for pages of all sizes instead, and the memory of the server is looked at.
"""

import argparse
import asyncio
import json
import random
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from benchmarks import shelf
from benchmarks.stock import STOCK
from tests.api.attacks import DOCUMENTS, HEAVY

SMALL = "{ incidents(first: 1) { nodes { label targets { node { label } } } } }"
_HEAD = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
Times = list[tuple[int, float]]  # the status and the seconds of each reply


@contextmanager
def serving(home: Path) -> Iterator[tuple[int, psutil.Process]]:
    """A server of a home folder: its port and its process."""
    command = [str(Path(sys.executable).parent / "claimgraph"), "serve", "--port", "0", "--home", str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own
        assert process.stdout
        found = re.search(r"127\.0\.0\.1:(\d+)", process.stdout.readline())
        assert found
        try:
            yield int(found[1]), psutil.Process(process.pid)
        finally:
            process.terminate()


class Client:
    """Asks over one connection that stays open."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> "Client":
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, query: str) -> tuple[int, float]:
        """The status and the seconds of one reply."""
        body = json.dumps({"query": query}).encode()
        head = f"{_HEAD}Content-Length: {len(body)}"
        start = time.perf_counter()
        self._writer.write(head.encode() + b"\r\n\r\n" + body)
        answer = (await self._reader.readuntil(b"\r\n\r\n")).decode()
        length = re.search(r"content-length: (\d+)", answer, re.IGNORECASE)
        await self._reader.readexactly(int(length[1]) if length else 0)
        return int(answer.split()[1]), time.perf_counter() - start


async def crowd(port: int, clients: int, seconds: float) -> Times:
    """So many clients, each with the stock questions in turn."""
    until = time.perf_counter() + seconds

    async def one(number: int) -> Times:
        found: Times = []
        async with Client(port) as client:
            for query in islice(cycle(STOCK.values()), number % len(STOCK), None):
                if time.perf_counter() > until:
                    break
                found.append(await client.ask(query))
        return found

    return [reply for some in await asyncio.gather(*map(one, range(clients))) for reply in some]


async def attacked(port: int, seconds: float) -> tuple[Times, Times]:
    """Small questions of one client, and what another one sends meanwhile to do harm."""
    until = time.perf_counter() + seconds

    async def ask(queries: Iterator[str]) -> Times:
        found: Times = []
        async with Client(port) as client:
            while time.perf_counter() < until:
                found.append(await client.ask(next(queries)))
        return found

    benign, hostile = await asyncio.gather(
        ask(cycle([SMALL])), ask(cycle([*DOCUMENTS.values(), *HEAVY.values()]))
    )
    return benign, hostile


async def strolling(port: int, number: int, until: float) -> Counter[int]:
    """How often which status came to a client that asks for pages of all sizes, half of them never asked."""
    chance, found = random.Random(number), Counter[int]()
    async with Client(port) as client:
        while time.perf_counter() < until:
            query = chance.choice(list(STOCK.values())).replace(
                "first: 20", f"first: {chance.randrange(1, 41)}"
            )
            named = f"query Q{chance.randrange(10**9)} {query}"
            found[(await client.ask(chance.choice([query, named])))[0]] += 1
    return found


async def soaked(port: int, process: psutil.Process, clients: int, minutes: float) -> dict[str, Any]:
    """What memory a server takes while clients ask; it has grown if the last third took more than the second.

    Until then what a server keeps, such as replies, fills the room that it has.
    """
    until = time.perf_counter() + 60 * minutes
    memory: list[float] = []

    async def look() -> Counter[int]:
        while time.perf_counter() < until:
            await asyncio.sleep(15)
            memory.append(process.memory_info().rss / 1e6)
        return Counter()

    strolls = (strolling(port, one, until) for one in range(clients))
    statuses = sum(await asyncio.gather(*strolls, look()), Counter[int]())
    third = len(memory) // 3
    second, last = (statistics.median(some) for some in (memory[third : 2 * third], memory[2 * third :]))
    return {
        "replies": sum(statuses.values()),
        "5xx": sum(times for status, times in statuses.items() if status >= 500),
        "MB": [round(one, 1) for one in memory[::4]],
        "memory growth": last / second - 1,
    }


def summary(times: Times) -> dict[str, float]:
    """Of some replies: how many, how many 5xx, and percentiles in milliseconds."""
    took = sorted(1000 * seconds for _, seconds in times)
    return {
        "replies": len(times),
        "5xx": sum(status >= 500 for status, _ in times),
        "p50": statistics.median(took),
        "p99": took[int(0.99 * (len(took) - 1))],
        "longest": took[-1],
    }


def measured(home: Path, clients: int, seconds: float) -> dict[str, Mapping[str, float]]:
    """The crowd, the attack, and how much memory the server took from the first round to the last."""
    with serving(home) as (port, process):
        alone = asyncio.run(crowd(port, 1, min(seconds, 3)))
        asyncio.run(crowd(port, clients, min(seconds, 3)))  # everything is read once
        before = process.memory_info().rss
        busy = asyncio.run(crowd(port, clients, seconds))
        grown = process.memory_info().rss / before - 1
        benign, hostile = asyncio.run(attacked(port, seconds))
    return {
        "one client": summary(alone),
        f"{clients} clients": {**summary(busy), "a second": len(busy) / seconds, "memory growth": grown},
        "small questions under attack": summary(benign),
        "attacks": summary(hostile),
    }


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        shelf.incidents(Path(folder), 100).close()
        found: Any
        if options.soak:
            with serving(Path(folder)) as (port, process):
                found = {"soaked": asyncio.run(soaked(port, process, options.clients, options.soak))}
        else:
            found = measured(Path(folder), options.clients, options.seconds)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, values in found.items():
        told = (
            f"{key} {value if isinstance(value, list) else f'{value:.4g}'}" for key, value in values.items()
        )
        print(f"{name:30} " + "  ".join(told))


if __name__ == "__main__":
    main()
