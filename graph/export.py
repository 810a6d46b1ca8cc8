"""Exports: everything, one incident or one article with all it refers to, in four RDF formats."""

from collections.abc import Iterable
from typing import IO

from graph import updates
from graph.graph import Graph
from graph.jsonld import write_jsonld
from graph.store import Store
from graph.triples import Literal, Resource
from ontology.errors import GraphError
from ontology.terms import PAGE, Graphs

FORMATS = ("nquads", "trig", "turtle", "jsonld")
_REFERRED = frozenset({Graphs.SHARED, Graphs.ENTITIES, Graphs.INCIDENTS, Graphs.REFERENCE})
_ABOUT = "SELECT DISTINCT ?page WHERE { GRAPH ?page { ?article schema:about $incident } }"
_PAGE_OF = "SELECT DISTINCT ?page WHERE { GRAPH ?page { $article a ic:Article } }"
_COMPARISONS = """
SELECT DISTINCT ?comparison WHERE { GRAPH cg:comparisons { ?comparison ic:left ?left ; ic:right ?right } }
"""


def export(
    graph: Graph, output: IO[bytes], form: str, *, incident: str | None = None, article: str | None = None
) -> None:
    """Write the graph, or the part of an incident or article (IRIs), in one of FORMATS.

    A part holds the pages, whatever they refer to, comparisons between their claims, and the plain edges that
    follow from their claims alone. Turtle flattens the named graphs into one, which loses nothing but their
    names. GraphError when the incident or article is not in the graph.
    """
    if form not in FORMATS:
        raise GraphError(f"{form} is not a format; choose one of {', '.join(FORMATS)}")
    whole = incident is None and article is None
    store = graph.store.at_hand() if whole else _part(graph, incident, article)
    if form == "jsonld":
        write_jsonld(store, output)
    else:
        store.dump(output, form)


def _part(graph: Graph, incident: str | None, article: str | None) -> Store:
    part = Store.memory()
    pages = _pages(graph, incident, article)
    for page in pages:
        part.extend((triple for triple, _ in graph.store.quads(page)), page)
    wanted = [*_objects(part), *([incident] if incident else [])]
    _follow(graph.store.at_hand(), part, wanted)
    _compare(graph, part)
    _remember(graph, part)
    part.update(updates.shortcuts())
    return part


def _pages(graph: Graph, incident: str | None, article: str | None) -> list[str]:
    found = {str(page) for page in graph.ask(_ABOUT, incident=incident).column("page")} if incident else None
    if incident and not found:
        raise GraphError(
            f"no article is about {incident}; `claimgraph ask incidents --format json` has the IRIs"
        )
    if article is None:
        return sorted(found or ())
    of_article = {str(page) for page in graph.ask(_PAGE_OF, article=article).column("page")}
    if not of_article:
        raise GraphError(
            f"there is no article {article}; `claimgraph ask articles --format json` has the IRIs"
        )
    return sorted(of_article if found is None else of_article & found)


def _follow(store: Store, part: Store, wanted: Iterable[str]) -> None:
    """Copy what is referred to, and what that refers to, but never another page."""
    seen: set[str] = set()
    waiting = list(wanted)
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for triple, graph in store.placed(subject):
            if graph in _REFERRED:
                part.extend((triple,), graph)
                if isinstance(triple.object, Resource):
                    waiting.append(triple.object)
                waiting.append(triple.predicate)


def _compare(graph: Graph, part: Store) -> None:
    for comparison in graph.ask(_COMPARISONS).column("comparison"):
        triples = graph.store.about(str(comparison), Graphs.COMPARISONS)
        ends = [str(t.object) for t in triples if t.predicate.endswith(("#left", "#right"))]
        if all(part.about(end) for end in ends):
            part.extend(triples, Graphs.COMPARISONS)


def _remember(graph: Graph, part: Store) -> None:
    """Copy when the articles came to be known, and since when they and their claims are withdrawn."""
    subjects = sorted({triple.subject for triple, name in part.quads() if name.startswith(PAGE)})
    for subject in subjects:
        part.extend(graph.store.about(subject, Graphs.HISTORY), Graphs.HISTORY)


def _objects(part: Store) -> list[str]:
    triples = (triple for triple, graph in part.quads() if graph.startswith(PAGE))
    return [str(term) for t in triples for term in (t.object, t.predicate) if not isinstance(term, Literal)]
