"""Lists with totals and cursors, full text, and the stored texts."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.graph import Graph, open_graph
from graph.index import Index
from graph.indexing import build_index
from graph.listing import MOST, ClaimFilter, Slice
from ontology.errors import GraphError, QuestionError
from ontology.model import Claim, Entity
from ontology.terms import Certainty, Graphs, Kind, Polarity, Predicate, SpeakerKind, SpeechMode


@pytest.fixture
def index(world: Graph, sample, tmp_path: Path) -> Iterator[Index]:
    """The index of the invented world."""
    build_index(world, tmp_path / "index.sqlite", sample.texts)
    opened = Index(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def pages_of(listed, first: int) -> Iterator[Slice]:
    """All slices of a list, one after the other."""
    after: str | None = None
    while True:
        found = listed(first=first, after=after)
        yield found
        after = found.after
        if after is None:
            return


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        ({}, 7),
        ({"polarity": Polarity.NEGATIVE}, 3),
        ({"certainty": Certainty.UNDERSPECIFIED}, 1),
        ({"speech_mode": SpeechMode.DIRECT}, 1),
        ({"predicate": Predicate.EXFILTRATED}, 3),
        ({"predicate": Predicate.EXFILTRATED, "polarity": Polarity.POSITIVE}, 1),
        ({"speaker_kind": SpeakerKind.CORPORATE}, 3),
        ({"speaker_kind": SpeakerKind.ANONYMOUS}, 0),
        ({"speaker_kind": SpeakerKind.OFFICIAL, "polarity": Polarity.POSITIVE}, 0),
        ({"text": "taken"}, 3),
        ({"text": "TAK nothing"}, 1),
        ({"text": "“"}, 0),
    ],
)
def test_claims_by_their_values(index: Index, which: dict[str, object], expected: int) -> None:
    """Every filter alone and together counts exactly the claims for which all conditions hold."""
    found = index.claims(ClaimFilter(**which))
    assert found.total == len(found.iris) == expected


def test_claims_by_who_and_what(index: Index, world: Graph, sample) -> None:
    """Claims are found by holder, by anyone in their chain, by subject, object, incident and article."""

    def total(**which: object) -> int:
        return index.claims(ClaimFilter(**which)).total

    assert total(holder=sample.acme.iri) == 3
    assert total(holder=sample.sources.iri) == 0
    assert total(speaker=sample.sources.iri) == 1
    assert total(speaker=sample.herald.iri) == 4
    assert total(object=sample.heron.iri) == total(entity=sample.heron.iri) == 2
    assert total(subject=sample.intrusion.iri) == total(incident=sample.intrusion.iri) == 7
    assert total(article=sample.courier_page().article.iri) == 3
    assert total(holder=sample.acme.iri, article=sample.courier_page().article.iri) == 0
    said = world.all(Claim)[0].proposition
    assert total(proposition=said) == sum(claim.proposition == said for claim in world.all(Claim))


def test_claims_come_in_reading_order(index: Index, world: Graph) -> None:
    """Claims are ordered by publication date with unknown dates last, then by place in the text."""
    claims = world.many(Claim, index.claims().iris)
    assert [claim.article.rsplit("/")[-1] for claim in claims.values()] == ["herald-1"] * 4 + [
        "courier-1"
    ] * 3


def test_entities_by_kind_and_name(index: Index, sample) -> None:
    """Entities are found by kind and by words of names and aliases, upper and lower case alike."""
    assert index.entities(Kind.COMPANY).iris == (sample.acme.iri,)
    assert index.entities(text="GREY her").iris == (sample.heron.iri,)
    assert index.entities(Kind.PERSON, text="heron").total == 0
    assert index.entities().total == 10
    assert index.claims_of(sample.acme.iri) == 4
    assert index.claims_of("https://nobody.example/") == 0


def test_documents_by_date(index: Index, sample) -> None:
    """Articles come by publication date, those without one last."""
    assert index.documents().iris == (sample.herald_page().article.iri, sample.courier_page().article.iri)


@pytest.mark.parametrize(
    "text", ["", "   ", '"', "NEAR(", "a AND", "*", "body:x", "col : y ^ -", "'; DROP TABLE claim"]
)
def test_no_search_is_an_error(index: Index, text: str) -> None:
    """Whatever somebody types is words, never syntax."""
    assert index.found(text) >= len(index.search(text).hits)
    assert index.claims().total == 7


def test_search_finds_names_titles_and_quotes(index: Index, sample) -> None:
    """One search reaches entities, headlines and quotes, and can be limited to one of them."""
    everything = index.search("acme")
    assert Counter(hit.type for hit in everything.hits) == {"entity": 3, "article": 2, "claim": 2}
    assert index.found("acme") == len(everything.hits) == 7
    assert {hit.shown for hit in index.search("acme", kind="claim").hits} == {
        "Heron attacked Acme", "Heron attacked Acme on June 3",
    }  # fmt: skip
    assert index.found("zebra") == index.found("acme", "claim") - 2 == 0


def test_ideographs_are_found_inside_a_run(sample, tmp_path: Path) -> None:
    """A part of a Japanese name is found, and another order of its characters is not."""
    name = Entity(iri=sample.acme.iri, kind=Kind.COMPANY, label="三菱電機株式会社")
    with open_graph("memory:") as graph:
        graph.replace(Graphs.ENTITIES, [name])
        build_index(graph, tmp_path / "index.sqlite", {})
    index = Index(tmp_path / "index.sqlite")
    assert index.entities(text="電機").iris == (name.iri,)
    assert index.entities(text="機電").total == 0
    index.close()


def test_the_context_of_a_quote(index: Index, world: Graph, sample) -> None:
    """A quote is shown with what stands around it, cut at the ends of the text."""
    claim = next(c for c in world.all(Claim) if c.speech_mode is SpeechMode.DIRECT)
    context = index.context(claim.iri, around=7)
    assert context is not None
    assert (context.before, context.quote, context.behind) == ("taken. “"[1:], "Nothing was taken", ",” Acme")
    wide = index.context(claim.iri, around=10_000)
    assert wide is not None
    assert wide.before + wide.quote + wide.behind == sample.texts["herald-1"] == index.text_of("herald-1")
    assert index.context("https://nobody.example/") is None
    assert index.text_of("nothing") is None


def test_texts_that_are_not_given_are_absent(world: Graph, tmp_path: Path) -> None:
    """A document without a stored text is listed, and has neither text nor context."""
    build_index(world, tmp_path / "index.sqlite", {})
    index = Index(tmp_path / "index.sqlite")
    assert index.text_of("herald-1") is None
    assert index.texts() == {}
    assert index.context(index.claims().iris[0]) is None
    index.close()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(first=st.integers(1, 8), kind=st.sampled_from(["claims", "entities", "documents"]))
def test_cursors_cover_every_row_once(index: Index, first: int, kind: str) -> None:
    """Slices of any size, put together, are the whole list in order, without gaps or repetitions."""
    listed = getattr(index, kind)
    whole = listed().iris
    slices = list(pages_of(listed, first))
    assert tuple(iri for found in slices for iri in found.iris) == whole
    assert {found.total for found in slices} == {len(whole)}
    assert all(len(found.iris) == first for found in slices[:-1])


@pytest.mark.parametrize("first", [1, 2, 3])
def test_search_cursors_cover_every_hit_once(index: Index, first: int) -> None:
    """Parts of a search, put together from either end, are all its hits in the order of their rank."""
    whole = index.search("acme").hits
    forwards, after = index.search("acme", first=first), None
    found = list(forwards.hits)
    while forwards.more:
        after = forwards.cursors[-1]
        forwards = index.search("acme", first=first, after=after)
        found += forwards.hits
    backwards = index.search("acme", last=first)
    returned = list(backwards.hits)
    while backwards.more:
        backwards = index.search("acme", last=first, before=backwards.cursors[0])
        returned = [*backwards.hits, *returned]
    assert found == returned == list(whole)


def test_cursors_outlive_a_generation(index: Index, world: Graph, sample, tmp_path: Path) -> None:
    """A cursor goes on at the same place in the next generation, where rows before it have come or gone."""
    first = index.claims(first=3)
    page = sample.herald_page()
    world.put(replace(page, claims=page.claims[1:]))
    build_index(world, tmp_path / "next.sqlite", sample.texts)
    following = Index(tmp_path / "next.sqlite")
    assert (
        following.claims(first=50, after=first.after).iris == index.claims(first=50, after=first.after).iris
    )
    following.close()


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "bm8", "WzEsIDJd", "é", "W10"])
def test_foreign_cursors_are_refused(index: Index, cursor: str) -> None:
    """A cursor that is none of ours is a QuestionError."""
    with pytest.raises(QuestionError, match="cursor"):
        index.claims(after=cursor)


@pytest.mark.parametrize("first", [0, -1, MOST + 1])
def test_slices_have_limits(index: Index, first: int) -> None:
    """Nobody gets no rows or all rows at once."""
    for listed in (index.claims, index.entities, index.documents):
        with pytest.raises(QuestionError, match="rows cannot be asked for"):
            listed(first=first)
    with pytest.raises(QuestionError, match="rows cannot be asked for"):
        index.search("acme", first=first)


def test_threads_do_not_share_a_connection(index: Index) -> None:
    """Many threads read at once and all get the same answer."""
    with ThreadPoolExecutor(8) as threads:
        totals = list(threads.map(lambda _: (index.claims().total, index.found("acme")), range(200)))
    assert set(totals) == {(7, 7)}


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    """An index that is not there is a GraphError, and no empty file is made in its place."""
    with pytest.raises(GraphError, match="cannot be read"):
        Index(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


def test_counts(index: Index) -> None:
    """Documents, claims and entities of each kind are counted."""
    counts = index.counts()
    assert (counts["documents"], counts["claims"], counts["entities"]) == (2, 7, 10)
    assert counts["MediaOrganization"] == 2
