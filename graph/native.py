"""How our terms and those of Oxigraph turn into each other; only `store` knows Oxigraph besides."""

from collections.abc import Iterable
from textwrap import shorten

import pyoxigraph as ox

from graph.triples import XSD_BOOLEAN, Literal, Resource, Term

Native = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def terms(row: Iterable[Native | None]) -> tuple[Term | None, ...]:
    """A row as ours."""
    return tuple([None if term is None else term_of(term) for term in row])


def term_of(term: Native) -> Term:
    """A term as ours."""
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    return resource(term)


def graph_of(quad: ox.Quad) -> str:
    """The name of the graph that holds a quad, "" for the default graph."""
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else resource(quad.graph_name)


def resource(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> Resource:
    """A node as ours; blank nodes are spelled `_:name`."""
    if isinstance(node, ox.NamedNode):
        return Resource(node.value)
    return Resource(str(node))


def native(term: Term) -> ox.NamedNode | ox.Literal:
    """A term as Oxigraph's."""
    if isinstance(term, Resource):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))


def in_brief(error: Exception) -> str:
    """The message on one line: the parser lists every character that it would have taken."""
    return shorten(str(error), 160, placeholder=" …")


def yes_or_no(answer: ox.QueryBoolean) -> Literal:
    """The answer of an ASK."""
    return Literal(str(bool(answer)).lower(), XSD_BOOLEAN)
