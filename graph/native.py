"""How our terms and Oxigraph's turn into each other, and its canonical form; for `store` alone."""

import io
from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

import pyoxigraph as ox

from graph.triples import XSD_BOOLEAN, Literal, Resource, Term, Triple
from ontology.errors import QuestionError
from ontology.terms import PREFIXES

FORMATS: dict[str, ox.RdfFormat] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
}
SYNTAXES = FORMATS | {"rdfxml": ox.RdfFormat.RDF_XML, "jsonld": ox.RdfFormat.JSON_LD}

_NODE = ox.NamedNode
Native = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def terms(row: Iterable[Native | None]) -> tuple[Term | None, ...]:
    """A row as ours."""
    return tuple([None if term is None else term_of(term) for term in row])


def term_of(term: Native) -> Term:
    """A term as ours."""
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    return resource(term)


def described(rows: Any) -> dict[str, dict[str, list[Term]]]:
    """The objects of solutions of subject, predicate and object, by subject and predicate."""
    found: dict[str, dict[str, list[Term]]] = {}
    here: dict[str, list[Term]] = {}
    last = None
    for subject, predicate, thing in rows:
        iri = subject.value
        if iri != last:
            here, last = found.setdefault(iri, {}), iri
        term = Resource(thing.value) if type(thing) is _NODE else term_of(thing)
        name = predicate.value
        if name in here:
            here[name].append(term)
        else:
            here[name] = [term]
    return found


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


def stored(text: str, datatype: str) -> str:
    """The text of a literal in the form in which a store keeps it."""
    store, name = ox.Store(), ox.NamedNode(datatype)
    store.add(ox.Quad(name, name, ox.Literal(text, datatype=name)))
    return str(next(quad.object.value for quad in store))


def lines_in(store: ox.Store, graph: str, subject: str | None = None) -> list[str]:
    """The N-Quads of a graph, or of one of its subjects."""
    name = ox.NamedNode(graph)
    if subject is None:
        end = f" <{graph}> .\n"
        content = (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b"").decode()
        return [f"{line[:-2]}{end}" for line in content.split("\n")[:-1]]
    quads = store.quads_for_pattern(ox.NamedNode(subject), None, None, name)
    return [f"{quad} .\n" for quad in quads]


def lines_of(store: ox.Store) -> list[bytes]:
    """The canonical N-Quads of a whole store; without blank nodes they are what the store writes anyway."""
    buffer = io.BytesIO()
    store.dump(buffer, ox.RdfFormat.N_QUADS)
    content = buffer.getvalue()
    return canonical(store, None) if b"_:" in content else content.splitlines(keepends=True)


def canonical(store: ox.Store, graphs: Iterable[str] | None) -> list[bytes]:
    """The canonical N-Quads (RDFC-1.0) of the given graphs, or of all."""
    names = [None] if graphs is None else [ox.NamedNode(name) for name in graphs]
    quads = [quad for name in names for quad in store.quads_for_pattern(None, None, None, name)]
    if any(isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode) for quad in quads):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    buffer = io.BytesIO()
    ox.serialize(quads, buffer, ox.RdfFormat.N_QUADS)
    return buffer.getvalue().splitlines(keepends=True)


def serialize_triples(triples: Iterable[object], form: str) -> bytes:
    """Triples of `Solved` in one of SYNTAXES."""
    natives: Any = triples
    return ox.serialize(natives, format=SYNTAXES[form], prefixes=PREFIXES) or b""


def serialize(triples: Iterable[Triple], form: str, prefixes: dict[str, str]) -> bytes:
    """Triples of ours in one of SYNTAXES."""
    natives = (ox.Triple(ox.NamedNode(s), ox.NamedNode(p), native(o)) for s, p, o in triples)
    return ox.serialize(natives, format=SYNTAXES[form], prefixes=prefixes) or b""


def guarded(found: Iterable[Any]) -> Iterator[Any]:
    """What is found, with what goes wrong on the way as a QuestionError."""
    try:
        yield from found
    except (OSError, RuntimeError, ValueError) as error:
        raise QuestionError(f"the query could not be answered: {in_brief(error)}") from error
