"""The reference graph: what our classes, properties, values and sectors are called, mean and belong to.

Bodies and whatever else texts speak of are entities, not reference: they are written when a text names them.

Each thing has one plain `rdfs:label` (English), so that a query for labels has one row a thing, and its names
in all languages as `skos:prefLabel`.
"""

from collections.abc import Iterator

from rdflib import RDF, RDFS, SKOS, URIRef
from rdflib import Graph as Vocabulary
from rdflib import Literal as VocabularyLiteral
from rdflib.term import Node

from graph.triples import Literal, Resource, Term, Triple
from ontology.lists import vocabulary
from ontology.terms import Kind

_NAMES = (RDFS.label, SKOS.prefLabel)
_ENTITIES = {URIRef(kind.iri) for kind in Kind if kind not in {Kind.SECTOR, Kind.CONCEPT}}
_KEPT = (RDF.type, RDFS.subClassOf, SKOS.broader, SKOS.inScheme, SKOS.topConceptOf, SKOS.exactMatch)
_TEXTS = (SKOS.definition, SKOS.altLabel, SKOS.notation)


def triples() -> Iterator[Triple]:
    """The triples of the reference graph, read from the vocabulary."""
    known = vocabulary()
    for subject in sorted({node for node in known.subjects() if isinstance(node, URIRef)}):
        if _ENTITIES & set(known.objects(subject, RDF.type)):
            continue
        yield from dict.fromkeys(_described(known, subject))


def _described(known: Vocabulary, subject: URIRef) -> Iterator[Triple]:
    names = [name for name_of in _NAMES for name in known.objects(subject, name_of)]
    texts = [name for name in names if isinstance(name, VocabularyLiteral)]
    if not texts:
        return
    english = min((str(text) for text in texts if text.language in {None, "en"}), default=str(min(texts)))
    yield Triple(subject, str(RDFS.label), Literal(english))
    for text in texts:
        if text.language:
            yield Triple(subject, str(SKOS.prefLabel), _term(text))
    for kept in (*_KEPT, *_TEXTS):
        for node in sorted(known.objects(subject, kept), key=str):
            if isinstance(node, URIRef | VocabularyLiteral):
                yield Triple(subject, str(kept), _term(node))


def _term(node: Node) -> Term:
    if isinstance(node, VocabularyLiteral):
        if node.language:
            return Literal(str(node), str(RDF.langString), node.language)
        return Literal(str(node), str(node.datatype)) if node.datatype else Literal(str(node))
    return Resource(str(node))
