"""The same jobs on a Ray cluster of two nodes: the same bytes, also when one of the nodes dies meanwhile.

Too heavy for the common suite: `make cluster` runs it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from time import monotonic
from typing import Any

import pytest

from pipelines.accounts import bundled
from pipelines.extracting import extract_all
from pipelines.extractors import extractor
from pipelines.feeds.article import FetchedArticle
from pipelines.reading.document import Document
from pipelines.reading.workers import READING, read_all
from pipelines.records import to_json
from pipelines.workers.choice import workers
from pipelines.workers.cluster import RayWorkers
from pipelines.workers.local import LocalWorkers
from pipelines.workers.port import Job

ray = pytest.importorskip("ray") if not os.environ.get("CI") else __import__("ray")
from ray.cluster_utils import Cluster  # noqa: E402  # the line above says what is missing

NOTICED = 90.0  # seconds in which a dead node is noticed
COPIES = 12  # of each bundled page, so that a node dies while work is left


@pytest.fixture
def cluster() -> Iterator[Any]:
    """A cluster of a head without CPUs and two nodes of one CPU each."""
    made = Cluster()
    _node(made, num_cpus=0, include_dashboard=False)  # the head
    made.nodes = [_node(made, num_cpus=1), _node(made, num_cpus=1)]
    made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()


def _node(cluster: Any, **known: Any) -> Any:
    """Another node. Ray gives it thirty seconds to come up, which a busy machine may not keep."""
    for _ in range(2):
        with suppress(Exception):
            return cluster.add_node(**known)
    return cluster.add_node(**known)


def pages() -> list[FetchedArticle]:
    """The bundled pages, many times over, each with a sentence of its own."""
    return [
        _article(path.read_bytes().replace(b"</article>", f"<p>Copy {n}.</p></article>".encode()), n)
        for n in range(COPIES)
        for path in bundled()
    ]


def _article(content: bytes, number: int) -> FetchedArticle:
    return FetchedArticle(
        source=f"page {number}",
        content=content,
        sha256=sha256(content).hexdigest(),
        retrieved="2026-01-05T08:00:00Z",
        media_type="text/html",
    )


def _soon(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold: a cluster counts a node as dead only when it has missed its calls."""
    end = monotonic() + NOTICED
    while not (found := holds()) and monotonic() < end:
        pass
    return found


def test_claims_are_the_same_on_both_engines_though_a_node_dies(cluster: Any) -> None:
    """Half-way through a node is killed as a whole; every account is there, byte for byte, in order."""
    by, articles = extractor("rules"), pages()
    with LocalWorkers(2) as here:
        read = [one for one in read_all(articles, here) if isinstance(one, Document)]
        expected = [to_json(account) for account in extract_all(read, by, here)]
    with RayWorkers(cluster.address, items=4) as there:
        assert there.at_once == 2
        assert list(read_all(articles, there)) == list(read)
        found = []
        for number, account in enumerate(extract_all(read, by, there)):
            if number == len(read) // 4:
                cluster.remove_node(cluster.nodes[0], allow_graceful=False)
            found.append(to_json(account))
        assert _soon(lambda: there.at_once == 1)
    assert found == expected


def test_a_page_that_stops_its_reader_costs_itself_alone(cluster: Any) -> None:
    """The limits of a job hold on a node as they do here."""
    slow = b"<html><body><article>" + b"<p>word word word" * 300_000
    articles = [pages()[0], _article(slow, 1), pages()[1]]
    job = Job(function=READING.function, doing="reading", seconds=2.0, memory=READING.memory)
    with workers(f"ray:{cluster.address}") as there:
        first, stopped, last = read_all(articles, there, job)
    assert (type(first), type(last)) == (Document, Document)
    assert stopped.reason.value == "timeout"  # type: ignore[union-attr]
