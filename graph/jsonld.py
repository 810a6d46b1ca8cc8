"""JSON-LD: the named graphs one after the other, node by node, compacted with the context of the ontology."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import IO, Any

import orjson

from graph.store import Store
from graph.triples import XSD_INTEGER, XSD_STRING, Literal, Resource, Term, Triple
from ontology.terms import PREFIXES, RDF_TYPE

_CONTEXT = files("ontology") / "context.jsonld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How IRIs become names: prefixes, and terms with the kind of value they take."""

    definition: Mapping[str, Any]
    prefixes: tuple[tuple[str, str], ...]
    links: Mapping[str, str]  # property → term whose values are IRIs
    literals: Mapping[tuple[str, str], str]  # property and datatype → term

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
    links: dict[str, str] = {}
    literals: dict[tuple[str, str], str] = {}
    for term, meaning in definition.items():
        if term.startswith("@") or not isinstance(meaning, dict) or not set(meaning) <= {"@id", "@type"}:
            continue
        iri, kind = (_expand(str(meaning.get(key, "")), namespaces) for key in ("@id", "@type"))
        if kind in {"@id", "@vocab"}:
            links[iri] = term
        elif kind:
            literals[iri, kind] = term
    prefixes = tuple(sorted(namespaces.items(), key=lambda item: -len(item[1])))
    return Context(definition=definition, prefixes=prefixes, links=links, literals=literals)


def _nodes(store: Store, graph: str) -> dict[str, list[Triple]]:
    nodes: dict[str, list[Triple]] = {}
    for triple, _ in store.quads(graph):
        nodes.setdefault(triple.subject, []).append(triple)
    return nodes


def _node(context: Context, subject: str, triples: list[Triple]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": context.name(subject)}
    for triple in sorted(triples):
        key, value = _member(context, triple.predicate, triple.object)
        node.setdefault(key, []).append(value)
    return {key: value[0] if key != "@id" and len(value) == 1 else value for key, value in node.items()}


def _member(context: Context, predicate: str, term: Term) -> tuple[str, Any]:
    if isinstance(term, Resource):
        if predicate == RDF_TYPE:
            return "@type", context.name(term)
        link = context.links.get(predicate)
        return (link, context.name(term)) if link else (context.name(predicate), {"@id": context.name(term)})
    coerced = context.literals.get((predicate, term.datatype))
    if coerced and not term.language:
        return coerced, term.text
    return context.name(predicate), _literal(context, term)


def _literal(context: Context, term: Literal) -> Any:
    if term.language:
        return {"@value": term.text, "@language": term.language}
    if term.datatype == XSD_STRING and "@language" not in context.definition:
        return term.text
    if term.datatype == XSD_INTEGER and term.text == str(int(term.text)):
        return int(term.text)
    return {"@value": term.text, "@type": context.name(term.datatype)}


def _expand(name: str, namespaces: Mapping[str, str]) -> str:
    prefix, colon, rest = name.partition(":")
    return namespaces[prefix] + rest if colon and prefix in namespaces else name
