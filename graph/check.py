"""What a graph must keep to: shapes, rules, quotes that stand in their text, one graph for each triple.

The only door to pyshacl, which is imported when shapes are checked. Rules that compare across nodes are
SPARQL files of the ontology, asked of the store: inside pyshacl they take a hundred times longer.
"""

import io
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from graph.graph import Graph
from graph.reference import triples
from graph.triples import compact
from ontology.errors import GraphError
from ontology.model import Article, Mention
from ontology.terms import RDF_TYPE, RDFS

if TYPE_CHECKING:
    import rdflib

_MESSAGE = re.compile(r"^#\s*message:\s*(.+)$", re.MULTILINE)
_TAXONOMY = {RDF_TYPE, RDFS + "subClassOf"}
_TWICE = """
SELECT ?s ?p ?o (GROUP_CONCAT(STR(?graph); separator=" ") AS ?graphs) WHERE { GRAPH ?graph { ?s ?p ?o } }
GROUP BY ?s ?p ?o HAVING (COUNT(?graph) > 1) ORDER BY ?s ?p ?o
"""


class Finding(NamedTuple):
    """A breach: of which rule, by what, with which value, in words."""

    rule: str
    focus: str
    value: str
    message: str


def check(graph: Graph, texts: Mapping[str, str]) -> tuple[Finding, ...]:
    """Everything that is wrong with a graph, given the stored text of each document id."""
    return (*placement(graph), *quotes(graph, texts), *rules(graph), *shapes(graph))


def placement(graph: Graph) -> Iterator[Finding]:
    """Triples that stand in several named graphs or in none."""
    for row in graph.ask(_TWICE):
        told = f"{compact(str(row['p']))} {compact(str(row['o']))} stands in {row['graphs']}"
        yield Finding("one-graph", str(row["s"]), str(row["o"]), f"{told}; it must stand in one graph only")
    for triple in graph.store.unplaced():
        yield Finding("one-graph", triple.subject, str(triple.object), "the triple stands in no named graph")


def quotes(graph: Graph, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Mentions whose words are not what the text holds at their offsets."""
    documents = {article.iri: article.identifier for article in graph.all(Article)}
    for mention in graph.all(Mention):
        text = texts.get(documents.get(mention.article, ""))
        if text is None:
            yield Finding("quote", mention.iri, mention.exact, f"the text of {mention.article} is not stored")
        elif text[mention.start : mention.end] != mention.exact:
            held = text[mention.start : mention.end]
            place = f"[{mention.start}, {mention.end})"
            yield Finding("quote", mention.iri, mention.exact, f"the text holds {held!r} at {place}")


def rules(graph: Graph) -> Iterator[Finding]:
    """Breaches of the rules of the ontology: each row of a rule's query is one, by its first two columns."""
    folder = files("ontology") / "rules"
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".rq")) if folder.is_dir() else ()
    for entry in sorted(found, key=lambda entry: entry.name):
        name, text = entry.name.removesuffix(".rq"), entry.read_text(encoding="utf-8")
        for row in graph.ask(text).rows:
            focus, value = (*row, None)[:2]
            yield Finding(name, str(focus), "" if value is None else str(value), _message(name, text))


def shapes(graph: Graph) -> Iterator[Finding]:
    """Breaches of the shapes of the ontology, by pyshacl."""
    import rdflib  # noqa: PLC0415  # both take most of a second to import
    from pyshacl import validate  # noqa: PLC0415

    from ontology.lists import shapes as shapes_of_ontology  # noqa: PLC0415

    written = io.BytesIO()
    graph.dump(written, "ntriples")
    data = rdflib.Graph().parse(data=written.getvalue(), format="nt")
    # merged, since pyshacl takes a vocabulary given apart for no part of the data; without its labels, which
    # would compete with those of the graph
    for subject, predicate, term in triples():
        if predicate in _TAXONOMY:
            data.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), rdflib.URIRef(str(term))))
    _, report, text = validate(data, shacl_graph=shapes_of_ontology(), inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"the shapes of the ontology could not be applied: {text}")
    yield from sorted(_of_report(report))


def _of_report(report: "rdflib.Graph") -> Iterator[Finding]:
    from rdflib import SH  # noqa: PLC0415

    for result in report.subjects(predicate=SH.focusNode):
        focus, value, path, message = (
            str(report.value(result, name) or "")
            for name in (SH.focusNode, SH.value, SH.resultPath, SH.resultMessage)
        )
        yield Finding("shape", focus, value, f"{compact(path)}: {message}" if path else message)


def _message(name: str, text: str) -> str:
    found = _MESSAGE.search(text)
    return found[1].strip() if found else name
