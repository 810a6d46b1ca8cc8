"""Exports read back by another library, quad for quad."""

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import rdflib

from graph.exports.formats import format_of
from graph.exports.part import Part
from graph.exports.source import source
from graph.generations import open_generation, publish
from graph.graph import Graph, open_graph
from graph.store import Store
from graph.triples import Literal, Triple
from ontology.errors import GraphError
from ontology.model import Claim, Comparison, Entity
from ontology.terms import IC, ID, Graphs, Relation

FORMATS = ("nquads", "trig", "turtle", "jsonld", "framed")
Quads = set[tuple[str, ...]]


def written(graph: Graph, form: str, **part: str) -> bytes:
    """An export as bytes."""
    output = io.BytesIO()
    with TemporaryDirectory() as folder:
        publish(graph, Path(folder), texts={})
        with open_generation(Path(folder)) as published, source(published, Part(**part)) as made:
            format_of(form).write(made, output)
    return output.getvalue()


def term(node: Any) -> str:
    """A term of rdflib as N-Triples write it, numbers in canonical form."""
    return (
        node.n3()
        if not isinstance(node, rdflib.Literal)
        else f"{node.value!r}^^{node.datatype}@{node.language}"
    )


def read(content: bytes, form: str) -> Quads:
    """The quads of an export, read by rdflib."""
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format={"jsonld": "json-ld", "framed": "json-ld"}.get(form, form))
    return {(term(s), term(p), term(o), str(g)) for s, p, o, g in dataset.quads()}


def stored(graph: Graph) -> Quads:
    """The quads of a graph, through N-Quads."""
    output = io.BytesIO()
    graph.dump(output, "nquads")
    return read(output.getvalue(), "nquads")


@pytest.mark.parametrize("form", ["nquads", "trig", "jsonld"])
def test_every_quad_is_read_back(world: Graph, form: str) -> None:
    """Another library reads every quad of an export in its named graph."""
    expected = stored(world)
    assert len(expected) == len(world)
    assert read(written(world, form), form) == expected


def test_turtle_loses_only_graph_names(world: Graph) -> None:
    """Turtle holds every triple, without graph names."""
    flat = rdflib.Graph().parse(data=written(world, "turtle"), format="turtle")
    assert {(term(s), term(p), term(o)) for s, p, o in flat} == {quad[:3] for quad in stored(world)}


@pytest.mark.parametrize("form", FORMATS)
def test_difficult_terms_survive(form: str) -> None:
    """Quotes, line ends, languages, large and small numbers and foreign namespaces come back equal."""
    literals = [
        Literal('a "quote" \\ and\r\nlines\t“x”\u00a0'), Literal(""), Literal("ja", language="ja"),
        Literal("12", "http://www.w3.org/2001/XMLSchema#integer"),
        Literal("1.5e-7", "http://www.w3.org/2001/XMLSchema#double"),
        Literal("2020-01-20", "http://www.w3.org/2001/XMLSchema#date"),
        Literal("https://a.example/", "http://www.w3.org/2001/XMLSchema#anyURI"),
    ]  # fmt: skip
    store = Store.memory()
    store.extend(
        [Triple(ID + "a/b", f"https://elsewhere.example/p{n}", lit) for n, lit in enumerate(literals)], ID
    )
    graph = Graph(store)
    expected = {quad[:3] for quad in stored(graph)}
    assert {quad[:3] for quad in read(written(graph, form), form)} == expected
    assert len(expected) == len(literals)


@pytest.mark.parametrize("form", FORMATS)
def test_one_article_with_what_it_refers_to(world: Graph, sample, form: str) -> None:
    """The part of an article holds its claims, its entities and nothing of other articles."""
    page = sample.courier_page()
    triples = {quad[:3] for quad in read(written(world, form, article=page.article.iri), form)}
    subjects = {subject.strip("<>") for subject, _, _ in triples}
    assert {claim.iri for claim in page.claims} <= subjects
    assert {sample.acme.iri, sample.minister.iri, sample.intrusion.iri, sample.water.iri} <= subjects
    assert not {claim.iri for claim in sample.herald_page().claims} & subjects
    assert sample.sources.iri not in subjects
    assert {proposition.iri for proposition in page.propositions} <= subjects
    assert {time.iri for time in page.times} | {page.run.iri} <= subjects


def test_a_part_has_only_its_own_shortcuts(world: Graph, sample) -> None:
    """The plain edges of a part follow from its claims alone."""
    content = written(world, "nquads", article=sample.courier_page().article.iri).decode()
    assert "denied#exfiltrated" in content
    assert "said#target" in content
    assert "said#exfiltrated" not in content


def test_one_incident_with_all_its_articles(world: Graph, sample) -> None:
    """The part of the only incident holds both pages and is the whole graph but for what nobody refers to."""
    part = read(written(world, "trig", incident=sample.intrusion.iri), "trig")
    assert part == stored(world)


def test_a_part_is_a_graph_of_its_own(world: Graph, sample) -> None:
    """What was exported can be loaded into an empty graph and read as values."""
    page = sample.herald_page()
    with open_graph("memory:") as graph:
        graph.store.load(written(world, "nquads", article=page.article.iri))
        assert set(graph.all(Claim)) == set(page.claims)
        assert graph.get(Entity, sample.acme.iri) == sample.acme


def test_comparisons_go_with_their_claims(world: Graph, sample) -> None:
    """A comparison is exported where both of its claims are."""
    own, other = sample.herald_page().claims, sample.courier_page().claims
    inside = Comparison(
        iri=ID + "comparison/1", left=own[1].iri, right=own[2].iri, relation=Relation.CONTRADICTS, reason="r"
    )
    across = Comparison(
        iri=ID + "comparison/2",
        left=own[1].iri,
        right=other[2].iri,
        relation=Relation.CONTRADICTS,
        reason="r",
    )
    world.replace(Graphs.COMPARISONS, (inside, across))
    article = written(world, "nquads", article=sample.herald_page().article.iri).decode()
    assert inside.iri in article
    assert across.iri not in article
    assert across.iri in written(world, "nquads", incident=sample.intrusion.iri).decode()


def test_json_ld_is_compact(world: Graph, sample) -> None:
    """JSON-LD carries its context, one object for each named graph, and short names."""
    content = json.loads(written(world, "jsonld"))
    assert content["@context"]["ic"] == IC
    graphs = {graph["@id"]: graph["@graph"] for graph in content["@graph"]}
    assert {"cg:shared", "cg:entities", "cg:article/courier-1"} <= graphs.keys()
    (company,) = [node for node in graphs["cg:entities"] if node["@type"] == "ic:Company"]
    assert company["@id"] == sample.acme.iri.replace(ID, "id:")


def test_unknown_parts_and_formats_are_refused(world: Graph, sample) -> None:
    """What is not there cannot be exported, and the message says where to look."""
    with pytest.raises(GraphError, match=r"no article https://nobody\.example/"):
        written(world, "trig", article="https://nobody.example/")
    with pytest.raises(GraphError, match="no article is about"):
        written(world, "trig", incident=sample.acme.iri)
    with pytest.raises(GraphError, match="not a format"):
        written(world, "pdf")
