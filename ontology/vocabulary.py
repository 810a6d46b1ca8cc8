"""The vocabulary as a whole: its graph, shapes, rules, JSON-LD context, labels and definitions."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from ontology.errors import OntologyError
from ontology.terms import DCTERMS, RDFS, SKOS
from ontology.turtle import Triple, triples

if TYPE_CHECKING:
    from rdflib import Graph

ONTOLOGY = files("ontology")
FILES = ("incident.ttl", "values.ttl", "sectors.ttl", "bodies.ttl")
NAMING = (RDFS + "label", SKOS + "prefLabel", DCTERMS + "title")


def read(file: str) -> str:
    """The text of one of the ontology's files."""
    return (ONTOLOGY / file).read_text(encoding="utf-8")


def vocabulary() -> "Graph":
    """Classes, properties, values, sectors and government bodies in one new graph."""
    return _graph(*FILES)


def shapes() -> "Graph":
    """The SHACL shapes (core only) in a new graph. What they leave out is asked by `rules`."""
    return _graph("shapes.ttl")


@cache
def rules() -> dict[str, str]:
    """The SPARQL questions that find violations: name -> query. Each begins with a line `# message: ...`."""
    found = sorted((rule for rule in (ONTOLOGY / "rules").iterdir() if rule.name.endswith(".rq")), key=str)
    return {rule.name.removesuffix(".rq"): rule.read_text(encoding="utf-8") for rule in found}


@cache
def context() -> dict[str, Any]:
    """The JSON-LD 1.1 context, `{"@context": ...}`."""
    found: dict[str, Any] = json.loads(read("context.jsonld"))
    return found


def definition(term: str) -> str:
    """What a class, property, value or scheme means, in English; OntologyError for an unknown IRI."""
    return _written(term, _definitions(), "en", "definition")


def label(term: str, language: str = "en") -> str:
    """What a term, sector or body is called; OntologyError when it has no label in that language."""
    return _written(term, _labels(), language, "label")


def _written(term: str, texts: dict[tuple[str, str], str], language: str, what: str) -> str:
    text = texts.get((term, language))
    if text is None:
        raise OntologyError(f"the vocabulary has no {what} of {term} in {language!r}; see ontology/*.ttl")
    return text


@cache
def _definitions() -> dict[tuple[str, str], str]:
    return _texts((SKOS + "definition",))


@cache
def _labels() -> dict[tuple[str, str], str]:
    return _texts(NAMING)


def _texts(predicates: tuple[str, ...]) -> dict[tuple[str, str], str]:
    """(subject, language) -> text."""
    return {
        (said.subject, said.object.language): said.object.value
        for said in _said()
        if said.predicate in predicates and said.object.language
    }


def _said() -> Iterator[Triple]:
    for file in FILES:
        yield from triples(read(file))


def _graph(*names: str) -> "Graph":
    from rdflib import Graph  # noqa: PLC0415 - a third of a second, which extraction must not pay

    graph = Graph()
    for name in names:
        graph.parse(data=read(name), format="turtle")
    return graph
