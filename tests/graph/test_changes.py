"""What changed between two states, as values and in words."""

from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner, Result

from graph import names
from graph.changes import Way
from graph.cli import main
from graph.feed import Feed, feed
from graph.generations import open_generation, publish
from graph.graph import Graph
from ontology.model import Comparison
from ontology.terms import Graphs, Polarity, Relation


def between(home: Path, first: int = 1, last: int = 2) -> Feed:
    """The feed from one generation to another."""
    with open_generation(home, first) as before, open_generation(home, last) as after:
        return feed(before, after)


@pytest.fixture
def home(tmp_path: Path, world: Graph, sample) -> Path:
    """A home with one generation: two papers that contradict each other on one point."""
    denial, other = sample.herald_page().claims[2], sample.courier_page().claims[2]
    agreed = Comparison(
        iri=names.comparison(denial.iri, other.iri, Relation.CORROBORATES),
        left=denial.iri,
        right=other.iri,
        relation=Relation.CORROBORATES,
        reason="both deny it",
    )
    world.replace(Graphs.COMPARISONS, (agreed,))
    publish(world, tmp_path, texts=sample.texts)
    return tmp_path


def test_a_page_that_goes_takes_its_claims_and_comparisons(home: Path, world: Graph, sample) -> None:
    """Everything of a dropped page is listed as withdrawn, and what it was compared on is inactive."""
    world.drop(names.page("courier-1"))
    world.replace(Graphs.COMPARISONS, ())
    publish(world, home, texts=sample.texts)
    found = between(home)
    assert found.found.counts() == {
        "articles withdrawn": 1,
        "claims withdrawn": 3,
        "comparisons withdrawn": 1,
    }
    assert {one.way for one in found.told} == {"withdrawn"}
    assert any("no plans of the ministry were taken" in one.text for one in found.told)
    assert (len(found.found.narrowed), len(found.found.inactive)) == (0, 1)


def test_an_origin_less_is_told(home: Path, world: Graph, sample) -> None:
    """Of a point that lost a voice the origins before and after are shown; others are not mentioned."""
    world.drop(names.page("courier-1"))
    publish(world, home, texts=sample.texts)
    support = {one.point.polarity: (len(one.before), len(one.after)) for one in between(home).found.support}
    assert support[Polarity.NEGATIVE] == (2, 1)
    assert len(between(home).found.support) == 3


def test_a_claim_read_otherwise_is_changed(home: Path, world: Graph, sample) -> None:
    """The same words read in another way are one changed claim, with what it was and is, under any IRI."""
    page = sample.herald_page()
    claims = list(page.claims)
    claims[0] = replace(claims[0], scope=("alleged",))
    claims[1] = replace(claims[1], iri=names.claim(page.article.iri, claims[1].proposition, 1, 2, "anew"))
    world.put(replace(page, claims=tuple(claims)))
    publish(world, home, texts=sample.texts)
    found = between(home)
    assert found.found.counts() == {"claims changed": 2}
    assert [one.details for one in found.told if one.details] == [("scope: nothing → alleged",)]


def test_there_and_back_changes_nothing(home: Path, world: Graph, sample) -> None:
    """What was taken away and given back is no change from the first to the last state."""
    world.drop(names.page("courier-1"))
    publish(world, home, texts=sample.texts)
    world.put(sample.courier_page())
    publish(world, home, texts=sample.texts)
    assert between(home, 1, 3).found.counts() == {}
    gone, back = between(home, 1, 2).found, between(home, 2, 3).found
    assert {c.value.iri for c in gone.of("claims", Way.WITHDRAWN)} == {
        c.value.iri for c in back.of("claims", Way.ADDED)
    }


def run(home: Path, *arguments: str) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["changes", *arguments], env={"CLAIMGRAPH_HOME": str(home)})


def test_the_command_lists_generations_and_tells_of_two(home: Path, world: Graph, sample) -> None:
    """Without options every generation is listed with its counts; with two, all that changed between them."""
    world.drop(names.page("courier-1"))
    published = publish(world, home, texts=sample.texts).published
    assert "articles −1, claims −3" in run(home).output
    told = run(home, "--from", "1").output
    assert "from generation 1" in told
    assert "Jo Field − leaked: pump plans “no plans of the ministry were taken”" in told
    listed = orjson.loads(run(home, "--json").output)
    assert [one["generation"] for one in listed] == [2, 1]
    data = orjson.loads(run(home, "--to", published, "--json").output)
    assert (data["from"]["generation"], data["to"]["generation"]) == (1, 2)
    assert data["counts"] == {"articles withdrawn": 1, "claims withdrawn": 3}
    assert {one["kind"] for one in data["changes"]} == {"articles", "claims"}


def test_the_command_says_what_is_not_there(home: Path, tmp_path: Path) -> None:
    """Unknown generations and empty homes are one line and exit code 1; what is no moment is wrong usage."""
    unknown, nonsense = run(home, "--from", "9"), run(home, "--to", "soon")
    assert (unknown.exit_code, "generation 9 is not in" in unknown.output) == (1, True)
    assert (nonsense.exit_code, "is no moment" in nonsense.output) == (2, True)
    assert "run `claimgraph run` first" in run(tmp_path / "empty").output
