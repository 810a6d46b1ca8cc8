"""GraphML read back by networkx, in which no denial is an edge between things."""

import io
from collections import Counter
from pathlib import Path

import networkx as nx
import pytest

from graph import names
from graph.exports.formats import format_of
from graph.exports.source import Source, source
from graph.generations import open_generation, publish
from graph.graph import open_graph
from ontology.model import Claim, Comparison, Entity, Mention, Proposition
from ontology.terms import Graphs, Kind

from .conftest import Written


@pytest.fixture(scope="module")
def network(written: Written) -> nx.MultiDiGraph:
    """The network of everything."""
    return nx.read_graphml(io.BytesIO(written("graphml")), force_multigraph=True)


def test_every_claim_is_a_node_with_its_stance(whole: Source, network: nx.MultiDiGraph) -> None:
    """Polarity, certainty, quote and offsets of each claim come back, and its subject, object and holders."""
    claims = {node for node, told in network.nodes(data=True) if told["type"] == "claim"}
    assert claims == {claim.iri for claim in whole.graph.all(Claim)}
    for claim in whole.graph.all(Claim):
        told = network.nodes[claim.iri]
        quote = whole.graph.get(Mention, claim.evidence)
        said = whole.graph.get(Proposition, claim.proposition)
        assert quote
        assert said
        assert (told["polarity"], told["certainty"], told["quote"]) == (
            claim.polarity,
            claim.certainty,
            quote.exact,
        )
        assert (told["start"], told["end"], told["predicate"]) == (quote.start, quote.end, said.predicate)
        assert ends(network, claim.iri, "subject") == {said.subject}
        assert ends(network, claim.iri, "object") == {said.object}
        holders = {
            start for start, _, told in network.in_edges(claim.iri, data=True) if told["role"] == "holds"
        }
        assert holders == set(claim.holders)


def ends(network: nx.MultiDiGraph, node: str, role: str) -> set[str]:
    """Where edges of a role lead from a node."""
    return {end for _, end, told in network.out_edges(node, data=True) if told["role"] == role}


def test_no_edge_joins_two_things(network: nx.MultiDiGraph) -> None:
    """One end of every edge is a claim: a denial cannot be mistaken for a relation."""
    kinds = nx.get_node_attributes(network, "type")
    assert all("claim" in {kinds[start], kinds[end]} for start, end in network.edges())


def test_every_comparison_is_an_edge(whole: Source, network: nx.MultiDiGraph) -> None:
    """Claims that were compared are joined by an edge with relation and reason."""
    compared = Counter((c.left, c.right, c.relation.value) for c in whole.graph.all(Comparison))
    roles = {relation for _, _, relation in compared}
    found = Counter((s, e, told["role"]) for s, e, told in network.edges(data=True) if told["role"] in roles)
    assert found == compared


def test_every_node_says_what_it_is(network: nx.MultiDiGraph) -> None:
    """No edge leads to a node that was not described."""
    assert all(told.get("type") and told.get("label") for _, told in network.nodes(data=True))


def test_characters_that_xml_cannot_hold(tmp_path: Path) -> None:
    """Markup in a name comes through as text, and a control character as U+FFFD."""
    told = Entity(iri=names.entity(Kind.COMPANY, "odd"), kind=Kind.COMPANY, label="<b>\x01 & ]]> “q”")
    with open_graph("memory:") as graph:
        graph.replace(Graphs.ENTITIES, [told])
        publish(graph, tmp_path, texts={})
    output = io.BytesIO()
    with open_generation(tmp_path) as published, source(published) as made:
        format_of("graphml").write(made, output)
    network = nx.read_graphml(io.BytesIO(output.getvalue()))
    assert network.nodes[told.iri]["label"] == "<b>\ufffd & ]]> “q”"
