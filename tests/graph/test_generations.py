"""Published states, and who can read them while the writer goes on."""

import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import orjson
import pytest

from graph import names
from graph.catalogue import Query, total
from graph.generations import current, generations, open_generation, publish
from graph.graph import Graph, open_graph, writing
from graph.index import ClaimFilter
from ontology.errors import GraphError, NoGeneration
from ontology.model import Claim, Entity, Proposition
from ontology.terms import Graphs

READER = """
import sys
from pathlib import Path
from graph.generations import open_generation
from ontology.model import Claim
home, seen, torn, reads = Path(sys.argv[1]), set(), [], 0
while True:
    with open_generation(home) as published:
        number = published.generation.number
        claims = published.graph.all(Claim)
        rules = {claim.rule for claim in claims}
        listed = published.index.claims().total
        quads = len(published.graph)
        whole = len(claims) == listed == 7 and len(rules) == 1 and quads == published.generation.quads
        reads += 1
        seen.add(number)
        if not whole:
            torn.append(number)
        if reads == 1:  # the writer goes on only now, so that at least two generations are seen
            print("reading", flush=True)
        if published.generation.note == "last":
            break
print(len(seen), len(torn), reads, flush=True)
"""


def version(page, number: int):
    """The page as another version of the extractor would have read it."""
    claims = tuple(replace(claim, rule=f"rule {number}") for claim in page.claims)
    return replace(page, claims=claims)


@pytest.fixture
def home(tmp_path: Path, world: Graph, sample) -> Path:
    """A home with one generation of the invented world."""
    publish(world, tmp_path, texts=sample.texts, note="first")
    return tmp_path


def test_a_generation_holds_what_was_published(home: Path, world: Graph, sample) -> None:
    """The published graph has the hash of the written one, its entities, claims and texts."""
    with open_generation(home) as published:
        assert (
            published.graph.canonical_hash() == world.canonical_hash() == published.generation.canonical_hash
        )
        assert published.generation.number == 1
        assert published.generation.note == "first"
        assert published.generation.quads == len(world)
        assert published.generation.counts["claims"] == 7
        assert published.graph.get(Entity, sample.acme.iri) == sample.acme
        assert published.index.texts() == sample.texts


def test_the_manifest_can_be_read_by_others(home: Path) -> None:
    """The manifest is JSON with the number, counts, hash and software version."""
    manifest = orjson.loads((home / "generations" / "1" / "manifest.json").read_bytes())
    assert {"number", "counts", "canonical_hash", "software", "quads"} <= manifest.keys()
    assert (home / "generations" / "current").read_text() == "1\n"


def test_nothing_new_makes_no_generation(home: Path, world: Graph, sample) -> None:
    """Publishing an unchanged graph returns the current generation."""
    world.put(sample.herald_page())
    again = publish(world, home, texts=sample.texts, note="again")
    assert again == current(home)
    assert [generation.number for generation in generations(home)] == [1]


def test_only_the_last_are_kept(home: Path, world: Graph, sample) -> None:
    """Older generations are collected, numbers go on, and a number that never was is NoGeneration."""
    for number in range(2, 7):
        world.put(version(sample.herald_page(), number))
        publish(world, home, texts=sample.texts, keep=3)
    assert [generation.number for generation in generations(home)] == [4, 5, 6]
    with open_generation(home, 5) as published:
        assert {claim.rule for claim in published.graph.all(Claim, sample.herald_page().iri)} == {"rule 5"}
    with pytest.raises(NoGeneration, match="generation 7 "):
        open_generation(home, 7)


def test_what_is_read_is_not_collected(home: Path, world: Graph, sample) -> None:
    """A generation that somebody reads outlives the collection, and goes when it is closed."""
    with open_generation(home) as published:
        for number in (2, 3):
            world.put(version(sample.herald_page(), number))
            publish(world, home, texts=sample.texts, keep=1)
        assert [generation.number for generation in generations(home)] == [1, 3]
        assert published.index.claims().total == 7
    world.put(version(sample.herald_page(), 4))
    publish(world, home, texts=sample.texts, keep=1)
    assert [generation.number for generation in generations(home)] == [4]


