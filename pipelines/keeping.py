"""How an edition gets into the graph: changed pages are written, and those that are gone dropped."""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from graph.generations import Generation, publish
from graph.graph import Graph, open_graph
from graph.review import raise_doubts
from graph.settings import Settings
from ontology.model import Page
from ontology.terms import Graphs
from pipelines.edition import Edition
from pipelines.progress import Progress, Stage, counted, silent


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """How many pages were written, left as they were, and dropped."""

    written: int
    left: int
    dropped: int


def keep(graph: Graph, edition: Edition, settings: Settings, progress: Progress = silent) -> Changes:
    """Make the graph hold this edition and nothing else."""
    marks = edition.marked()
    held = _held(graph, settings)
    _note(settings).unlink(missing_ok=True)  # whoever is interrupted from here on writes all pages anew
    gone = sorted(set(map(str, graph.pages())) - marks.keys())
    for name in gone:
        graph.drop(name)
    changed = {iri for iri, mark in marks.items() if held.get(iri) != mark}
    for page in counted(edition.chosen(changed), Stage.WRITE, progress, len(changed)):
        graph.put(page)
    _derive(graph, edition)
    graph.replace_history(edition.aside.history.triples())
    graph.collect()
    return Changes(written=len(changed), left=len(edition.pages) - len(changed), dropped=len(gone))


def issue(graph: Graph, edition: Edition, settings: Settings, progress: Progress = silent) -> Generation:
    """Publish what the graph holds; the generation there is when nothing has changed."""
    progress(Stage.PUBLISH, 0, 1)
    generation = publish(graph, settings.home, texts=edition.texts, apart=edition.aside.apart)
    _remember(graph, settings, edition.marked())
    raise_doubts(settings.home, edition.doubts)
    progress(Stage.PUBLISH, 1, 1)
    return generation


def unpublished(edition: Edition, settings: Settings) -> frozenset[str]:
    """The pages, by IRI, that are not as they were published last."""
    known = _noted(settings).get("pages", {})
    return frozenset(iri for iri, mark in edition.marked().items() if known.get(iri) != mark)


def proof(edition: Edition) -> Graph:
    """The edition in a graph of its own in memory, for checks before anything is written."""
    graph = open_graph("memory:")
    for page in edition.pages:
        graph.put(page)
    _derive(graph, edition)
    graph.shortcuts()
    return graph


def misquotes(pages: Sequence[Page]) -> list[str]:
    """What is wrong with the quotes of pages: words that the text does not hold at their offsets."""
    return [
        f"{mention.iri} quotes {mention.exact!r}, the text holds {page.text[mention.start : mention.end]!r}"
        for page in pages
        for mention in page.mentions
        if page.text[mention.start : mention.end] != mention.exact
    ]


def _derive(graph: Graph, edition: Edition) -> None:
    graph.replace_reference()  # first, as the others do not repeat what it says
    graph.replace(Graphs.ENTITIES, edition.entities)
    graph.replace(Graphs.INCIDENTS, edition.incidents)
    graph.replace(Graphs.COMPARISONS, edition.comparisons)


def _note(settings: Settings) -> Path:
    return settings.home / "pages.json"


def _held(graph: Graph, settings: Settings) -> Mapping[str, str]:
    """The mark of each page as it was written last; nothing where the graph is not as it was left then."""
    note = _noted(settings)
    return dict(note["pages"]) if note and _state(graph, settings) == note["state"] else {}


def _noted(settings: Settings) -> dict[str, Any]:
    with suppress(FileNotFoundError, ValueError, TypeError):
        note: dict[str, Any] = orjson.loads(_note(settings).read_bytes())
        if note.keys() >= {"pages", "state"}:
            return note
    return {}


def _remember(graph: Graph, settings: Settings, marks: Mapping[str, str]) -> None:
    note = {"state": _state(graph, settings), "pages": marks}
    _note(settings).write_bytes(orjson.dumps(note, option=orjson.OPT_INDENT_2))


def _state(graph: Graph, settings: Settings) -> dict[str, Any]:
    pages = "".join(f"{page} {digest}\n" for page, digest in sorted(graph.pages().items()))
    held = hashlib.sha256(pages.encode()).hexdigest()
    return {"store": settings.store, "quads": len(graph), "pages": held}
