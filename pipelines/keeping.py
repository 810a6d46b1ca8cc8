"""How an edition gets into the graph: changed pages are written, and those that are gone dropped."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from graph.generations import Generation, publish
from graph.graph import Graph, open_graph
from graph.review import raise_doubts
from graph.settings import Settings
from ontology.model import Page
from ontology.terms import Graphs
from pipelines.edition import Edition
from pipelines.lots import Lot
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.written import PAGES, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many pages were written, left as they were, and dropped."""

    written: int
    left: int
    dropped: int


def keep(graph: Graph, edition: Edition, settings: Settings, progress: Progress = silent) -> Changes:
    """Make the graph hold this edition and nothing else."""
    with Written(settings.home) as written:
        known = written.begin(_state(graph, settings))
        if not known and graph.remembers:
            graph.clear()  # whoever was interrupted may have left parts of pages
        found = written.note(PAGES, edition.pages)
        there = found.gone if graph.remembers else sorted(map(str, graph.pages()))
        gone = [name for name in there if not edition.pages.has(name)]
        for name in gone:
            graph.drop(name)
        other, new = map(edition.pages.chosen, (found.other, found.new))
        placed = chain(_put(graph, other), graph.add(new))
        for _ in counted(placed, Stage.WRITE, progress, len(found.changed)):
            pass
        _derive(graph, edition, written if graph.remembers else None)
        graph.replace_history(edition.aside.history.triples())
        graph.collect()
        written.settle()
    changed = len(found.changed)
    return Changes(written=changed, left=len(edition.pages) - changed, dropped=len(gone))


def issue(graph: Graph, edition: Edition, settings: Settings, progress: Progress = silent) -> Generation:
    """Publish what the graph holds; the generation there is when nothing has changed."""
    progress(Stage.PUBLISH, 0, 1)
    generation = publish(graph, settings.home, texts=edition.texts, apart=edition.aside.apart, copies=edition)
    with Written(settings.home) as written:
        written.remember(_state(graph, settings))
    raise_doubts(settings.home, edition.doubts.marks(), edition.doubts.chosen)
    progress(Stage.PUBLISH, 1, 1)
    return generation


def unpublished(edition: Edition, settings: Settings) -> frozenset[str]:
    """The pages, by IRI, that are not as they were written last."""
    with Written(settings.home) as written:
        return written.unwritten(PAGES, edition.pages)


def proof(edition: Edition, *, shortcuts: bool = True) -> Graph:
    """The edition in a graph of its own in memory, for checks before anything is written."""
    graph = open_graph("memory:", noted=False)
    for _ in graph.add(edition.pages):
        pass
    _derive(graph, edition, None)
    if shortcuts:
        graph.shortcuts()
    return graph


def misquotes(pages: Iterable[Page]) -> list[str]:
    """What is wrong with the quotes of pages: words that the text does not hold at their offsets."""
    return [
        f"{mention.iri} quotes {mention.exact!r}, the text holds {page.text[mention.start : mention.end]!r}"
        for page in pages
        for mention in page.mentions
        if page.text[mention.start : mention.end] != mention.exact
    ]


def _put(graph: Graph, pages: Iterable[Page]) -> Iterator[Page]:
    for page in pages:
        graph.put(page)
        yield page


def _derive(graph: Graph, edition: Edition, written: Written | None) -> None:
    """Make the derived graphs hold what the edition has: by what was written, else as wholes."""
    graph.replace_reference()  # first, as the others do not repeat what it says
    derived: tuple[tuple[Graphs, Lot[Any]], ...] = (
        (Graphs.ENTITIES, edition.entities),
        (Graphs.INCIDENTS, edition.incidents),
        (Graphs.COMPARISONS, edition.comparisons),
    )
    for name, values in derived:
        if written is None:
            graph.replace(name, values)
        else:
            found = written.note(name, values)
            graph.revise(name, values.chosen(found.changed))
            graph.revise(name, (), found.gone)


def _state(graph: Graph, settings: Settings) -> dict[str, Any]:
    """What tells that a store is as it was left: the generation that it equals, or how much it holds."""
    if graph.remembers:
        return {"store": settings.store, "equals": list(graph.equals or ())}
    pages = "".join(f"{page} {digest}\n" for page, digest in sorted(graph.pages().items()))
    held = hashlib.sha256(pages.encode()).hexdigest()
    return {"store": settings.store, "quads": len(graph), "pages": held}
