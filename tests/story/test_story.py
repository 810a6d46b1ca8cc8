"""The whole story of one incident, as the project means it: accounts come, part, are corrected and withdrawn.

Ingest A, ask, ingest B, see the disagreements, ingest the follow-up that contradicts the denial, withdraw A,
and ask again as of each moment: by command, by a SPARQL file and over GraphQL, with the same answers.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from api.app import application
from graph.cli import main
from graph.generations import current, open_generation
from ontology.model import Claim, Corroboration, Entity
from ontology.terms import Certainty
from pipelines.accounts import bundled
from pipelines.resolution.origins import corroboration, independent

SPARQL = """
SELECT ?claim ?polarity ?certainty ?quote ?document WHERE {
  ?claim a ic:Claim ; ic:polarity ?polarity ; ic:certainty ?certainty ; ic:article ?article ;
    ic:evidence/oa:exact ?quote .
  ?article dcterms:identifier ?document .
}
"""
DISAGREEMENTS = """
SELECT ?comparison ?relation ?left ?right WHERE {
  ?comparison a ic:Comparison ; ic:relation ?relation ; ic:left ?left ; ic:right ?right
}
"""
GRAPHQL = """query Claims($asOf: String, $withdrawn: Boolean!) {
  claims(asOf: $asOf, includeWithdrawn: $withdrawn, first: 500) {
    nodes { id polarity certainty evidence { quote } article { identifier } }
    pageInfo { hasNextPage }
  }
  comparisons(asOf: $asOf, includeWithdrawn: $withdrawn, first: 500) {
    nodes { id relation left { id } right { id } }
    pageInfo { hasNextPage }
  }
}"""
TAKEN = """query Taken($asOf: String, $withdrawn: Boolean!) {
  incidents(asOf: $asOf, includeWithdrawn: $withdrawn) {
    nodes { targets { node { id } } affectedBodies { node { id } } actors { node { label } } }
  }
}"""

Rows = frozenset[tuple[str, ...]]


class Answers(NamedTuple):
    """What is held at a moment: the claims, and how they stand to each other."""

    claims: Rows
    comparisons: Rows

    def words(self) -> set[str]:
        """The exact words of all claims."""
        return {row[3] for row in self.claims}

    def relations(self) -> set[str]:
        """How claims stand to each other."""
        return {row[1] for row in self.comparisons}


class Told(NamedTuple):
    """The home of the story, and the moment after each of its steps."""

    home: Path
    moments: dict[str, str]


def page(name: str) -> str:
    """A bundled account."""
    return str(next(path for path in bundled() if path.name == f"mitsubishi-{name}.html"))


def claimgraph(home: Path, *arguments: str) -> str:
    """What a command prints."""
    ended = CliRunner().invoke(main, arguments, env={"CLAIMGRAPH_HOME": str(home), "COLUMNS": "240"})
    assert ended.exit_code == 0, ended.output
    return ended.stdout


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A comes, then B, then the follow-up, then A is withdrawn; each step is published."""
    home = tmp_path_factory.mktemp("story") / "home"
    steps = {
        "A": ("run", page("trade")),
        "B": ("run", page("daily")),
        "follow-up": ("run", page("followup")),
        "A withdrawn": ("withdraw", page("trade"), "--reason", "retracted", "--by", "Ada"),
    }
    moments = {}
    for step, command in steps.items():
        claimgraph(home, *command)
        moments[step] = current(home).published
    return Told(home, moments)


