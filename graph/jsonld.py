"""JSON-LD: the named graphs one after the other, node by node, compacted with the context of the ontology."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import IO, Any

import orjson

from graph.store import Store
from graph.triples import XSD_INTEGER, XSD_STRING, Resource, Term, Triple
from ontology.terms import PREFIXES, RDF_TYPE

_CONTEXT = files("ontology") / "context.jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How IRIs become names: prefixes, and terms of properties with the type of their plain strings."""

    definition: Mapping[str, Any]
    prefixes: tuple[tuple[str, str], ...]
    terms: Mapping[str, tuple[str, str | None]]

    def name(self, iri: str) -> str:
        """The IRI with a prefix, where there is one."""
        for prefix, namespace in self.prefixes:
            rest = iri.removeprefix(namespace)
            if rest and rest != iri and not rest.startswith("//"):
                return f"{prefix}:{rest}"
        return iri


def write_jsonld(store: Store, output: IO[bytes]) -> None:
    """Write every named graph of a store. One graph is held in memory at a time."""
    context = read_context()
    output.write(b'{"@context":' + orjson.dumps(context.definition) + b',"@graph":[')
    for number, graph in enumerate(store.graphs()):
        output.write((b",\n" if number else b"\n") + b'{"@id":' + orjson.dumps(context.name(graph)))
        output.write(b',"@graph":[')
        for place, node in enumerate(_nodes(store, graph).items()):
            output.write((b",\n" if place else b"\n") + orjson.dumps(_node(context, *node)))
        output.write(b"]}")
    output.write(b"]}\n")


def read_context() -> Context:
    """The context of the ontology, with our prefixes for whatever it does not name."""
    own = json.loads(_CONTEXT.read_text(encoding="utf-8"))["@context"] if _CONTEXT.is_file() else {}
    definition = {**PREFIXES, **own}
    namespaces = {
        key: value
        for key, value in definition.items()
        if isinstance(value, str) and not key.startswith("@") and value.endswith(("/", "#"))
    }
    terms: dict[str, tuple[str, str | None]] = {}
    for term, meaning in definition.items():
        if isinstance(meaning, dict) and set(meaning) <= {"@id", "@type"}:
            kind = meaning.get("@type")
            terms[_expand(meaning["@id"], namespaces)] = (term, kind and _expand(kind, namespaces))
    prefixes = tuple(sorted(namespaces.items(), key=lambda item: -len(item[1])))
    return Context(definition=definition, prefixes=prefixes, terms=terms)


def _nodes(store: Store, graph: str) -> dict[str, list[Triple]]:
    nodes: dict[str, list[Triple]] = {}
    for triple, _ in store.quads(graph):
        nodes.setdefault(triple.subject, []).append(triple)
    return nodes


def _node(context: Context, subject: str, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": context.name(subject)}
    for triple in sorted(triples):
        key, value = member(context, triple.predicate, triple.object)
        node.setdefault(key, []).append(value)
    return {key: value[0] if key != "@id" and len(value) == 1 else value for key, value in node.items()}


def member(context: Context, predicate: str, term: Term) -> tuple[str, Any]:
    """The key and the value that say a predicate and an object of some node."""
    if predicate == RDF_TYPE and isinstance(term, Resource):
        return "@type", context.name(term)
    key, kind = context.terms.get(predicate, (context.name(predicate), None))
    return key, _value(context, term, kind)


def _value(context: Context, term: Term, kind: str | None) -> Any:
    """The value as JSON: bare where the term's type says what it is, else spelled out."""
    if isinstance(term, Resource):
        return context.name(term) if kind in {"@id", "@vocab"} else {"@id": context.name(term)}
    if term.language:
        return {"@value": term.text, "@language": term.language}
    if term.datatype == XSD_INTEGER and kind in {None, XSD_INTEGER}:
        return int(term.text)
    if term.datatype == (kind or XSD_STRING):
        return term.text
    return {"@value": term.text, "@type": context.name(term.datatype)}


def _expand(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return namespaces[prefix] + rest if colon and prefix in namespaces else name
