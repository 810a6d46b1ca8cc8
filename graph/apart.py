"""What is kept apart: withdrawn articles and misread claims, which readers get only when they ask for them.

They lie beside the graph that questions are asked of, not in it behind a filter: no query, however it is
written, can reach them by accident. A published generation has a second store with everything, for those who
ask.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graph.codec import Record, encode
from graph.graph import Graph
from graph.triples import Literal, Resource, Triple
from ontology.model import Comparison, Entity, Judgement, Page
from ontology.terms import IC, XSD, Graphs, Iri

RECORDED, WITHDRAWN = IC + "recorded", IC + "withdrawn"
_TIME = XSD + "dateTime"


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """When articles came to be known and since when they are withdrawn, by IRI, and what people decided."""

    recorded: Mapping[Iri, str] = field(default_factory=dict)
    withdrawn: Mapping[Iri, str] = field(default_factory=dict)
    judgements: tuple[Judgement, ...] = ()

    def triples(self) -> Iterable[Triple]:
        """What the history graph holds."""
        for judgement in self.judgements:
            yield from encode(judgement)
        for predicate, times in ((RECORDED, self.recorded), (WITHDRAWN, self.withdrawn)):
            yield from _times(predicate, times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Pages, or parts of pages, kept apart; `withdrawn` says since when, for their articles and claims."""

    pages: tuple[Page, ...] = ()
    entities: tuple[Entity, ...] = ()
    incidents: tuple[Entity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    withdrawn: Mapping[Iri, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """The stored text of each document id."""
        return {page.article.identifier: page.text for page in self.pages}


NOTHING = Apart()


def put_back(graph: Graph, apart: Apart) -> None:
    """Add what is kept apart to a graph that has the rest. What it describes already stays as it is."""
    for page in apart.pages:
        _add(graph, page.iri, page.own)
        _add(graph, Graphs.SHARED, page.shared)
    _add(graph, Graphs.ENTITIES, apart.entities)
    _add(graph, Graphs.INCIDENTS, apart.incidents)
    _add(graph, Graphs.COMPARISONS, (one for one in apart.comparisons if _both_there(graph, one)))
    known = {subject for subject, predicate, _ in _history(graph) if predicate == WITHDRAWN}
    marks = {iri: at for iri, at in apart.withdrawn.items() if iri not in known}
    graph.store.extend(_times(WITHDRAWN, marks), Graphs.HISTORY)
    graph.shortcuts()


def _add(graph: Graph, name: str, values: Iterable[Record]) -> None:
    triples = [triple for value in values if not _described(graph, value.iri) for triple in encode(value)]
    graph.store.extend(triples, name)


def _described(graph: Graph, iri: Iri) -> bool:
    return any(name != Graphs.HISTORY for _, name in graph.store.placed(iri))


def _both_there(graph: Graph, comparison: Comparison) -> bool:
    return _described(graph, comparison.left) and _described(graph, comparison.right)


def _history(graph: Graph) -> Iterable[Triple]:
    return (triple for triple, _ in graph.store.quads(Graphs.HISTORY))


def _times(predicate: str, times: Mapping[Iri, str]) -> Iterable[Triple]:
    for iri, at in sorted(times.items()):
        yield Triple(Resource(iri), predicate, Literal(at, _TIME))
