"""The vocabulary has exactly what the closed terms and the model use, and explains all of it."""

import re
from pathlib import Path

import pytest
from owlrl import OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, SKOS, Dataset, Graph, Literal, URIRef

from ontology import terms
from ontology.errors import OntologyError
from ontology.terms import IC, ICV, EventType, Kind, Predicate, Value
from ontology.vocabulary import definition, label, read, shapes, vocabulary

CLASSES = {
    *(kind.iri for kind in Kind if kind is not Kind.CONCEPT),
    *(
        IC + name
        for name in (
            "Agent",
            "Article",
            "AttributionStep",
            "Claim",
            "Comparison",
            "Corroboration",
            "ExtractionRun",
            "Judgement",
            "Mention",
            "Proposition",
            "Retrieval",
        )
    ),
}
LISTS = Value.__subclasses__()
VALUES = [value for values in LISTS for value in values]
PAGE = Path(__file__).parent / "page.trig"
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)


def of_type(graph: Graph, *types: URIRef) -> set[str]:
    """The subjects of any of the types."""
    return {str(subject) for kind in types for subject in graph.subjects(RDF.type, kind)}


def test_classes_are_those_of_the_kinds_and_the_model(known: Graph) -> None:
    """The vocabulary has exactly the classes that code speaks of."""
    assert of_type(known, OWL.Class) == CLASSES


def test_properties_are_those_of_the_predicates_and_the_model(
    known: Graph, annotated: dict[str, set[str]]
) -> None:
    """The vocabulary has exactly the properties that propositions and the model's fields use."""
    ours = {iri for found in annotated.values() for iri in found if iri.startswith(IC)}
    assert of_type(known, *PROPERTY_TYPES) == ours | {predicate.iri for predicate in Predicate}


def test_values_are_those_of_the_lists(known: Graph) -> None:
    """Each enumeration is one scheme, with exactly its values."""
    declared = {iri for iri in of_type(known, SKOS.Concept) if iri.startswith(ICV)}
    assert declared == {value.iri for value in VALUES}
    for values in LISTS:
        schemes = {
            str(scheme) for value in values for scheme in known.objects(URIRef(value.iri), SKOS.inScheme)
        }
        assert len(schemes) == 1, values
        members = {str(member) for member in known.subjects(SKOS.inScheme, URIRef(schemes.pop()))}
        assert members == {value.iri for value in values}


def test_values_have_names_of_their_own() -> None:
    """No two lists share a name, since all values live in one namespace."""
    assert len({value.iri for value in VALUES}) == len(VALUES)


@pytest.mark.parametrize("term", [*sorted(CLASSES), *(p.iri for p in Predicate), *(v.iri for v in VALUES)])
def test_terms_are_named_and_explained(term: str) -> None:
    """Every class, predicate and value has an English and a Japanese label and an English definition."""
    assert label(term)
    assert re.search(r"[぀-ヿ一-鿿]", label(term, "ja")), "the Japanese label is not Japanese"
    assert definition(term).endswith(".")


def test_properties_of_the_model_are_named_and_explained(known: Graph) -> None:
    """Properties that only fields use are labelled and defined as well."""
    for term in of_type(known, *PROPERTY_TYPES):
        assert label(term)
        assert label(term, "ja")
        assert definition(term)


def inferred(trig: str) -> tuple[Graph, list[str]]:
    """What OWL 2 RL makes of a graph together with the ontology, and the conflicts it finds."""
    graph = Graph().parse(data=read("incident.ttl"), format="turtle")
    for subject, predicate, value, _ in Dataset().parse(data=trig, format="trig").quads():
        graph.add((subject, predicate, value))
    closure = OWLRL_Semantics(graph, False, False)
    closure.closure()
    return graph, closure.error_messages


def test_a_reasoner_finds_no_conflict_and_merges_nothing() -> None:
    """Rival claims stay apart, and what a claim says is not inferred of the world."""
    graph, conflicts = inferred(PAGE.read_text(encoding="utf-8"))
    assert conflicts == []
    assert [pair for pair in graph.subject_objects(OWL.sameAs) if pair[0] != pair[1]] == []
    assert not list(graph.subject_objects(URIRef(IC + "exfiltrated")))


