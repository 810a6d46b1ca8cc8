"""Shapes compiled and shapes by pyshacl find the same."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.check import shapes
from graph.graph import Graph, open_graph
from graph.shaping import breaches
from graph.triples import XSD_DOUBLE, XSD_INTEGER, Literal, Resource, Term, Triple, compact
from ontology.terms import IC, ICV, ID, RDF_TYPE, RDFS, SCHEMA, SKOS, XSD

PATHS = (
    *(IC + name for name in ("proposition", "polarity", "certainty", "holder", "attribution", "evidence")),
    *(IC + name for name in ("cue", "place", "extractionScore", "position", "act", "within", "left")),
    *(IC + name for name in ("speakerKind", "eventType", "recorded", "edtf", "article", "time", "quantity")),
    *(SCHEMA + name for name in ("sha256", "value", "minValue", "maxValue", "datePublished", "about")),
    *("http://www.w3.org/ns/oa#" + name for name in ("exact", "start", "end")),
    RDFS + "label", RDF_TYPE, SKOS + "altLabel",
)  # fmt: skip
TERMS: tuple[Term, ...] = (
    Resource(ID + "nobody"), Resource(ICV + "positive"), Resource(ICV + "certain"), Resource(ICV + "press"),
    Resource(IC + "Claim"), Resource(IC + "Incident"), Resource(IC + "Company"), Resource(IC + "Quantity"),
    Literal("words"), Literal(""), Literal("words", language="en"), Literal("other words", language="en"),
    Literal("3", XSD_INTEGER), Literal("-1", XSD_INTEGER), Literal("0.5", XSD_DOUBLE),
    Literal("2026-01-05", XSD + "date"), Literal("2026-01-05T08:00:00Z", XSD + "dateTime"),
)  # fmt: skip


def found_by_both(graph: Graph) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Who breaks shapes by which property, compiled and by pyshacl."""
    compiled = {(one.focus, compact(one.path or "")) for one in breaches(t for t, _ in graph.store.quads())}
    found = {(one.focus, one.message.partition(": ")[0]) for one in shapes(graph)}
    return compiled, {(focus, path if ":" in path and " " not in path else "") for focus, path in found}


def test_a_whole_world_breaks_no_shape(world: Graph) -> None:
    """Nothing is found where nothing is wrong."""
    world.replace_reference()
    assert found_by_both(world) == (set(), set())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_both_find_the_same(sample, data: st.DataObject) -> None:
    """Whatever is taken out or put in, the same subjects break shapes by the same properties."""
    with open_graph("memory:") as graph:
        sample.write_world(graph)
        graph.replace_reference()
        quads = sorted((name, triple) for triple, name in graph.store.quads() if "/reference" not in name)
        for name, triple in data.draw(st.lists(st.sampled_from(quads), max_size=5)):
            graph.store.exchange(graph.store.part(name, triple.subject)[:1], ())
        subjects = sorted({(name, triple.subject) for name, triple in quads})
        for _ in range(data.draw(st.integers(1, 6))):
            name, subject = data.draw(st.sampled_from(subjects))
            path, term = data.draw(st.sampled_from(PATHS)), data.draw(st.sampled_from(TERMS))
            if path != RDF_TYPE or isinstance(term, Resource):
                graph.store.extend([Triple(subject, path, term)], name)
        compiled, truth = found_by_both(graph)
        assert compiled == truth
