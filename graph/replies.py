"""What a SPARQL server replies, as rows of our terms."""

from typing import Any

from graph.protocol import Found
from graph.store import Store
from graph.triples import XSD_BOOLEAN, XSD_INTEGER, XSD_STRING, Literal, Resource, Term
from ontology.errors import GraphError
from ontology.terms import GRAPH


def rows_of(reply: dict[str, Any], space: str) -> Found:
    """The rows of a reply; our graphs without the number of a generation."""
    if "boolean" in reply:
        return Found(("answer",), [(Literal(str(reply["boolean"]).lower(), XSD_BOOLEAN),)])
    if "triples" in reply:
        return _triples_found(reply["triples"])
    columns = tuple(reply["head"]["vars"])
    rows = [
        tuple(_term(row[name], space) if name in row else None for name in columns)
        for row in reply["results"]["bindings"]
    ]
    return Found(columns, rows)


def _triples_found(ntriples: bytes) -> Found:
    store = Store.memory()
    store.load(ntriples, GRAPH)
    rows: list[tuple[Term | None, ...]] = [
        (Resource(s), Resource(p), o) for (s, p, o), _ in store.quads(GRAPH)
    ]
    return Found(("subject", "predicate", "object"), rows)


def _term(term: dict[str, str], space: str) -> Term:
    if term["type"] == "uri":
        name = term["value"]
        return Resource(GRAPH + name[len(space) :] if name.startswith(space) else name)
    if term["type"] == "bnode":
        return Resource(f"_:{term['value']}")
    datatype = term.get("datatype", XSD_STRING)
    if datatype == XSD_BOOLEAN:  # Virtuoso keeps a number
        return Literal("true" if term["value"] in {"1", "true"} else "false", datatype)
    return Literal(term["value"], datatype, term.get("xml:lang"))


def bound(term: Term | None) -> Term:
    """A term that has to be there. GraphError when it is not."""
    if term is None:
        raise GraphError("the store left a variable of a triple unbound")
    return term


def number(term: Term | None) -> int:
    """A number that was asked for. GraphError when it is none."""
    if not isinstance(term, Literal) or term.datatype != XSD_INTEGER:
        raise GraphError(f"the store answered {term} where a number was asked for")
    return int(term.text)
