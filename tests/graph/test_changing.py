"""What is published by what was changed is what is published anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.apart import History
from graph.generations import current, open_generation, place_of, publish
from graph.graph import Graph, open_graph, writing
from graph.indexing import build_index
from graph.updates import derived
from ontology.model import Page
from ontology.terms import Graphs, Iri

TABLES = {
    "document": "SELECT * FROM document",
    "about": "SELECT * FROM about",
    "entity": "SELECT * FROM entity",
    "name": "SELECT * FROM name",
    "narrower": "SELECT * FROM narrower",
    "claim": "SELECT iri, article, proposition, subject, predicate, object, polarity, certainty, holders, "
    'quote, start, "end", published, rung, event, timed, earliest, latest, sort FROM claim',
    "speaker": "SELECT iri, entity, kind, holds FROM speaker JOIN claim ON id = claim",
    "footing": "SELECT iri, kind FROM footing JOIN claim ON id = claim",
    "origin": "SELECT iri, entity FROM origin JOIN claim ON id = claim",
    "claim_incident": "SELECT iri, incident FROM claim_incident JOIN claim ON id = claim",
    "reach": "SELECT iri, entity, kind, reach.object FROM reach JOIN claim ON id = claim",
    "effect": "SELECT incident, role, entity, iri, said FROM effect JOIN claim ON id = claim",
    "corroboration": "SELECT * FROM corroboration",
    "proposition": "SELECT * FROM proposition",
    "comparison": "SELECT c.iri, relation, aspect, reason, notability, l.iri, r.iri FROM comparison c "
    'JOIN claim l ON l.id = "left" JOIN claim r ON r.id = "right"',
    "involved": "SELECT * FROM involved",
    "mention": "SELECT iri, article, denotes, sort FROM mention",
    "told": "SELECT row FROM told",
    "words": "SELECT body, type, iri, shown FROM words",
    "found": "SELECT iri FROM words WHERE words MATCH 'acme OR taken'",
}


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """What an index holds, without the numbers of its rows."""
    with closing(sqlite3.connect(path)) as database:
        return {name: sorted(database.execute(query), key=repr) for name, query in TABLES.items()}


def versions(page: Page) -> Iterator[Page]:
    """A page as it may be read at different times."""
    yield page
    yield replace(page, claims=page.claims[1:])
    yield replace(page, claims=tuple(replace(one, rule="another rule") for one in page.claims))
    yield replace(page, article=replace(page.article, title="Another title", published="2020-02-02"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_changed_and_anew_are_the_same(sample, data: st.DataObject) -> None:
    """Hash, derived graphs, index and history of what was changed step by step are those of the whole."""
    pages = [sample.herald_page(), sample.courier_page()]
    with TemporaryDirectory() as folder, writing(f"{folder}/store") as graph:
        home = Path(folder)
        sample.write_world(graph)
        publish(graph, home, texts=sample.texts)
        for _ in range(data.draw(st.integers(1, 3))):
            for page in data.draw(st.lists(st.sampled_from(pages), max_size=2)):
                changed(graph, page, data)
            entities(graph, sample, data)
            graph.collect()
            made = publish(graph, home, texts=sample.texts)
            assert graph.journal is not None
            assert graph.journal.base == made.number == current(home).number
            agrees(home, sample.texts)
        with open_generation(home, 1) as first, open_graph("memory:") as world:
            sample.write_world(world)
            assert first.graph.canonical_hash() == world.canonical_hash()


def changed(graph: Graph, page: Page, data: st.DataObject) -> None:
    """Drop a page, or put one version of it."""
    version = data.draw(st.sampled_from([None, *versions(page)]))
    if version is None:
        graph.drop(page.iri)
    else:
        graph.put(version)


def entities(graph: Graph, sample, data: st.DataObject) -> None:
    """Call somebody otherwise, let them be part of another, or forget them; and what history says."""
    one = data.draw(st.sampled_from(sample.entities))
    other = data.draw(st.sampled_from(sample.entities)).iri
    way = data.draw(st.integers(0, 3))
    if way == 1:
        graph.revise(Graphs.ENTITIES, [replace(one, label=f"{one.label} by another name")])
    elif way == 2 and other != one.iri:
        graph.revise(Graphs.ENTITIES, [replace(one, part_of=(other,), speaker_kind=None)])
    elif way == 3:
        article = Iri(sample.herald_page().article.iri)
        graph.replace_history(History(recorded={article: "2026-01-05T08:00:00Z"}).triples())


def agrees(home: Path, texts: dict[str, str]) -> None:
    """Whether the current generation is what a whole recomputation makes of its store."""
    number = current(home).number
    place = place_of(home, number)
    with open_graph(str(place), read_only=True) as graph:
        assert graph.canonical_hash() == current(home).canonical_hash
        again = Graph(graph.store.with_update(derived()))  # type: ignore[attr-defined]
        assert again.store.lines() == graph.store.lines()
        build_index(graph, home / "anew.sqlite", texts)
    assert rows(place.with_name("index.sqlite")) == rows(home / "anew.sqlite")
    (home / "anew.sqlite").unlink()
