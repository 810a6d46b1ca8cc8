"""One writer at a time, and what becomes of a writer that dies."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.graph import open_graph, writing
from graph.marker import Equals
from ontology.errors import GraphError, StoreBusy
from ontology.model import Claim

HOLD = """
import sys
from graph.graph import writing
with writing(sys.argv[1]) as graph:
    print("writing", flush=True)
    sys.stdin.read()
"""

WRITE_FOR_EVER = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("world", sys.argv[2])
world = importlib.util.module_from_spec(spec)
sys.modules["world"] = world
spec.loader.exec_module(world)
from graph.graph import writing
with writing(sys.argv[1]) as graph:
    while True:
        graph.put(world.herald_page())
        graph.put(world.courier_page())
        graph.shortcuts()
        print("written", flush=True)
"""


@contextmanager
def running(program: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A Python process with a pipe at each end, killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def line(process: "subprocess.Popen[str]") -> str:
    """The next line that the process prints; waits for it."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_writer_is_told_to_wait(tmp_path: Path, sample) -> None:
    """While one process writes, another one gets StoreBusy at once; afterwards it can write."""
    store = str(tmp_path / "store")
    with running(HOLD, store) as first:
        assert line(first) == "writing"
        with pytest.raises(StoreBusy, match="another process is writing"), writing(store):
            pytest.fail("two writers at once")
        first.communicate("", timeout=30)
    with writing(store) as graph:
        graph.put(sample.herald_page())


def test_opening_what_is_being_written_says_so(tmp_path: Path) -> None:
    """Opening the directory without asking for the lock also ends in StoreBusy, not in a foreign error."""
    store = str(tmp_path / "store")
    with writing(store), pytest.raises(StoreBusy, match="written by another"):
        open_graph(store)


def test_a_kept_name_does_not_keep_the_store(tmp_path: Path, sample) -> None:
    """When the block ends the files are free, although somebody still holds the graph."""
    store = str(tmp_path / "store")
    with writing(store) as kept:
        kept.put(sample.herald_page())
    with writing(store) as graph:
        assert len(graph.all(Claim)) == 4
    with pytest.raises(GraphError, match="closed"):
        kept.all(Claim)


def test_a_failed_writer_frees_the_store(tmp_path: Path, sample) -> None:
    """An error inside the block frees the files, and what was written before it stays."""
    store = str(tmp_path / "store")
    with pytest.raises(GraphError, match="not the name of a page"), writing(store) as graph:  # noqa: PT012
        graph.put(sample.herald_page())
        graph.drop("https://elsewhere.example/")
    with writing(store) as graph:
        assert len(graph.all(Claim)) == 4


@pytest.mark.parametrize("rounds", [1, 7])
def test_a_killed_writer_leaves_whole_pages(tmp_path: Path, sample, rounds: int) -> None:
    """After kill -9 the store opens for the next writer and holds only whole pages."""
    store = str(tmp_path / "store")
    world = str(Path(__file__).with_name("conftest.py"))
    with running(WRITE_FOR_EVER, store, world) as writer:
        assert [line(writer) for _ in range(rounds)] == ["written"] * rounds
        os.kill(writer.pid, signal.SIGKILL)
        assert writer.wait(30) == -signal.SIGKILL
    with writing(store) as graph:
        for page in (sample.herald_page(), sample.courier_page()):
            if page.iri in graph.pages():
                assert set(graph.all(Claim, page.iri)) == set(page.claims)
        assert graph.pages()
        graph.put(sample.herald_page())
        assert len(graph.all(Claim, sample.herald_page().iri)) == 4


def test_a_store_in_the_place_of_a_lost_one_is_another(tmp_path: Path, sample) -> None:
    """What a store equals is known when it is opened again, and not of one that was made anew there."""
    place, equals = tmp_path / "store", Equals(1, "abc")
    with writing(str(place)) as graph:
        graph.put(sample.herald_page())
        graph.published(equals)
    with writing(str(place)) as graph:
        assert (graph.equals, graph.journal and graph.journal.base) == (equals, 1)
    shutil.rmtree(place)
    with writing(str(place)) as graph:
        assert (graph.equals, graph.journal and graph.journal.base) == (None, 0)


@pytest.mark.parametrize("held", ['{"number": 1, "canonical_hash": "abc"}', "[1]", "1", "{"])
def test_a_marker_that_names_no_store_says_nothing(tmp_path: Path, held: str) -> None:
    """As those of earlier versions, or damaged ones."""
    (tmp_path / "store.published").write_text(held)
    with writing(str(tmp_path / "store")) as graph:
        assert graph.equals is None


def test_memory_needs_no_lock(sample) -> None:
    """Two graphs in memory are two graphs, both writable at once."""
    with writing("memory:") as one, writing("memory:") as other:
        one.put(sample.herald_page())
        assert len(other) == 0