@pytest.mark.parametrize("in_memory_below", [0, 5_000_000], ids=["from disk", "from memory"])
def test_readers_survive_deletion(
    home: Path, sample, monkeypatch: pytest.MonkeyPatch, in_memory_below: int
) -> None:
    """A reader whose files somebody deletes reads on, also in threads that start only then."""
    monkeypatch.setattr("graph.generations.IN_MEMORY_BELOW", in_memory_below)
    found: list[int] = []
    with open_generation(home) as published:
        assert len(published.graph.all(Claim)) == 7
        shutil.rmtree(home / "generations")

        def read() -> None:
            which = ClaimFilter(holder=sample.acme.iri)
            found.extend((published.index.claims(which).total, len(published.graph.all(Claim))))

        read()
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert found == [3, 7, 3, 7]


def test_nothing_published_is_said(tmp_path: Path) -> None:
    """An empty home has no generation, and the message says what to do."""
    for ask in (current, open_generation):
        with pytest.raises(NoGeneration, match="run `claimgraph run` first"):
            ask(tmp_path)
    assert generations(tmp_path) == ()


def test_a_published_graph_is_read_only(home: Path, sample) -> None:
    """Nobody can write to what was published."""
    with open_generation(home) as published, pytest.raises(GraphError, match="read-only"):
        published.graph.put(sample.herald_page())


def test_a_broken_manifest_is_named(home: Path) -> None:
    """A manifest that cannot be understood is a GraphError, not a crash."""
    (home / "generations" / "1" / "manifest.json").write_text('{"number": 1}')
    with pytest.raises(GraphError, match="manifest"):
        open_generation(home)


def test_what_a_killed_writer_left_is_cleared(home: Path, world: Graph, sample) -> None:
    """A half-built and a half-deleted generation do not disturb the next ones."""
    folder = home / "generations"
    (folder / ".building" / "store").mkdir(parents=True)
    (folder / "7" / "store").mkdir(parents=True)
    assert [generation.number for generation in generations(home)] == [1]
    world.drop(names.page("courier-1"))
    made = publish(world, home, texts=sample.texts)
    assert [path.name for path in sorted(folder.iterdir()) if path.is_dir()] == ["1", str(made.number)]


def test_a_reader_sees_fifty_generations_whole(tmp_path: Path, sample) -> None:
    """A second process that reads while fifty generations are published sees no error and no half page."""
    with writing(str(tmp_path / "store")) as graph:
        graph.replace(Graphs.ENTITIES, sample.entities)
        pages = (sample.herald_page(), sample.courier_page())

        def next_one(number: int, note: str | None = None) -> None:
            for page in pages:
                graph.put(version(page, number))
            publish(graph, tmp_path, texts=sample.texts, keep=2, note=note)

        next_one(0)
        reader = subprocess.Popen(
            [sys.executable, "-c", READER, str(tmp_path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for number in range(1, 51):
            next_one(number, note="last" if number == 50 else None)
        output, errors = reader.communicate(timeout=60)
    assert (reader.returncode, errors) == (0, "")
    seen, torn, _reads = map(int, output.split())
    assert torn == 0
    assert seen > 1


def test_a_disk_store_is_published_by_links(tmp_path: Path, sample) -> None:
    """A store in a directory is published while it stays open for writing, and the next write is not seen."""
    with writing(str(tmp_path / "store")) as graph:
        sample.write_world(graph)
        publish(graph, tmp_path, texts=sample.texts)
        with open_generation(tmp_path) as published:
            graph.drop(names.page("courier-1"))
            assert len(published.graph.all(Claim)) == 7
        with open_graph("memory:") as copy:
            sample.write_world(copy)
            assert copy.canonical_hash() == current(tmp_path).canonical_hash


def test_publishing_mends_a_lost_generation(home: Path, world: Graph, sample) -> None:
    """When the generation that readers are pointed to is gone, publishing again makes a new one."""
    shutil.rmtree(home / "generations" / str(current(home).number))
    assert publish(world, home, texts=sample.texts).number == current(home).number


def test_an_index_of_another_version_is_built_anew_for_readers(home: Path, sample) -> None:
    """What an older version published is listed as a new one is, and its graph stays as it was."""
    place = home / "generations" / "1"
    manifest = orjson.loads((place / "manifest.json").read_bytes())
    (place / "manifest.json").write_bytes(orjson.dumps({**manifest, "index": 1}))
    with closing(sqlite3.connect(place / "index.sqlite")) as database:
        for table in ("footing", "proposition", "effect"):
            database.execute(f"DROP TABLE {table}")
        database.commit()
    with open_generation(home) as published:
        assert published.index.claims().total == 7
        assert published.index.texts() == sample.texts
        assert total(published.index, Query(name="propositions")) == len(published.graph.all(Proposition))
        assert len(published.graph) == published.generation.quads
