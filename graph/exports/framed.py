"""Framed JSON-LD: each claim a tree with its proposition, chain and quote inside, then everything else.

The shape is that of `ontology/frame.jsonld`. What a claim speaks of stands in it by class and name; the whole
of it stands once beside the claims.
"""

from collections.abc import Iterator
from typing import IO, Any

import orjson

from graph.exports.source import Source
from graph.jsonld import Context, member, read_context
from graph.store import Store
from graph.triples import Resource, Triple
from ontology.terms import IC, PAGE, RDF, RDF_TYPE, RDFS, Graphs

_WHOLE = frozenset(
    IC + name for name in ("proposition", "attribution", "within", "evidence", "time", "quantity")
)
_NAMED = frozenset(
    {*(IC + name for name in ("holder", "speaker", "place", "origin")), RDF + "subject", RDF + "object"}
)
_IN_BRIEF = frozenset({RDF_TYPE, RDFS + "label"})
_INSIDE = frozenset(IC + name for name in ("Claim", "AttributionStep"))
_UNUSED = "SELECT ?p WHERE { ?p a ic:Proposition FILTER NOT EXISTS { ?claim ic:proposition ?p } }"
Node = dict[str, Any]


def write_framed(source: Source, output: IO[bytes]) -> None:
    """Write the claims page by page, then what is not inside of them. One graph is held at a time."""
    context, store = read_context(), source.graph.store.at_hand()
    output.write(b'{"@context":' + orjson.dumps(context.definition) + b',"@graph":[\n')
    for number, node in enumerate(_nodes(store, context)):
        output.write((b",\n" if number else b"") + orjson.dumps(node))
    output.write(b"\n]}\n")


def tree(store: Store, context: Context, subject: str, *, whole: bool = True) -> Node:
    """Something with what makes it up inside of it; only its class and name unless it is wanted whole."""
    node: Node = {"@id": context.name(subject)}
    for triple in sorted(store.about(subject)):
        if not whole and triple.predicate not in _IN_BRIEF:
            continue
        key, value = member(context, triple.predicate, triple.object)
        if isinstance(triple.object, Resource) and triple.predicate in _WHOLE | _NAMED:
            value = tree(store, context, triple.object, whole=triple.predicate in _WHOLE)
        node.setdefault(key, []).append(value)
    return _plain(node)


def _nodes(store: Store, context: Context) -> Iterator[Node]:
    for graph in store.graphs():
        about: dict[str, list[Triple]] = {}
        for triple, _ in store.quads(graph):
            about.setdefault(triple.subject, []).append(triple)
        if graph.startswith(PAGE):
            yield from _page(store, context, about)
        elif graph != Graphs.SHARED:
            yield from (_flat(context, *node) for node in about.items())
        else:
            yield from _shared(store, context, about)


def _page(store: Store, context: Context, about: dict[str, list[Triple]]) -> Iterator[Node]:
    """The article, its claims as trees, and the mentions that are nobody's evidence."""
    classes = {s: {str(t.object) for t in ts if t.predicate == RDF_TYPE} for s, ts in about.items()}
    quotes = {str(t.object) for ts in about.values() for t in ts if t.predicate == IC + "evidence"}
    for subject, triples in about.items():
        if IC + "Claim" in classes[subject]:
            yield tree(store, context, subject)
        elif subject not in quotes and _INSIDE.isdisjoint(classes[subject]):
            yield _flat(context, subject, triples)


def _shared(store: Store, context: Context, about: dict[str, list[Triple]]) -> Iterator[Node]:
    """What articles share, but for the propositions that stand in their claims."""
    unused = {str(row[0]) for row in store.rows(_UNUSED)}
    for subject, triples in about.items():
        is_proposition = any(str(t.object) == IC + "Proposition" for t in triples if t.predicate == RDF_TYPE)
        if not is_proposition or subject in unused:
            yield _flat(context, subject, triples)


def _flat(context: Context, subject: str, triples: list[Triple]) -> Node:
    node: Node = {"@id": context.name(subject)}
    for triple in sorted(triples):
        key, value = member(context, triple.predicate, triple.object)
        node.setdefault(key, []).append(value)
    return _plain(node)


def _plain(node: Node) -> Node:
    return {key: value[0] if key != "@id" and len(value) == 1 else value for key, value in node.items()}
