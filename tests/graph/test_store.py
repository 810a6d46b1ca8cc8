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
from ontology.terms import ID

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


def test_the_hash_is_that_of_the_sorted_canonical_lines() -> None:
    """Anyone can recompute the hash from an N-Quads export: sort the lines, take SHA-256."""
    store = Store.memory()
    store.extend([Triple(ID + "s", ID + name, Literal("é\n\u00a0")) for name in "cab"], ID + "g")
    output = io.BytesIO()
    store.dump(output, "nquads")
    lines = sorted(output.getvalue().splitlines(keepends=True))
    assert store.canonical_hash() == hashlib.sha256(b"".join(lines)).hexdigest()


def test_names_of_blank_nodes_do_not_matter() -> None:
    """Two stores that differ in the labels of blank nodes alone have one hash."""
    one, other = Store.memory(), Store.memory()
    one.load(BLANK)
    other.load(BLANK.replace(b"_:a", b"_:another"))
    assert one.canonical_hash() == other.canonical_hash()


def test_the_empty_store_has_a_hash() -> None:
    """Nothing hashes to the hash of no bytes."""
    assert Store.memory().canonical_hash() == hashlib.sha256(b"").hexdigest()


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
