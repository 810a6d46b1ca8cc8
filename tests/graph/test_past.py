"""Earlier states: by number, as of a moment, for ever; and what is kept apart from each."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph import names
from graph.apart import Apart, History
from graph.generations import current, generations, known, open_generation, publish, seen_at
from graph.graph import Graph
from graph.past import moment_of
from ontology.errors import GraphError, NoGeneration, QuestionError
from ontology.model import Article, Claim
from ontology.terms import Graphs, Iri

Publishing = Callable[[int], str]


@pytest.fixture
def publishing(tmp_path: Path, world: Graph, sample) -> Publishing:
    """Publishes another version of a page, and says when."""

    def publish_version(number: int) -> str:
        page = sample.herald_page()
        claims = tuple(replace(claim, rule=f"rule {number}") for claim in page.claims)
        world.put(replace(page, claims=claims))
        return publish(world, tmp_path, texts=sample.texts, keep=2).published

    return publish_version


def rules(home: Path, **which: object) -> set[str | None]:
    """By which rules the claims of a generation were read."""
    with open_generation(home, **which) as published:  # type: ignore[arg-type]
        return {claim.rule for claim in published.graph.all(Claim)}


def test_a_moment_is_what_readers_saw_then(tmp_path: Path, publishing: Publishing) -> None:
    """Asked as of any moment, the answer is that of the last generation published until then."""
    times = [publishing(number) for number in range(1, 4)]
    for number, moment in enumerate(times, start=1):
        assert rules(tmp_path, as_of=moment) == {f"rule {number}", None}
    assert rules(tmp_path, as_of="9999-01-01") == {"rule 3", None}
    assert seen_at(tmp_path, times[1]).number == 2


def test_what_was_collected_is_put_together_again(tmp_path: Path, publishing: Publishing) -> None:
    """A generation that is not kept whole any more is the same quad for quad, with its index and texts."""
    publishing(1)
    with open_generation(tmp_path, 1) as first:
        lines, texts, counts = first.graph.store.lines(), first.index.texts(), first.index.counts()
    for number in range(2, 6):
        publishing(number)
    assert [one.number for one in generations(tmp_path)] == [4, 5]
    assert [one.number for one in known(tmp_path)] == [1, 2, 3, 4, 5]
    with open_generation(tmp_path, 1) as again:
        assert again.graph.store.lines() == lines
        assert (again.index.texts(), again.index.counts()) == (texts, counts)
        assert again.graph.canonical_hash() == again.generation.canonical_hash


def test_texts_that_went_are_remembered(tmp_path: Path, world: Graph, sample) -> None:
    """The text of a document that is no longer held is there again with the generation that held it."""
    publish(world, tmp_path, texts=sample.texts, keep=1)
    world.drop(names.page("courier-1"))
    left = {name: text for name, text in sample.texts.items() if name != "courier-1"}
    publish(world, tmp_path, texts=left, keep=1)
    with open_generation(tmp_path, 1) as first:
        assert first.index.texts() == sample.texts


def test_before_the_first_generation_nothing_is_known(tmp_path: Path, publishing: Publishing) -> None:
    """A moment before the first generation is NoGeneration, with when the first was; so is an empty home."""
    with pytest.raises(NoGeneration, match="run `claimgraph run` first"):
        seen_at(tmp_path, "2020-01-01")
    publishing(1)
    with pytest.raises(NoGeneration, match=r"the first generation that .* remembers is 1"):
        seen_at(tmp_path, "2020-01-01")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-30", "2026-11-30T23:59:59.999999+00:00"),
        ("2026-11-30T08:00", "2026-11-30T08:00:00+00:00"),
        ("2026-11-30T08:00:00Z", "2026-11-30T08:00:00+00:00"),
        ("2026-11-30 17:00:00+09:00", "2026-11-30T17:00:00+09:00"),
    ],
)
def test_moments_are_iso_8601(text: str, moment: str) -> None:
    """A day means its end, and a time without a zone is UTC."""
    assert moment_of(text).isoformat() == moment


def test_what_is_no_moment_is_refused() -> None:
    """Words are no moment, and the message shows how to write one."""
    with pytest.raises(QuestionError, match="'yesterday' is no moment; write 2026-11-30"):
        moment_of("yesterday")


def test_a_gap_in_the_history_is_said(tmp_path: Path, publishing: Publishing) -> None:
    """When what leads back is lost, the loss is named, and nothing wrong is shown."""
    for number in range(1, 6):
        publishing(number)
    (tmp_path / "history" / "000003.patch.gz").unlink()
    with pytest.raises(GraphError, match="what generation 3 changed is not in"):
        open_generation(tmp_path, 1)
    assert rules(tmp_path, number=3) == {"rule 3", None}


def test_a_falsified_history_is_noticed(tmp_path: Path, publishing: Publishing) -> None:
    """A patch that is exchanged for another one does not lead to what the manifest says."""
    for number in range(1, 6):
        publishing(number)
    folder = tmp_path / "history"
    (folder / "000003.patch.gz").write_bytes((folder / "000002.patch.gz").read_bytes())
    with pytest.raises(GraphError, match=r"a gap before|does not lead back"):
        open_generation(tmp_path, 2)


def apart(sample) -> Apart:
    """The page of the Courier as it is when it was withdrawn."""
    page = sample.courier_page()
    marked = (page.article.iri, *(claim.iri for claim in page.claims))
    return Apart(pages=(page,), withdrawn=dict.fromkeys(marked, "2024-07-01T00:00:00Z"))


@pytest.fixture
def withdrawn(tmp_path: Path, world: Graph, sample) -> Path:
    """A home whose graph holds the Herald alone, with the Courier kept apart."""
    world.drop(names.page("courier-1"))
    texts = {"herald-1": sample.texts["herald-1"]}
    publish(world, tmp_path, texts=texts, apart=apart(sample))
    return tmp_path


def test_what_is_kept_apart_is_had_when_asked_for(withdrawn: Path, sample) -> None:
    """By default it is in no answer, count or text; for those who ask it is there, marked."""
    with open_generation(withdrawn) as published:
        assert {claim.article for claim in published.graph.all(Claim)} == {names.article("herald-1")}
        assert set(published.index.texts()) == {"herald-1"}
        assert published.index.claims().total == 4
    with open_generation(withdrawn, withdrawn=True) as published:
        assert published.index.claims().total == 7
        assert published.index.texts() == sample.texts
        since = {claim.article: claim.withdrawn for claim in published.graph.all(Claim)}
        assert since == {names.article("herald-1"): None, names.article("courier-1"): "2024-07-01T00:00:00Z"}
        article = published.graph.get(Article, names.article("courier-1"))
        assert article
        assert article.withdrawn == "2024-07-01T00:00:00Z"


def test_no_triple_stands_twice_with_what_is_kept_apart(withdrawn: Path) -> None:
    """Putting back what is kept apart repeats nothing that the graph has."""
    with open_generation(withdrawn, withdrawn=True) as published:
        twice = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?p ?o HAVING (COUNT(?g) > 1)"
        assert len(published.graph.ask(twice)) == 0


def test_what_was_kept_apart_is_remembered_too(withdrawn: Path, world: Graph, sample) -> None:
    """A generation put together again has what it kept apart."""
    world.put(sample.courier_page())
    publish(world, withdrawn, texts=sample.texts, keep=1)
    assert [one.number for one in generations(withdrawn)] == [2]
    with open_generation(withdrawn, 1) as first, open_generation(withdrawn, 1, withdrawn=True) as whole:
        assert (first.index.claims().total, whole.index.claims().total) == (4, 7)
        assert whole.index.texts() == sample.texts


def test_the_hash_is_of_what_is_claimed(tmp_path: Path, world: Graph, sample) -> None:
    """When something came to be known is no part of the hash, yet a change of it is published."""
    first = publish(world, tmp_path, texts=sample.texts)
    world.replace_history(History(recorded={names.article("herald-1"): "2024-06-11T00:00:00Z"}).triples())
    second = publish(world, tmp_path, texts=sample.texts)
    assert (second.number, second.canonical_hash) == (2, first.canonical_hash)
    with open_generation(tmp_path) as published:
        article = published.graph.get(Article, names.article("herald-1"))
        assert article
        assert article.recorded == "2024-06-11T00:00:00Z"
    assert publish(world, tmp_path, texts=sample.texts) == second == current(tmp_path)


def test_the_history_graph_is_no_page(world: Graph) -> None:
    """What is recorded of an article does not make a page of it, and goes when it is replaced."""
    world.replace_history(History(recorded={Iri(names.article("x")): "2024-06-11T00:00:00Z"}).triples())
    assert len(world.pages()) == 2
    world.replace_history(())
    assert not list(world.store.quads(Graphs.HISTORY))
