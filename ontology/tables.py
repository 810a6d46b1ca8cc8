"""The vocabulary as Markdown tables, for the documentation: `python -m ontology.tables docs/ontology.md`."""

import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from ontology.terms import DCTERMS, OA, ORG, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, XSD, Value
from ontology.turtle import Triple, triples
from ontology.vocabulary import definition, label, read

OWL = "http://www.w3.org/2002/07/owl#"
KINDS = ("Class", "ObjectProperty", "DatatypeProperty")
OTHERS = {
    "dcterms": DCTERMS,
    "oa": OA,
    "org": ORG,
    "prov": PROV,
    "rdf": RDF,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "time": "http://www.w3.org/2006/time#",
    "xsd": XSD,
}
BLOCK = re.compile(r"(<!-- (\w+): written by ontology/tables.py -->\n).*?(<!-- end -->)", re.DOTALL)


def updated(document: str) -> str:
    """The document with each of its marked blocks (classes, properties, values) written anew."""
    written = {"classes": classes, "properties": properties, "values": values}
    return BLOCK.sub(lambda block: f"{block[1]}{table(written[block[2]]())}{block[3]}", document)


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Rows as a Markdown table, the first one its head."""
    head, *body = rows
    lines = [head, tuple("---" for _ in head), *body]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


def classes() -> Iterator[tuple[str, ...]]:
    """Class, Japanese label, definition and what it lies under."""
    yield "class", "日本語", "what it is", "under"
    for term in declared(KINDS[:1]):
        yield f"`{local(term)}`", label(term, "ja"), definition(term), parents(term, RDFS + "subClassOf")


def properties() -> Iterator[tuple[str, ...]]:
    """Property, Japanese label, what it leads from and to, and its definition."""
    yield "property", "日本語", "from → to", "what it says"
    for term in declared(KINDS[1:]):
        ends = [parents(term, RDFS + end) or "·" for end in ("domain", "range")]
        yield f"`{local(term)}`", label(term, "ja"), " → ".join(ends), definition(term)


def values() -> Iterator[tuple[str, ...]]:
    """List, value, Japanese label and definition."""
    yield "list", "value", "日本語", "what it means"
    for values_of in Value.__subclasses__():
        for value in values_of:
            yield values_of.__name__, f"`{value}`", label(value.iri, "ja"), definition(value.iri)


def declared(kinds: tuple[str, ...]) -> Iterator[str]:
    """The terms of incident.ttl that are of one of these kinds, in its order."""
    wanted = {OWL + kind for kind in kinds}
    return (
        said.subject for said in _said() if said.predicate == RDF + "type" and said.object.value in wanted
    )


def parents(term: str, predicate: str) -> str:
    """The names of what a term is connected with, apart by commas."""
    return ", ".join(
        local(said.object.value) for said in _said() if (said.subject, said.predicate) == (term, predicate)
    )


def local(iri: str) -> str:
    """A short name: ours without a prefix, others' with theirs."""
    for prefix, space in OTHERS.items():
        if iri.startswith(space):
            return f"{prefix}:{iri.removeprefix(space)}"
    return iri.rpartition("#")[2]


@cache
def _said() -> tuple[Triple, ...]:
    return tuple(triples(read("incident.ttl")))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        page.write_text(updated(page.read_text(encoding="utf-8")), encoding="utf-8")
