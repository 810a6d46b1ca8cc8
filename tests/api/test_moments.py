"""Earlier states over GraphQL: by number, as of a moment, with what was withdrawn, and the changes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import httpx2
import pytest

from graph.apart import Apart, History
from graph.generations import publish
from graph.graph import Graph, writing
from ontology.model import Judgement
from ontology.terms import Graphs, Iri, Relation, Ruling
from tests.api.conftest import Asking
from tests.api.stories import compared, courier, herald, write_world
from tests.api.world import World

SINCE = "2024-07-02T00:00:00Z"


class Home(NamedTuple):
    """A served home of two generations, and when each was published."""

    ask: Asking
    times: list[str]


def withdraw_courier(graph: Graph) -> Apart:
    """Take the Courier out of the graph and keep it apart; the plans are contested by nobody then."""
    page, contested = courier().page(), (herald().claims[4], courier().claims[1])
    graph.drop(page.iri)
    graph.replace(Graphs.COMPARISONS, ())
    made = Judgement(
        iri=Iri("https://w3id.org/claimgraph/id/judgement/1"),
        label="News in the Courier",
        ruling=Ruling.WITHDRAWN,
        judge="Ada",
        recorded=SINCE,
        reason="retracted",
        judged=(page.article.iri,),
    )
    marks = {page.article.iri: SINCE, **dict.fromkeys((claim.iri for claim in page.claims), SINCE)}
    graph.replace_history(History(withdrawn={page.article.iri: SINCE}, judgements=(made,)).triples())
    lost = compared(*contested, Relation.CONTRADICTS)
    return Apart(pages=(page,), comparisons=(replace(lost, reason="kept apart"),), withdrawn=marks)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, servers: Callable[[Path], Any]) -> Iterator[Home]:
    """The invented world, then the same with one article withdrawn."""
    folder = tmp_path_factory.mktemp("moments")
    with writing(str(folder / "store")) as graph:
        write_world(graph)
        first = publish(graph, folder, texts=World.texts)
        apart = withdraw_courier(graph)
        texts = {name: text for name, text in World.texts.items() if name != "courier-1"}
        second = publish(graph, folder, texts=texts, apart=apart)
    with servers(folder) as address, httpx2.Client(base_url=address, timeout=30) as client:
        yield Home(Asking(client), [first.published, second.published])


def articles(ask: Asking, arguments: str = "") -> int:
    """How many articles there are in a state."""
    found: int = ask(f"{{ articles{arguments} {{ totalCount }} }}")["articles"]["totalCount"]
    return found


def test_roots_answer_from_the_state_that_is_named(home: Home) -> None:
    """By number, by moment, or with everything; without, from the newest."""
    assert articles(home.ask) == 2
    assert articles(home.ask, "(generation: 1)") == 3
    assert articles(home.ask, f'(asOf: "{home.times[0]}")') == 3
    assert articles(home.ask, f'(asOf: "{home.times[1]}")') == 2
    assert articles(home.ask, "(includeWithdrawn: true)") == 3


def test_everything_below_a_root_is_of_its_state(home: Home, world: type[World]) -> None:
    """Lists, counts and comparisons far below a root come from the same state as the root."""
    query = """query Two($it: ID!, $plans: ID!) {
      before: incident(id: $it, generation: 1) { ...state } now: incident(id: $it) { ...state }
      whole: incident(id: $it, includeWithdrawn: true) { ...state }
      entity(id: $plans, generation: 1) { claims { totalCount nodes { article { claims { totalCount } } } } }
    }
    fragment state on Incident {
      claims { totalCount } articles { nodes { title withdrawn claims { totalCount } } }
      accountMatrix { totalCount } comparisons { totalCount }
    }"""
    found = home.ask(query, it=world.intrusion.iri, plans=world.plans.iri)
    totals = {name: found[name]["claims"]["totalCount"] for name in ("before", "now", "whole")}
    assert totals == {"before": 12, "now": 10, "whole": 12}
    assert [len(found[name]["articles"]["nodes"]) for name in totals] == [2, 1, 2]
    assert [found[name]["comparisons"]["totalCount"] for name in totals] == [2, 0, 1]
    assert {one["withdrawn"] for one in found["whole"]["articles"]["nodes"]} == {None, SINCE}
    assert found["entity"]["claims"]["totalCount"] == 2


def test_withdrawn_claims_are_marked(home: Home) -> None:
    """Whoever asks for everything sees on each claim whether and since when it is withdrawn."""
    query = "{ claims(includeWithdrawn: true, first: 200) { nodes { withdrawn article { identifier } } } }"
    found = {(one["article"]["identifier"], one["withdrawn"]) for one in home.ask(query)["claims"]["nodes"]}
    assert found == {("herald-1", None), ("long-1", None), ("courier-1", SINCE)}


def test_judgements_are_told(home: Home) -> None:
    """Who decided what, when and why is there; what it is about only where that is held."""
    query = """{ judgements { nodes { label ruling judge recorded reason judged { id } } }
      all: judgements(includeWithdrawn: true) { nodes { judged { ... on Article { identifier } } } }
      then: judgements(generation: 1) { totalCount } }"""
    found = home.ask(query)
    (one,) = found["judgements"]["nodes"]
    assert (one["ruling"], one["judge"], one["reason"], one["judged"]) == (
        "WITHDRAWN",
        "Ada",
        "retracted",
        [],
    )
    assert found["all"]["nodes"] == [{"judged": [{"identifier": "courier-1"}]}]
    assert found["then"]["totalCount"] == 0


def test_generations_are_listed(home: Home) -> None:
    """Every state that can be asked, with its time."""
    found = home.ask("{ generations { number published articles } }")["generations"]
    assert [(one["number"], one["published"], one["articles"]) for one in found] == [
        (1, home.times[0], 3),
        (2, home.times[1], 2),
    ]


def test_generations_and_changes_are_those_until_a_state(home: Home) -> None:
    """Of an earlier state there are the states until then, and what changed with that one."""
    query = """query($m: String) { generations(asOf: $m) { number } changes(asOf: $m) { after { number } }
      second: changes(generation: 2, kind: [CLAIM], last: 1) { before { number } changes { id }
        pageInfo { hasPreviousPage hasNextPage startCursor } } }"""
    found = home.ask(query, m=home.times[0])
    assert (found["generations"], found["changes"]["after"]["number"]) == ([{"number": 1}], 1)
    second = found["second"]
    assert (second["before"]["number"], len(second["changes"])) == (1, 1)
    assert (second["pageInfo"]["hasPreviousPage"], second["pageInfo"]["hasNextPage"]) == (True, False)
    before = second["pageInfo"]["startCursor"]
    query = "query($b: String) { changes(kind: [CLAIM], last: 5, before: $b) { changes { id } totalCount } }"
    rest = home.ask(query, b=before)["changes"]
    assert rest["totalCount"] == 2
    assert len(rest["changes"]) == 1
    assert rest["changes"] != second["changes"]


def test_changes_between_two_states(home: Home) -> None:
    """What went is listed with its words and reason, and leads to what it was."""
    query = """query Changes($kind: [ChangeKind!], $from: String, $to: String, $after: String) {
      changes(from: $from, to: $to, kind: $kind, first: 1, after: $after) {
        before { number } after { number } counts { kind way count } totalCount inactive narrowed origins
        pageInfo { hasNextPage endCursor }
        changes { kind way text why before { ... on Claim { evidence { quote } } } after { id } }
      }
    }"""
    found = home.ask(query, kind=["CLAIM"])["changes"]
    assert (found["before"]["number"], found["after"]["number"], found["totalCount"]) == (1, 2, 2)
    counts = {(one["kind"], one["way"]): one["count"] for one in found["counts"]}
    assert counts["CLAIM", "WITHDRAWN"] == 2
    assert (found["inactive"], found["narrowed"], len(found["origins"])) == (2, 0, 2)
    (one,) = found["changes"]
    assert one["why"] == "withdrawn by Ada: retracted"
    assert one["before"]["evidence"]["quote"] in one["text"]
    assert one["after"] is None
    rest = home.ask(query, kind=["CLAIM"], after=found["pageInfo"]["endCursor"])["changes"]
    assert rest["changes"][0]["text"] != one["text"]
    assert not rest["pageInfo"]["hasNextPage"]
    back = {"from": home.times[1], "to": home.times[0]}
    assert {one["way"] for one in home.ask(query, **back)["changes"]["counts"]} >= {"ADDED"}
    assert home.ask(query, **{"from": "2", "to": "2"})["changes"]["totalCount"] == 0


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ("(generation: 7)", "there is no generation 7"),
        ('(asOf: "2020-01-01")', "nothing had been published by 2020-01-01"),
        ('(asOf: "soon")', "is no moment"),
        ('(asOf: "2030-01-01", generation: 1)', "give one of them"),
    ],
)
def test_states_that_are_not_there_are_refused(home: Home, arguments: str, why: str) -> None:
    """What cannot be asked is said, without a word on the server's folders."""
    (error,) = home.ask.refused(f"{{ articles{arguments} {{ totalCount }} }}")
    assert why in error["message"]
    assert error["extensions"]["code"] == "BAD_REQUEST"
    assert "/" not in error["message"]


def test_many_states_in_turn(home: Home) -> None:
    """States are opened and let go as they are asked, in one request and in many."""
    query = "{ a: articles(generation: 1) { totalCount } b: articles(includeWithdrawn: true) { totalCount } }"
    for _ in range(5):
        assert home.ask(query) == {"a": {"totalCount": 3}, "b": {"totalCount": 3}}
        assert articles(home.ask) == 2
