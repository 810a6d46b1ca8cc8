"""Lines: triples as the canonical N-Quads that the store writes, without asking the store.

The store keeps numbers and times in one form each. What is not plainly in that form already goes through a
store in memory once, so that its form is the store's own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from graph.native import stored
from graph.triples import XSD_STRING, Literal, Resource, Term, Triple, checked, spell_iri
from ontology.terms import XSD

_ESCAPES = {
    **{code: f"\\u{code:04X}" for code in (*range(0x20), 0x7F)},
    **{ord(mark): f"\\{name}" for mark, name in zip('\\"\n\r\t\b\f', '\\"nrtbf', strict=True)},
}
_AS_IT_IS = frozenset({XSD_STRING, XSD + "anyURI"})
_PLAIN = {XSD + "integer": re.compile(r"0|-?[1-9][0-9]{0,14}"), XSD + "date": re.compile(r"\d{4}-\d\d-\d\d")}


def lines(triples: Iterable[Triple], graph: str) -> list[str]:
    """The N-Quads of triples of one graph, each with its line feed. GraphError for what is no RDF."""
    end = f" {spell_iri(graph)} .\n"
    iri, one = spell_iri, term
    return [f"{iri(s)} {iri(p)} {one(o)}{end}" for s, p, o in triples]


def term(one: Term) -> str:
    """A term as N-Quads write it."""
    if type(one) is Resource:  # most are, and are told fastest so
        return spell_iri(one)
    assert isinstance(one, Literal)
    if one.datatype not in _AS_IT_IS and not one.language:
        return _typed(one.text, one.datatype)
    return _spelled(checked(one))


def canonical(one: Term) -> Term:
    """A term in the form in which the store keeps it."""
    if isinstance(one, Resource) or (one.datatype in _AS_IT_IS and not one.language):
        return one
    if one.language:
        return Literal(one.text, one.datatype, one.language.lower())
    return Literal(_kept(one.text, one.datatype), one.datatype)


@lru_cache(maxsize=1 << 14)
def _typed(text: str, datatype: str) -> str:
    return _spelled(Literal(_kept(text, datatype), datatype))


@lru_cache(maxsize=1 << 14)
def _kept(text: str, datatype: str) -> str:
    plain = _PLAIN.get(datatype)
    return text if plain and plain.fullmatch(text) else stored(text, datatype)


def _spelled(one: Literal) -> str:
    quoted = f'"{one.text.translate(_ESCAPES)}"'
    if one.language:
        return f"{quoted}@{one.language.lower()}"
    return quoted if one.datatype == XSD_STRING else f"{quoted}^^{spell_iri(one.datatype)}"


def subject_of(line: str) -> str:
    """The IRI of the subject of a line."""
    return line[1 : line.index(">")]


def predicate_of(line: str) -> str:
    """The IRI of the predicate of a line."""
    return line.split(" ", 2)[1][1:-1]


def object_of(line: str) -> str:
    """The object of a line as it is spelled."""
    return line.split(" ", 2)[2].rsplit(" ", 2)[0]


def graph_of(line: str) -> str:
    """The name of the graph of a line."""
    return line[line.rindex("<") + 1 : line.rindex(">")]
