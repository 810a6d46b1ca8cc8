"""All comparisons of a generation, by relation and by the claims that they compare."""

from typing import NamedTuple

from api.reader import Reader
from ontology.terms import Iri, Relation

_ALL = """
SELECT ?comparison ?relation ?left ?right WHERE {
  ?comparison a ic:Comparison ; ic:relation ?relation ; ic:left ?left ; ic:right ?right
}
"""
_RELATIONS: dict[str, Relation] = {relation.iri: relation for relation in Relation}
OF_CLAIM = "?to ic:left|ic:right ?from ; a ic:Comparison"


class Compared(NamedTuple):
    """A comparison with what it is looked for by."""

    iri: Iri
    relation: Relation
    claims: frozenset[Iri]


def comparisons(reader: Reader) -> tuple[Compared, ...]:
    """All comparisons by IRI."""
    return reader.once("comparisons", lambda: tuple(sorted(_read(reader), key=lambda one: one.iri)))


def _read(reader: Reader) -> list[Compared]:
    return [
        Compared(Iri(str(iri)), _RELATIONS[relation], frozenset({Iri(str(left)), Iri(str(right))}))
        for iri, relation, left, right in reader.ask(_ALL)
        if relation in _RELATIONS
    ]
