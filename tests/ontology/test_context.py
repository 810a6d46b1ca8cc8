"""The JSON-LD context names every property, once, in the way the graph holds it."""

import json

from rdflib import OWL, RDF, Dataset, Graph, Literal, URIRef

from ontology.terms import IC, ICV, PREFIXES
from ontology.vocabulary import context

DOCUMENT = {
    "@id": "urn:test:claim",
    "@type": "ic:Claim",
    "polarity": "icv:negative",
    "scope": ["sensitive", "vital"],
    "extractionScore": 0.5,
    "evidence": {"@id": "urn:test:quote", "exact": "no leak", "start": 3, "article": "urn:test:article"},
}


def terms() -> dict[str, dict[str, str]]:
    """The terms of the context, without its prefixes."""
    return {name: meaning for name, meaning in context()["@context"].items() if isinstance(meaning, dict)}


def test_context_names_every_property(known: Graph, annotated: dict[str, set[str]]) -> None:
    """Properties of the vocabulary and of the model's fields have a term; no property has two."""
    named = [expanded(meaning["@id"]) for meaning in terms().values()]
    assert len(named) == len(set(named))
    declared = {
        str(p) for t in (OWL.ObjectProperty, OWL.DatatypeProperty) for p in known.subjects(RDF.type, t)
    }
    carried = {iri for found in annotated.values() for iri in found} - {str(RDF.type)}
    assert declared | carried <= set(named)


def test_context_knows_links_from_literals(known: Graph) -> None:
    """A property that takes IRIs is read as a link, and no other."""
    links = {str(p) for p in known.subjects(RDF.type, OWL.ObjectProperty)}
    for meaning in terms().values():
        iri = expanded(meaning["@id"])
        if iri.startswith(IC):
            assert (meaning.get("@type") == "@id") == (iri in links), iri


def test_context_has_our_prefixes() -> None:
    """The prefixes are those of the code."""
    prefixes = {name: space for name, space in context()["@context"].items() if isinstance(space, str)}
    assert prefixes == PREFIXES


def test_a_document_is_read_with_the_context() -> None:
    """A short JSON document becomes the triples that the graph would hold."""
    graph = Dataset().parse(data=json.dumps({**context(), **DOCUMENT}), format="json-ld")
    claim, quote = URIRef("urn:test:claim"), URIRef("urn:test:quote")
    assert graph.value(claim, URIRef(IC + "polarity")) == URIRef(ICV + "negative")
    assert graph.value(claim, URIRef(IC + "evidence")) == quote
    assert len(list(graph.objects(claim, URIRef(IC + "scope")))) == 2
    assert str(graph.value(quote, URIRef("http://www.w3.org/ns/oa#exact"))) == "no leak"
    assert graph.value(quote, URIRef("http://www.w3.org/ns/oa#start")) == Literal(3)
    assert graph.value(quote, URIRef(IC + "article")) == URIRef("urn:test:article")


def expanded(name: str) -> str:
    """A compact IRI in full."""
    prefix, _, rest = name.partition(":")
    return PREFIXES[prefix] + rest
