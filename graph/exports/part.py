"""Parts of the graph: an incident, an article or the claims of an answer, with all that they refer to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph import updates
from graph.graph import Graph
from graph.questions import question
from graph.store import Store
from graph.triples import Literal, Resource
from ontology.errors import GraphError, QuestionError
from ontology.terms import PAGE, Graphs

_REFERRED = frozenset({Graphs.SHARED, Graphs.ENTITIES, Graphs.INCIDENTS, Graphs.REFERENCE})
_ABOUT = "SELECT DISTINCT ?page WHERE { GRAPH ?page { ?article schema:about $incident } }"
_PAGE_OF = "SELECT DISTINCT ?page WHERE { GRAPH ?page { $article a ic:Article } }"
_CLAIM = "SELECT ?claim WHERE { ?claim a ic:Claim }"
_COMPARISONS = """
SELECT DISTINCT ?comparison WHERE { GRAPH cg:comparisons { ?comparison ic:left ?left ; ic:right ?right } }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part: all conditions hold, and without any it is everything. `claims` are those of an answer."""

    incident: str | None = None
    article: str | None = None
    claims: frozenset[str] | None = None
    asked: str | None = None  # the question that was answered, in words

    def told(self) -> dict[str, str]:
        """What a manifest says of it; nothing when it is everything."""
        said = {"incident": self.incident, "article": self.article, "question": self.asked}
        return {name: value for name, value in said.items() if value}


WHOLE = Part()


def answered(graph: Graph, name: str, parameters: Mapping[str, str]) -> Part:
    """The claims that the answer to a named question, or to a SPARQL file, speaks of.

    QuestionError when there is no such question or its answer has no claims in it.
    """
    answer = question(name).ask(graph, parameters)
    known = {str(claim) for claim in graph.ask(_CLAIM).column("claim")}
    claims = frozenset(map(str, answer.resources())) & known
    if not claims:
        raise QuestionError(f"the answer to {name} names no claims; ask for ?claim among its columns")
    given = ", ".join(f"{key}={value}" for key, value in sorted(parameters.items()))
    return Part(claims=claims, asked=f"{name} ({given})" if given else name)


def cut(graph: Graph, part: Part) -> Graph:
    """The part as a graph of its own in memory.

    It holds the pages, or the claims with their chains and quotes, whatever they refer to, comparisons
    between their claims, and the plain edges that follow from their claims alone. GraphError when the
    incident or article is not in the graph.
    """
    store = Store.memory()
    if part.claims is None:
        for page in _pages(graph, part):
            store.extend((triple for triple, _ in graph.store.quads(page)), page)
    else:
        _follow(graph.store.at_hand(), store, part.claims, pages=True)
    wanted = [*_objects(store), *([part.incident] if part.incident else [])]
    _follow(graph.store.at_hand(), store, wanted, pages=False)
    _compare(graph, store)
    _remember(graph, store)
    store.update(updates.derived())
    return Graph(store)


def _pages(graph: Graph, part: Part) -> list[str]:
    found = _named(graph, _ABOUT, incident=part.incident) if part.incident else None
    if part.incident and not found:
        raise GraphError(
            f"no article is about {part.incident}; `claimgraph ask incidents --format json` has the IRIs"
        )
    if part.article is None:
        return sorted(found or ())
    of_article = _named(graph, _PAGE_OF, article=part.article)
    if not of_article:
        raise GraphError(
            f"there is no article {part.article}; `claimgraph ask articles --format json` has the IRIs"
        )
    return sorted(of_article if found is None else of_article & found)


def _named(graph: Graph, query: str, **bound: str) -> set[str]:
    return {str(page) for page in graph.ask(query, **bound).column("page")}


def _follow(store: Store, part: Store, wanted: Iterable[str], *, pages: bool) -> None:
    """Copy what is referred to, and what that refers to; of pages only where they are wanted."""
    seen: set[str] = set()
    waiting = list(wanted)
    while waiting:
        subject = waiting.pop()
        if subject in seen:
            continue
        seen.add(subject)
        for triple, graph in store.placed(subject):
            if graph in _REFERRED or (pages and graph.startswith(PAGE)):
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
