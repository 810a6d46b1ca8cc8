"""The contract of the graph on every kind of store: pages put and dropped, values read back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graph import names
from graph.graph import Graph, fill, open_graph
from graph.triples import Literal, Resource
from ontology.errors import ClaimgraphError, GraphError, QuestionError
from ontology.model import Claim, Entity, ExtractionRun, Mention, Proposition, TimeExpression
from ontology.terms import DENIED, SAID, UNCONFIRMED, Certainty, Graphs, Kind, Polarity, Predicate

SHORTCUTS = "SELECT ?s ?p ?o WHERE { GRAPH cg:shortcuts { ?s ?p ?o } }"


@pytest.fixture(params=["memory", "directory", "oxigraph", "sparql", "virtuoso"])
def graph(
    request: pytest.FixtureRequest, tmp_path: Path, sample, served: Callable[[str], str]
) -> Iterator[Graph]:
    """The invented world in memory, on disk, and on servers with and without the Graph Store Protocol."""
    local = {"memory": "memory:", "directory": str(tmp_path / "store")}
    with open_graph(local.get(request.param) or served(request.param)) as opened:
        sample.write_world(opened)
        yield opened


def test_what_is_put_can_be_read(graph: Graph, sample) -> None:
    """Every value of a page comes back equal."""
    page = sample.herald_page()
    assert set(graph.all(Claim, page.iri)) == set(page.claims)
    assert set(graph.all(Mention, page.iri)) == set(page.mentions)
    assert graph.get(Claim, page.claims[0].iri) == page.claims[0]
    assert graph.get(ExtractionRun, page.run.iri) == page.run
    assert graph.pages()[page.iri] == page.article.sha256


def test_entities_are_those_that_were_resolved(graph: Graph, sample) -> None:
    """All entities are those of the entity and incident graphs, and each comes back equal."""
    assert set(graph.all(Entity)) == {*sample.entities, sample.intrusion}
    assert graph.get(Entity, sample.acme.iri) == sample.acme


def test_many_keeps_order_and_leaves_out_strangers(graph: Graph, sample) -> None:
    """Values come in the order asked for, once each; an IRI of another class is left out."""
    claim = sample.herald_page().claims[0]
    found = graph.many(
        Entity, [sample.heron.iri, claim.iri, sample.acme.iri, sample.heron.iri, names.article("x")]
    )
    assert list(found) == [sample.heron.iri, sample.acme.iri]


def test_replaying_a_page_changes_nothing(graph: Graph, sample) -> None:
    """Putting the same page again leaves the canonical hash as it was."""
    before = graph.canonical_hash()
    graph.put(sample.herald_page())
    graph.put(sample.courier_page())
    graph.put(sample.herald_page())
    assert graph.canonical_hash() == before


def test_order_of_writing_does_not_matter(sample) -> None:
    """Two graphs written in different orders have one canonical hash."""
    with open_graph("memory:") as one, open_graph("memory:") as other:
        for page in (sample.herald_page(), sample.courier_page()):
            one.put(page)
        for page in (sample.courier_page(), sample.herald_page()):
            other.put(page)
        assert one.canonical_hash() == other.canonical_hash()


def test_a_new_version_replaces_the_old_page(graph: Graph, sample) -> None:
    """What the new version does not say any more is gone."""
    page = sample.herald_page()
    graph.put(replace(page, claims=page.claims[:1]))
    assert graph.all(Claim, page.iri) == page.claims[:1]
    assert graph.get(Claim, page.claims[1].iri) is None


def test_dropping_a_page_leaves_the_others(graph: Graph, sample) -> None:
    """A dropped page is gone as a whole, the other one is untouched, and only what both share remains."""
    herald, courier = sample.herald_page(), sample.courier_page()
    untouched = graph.canonical_hash([herald.iri])
    graph.drop(courier.iri)
    assert list(graph.pages()) == [herald.iri]
    assert graph.canonical_hash([herald.iri]) == untouched
    assert graph.all(TimeExpression)
    assert graph.collect() > 0
    assert not graph.all(TimeExpression)
    assert set(graph.all(Proposition)) == set(herald.propositions)
    assert graph.collect() == 0


def test_dropping_all_pages_empties_what_they_shared(graph: Graph, sample) -> None:
    """When no page refers to it any more, nothing of the shared graph is left."""
    for page in list(graph.pages()):
        graph.drop(page)
    graph.collect()
    assert str(Graphs.SHARED) not in {name for name in graph.store.graphs() if any(graph.store.quads(name))}


def test_only_pages_can_be_dropped(graph: Graph) -> None:
    """A graph that is not a page is not dropped by mistake."""
    with pytest.raises(GraphError, match="not the name of a page"):
        graph.drop(Graphs.ENTITIES)


def test_derived_graphs_are_replaced_as_wholes(graph: Graph, sample) -> None:
    """Replaced entities are exactly those given; shared and derived graphs of other kinds are refused."""
    graph.replace(Graphs.ENTITIES, [sample.acme])
    assert graph.all(Entity, Graphs.ENTITIES) == (sample.acme,)
    for name in (Graphs.SHARED, Graphs.SHORTCUTS, Graphs.REFERENCE):
        with pytest.raises(GraphError, match="cannot be replaced"):
            graph.replace(name, [])


def test_a_refused_update_changes_nothing(graph: Graph, sample) -> None:
    """A page that cannot be written as a whole is not written at all."""
    before = graph.canonical_hash()
    page = sample.herald_page()
    broken = replace(page.claims[0], cue="half a pair: \ud800")
    with pytest.raises(GraphError):
        graph.put(replace(page, claims=(*page.claims[1:], broken)))
    assert graph.canonical_hash() == before


def test_shortcuts_say_how_they_are_meant(graph: Graph, sample) -> None:
    """What is said, denied and left open are three different edges, and a denial is never a positive one."""
    edges = {(str(p), str(o)) for _, p, o in graph.ask(SHORTCUTS).rows}
    assert edges == {
        (SAID + "attributedTo", sample.heron.iri),
        (SAID + "exfiltrated", sample.plans.iri),
        (DENIED + "exfiltrated", sample.plans.iri),
        (UNCONFIRMED + "affectedSector", sample.power.iri),
        (SAID + "target", sample.acme.iri),
    }


def test_shortcuts_follow_the_claims(graph: Graph, sample) -> None:
    """When the claims behind an edge are gone, rebuilding takes the edge away."""
    graph.drop(sample.courier_page().iri)
    graph.shortcuts()
    assert SAID + "target" not in graph.ask(SHORTCUTS).column("p")
    assert DENIED + "exfiltrated" in graph.ask(SHORTCUTS).column("p")


@pytest.mark.parametrize("certainty", [c for c in Certainty if c is not Certainty.UNDERSPECIFIED])
@pytest.mark.parametrize(("polarity", "namespace"), [(Polarity.POSITIVE, SAID), (Polarity.NEGATIVE, DENIED)])
def test_every_certainty_but_one_makes_an_edge(
    sample, certainty: Certainty, polarity: Polarity, namespace: str
) -> None:
    """Certain, probable and possible claims make an edge of their polarity."""
    writer = sample.writer("herald-1", sample.herald)
    writer.claim(
        "Heron", (sample.intrusion, Predicate.ACTOR, sample.heron), polarity=polarity, certainty=certainty
    )
    with open_graph("memory:") as graph:
        graph.put(writer.page())
        graph.shortcuts()
        assert graph.ask(SHORTCUTS).column("p") == (namespace + "actor",)


def test_every_triple_counts_once(graph: Graph) -> None:
    """A question over all graphs counts each claim once, although pages share propositions."""
    assert graph.ask("SELECT (COUNT(*) AS ?n) WHERE { ?c a ic:Claim }").rows == ((7,),)
    twice = "SELECT ?s WHERE { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(STR(?g) < STR(?h)) }"
    assert len(graph.ask(twice)) == 0


def test_answers_hold_python_values(graph: Graph, sample) -> None:
    """IRIs are resources, numbers are numbers, unbound is None, and a row can be read by column."""
    answer = graph.ask(
        "SELECT ?m ?start ?none WHERE { ?m oa:exact $words ; oa:start ?start }",
        words=Literal("Nothing was taken"),
    )
    (row,) = answer
    assert isinstance(row["m"], Resource)
    assert row["start"] == sample.texts["herald-1"].index("Nothing")
    assert row["none"] is None
    assert graph.ask("ASK { ?s a ic:Claim }").rows == ((True,),)
    assert len(graph.ask("CONSTRUCT { ?s a ic:Claim } WHERE { ?s a ic:Claim }")) == 7


def test_answers_show_names(graph: Graph, sample) -> None:
    """A reader sees labels and headlines, short names where there is none, and numbers without a tail."""
    answer = graph.ask(
        "SELECT ?who ?kind ?title WHERE { BIND($who AS ?who) ?who a ?kind . ?title a ic:Article } "
        "ORDER BY ?title",
        who=sample.acme.iri,
    )
    shown = answer.text(graph.labels(answer.resources()))
    assert shown[0] == ("Acme Pumps", "ic:Company", "Acme in the Courier")
    assert answer.text()[0][1] == "ic:Company"


def test_bindings_are_terms_not_text() -> None:
    """A binding cannot change the query around it, and a name that the query lacks is refused."""
    assert fill("SELECT * { ?s ?p $x }", {"x": '" . ?a ?b ?c'}) == 'SELECT * { ?s ?p "\\" . ?a ?b ?c" }'
    assert fill("$x $xy", {"x": 1}).endswith(" $xy")
    with pytest.raises(QuestionError, match="no \\$y"):
        fill("SELECT * { ?s ?p $x }", {"y": 1})


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT * { ?s ?p", "DROP ALL", "INSERT DATA { <a:a> <a:b> <a:c> }"]
)
def test_what_is_no_query_is_refused(graph: Graph, query: str) -> None:
    """Invalid SPARQL and updates are QuestionErrors and change nothing."""
    before = len(graph)
    with pytest.raises(QuestionError, match=r"not valid SPARQL|is an update"):
        graph.ask(query)
    assert len(graph) == before


def test_a_closed_graph_says_so(sample) -> None:
    """After closing, every call is a GraphError; closing again is fine."""
    graph = open_graph("memory:")
    graph.close()
    graph.close()
    with pytest.raises(GraphError, match="closed"):
        graph.put(sample.herald_page())
    with pytest.raises(GraphError, match="closed"):
        len(graph)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("https://db.example/sparql#read=/x", "update= and graphs="),
        ("http://127.0.0.1:1/sparql", "does not answer"),
        ("s3://bucket/x", "not a store"),
        ("", "not a store"),
    ],
)
def test_other_urls_are_refused(url: str, reason: str) -> None:
    """A URL that cannot be opened or asked is an error that says what can be."""
    with pytest.raises(ClaimgraphError, match=reason):
        len(open_graph(url))


def test_file_urls_name_directories(tmp_path: Path, sample) -> None:
    """A file URL, with escapes, opens the same store as its path."""
    place = tmp_path / "a store"
    with open_graph(place.as_uri()) as graph:
        graph.put(sample.herald_page())
        count = len(graph)
    with open_graph(str(place)) as graph:
        assert len(graph) == count


def test_read_only_graphs_refuse_to_write(tmp_path: Path, sample) -> None:
    """A graph opened for reading reads, and refuses every write."""
    with open_graph(str(tmp_path / "store")) as graph:
        graph.put(sample.herald_page())
        graph.flush()
    with open_graph(str(tmp_path / "store"), read_only=True) as graph:
        assert len(graph.all(Claim)) == 4
        writes: list[Callable[[], object]] = [
            lambda: graph.put(sample.courier_page()), graph.shortcuts, graph.collect,
            lambda: graph.replace(Graphs.ENTITIES, ()),
        ]  # fmt: skip
        for write in writes:
            with pytest.raises(GraphError, match="read-only"):
                write()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    """A path that cannot be a store is a GraphError with the path."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphError, match="file"):
        open_graph(str(tmp_path / "file"))


def test_kinds_stay_apart(graph: Graph) -> None:
    """Asked for a value of another class than it is, the graph has none."""
    organization = next(e for e in graph.all(Entity) if e.kind is Kind.COMPANY)
    assert graph.get(Claim, organization.iri) is None
