"""The SPARQL updates that write the graph: each is one transaction, whole or not at all."""

from collections.abc import Iterable

from graph.triples import Triple, spell_all, spell_iri
from ontology.errors import GraphError
from ontology.terms import DENIED, IC, ICV, PAGE, SAID, UNCONFIRMED, Graphs

_SURE = f"FILTER(?certainty != <{ICV}underspecified>)"
_SHORTCUTS = (
    (SAID, f"ic:polarity <{ICV}positive> ; ic:certainty ?certainty {_SURE}"),
    (DENIED, f"ic:polarity <{ICV}negative> ; ic:certainty ?certainty {_SURE}"),
    (UNCONFIRMED, f"ic:certainty <{ICV}underspecified>"),
)

COLLECT = f"""DELETE {{ GRAPH <{Graphs.SHARED}> {{ ?s ?p ?o }} }} WHERE {{
  GRAPH <{Graphs.SHARED}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?graph {{ ?subject ?property ?s }} }}
}}"""


def put(page: str, own: Iterable[Triple], shared: Iterable[Triple]) -> str:
    """Replace a page, and add to what articles share."""
    return f"{drop(page)} ;\n{_insert(page, own)} ;\n{_insert(Graphs.SHARED, shared)}"


def drop(page: str) -> str:
    """Take a page out; GraphError for a graph that is not a page."""
    if not page.startswith(PAGE):
        raise GraphError(f"{page} is not the name of a page; those begin with {PAGE}")
    return f"DROP SILENT GRAPH {spell_iri(page)}"


def replace(graph: Graphs, triples: Iterable[Triple]) -> str:
    """Replace a graph by these triples, without the things that the reference graph already describes."""
    text = f"DROP SILENT GRAPH {spell_iri(graph)} ;\n{_insert(graph, triples)}"
    if graph is Graphs.REFERENCE:
        return text
    return f"""{text} ;
DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{
  GRAPH <{Graphs.REFERENCE}> {{ ?s a ?class }} GRAPH <{graph}> {{ ?s ?p ?o }}
}}"""


def shortcuts() -> str:
    """Rebuild the plain edges from the claims, one per proposition and way of holding it."""
    edges = (_shortcut(namespace, pattern) for namespace, pattern in _SHORTCUTS)
    return " ;\n".join((f"DROP SILENT GRAPH <{Graphs.SHORTCUTS}>", *edges))


def _insert(graph: str, triples: Iterable[Triple]) -> str:
    return f"INSERT DATA {{ GRAPH {spell_iri(graph)} {{\n{spell_all(triples)}\n}} }}"


def _shortcut(namespace: str, pattern: str) -> str:
    return f"""INSERT {{ GRAPH <{Graphs.SHORTCUTS}> {{ ?subject ?edge ?object }} }} WHERE {{
  {{ SELECT DISTINCT ?proposition WHERE {{
    GRAPH ?page {{ ?claim ic:proposition ?proposition ; {pattern} }}
  }} }}
  GRAPH <{Graphs.SHARED}> {{
    ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  }}
  BIND(IRI(CONCAT("{namespace}", STRAFTER(STR(?predicate), "{IC}"))) AS ?edge)
}}"""
