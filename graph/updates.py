"""The SPARQL updates that write the graph: each is one transaction, whole or not at all.

A server may hold published generations beside the graphs that are written: every update says which are meant.
"""

from collections.abc import Iterable
from itertools import groupby, islice
from operator import itemgetter

from graph.corroboration import corroboration
from graph.triples import Triple, spell_all, spell_iri
from ontology.errors import GraphError
from ontology.terms import DCTERMS, DENIED, GRAPH, IC, ICV, PAGE, SAID, UNCONFIRMED, Graphs

PUBLISHED = "https://w3id.org/claimgraph/published/"  # + number + what follows GRAPH in the name of a graph
_POINTER = PUBLISHED + "current"
_AT_ONCE = 500  # triples of one INSERT DATA; Virtuoso compiles at most some 2,000
_OURS = f'FILTER(STRSTARTS(STR(?graph), "{GRAPH}"))'
_SURE = f"FILTER(?certainty != <{ICV}underspecified>)"
_SHORTCUTS = (
    (SAID, f"ic:polarity <{ICV}positive> ; ic:certainty ?certainty {_SURE}"),
    (DENIED, f"ic:polarity <{ICV}negative> ; ic:certainty ?certainty {_SURE}"),
    (UNCONFIRMED, f"ic:certainty <{ICV}underspecified>"),
)

COLLECT = f"""DELETE {{ GRAPH <{Graphs.SHARED}> {{ ?s ?p ?o }} }} WHERE {{
  GRAPH <{Graphs.SHARED}> {{ ?s ?p ?o }}
  FILTER NOT EXISTS {{ GRAPH ?graph {{ ?subject ?property ?s }} {_OURS}
    FILTER(?graph != <{Graphs.CORROBORATION}>) }}
}}"""


def put(page: str, own: Iterable[Triple], shared: Iterable[Triple]) -> str:
    """Replace a page, and add to what articles share."""
    return f"{drop(page)} ;\n{insert(page, own)} ;\n{insert(Graphs.SHARED, shared)}"


def drop(page: str) -> str:
    """Take a page out; GraphError for a graph that is not a page."""
    if not page.startswith(PAGE):
        raise GraphError(f"{page} is not the name of a page; those begin with {PAGE}")
    return f"DROP SILENT GRAPH {spell_iri(page)}"


def replace(graph: Graphs, triples: Iterable[Triple]) -> str:
    """Replace a graph by these triples, without the things that the reference graph already describes."""
    text = f"DROP SILENT GRAPH {spell_iri(graph)} ;\n{insert(graph, triples)}"
    if graph is Graphs.REFERENCE:
        return text
    return f"""{text} ;
DELETE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }} WHERE {{
  GRAPH <{Graphs.REFERENCE}> {{ ?s a ?class }} GRAPH <{graph}> {{ ?s ?p ?o }}
}}"""


def derived() -> str:
    """Rebuild what follows from claims alone: the plain edges, and from how many origins a point comes."""
    return f"{shortcuts()} ;\n{corroboration()}"


def shortcuts() -> str:
    """Rebuild the plain edges from the claims, one per proposition and way of holding it."""
    edges = (_shortcut(namespace, pattern) for namespace, pattern in _SHORTCUTS)
    return " ;\n".join((f"DROP SILENT GRAPH <{Graphs.SHORTCUTS}>", *edges))


def insert(graph: str, triples: Iterable[Triple]) -> str:
    """Add triples to a graph."""
    return (
        insert_all([(triple, graph) for triple in triples])
        or f"INSERT DATA {{ GRAPH {spell_iri(graph)} {{ }} }}"
    )


def insert_all(quads: Iterable[tuple[Triple, str]]) -> str:
    """Add triples, each to its graph; those of one graph come together. Nothing for none."""
    left, parts = iter(quads), []
    while some := list(islice(left, _AT_ONCE)):
        groups = groupby(some, key=itemgetter(1))
        data = "".join(
            f"GRAPH {spell_iri(name)} {{\n{spell_all(t for t, _ in own)}\n}} " for name, own in groups
        )
        parts.append(f"INSERT DATA {{ {data}}}")
    return " ;\n".join(parts)


def exchange(gone: Iterable[str], new: Iterable[str]) -> str:
    """Take N-Quads out and put others in."""
    parts = ((verb, _groups(lines)) for verb, lines in (("DELETE DATA", gone), ("INSERT DATA", new)))
    return " ;\n".join(f"{verb} {{ {groups}}}" for verb, groups in parts if groups)


def _groups(lines: Iterable[str]) -> str:
    found: dict[str, list[str]] = {}
    for line in lines:
        triple, _, graph = line.rstrip(" .\n").rpartition(" ")
        found.setdefault(graph, []).append(triple)
    return "".join(f"GRAPH {graph} {{ {' . '.join(triples)} }} " for graph, triples in found.items())


def copy(number: int) -> str:
    """Copy every graph to its namesake in a published generation, and all of them together into one more."""
    new = f'IRI(CONCAT("{PUBLISHED}{number}/", STRAFTER(STR(?graph), "{GRAPH}")))'
    where = f"GRAPH ?graph {{ ?s ?p ?o }} {_OURS}"
    return f"""INSERT {{ GRAPH ?new {{ ?s ?p ?o }} }} WHERE {{ {where} BIND({new} AS ?new) }} ;
INSERT {{ GRAPH <{union(number)}> {{ ?s ?p ?o }} }} WHERE {{ {where} }}"""


def union(number: int) -> str:
    """The name of the graph that holds a published generation as one."""
    return f"{PUBLISHED}{number}"


def point(number: int) -> str:
    """Show readers a published generation: they take the last one that is named, so there always is one."""
    named = f"<{_POINTER}> <{DCTERMS}hasVersion>"
    return f"""INSERT DATA {{ GRAPH <{_POINTER}> {{ {named} {number} }} }} ;
DELETE {{ GRAPH <{_POINTER}> {{ {named} ?old }} }} WHERE {{
  GRAPH <{_POINTER}> {{ {named} ?old }} FILTER(?old != {number})
}}"""


CURRENT = f"""SELECT ?number WHERE {{ GRAPH <{_POINTER}> {{ <{_POINTER}> <{DCTERMS}hasVersion> ?number }} }}
ORDER BY DESC(?number) LIMIT 1"""


def _shortcut(namespace: str, pattern: str) -> str:
    return f"""INSERT {{ GRAPH <{Graphs.SHORTCUTS}> {{ ?subject ?edge ?object }} }} WHERE {{
  {{ SELECT DISTINCT ?proposition WHERE {{
    GRAPH ?graph {{ ?claim ic:proposition ?proposition ; {pattern} }} {_OURS}
  }} }}
  GRAPH <{Graphs.SHARED}> {{
    ?proposition rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object
  }}
  BIND(IRI(CONCAT("{namespace}", STRAFTER(STR(?predicate), "{IC}"))) AS ?edge)
}}"""