def test_a_reasoner_finds_what_excludes_itself() -> None:
    """A person that is a company as well is a conflict."""
    text = PAGE.read_text(encoding="utf-8").replace(":firm a ic:Company", ":firm a ic:Company , ic:Person")
    assert inferred(text)[1]


def test_labels_are_not_given_twice(known: Graph) -> None:
    """A term has one label a language, so that a query for labels has one row."""
    for naming in (RDFS.label, SKOS.prefLabel):
        for subject in set(known.subjects(naming, None)):
            languages = [
                text.language for text in known.objects(subject, naming) if isinstance(text, Literal)
            ]
            assert len(languages) == len(set(languages)), subject


def test_no_property_is_functional(known: Graph) -> None:
    """A functional property would let a reasoner merge the values of rival claims."""
    forbidden = (OWL.FunctionalProperty, OWL.InverseFunctionalProperty)
    assert of_type(known, *forbidden) == set()
    assert not set(known.objects(None, RDF.type)) & {OWL.Restriction}


def test_properties_of_one_kind_only(known: Graph) -> None:
    """No property takes both IRIs and literals."""
    assert not of_type(known, OWL.ObjectProperty) & of_type(known, OWL.DatatypeProperty)


def test_domains_ranges_and_parents_are_declared(known: Graph) -> None:
    """What our terms refer to in our own namespaces exists."""
    used = {str(node) for triple in known for node in triple if isinstance(node, URIRef)}
    declared = {str(subject) for subject in known.subjects()}
    spaces = (IC, ICV, terms.SECTOR)
    assert {iri for iri in used if iri.startswith(spaces)} <= declared


def test_shapes_speak_of_the_models_properties_only(known: Graph, annotated: dict[str, set[str]]) -> None:
    """Every path of a shape is a property that some field of the model is carried by."""
    sh = "http://www.w3.org/ns/shacl#"
    paths = {str(path) for path in shapes().objects(None, URIRef(sh + "path"))}
    everything = {iri for found in annotated.values() for iri in found}
    assert paths - everything == {str(SKOS.prefLabel)}
    assert everything - paths == {str(RDF.type)}


def test_each_class_of_the_model_has_a_shape() -> None:
    """Nothing that the graph keeps goes unchecked."""
    targets = {
        str(target) for target in shapes().objects(None, URIRef("http://www.w3.org/ns/shacl#targetClass"))
    }
    assert targets == CLASSES - {IC + "Agent"}


def test_shortcuts_are_explained_and_undeclared(known: Graph) -> None:
    """The shortcut namespaces are told of, but none of their edges is a property of the ontology."""
    note = str(known.value(URIRef(IC.rstrip("#")), SKOS.scopeNote))
    for space in (terms.SAID, terms.DENIED, terms.UNCONFIRMED):
        assert space in note
        assert not [subject for subject in known.subjects() if str(subject).startswith(space)]


def test_unknown_terms_are_refused() -> None:
    """Asking for what is not there names it."""
    with pytest.raises(OntologyError, match="nothing"):
        definition(IC + "nothing")
    with pytest.raises(OntologyError, match="'xx'"):
        label(IC + "Claim", "xx")


def test_each_vocabulary_is_a_new_graph() -> None:
    """A caller may add to what it gets."""
    vocabulary().remove((None, None, None))
    assert len(vocabulary()) > 1000
    assert read("incident.ttl").isprintable() is False


@pytest.mark.shared
def test_each_type_of_the_contract_has_its_place(shared: Path) -> None:
    """Every mention type and event type of the extraction contract is a class or value of ours."""
    contract = (shared / "score" / "FORMAT.md").read_text(encoding="utf-8")
    mentions = contract.split("| mention type |")[1].split("\n\n")[0]
    other = {"Data": Kind.DATA, "System": Kind.SYSTEM, "Date": Kind.DATE}
    names = re.findall(r"^\| ([A-Z]\w+) \|", mentions, re.MULTILINE)
    assert len(names) > 10
    assert all(other.get(name) or Kind(name) for name in names)
    events = contract.split("| event type |")[1].split("\n\n")[0]
    types = re.findall(r"^\| ([a-z, -]+) \|", events, re.MULTILINE)
    assert all(EventType(name) for row in types for name in row.split(", "))
    left_out = re.search(r"Left out in casie: ([a-z, -]+)\.", contract)
    assert left_out is not None
    assert all(EventType(name) for name in left_out[1].split(", "))