def by_name(home: Path, *which: str) -> Answers:
    """The answers of named questions and the command line."""

    def rows(*asked: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(claimgraph(home, "ask", *asked, "--format", "json", *which))[
            "rows"
        ]
        return found

    documents = {row["claim"]["iri"]: row["document"] for row in rows("evidence")}
    claims = {
        (row["claim"]["iri"], *(_value(row[name]) for name in ("polarity", "certainty", "quote")),
         documents[row["claim"]["iri"]])
        for row in rows("claims")
    }  # fmt: skip
    compared = {
        tuple(_value(row[name]) for name in ("relation", "left_quote", "right_quote"))
        for row in rows("comparisons")
    }
    return Answers(frozenset(claims), frozenset(compared))


def in_quotes(answers: Answers) -> Rows:
    """Comparisons by the words of both sides."""
    words = {row[0]: row[3] for row in answers.claims}
    return frozenset(
        (relation, words[left], words[right]) for _, relation, left, right in answers.comparisons
    )


def by_sparql(home: Path, *which: str) -> Answers:
    """The answers of SPARQL files of one's own."""

    def rows(sparql: str) -> Rows:
        (home.parent / "own.rq").write_text(sparql)
        shown = claimgraph(home, "ask", str(home.parent / "own.rq"), "--format", "json", *which)
        return frozenset(tuple(map(_value, row.values())) for row in json.loads(shown)["rows"])

    return Answers(rows(SPARQL), rows(DISAGREEMENTS))


def by_graphql(home: Path, as_of: str | None, *, withdrawn: bool = False) -> Answers:
    """The answers over GraphQL."""
    variables = {"asOf": as_of, "withdrawn": withdrawn}
    with TestClient(application(home)) as client:
        reply = client.post("/graphql", json={"query": GRAPHQL, "variables": variables}).json()
    assert "errors" not in reply, reply
    found = reply["data"]
    assert not any(found[name]["pageInfo"]["hasNextPage"] for name in ("claims", "comparisons"))
    claims = (
        (one["id"], one["polarity"].lower(), one["certainty"].lower(), one["evidence"]["quote"],
         one["article"]["identifier"])
        for one in found["claims"]["nodes"]
    )  # fmt: skip
    comparisons = (
        (one["id"], one["relation"].lower().replace("_", "-"), one["left"]["id"], one["right"]["id"])
        for one in found["comparisons"]["nodes"]
    )
    return Answers(frozenset(claims), frozenset(comparisons))


def _value(cell: Any) -> str:
    """A cell as GraphQL has it: IRIs in full, values of lists by their names."""
    if isinstance(cell, dict):
        iri: str = cell["iri"]
        return iri.removeprefix("https://w3id.org/claimgraph/vocab/")
    return str(cell)


STEPS = ("A", "B", "follow-up", "A withdrawn")


@pytest.fixture(scope="module")
def held(told: Told) -> dict[str, Answers]:
    """What was held after each step, asked of SPARQL as of that moment, when all is over."""
    return {step: by_sparql(told.home, "--as-of", moment) for step, moment in told.moments.items()}


@pytest.mark.parametrize("step", STEPS)
def test_three_ways_of_asking_have_one_answer(told: Told, held: dict[str, Answers], step: str) -> None:
    """As of each moment, command, SPARQL file and GraphQL give the same claims and comparisons."""
    moment = told.moments[step]
    over_graphql, by_command = by_graphql(told.home, moment), by_name(told.home, "--as-of", moment)
    assert over_graphql == held[step]
    assert by_command.claims == held[step].claims
    assert by_command.comparisons == in_quotes(held[step])


def test_a_alone_disagrees_with_nobody(held: dict[str, Answers]) -> None:
    """After A there are its claims, among them the denial, and nothing across articles."""
    articles = {row[4] for row in held["A"].claims}
    assert len(articles) == 1
    assert "contradicts" not in held["A"].relations()


def test_b_brings_disagreement_and_changes_nothing_that_a_said(held: dict[str, Answers]) -> None:
    """After B all of A's claims are there as they were, and claims of the two articles part."""
    (first,) = {row[4] for row in held["A"].claims}
    assert {row[1:] for row in held["B"].claims if row[4] == first} == {row[1:] for row in held["A"].claims}
    article_of = {row[0]: row[4] for row in held["B"].claims}
    across = {row[1] for row in held["B"].comparisons if article_of[row[2]] != article_of[row[3]]}
    assert across & {"contradicts", "contradicts-in-scope", "in-tension"}
    assert across & {"restates", "corroborates"}


def test_the_follow_up_stands_against_the_denial_and_takes_nothing_back(held: dict[str, Answers]) -> None:
    """What is said later contradicts what was denied before; neither expires, wins or is outvoted."""
    before, after = held["B"], held["follow-up"]
    assert {row[1:] for row in before.claims} <= {row[1:] for row in after.claims}
    polarity, document = ({row[0]: row[at] for row in after.claims} for at in (1, 4))
    new = {row[4] for row in after.claims} - {row[4] for row in before.claims}
    against = [
        row
        for row in after.comparisons
        if row[1] in {"contradicts", "contradicts-in-scope", "in-tension"}
        and len({document[row[2]], document[row[3]]} & new) == 1
        and {polarity[row[2]], polarity[row[3]]} == {"positive", "negative"}
    ]
    assert against


def test_withdrawing_a_leaves_the_rest(told: Told, held: dict[str, Answers]) -> None:
    """A's claims are in no answer any more; the others' are; and whoever asks for everything gets both."""
    (first,) = {row[4] for row in held["A"].claims}
    rest = {row[1:] for row in held["follow-up"].claims if row[4] != first}
    assert {row[1:] for row in held["A withdrawn"].claims} == rest
    everything = by_graphql(told.home, None, withdrawn=True)
    assert {row[1:] for row in everything.claims} == {row[1:] for row in held["follow-up"].claims}
    assert by_sparql(told.home, "--withdrawn") == everything
    assert by_sparql(told.home) == held["A withdrawn"] == by_graphql(told.home, None)


def test_a_is_not_silently_gone(told: Told) -> None:
    """Every reader is told that A was withdrawn, by whom and why; the feed tells what went with it."""
    shown = claimgraph(told.home, "ask", "withdrawn")
    assert "Ada" in shown
    assert "retracted" in shown
    feed = json.loads(claimgraph(told.home, "changes", "--from", told.moments["follow-up"], "--json"))
    gone = [one for one in feed["changes"] if (one["kind"], one["way"]) == ("claims", "withdrawn")]
    assert gone
    assert {one["why"] for one in gone} == {"withdrawn by Ada: retracted"}
    with TestClient(application(told.home)) as client:
        query = "{ changes(kind: [CLAIM], way: [WITHDRAWN], first: 500) { totalCount changes { id } } }"
        found = client.post("/graphql", json={"query": query}).json()["data"]["changes"]
    assert {one["id"] for one in found["changes"]} == {one["iri"] for one in gone}


@pytest.mark.parametrize("step", STEPS)
def test_plain_questions_follow(told: Told, step: str) -> None:
    """Who was hit, and which bodies: links over GraphQL, shortcuts in SPARQL and questions agree."""
    moment = told.moments[step]
    with TestClient(application(told.home)) as client:
        variables = {"asOf": moment, "withdrawn": False}
        data = client.post("/graphql", json={"query": TAKEN, "variables": variables}).json()["data"]
    targets = {link["node"]["id"] for one in data["incidents"]["nodes"] for link in one["targets"]}
    (told.home.parent / "plain.rq").write_text("SELECT ?hit { ?it a ic:Incident ; said:target ?hit }")
    asked = claimgraph(
        told.home, "ask", str(told.home.parent / "plain.rq"), "--format", "json", "--as-of", moment
    )
    assert {row["hit"]["iri"] for row in json.loads(asked)["rows"]} == targets
    bodies = {link["node"]["id"] for one in data["incidents"]["nodes"] for link in one["affectedBodies"]}
    named = json.loads(claimgraph(told.home, "ask", "affected-bodies", "--format", "json", "--as-of", moment))
    assert {row["body"]["iri"] for row in named["rows"]} == bodies
    assert bool(bodies) == (step != "A")


def test_the_story_told_backwards_is_the_same(told: Told, tmp_path: Path) -> None:
    """Whatever the order of arrival, and with A withdrawn and restored in between, the end is one."""
    home = tmp_path / "home"
    for command in (
        ("run", page("followup"), page("trade")),
        ("withdraw", page("trade"), "--reason", "retracted"),
        ("restore", page("trade"), "--reason", "by mistake"),
        ("run", page("daily")),
        ("withdraw", page("trade"), "--reason", "retracted indeed"),
    ):
        claimgraph(home, *command)
    assert by_sparql(home) == by_sparql(told.home)
    assert by_sparql(home, "--withdrawn") == by_sparql(told.home, "--withdrawn")


def test_corroboration_is_what_resolution_finds(told: Told) -> None:
    """The bounds in the graph, over GraphQL and by question are those of resolution."""
    with open_generation(told.home) as published:
        graph = published.graph
        stances = [one for one in graph.all(Claim) if one.certainty is not Certainty.UNDERSPECIFIED]
        entities = {one.iri: one for one in graph.all(Entity)}
        held = {
            (one.proposition, one.polarity): (one.lower, one.upper, one.origins)
            for one in graph.all(Corroboration)
        }
    assert all(one.origin for one in stances)
    origins = independent(stances)
    meant = {
        said: (found.lower, found.upper, origins[said])
        for said, found in corroboration(stances, entities).items()
    }
    assert held == meant
    assert any(lower != upper for lower, upper, _ in held.values())
    query = "{ propositions(first: 500) { nodes { id corroboration { polarity lower upper } } } }"
    with TestClient(application(told.home)) as client:
        nodes = client.post("/graphql", json={"query": query}).json()["data"]["propositions"]["nodes"]
    shown = {
        (node["id"], one["polarity"].lower()): (one["lower"], one["upper"])
        for node in nodes
        for one in node["corroboration"]
    }
    assert shown == {said: bounds[:2] for said, bounds in held.items()}
    rows = json.loads(claimgraph(told.home, "ask", "corroboration", "--format", "json"))["rows"]
    assert len(rows) == len(held)
