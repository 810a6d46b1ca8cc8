"""The reference graph: names of our own terms."""

from graph.graph import Graph, open_graph
from graph.index import Index
from graph.indexing import build_index
from graph.triples import Resource
from ontology.model import Entity
from ontology.terms import IC, SECTOR, Certainty, Graphs, Iri, Kind, Predicate

ELECTRICITY = Iri(SECTOR + "electricity")


def test_everything_of_ours_has_one_name(world: Graph) -> None:
    """Each value, predicate and kind is shown by one plain English label, not by its IRI."""
    world.replace_reference()
    ours = [
        *(c.iri for c in Certainty),
        *(p.iri for p in Predicate if p is not Predicate.DESCRIPTION),
        ELECTRICITY,
    ]
    labels = world.labels(ours)
    assert set(labels) == set(ours)
    found = world.ask("SELECT ?s (COUNT(?l) AS ?n) { GRAPH cg:reference { ?s rdfs:label ?l } } GROUP BY ?s")
    assert set(found.column("n")) == {1}


def test_names_come_in_two_languages(world: Graph) -> None:
    """Every sector has an English and a Japanese name."""
    world.replace_reference()
    found = world.ask(
        "SELECT ?s (COUNT(DISTINCT LANG(?l)) AS ?n) { ?s a ic:Sector ; skos:prefLabel ?l } GROUP BY ?s"
    )
    assert len(found) > 20
    counts = {row["s"]: row["n"] for row in found}
    assert all(count == 2 for iri, count in counts.items() if str(iri).startswith(SECTOR))


def test_loading_again_changes_nothing(world: Graph) -> None:
    """The reference graph is the same every time it is loaded."""
    world.replace_reference()
    before = world.canonical_hash()
    world.replace_reference()
    assert world.canonical_hash() == before


def test_sectors_are_entities_that_are_not_repeated(world: Graph, sample) -> None:
    """A sector reads as an entity; written again as one, it stays in the reference graph alone."""
    world.replace_reference()
    known = world.get(Entity, ELECTRICITY)
    assert known is not None
    assert known.kind is Kind.SECTOR
    again = Entity(iri=ELECTRICITY, kind=Kind.SECTOR, label="power", aliases=("electric",))
    world.replace(Graphs.ENTITIES, [again, sample.acme])
    assert world.get(Entity, ELECTRICITY) == known
    assert world.all(Entity, Graphs.ENTITIES) == (sample.acme,)


def test_bodies_are_no_reference() -> None:
    """Government bodies are written when a text names them, with the name that resolution gives them."""
    with open_graph("memory:") as graph:
        graph.replace_reference()
        assert not graph.ask("SELECT ?s { ?s a ic:GovernmentBody }")
        assert Resource(IC + "GovernmentBody") in graph.ask("SELECT ?s { ?s rdfs:subClassOf ?o }").column("s")


def test_sectors_spoken_of_are_listed(world: Graph, sample, tmp_path) -> None:
    """The side index lists a sector of the reference once a claim speaks of it, and no other sector."""
    world.replace_reference()
    sector = world.get(Entity, ELECTRICITY)
    writer = sample.writer("courier-1", sample.courier)
    writer.claim("Heron", (sample.intrusion, Predicate.AFFECTED_SECTOR, sector))
    world.put(writer.page())
    build_index(world, tmp_path / "index.sqlite", {})
    index = Index(tmp_path / "index.sqlite")
    assert set(index.entities(Kind.SECTOR).iris) == {ELECTRICITY, sample.power.iri}
    assert index.claims_of(ELECTRICITY) == 1
    index.close()
