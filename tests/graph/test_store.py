"""The quads beneath the graph: hashes, copies, backups and dumps."""

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.store import Store
from graph.triples import Literal, Resource, Triple
from ontology.errors import GraphError
from ontology.terms import ID, PAGE

TERMS = st.one_of(
    st.integers(0, 5).map(lambda n: Resource(f"{ID}{n}")),
    st.text(max_size=4).map(Literal),
    st.sampled_from(["a", "_:b", "x\\y"]).map(lambda text: Literal(text, language="ja")),
)
TRIPLES = st.builds(
    Triple, st.sampled_from([ID + "s", ID + "t"]), st.sampled_from([ID + "p", ID + "q"]), TERMS
)
BLANK = b"<http://x.example/s> <http://x.example/p> _:a <http://x.example/g> .\n"


@settings(deadline=None)
@given(st.lists(st.tuples(TRIPLES, st.sampled_from([ID + "g", ID + "h"])), max_size=12), st.randoms())
def test_the_hash_depends_on_the_quads_alone(quads: list[tuple[Triple, str]], random) -> None:
    """However and in whatever order quads were written, the hash is the same, and another set has another."""
    one, other = Store.memory(), Store.memory()
    for triple, graph in quads:
        one.extend([triple], graph)
    for triple, graph in random.sample(quads, len(quads)):
        other.extend([triple], graph)
    assert one.canonical_hash() == other.canonical_hash()
    assert one.canonical_hash() == one.canonical_hash([ID + "g", ID + "h"])
    other.extend([Triple(ID + "new", ID + "p", Literal("x"))], ID + "g")
    assert one.canonical_hash() != other.canonical_hash()


def test_anyone_can_recompute_the_hash() -> None:
    """From an N-Quads export: the lines of a page, and of each other subject, hashed and added up."""
    store = Store.memory()
    for graph in (f"{PAGE}one", f"{PAGE}other", ID + "g"):
        for subject in "st":
            about = [Triple(ID + subject, ID + name, Literal("é\n\u00a0")) for name in "cab"]
            store.extend(about, graph)
    output = io.BytesIO()
    store.dump(output, "nquads")
    found: dict[tuple[bytes, bytes], list[bytes]] = {}
    for line in sorted(output.getvalue().splitlines(keepends=True)):
        graph_name, about_whom = line.split(b" ")[-2][1:-1], line.split(b" ")[0]
        part = b"" if graph_name.startswith(PAGE.encode()) else about_whom
        found.setdefault((graph_name, part), []).append(line)
    numbers = (hashlib.shake_128(b"".join(part)).digest(512) for part in found.values())
    total = sum(int.from_bytes(number, "little") for number in numbers) % 2**4096
    assert len(found) == 4
    assert store.canonical_hash() == hashlib.sha256(total.to_bytes(512, "little")).hexdigest()


def test_names_of_blank_nodes_do_not_matter() -> None:
    """Two stores that differ in the labels of blank nodes alone have one hash."""
    one, other = Store.memory(), Store.memory()
    one.load(BLANK)
    other.load(BLANK.replace(b"_:a", b"_:another"))
    assert one.canonical_hash() == other.canonical_hash()


def test_the_empty_store_has_a_hash() -> None:
    """Nothing adds up to nothing, which has a hash like everything."""
    assert Store.memory().canonical_hash() == hashlib.sha256(bytes(512)).hexdigest()


@pytest.mark.parametrize("url", ["memory", "directory"])
def test_a_backup_is_independent(tmp_path: Path, url: str) -> None:
    """A backup of either kind of store holds the same quads and does not follow later writes."""
    store = Store.memory() if url == "memory" else Store.directory(tmp_path / "store")
    store.extend([Triple(ID + "s", ID + "p", Literal("before"))], ID + "g")
    before = store.canonical_hash()
    store.flush()
    store.backup(tmp_path / "copy")
    store.extend([Triple(ID + "s", ID + "p", Literal("after"))], ID + "g")
    copy = Store.snapshot(tmp_path / "copy")
    assert copy.canonical_hash() == before != store.canonical_hash()
    in_memory = copy.in_memory()
    copy.close()
    assert in_memory.canonical_hash() == before
    assert in_memory.read_only


def test_a_backup_does_not_overwrite(tmp_path: Path) -> None:
    """A backup into a directory that exists already is refused with a sentence."""
    store = Store.directory(tmp_path / "store")
    (tmp_path / "copy").mkdir()
    with pytest.raises(GraphError, match="copy"):
        store.backup(tmp_path / "copy")


def test_one_graph_can_be_dumped() -> None:
    """A dump of one graph holds its triples only."""
    store = Store.memory()
    store.extend([Triple(ID + "s", ID + "p", Literal("one"))], ID + "g")
    store.extend([Triple(ID + "s", ID + "p", Literal("other"))], ID + "h")
    output = io.BytesIO()
    store.dump(output, "turtle", graph=ID + "g")
    assert b"one" in output.getvalue()
    assert b"other" not in output.getvalue()


def test_what_is_no_rdf_is_refused() -> None:
    """Broken N-Quads are a GraphError and nothing is loaded."""
    store = Store.memory()
    with pytest.raises(GraphError, match="not nquads"):
        store.load(BLANK + b"nonsense\n")
    assert len(store) == 0
