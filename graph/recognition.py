"""What something is, by what is said of it: of which class, what it is called, and which value it makes."""

from collections.abc import Mapping, Sequence

from graph.codec import R, decode_described, kinds, mapping, whole
from graph.triples import Literal, Resource, Term, compact
from ontology.model import Entity, Quantity, TimeExpression
from ontology.terms import RDF_TYPE, RDFS, SCHEMA, SKOS, Iri, Kind

Thing = Entity | TimeExpression | Quantity
About = Mapping[str, Sequence[Term]]  # the objects by predicate

_CALLED = (RDFS + "label", SKOS + "prefLabel", SCHEMA + "headline")


def of_any(classes: Sequence[type[R]], iri: str, about: About) -> R | None:
    """The value of the first of some classes that it is of; None when it is of none."""
    types = about.get(RDF_TYPE, ())
    return next((decode_described(cls, iri, about) for cls in classes if _is(cls, types)), None)


def thing_of(iri: str, about: About) -> Thing:
    """An entity, or the time or quantity that it is as a whole; a concept when only a name is known."""
    types = about.get(RDF_TYPE, ())
    if _is(TimeExpression, types) and whole(TimeExpression, about):
        return decode_described(TimeExpression, iri, about)
    if _is(Quantity, types) and whole(Quantity, about):
        return decode_described(Quantity, iri, about)
    if _is(Entity, types):
        return decode_described(Entity, iri, about)
    return Entity(iri=Iri(iri), kind=Kind.CONCEPT, label=called(about) or compact(iri))


def called(about: About) -> str | None:
    """Its label or headline; None without any."""
    for property_ in _CALLED:
        texts = [
            term.text
            for term in about.get(property_, ())
            if isinstance(term, Literal) and term.language in {None, "en"}
        ]
        if texts:
            return min(texts)
    return None


def _is(cls: type, types: Sequence[Term]) -> bool:
    expected = mapping(cls).rdf_class
    if expected is not None:
        return expected in types
    return any(isinstance(kind, Resource) and kind in kinds() for kind in types)
