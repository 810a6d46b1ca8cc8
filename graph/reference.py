"""The reference graph: what our classes, properties, values and sectors are called, mean and belong to.

Bodies and whatever else texts speak of are entities, not reference: they are written when a text names them.

Each thing has one plain `rdfs:label` (English), so that a query for labels has one row a thing, and its names
in all languages as `skos:prefLabel`.
"""

from collections.abc import Iterator
from functools import cache

from graph.triples import Literal, Resource, Term, Triple
from ontology import turtle
from ontology.terms import RDF, RDF_TYPE, RDFS, SKOS, Kind
from ontology.vocabulary import FILES, read

_LABEL, _NAME = RDFS + "label", SKOS + "prefLabel"
_ENTITIES = {kind.iri for kind in Kind if kind not in {Kind.SECTOR, Kind.CONCEPT}}
_KEPT = (
    RDF_TYPE,
    RDFS + "subClassOf",
    *(SKOS + name for name in ("broader", "inScheme", "topConceptOf", "exactMatch")),
    *(SKOS + name for name in ("definition", "altLabel", "notation")),
)

Description = dict[str, list[turtle.Term]]


@cache
def triples() -> tuple[Triple, ...]:
    """The triples of the reference graph, read from the vocabulary."""
    known = sorted(_vocabulary().items())
    return tuple(dict.fromkeys(triple for subject, about in known for triple in _described(subject, about)))


def _vocabulary() -> dict[str, Description]:
    known: dict[str, Description] = {}
    for said in (said for file in FILES for said in turtle.triples(read(file))):
        known.setdefault(said.subject, {}).setdefault(said.predicate, []).append(said.object)
    return known


@cache
def things() -> frozenset[str]:
    """The things that the reference describes."""
    return frozenset(triple.subject for triple in triples() if triple.predicate == RDF_TYPE)


def _described(subject: str, about: Description) -> Iterator[Triple]:
    names = [*about.get(_LABEL, ()), *about.get(_NAME, ())]
    if not names or not _ENTITIES.isdisjoint(kind.value for kind in about.get(RDF_TYPE, ())):
        return
    english = [name.value for name in names if name.language in {"", "en"}]
    yield Triple(subject, _LABEL, Literal(min(english or (name.value for name in names))))
    for name in names:
        if name.language:
            yield Triple(subject, _NAME, term(name))
    for kept in _KEPT:
        yield from (Triple(subject, kept, term(found)) for found in sorted(about.get(kept, ()), key=str))


def term(found: turtle.Term) -> Term:
    """A term of the vocabulary's files as the graph has it."""
    if found.language is None:
        return Resource(found.value)
    if found.language:
        return Literal(found.value, RDF + "langString", found.language)
    return Literal(found.value)
