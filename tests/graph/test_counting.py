"""How much changed is known without looking at what is wholly new."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import names
from graph.feed import feed
from graph.generations import current, open_generation, publish
from graph.graph import Graph, writing
from ontology.model import Claim, Comparison, Entity, Page
from ontology.terms import Graphs, Iri, Relation

RELATIONS = (Relation.CORROBORATES, Relation.CONTRADICTS)


def compared(claims: Iterable[Claim]) -> list[Comparison]:
    """Every pair of claims in every relation."""
    return [
        Comparison(
            iri=names.comparison(left.iri, right.iri, relation),
            left=left.iri,
            right=right.iri,
            relation=relation,
            reason="for a reason",
        )
        for left, right in combinations(claims, 2)
        for relation in RELATIONS
    ]


def read_again(claim: Claim) -> Claim:
    """The same claim under another IRI, as when what it speaks of is resolved otherwise."""
    return replace(claim, iri=Iri(f"{claim.iri}x"))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_counts_are_those_of_all_changes(sample, data: st.DataObject) -> None:
    """Pages, claims, entities and comparisons that go, come or come again under other IRIs."""
    pages = [sample.herald_page(), sample.courier_page()]
    with TemporaryDirectory() as folder, writing(f"{folder}/store") as graph:
        home = Path(folder)
        sample.write_world(graph)
        publish(graph, home, texts=sample.texts)
        for _ in range(2):
            claims = change_pages(graph, pages, data)
            change_comparisons(graph, claims, data)
            change_entities(graph, sample.entities, data)
            number = publish(graph, home, texts=sample.texts).number
            if number > 1:
                assert current(home).changes == told(home, number)


def test_what_comes_again_under_another_iri_is_changed(tmp_path: Path, world: Graph, sample) -> None:
    """Claims that are resolved otherwise are changed, and so is what they are compared in."""
    pages = [sample.herald_page(), sample.courier_page()]
    claims = [claim for page in pages for claim in page.claims]
    world.replace(Graphs.COMPARISONS, compared(claims))
    publish(world, tmp_path, texts=sample.texts)
    for page in pages:
        world.drop(page.iri)
        world.put(replace(page, claims=tuple(map(read_again, page.claims))))
    world.replace(Graphs.COMPARISONS, compared(map(read_again, claims)))
    publish(world, tmp_path, texts=sample.texts)
    assert current(tmp_path).changes == {"claims changed": 7, "comparisons changed": 42}


def change_pages(graph: Graph, pages: list[Page], data: st.DataObject) -> list[Claim]:
    """Drop pages, or put them as they are, without a claim, or with all claims under other IRIs."""
    found: list[Claim] = []
    for page in pages:
        graph.drop(page.iri)
        way = data.draw(st.sampled_from(("gone", "same", "less", "again", "again and less")))
        claims = tuple(map(read_again, page.claims)) if "again" in way else page.claims
        kept = () if way == "gone" else claims[1:] if "less" in way else claims
        if kept:
            graph.put(replace(page, claims=kept))
            found += kept
    return found


def change_comparisons(graph: Graph, claims: list[Claim], data: st.DataObject) -> None:
    """Say that all or some claims stand in relations."""
    able = compared(sorted(claims, key=lambda claim: claim.iri))
    all_ = not able or data.draw(st.booleans())
    graph.replace(
        Graphs.COMPARISONS, able if all_ else data.draw(st.lists(st.sampled_from(able), unique=True))
    )


def change_entities(graph: Graph, entities: Iterable[Entity], data: st.DataObject) -> None:
    """Know some of them, some by another IRI or name."""
    known = []
    for one in entities:
        way = data.draw(st.sampled_from(("gone", "kept", "moved", "called")))
        if way == "moved":
            known.append(replace(one, iri=Iri(f"{one.iri}-moved")))
        elif way == "called":
            known.append(replace(one, label=f"{one.label} otherwise"))
        elif way == "kept":
            known.append(one)
    graph.replace(Graphs.ENTITIES, tuple(known))


def told(home: Path, number: int) -> dict[str, int]:
    """The counts of all changes to a generation from the one before, each looked at."""
    with open_generation(home, number - 1) as before, open_generation(home, number) as after:
        return feed(before, after).found.counts()
