"""Lists: filters are an algebra of sets, orders are total, both directions meet, facets count lists."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.budget import Budget
from api.graphql.execution import answer
from api.level import Request
from api.question import Question
from api.reader import Reader
from graph.generations import open_generation
from graph.graph import Graph
from ontology.model import Comparison
from ontology.terms import Graphs, Iri
from tests.api.stories import write_world as world_of

Ask = Callable[..., Any]
QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, publishing: Any) -> Iterator[Ask]:
    """Asks the invented world in this process; a question that is refused gives its message."""
    home = tmp_path_factory.mktemp("lists")
    publishing(home)
    reader = Reader(open_generation(home))

    def ask(query: str, **variables: Any) -> Any:
        reply = answer(Question(query=query, variables=variables), Request(reader, Budget()))
        return reply["errors"][0]["message"] if "errors" in reply else reply["data"]

    yield ask
    reader.close()


def leaves(world: Any) -> list[dict[str, Any]]:
    """Conditions on claims, each by itself."""
    return [
        {"polarity": ["NEGATIVE"]},
        {"certainty": ["PROBABLE", "UNDERSPECIFIED"]},
        {"predicate": ["EXFILTRATED"]},
        {"speakerKind": ["ANONYMOUS"]},
        {"speakerKind": ["CORPORATE", "OFFICIAL"]},
        {"text": "plans"},
        {"kind": ["SECTOR", "COLLECTIVE"]},
        {"sector": [world.electricity.iri]},
        {"outlet": [world.courier.iri]},
        {"language": ["en"]},
        {"published": {"from": "2024-06"}},
        {"published": {"to": "2024"}},
        {"time": {"from": "2024-06-20", "to": "2024-08"}},
        {"origins": {"min": 2}},
        {"sureOrigins": {"max": 1}},
        {"relation": ["CONTRADICTS"]},
        {"incident": [world.intrusion.iri]},
        {"entity": [world.heron.iri]},
        {"holder": [world.acme.iri]},
        {"speaker": [world.sources.iri]},
        {"origin": [world.minister.iri]},
        {"polarity": []},
    ]


def found(told: Ask, where: dict[str, Any]) -> frozenset[str]:
    """The claims that a filter lets pass."""
    query = "query($w: ClaimFilter) { claims(where: $w, first: 500) { totalCount nodes { id } } }"
    claims = told(query, w=where)["claims"]
    ids = [node["id"] for node in claims["nodes"]]
    assert claims["totalCount"] == len(ids) == len(set(ids))
    return frozenset(ids)


Tree = tuple[str, Any]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.tuples(st.just("leaf"), st.integers(0, 21)),
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, max_size=3)),
    ),
    max_leaves=6,
)


def written(tree: Tree, known: list[dict[str, Any]]) -> dict[str, Any]:
    """A tree as a filter."""
    name, parts = tree
    if name == "leaf":
        return known[parts]
    if name == "not":
        return {"not": written(parts, known)}
    return {name: [written(part, known) for part in parts]}


def meant(tree: Tree, sets: list[frozenset[str]], everything: frozenset[str]) -> frozenset[str]:
    """What a tree means, by the sets of its leaves."""
    name, parts = tree
    if name == "leaf":
        return sets[parts]
    if name == "not":
        return everything - meant(parts, sets, everything)
    some = [meant(part, sets, everything) for part in parts]
    return everything.intersection(*some) if name == "and" else frozenset().union(*some)


@pytest.fixture(scope="module")
def sets(told: Ask, world: Any) -> list[frozenset[str]]:
    """The claims of each condition."""
    return [found(told, leaf) for leaf in leaves(world)]


def test_conditions_tell_claims_apart(sets: list[frozenset[str]], told: Ask) -> None:
    """Every condition but an empty list finds something, and only a language and a bound find everything."""
    everything = found(told, {})
    assert [len(some) > 0 for some in sets] == [True] * 21 + [False]
    assert sum(some == everything for some in sets) == 1


@QUIET
@given(tree=TREES)
def test_groups_are_an_algebra_of_sets(told: Ask, world: Any, sets: list[frozenset[str]], tree: Tree) -> None:
    """And, or and not, inside each other in any way, find what the sets of their parts say."""
    assert found(told, written(tree, leaves(world))) == meant(tree, sets, found(told, {}))


ORDERS = ["PUBLISHED", "TIME", "CERTAINTY", "ORIGINS", "PREDICATE", "HOLDER", "OUTLET"]
EDGES = "{ totalCount edges { cursor node { id rung } } pageInfo { hasNextPage hasPreviousPage } }"
PAGED = (
    "query($o: [ClaimOrder!], $f: Int! = 50, $a: String, $l: Int, $b: String) {"
    f" claims(orderBy: $o, first: $f, after: $a, last: $l, before: $b) {EDGES} }}"
)


def page(told: Ask, order: list[dict[str, str]], **window: Any) -> dict[str, Any]:
    """A page of claims."""
    shown: dict[str, Any] = told(PAGED, o=order, **window)["claims"]
    return shown


@QUIET
@given(
    by=st.lists(st.tuples(st.sampled_from(ORDERS), st.sampled_from(["ASC", "DESC"])), max_size=3),
    size=st.integers(30, 150),
)
def test_pages_meet_from_both_ends(told: Ask, by: list[tuple[str, str]], size: int) -> None:
    """In any order, going on with `after` and coming back with `before` give every claim once."""
    order = [{"by": name, "direction": way} for name, way in by]
    whole = [edge["node"]["id"] for edge in page(told, order, f=500)["edges"]]
    assert len(whole) == len(set(whole)) == 142
    forwards, after, more = [], None, True
    while more:
        shown = page(told, order, f=size, a=after)
        assert shown["pageInfo"]["hasPreviousPage"] == (after is not None)
        forwards += [edge["node"]["id"] for edge in shown["edges"]]
        after, more = shown["edges"][-1]["cursor"], shown["pageInfo"]["hasNextPage"]
    backwards, before, more = [], None, True
    while more:
        shown = page(told, order, l=size, b=before)
        assert shown["pageInfo"]["hasNextPage"] == (before is not None)
        backwards = [edge["node"]["id"] for edge in shown["edges"]] + backwards
        before, more = shown["edges"][0]["cursor"], shown["pageInfo"]["hasPreviousPage"]
    assert forwards == backwards == whole


def test_orders_order(told: Ask) -> None:
    """Claims come by their place on the ladder, up or down, and the unknown comes last both ways."""
    for way, sign in (("ASC", 1), ("DESC", -1)):
        shown = page(told, [{"by": "CERTAINTY", "direction": way}], f=500)["edges"]
        rungs = [edge["node"]["rung"] for edge in shown]
        assert rungs == sorted(rungs, key=lambda rung: sign * rung)
        dates = told(
            "query($w: Direction!) { articles(orderBy: [{by: PUBLISHED, direction: $w}]) "
            "{ nodes { published } } }",
            w=way,
        )["articles"]["nodes"]
        assert [one["published"] for one in dates][-1] is None


def test_the_most_notable_comparisons_come_first(tmp_path: Path, publishing: Any) -> None:
    """By notability in descending order; those of which it is not known come last, each once."""

    def write(graph: Graph) -> None:
        world_of(graph)
        one = graph.all(Comparison)[0]
        more = [replace(one, iri=Iri(f"{one.iri}-{how}"), notability=how) for how in (3, 0, 7)]
        graph.revise(Graphs.COMPARISONS, more)

    publishing(tmp_path, write)
    with closing(Reader(open_generation(tmp_path))) as reader:
        query = "{ comparisons(orderBy: [{by: NOTABILITY, direction: DESC}]) { nodes { id notability } } }"
        reply = answer(Question(query=query), Request(reader, Budget()))
    nodes = reply["data"]["comparisons"]["nodes"]
    assert [one["notability"] for one in nodes] == [7, 3, 0, None, None]
    assert len({one["id"] for one in nodes}) == 5


@pytest.mark.parametrize("cursor", ["W10", "WzEsIDJd", "Wy4uLl0", "W251bGxd"])
@pytest.mark.parametrize("side", ["after", "before"])
def test_cursors_of_other_orders_are_refused(told: Ask, cursor: str, side: str) -> None:
    """A cursor that does not belong to the order is refused in words."""
    query = f"query($c: String) {{ claims(orderBy: [{{by: CERTAINTY}}], {side}: $c) {{ totalCount }} }}"
    assert "cursor" in told(query, c=cursor)


def test_facets_count_the_whole_list(told: Ask) -> None:
    """The counts of values are those of all claims of the list, whatever the page."""
    shown = told("""{ claims(first: 1, where: {not: {predicate: [DISCLOSED]}}) {
      totalCount
      certainty: facets(by: CERTAINTY) { distinct facets { key count } }
      outlet: facets(by: OUTLET) { distinct facets { label count node { id } } }
      month: facets(by: MONTH) { facets { key label count } }
      top: facets(by: PREDICATE, first: 1) { distinct facets { key } }
    } whole: claims(where: {not: {predicate: [DISCLOSED]}}) {
      nodes { certainty article { publisher { label } } }
    }
    }""")
    claims = shown["whole"]["nodes"]
    counted = {one["key"].upper(): one["count"] for one in shown["claims"]["certainty"]["facets"]}
    assert counted == Counter(one["certainty"] for one in claims)
    assert shown["claims"]["certainty"]["distinct"] == len(counted)
    outlets = {one["label"]: one["count"] for one in shown["claims"]["outlet"]["facets"]}
    assert outlets == Counter(one["article"]["publisher"]["label"] for one in claims)
    assert all(one["node"]["id"] for one in shown["claims"]["outlet"]["facets"])
    months = [(one["key"], one["label"]) for one in shown["claims"]["month"]["facets"]]
    assert months == [("2024-06", "2024-06"), (None, "unknown")]
    assert len(shown["claims"]["top"]["facets"]) == 1 < shown["claims"]["top"]["distinct"]


def test_incidents_are_filtered_ordered_and_counted(told: Ask, world: Any) -> None:
    """Incidents are found by sector, body and claims, in any order, and counted by what is said of them."""
    shown = told(
        """query($body: [ID!], $power: [ID!]) {
          body: incidents(where: {body: $body}) { nodes { label } }
          denied: incidents(where: {sector: $power}) { nodes { label } }
          spoken: incidents(where: {claims: {sector: $power}}) { nodes { label } }
          last: incidents(orderBy: [{by: LAST_PUBLISHED, direction: DESC}]) { nodes { label } }
          all: incidents {
            target: facets(by: TARGET) { facets { label count } }
            body: facets(by: BODY) { facets { label } }
            months: facets(by: MONTH) { facets { key count } }
            origins: facets(by: ORIGIN) { distinct }
          }
        }""",
        body=[world.water.iri],
        power=[world.electricity.iri],
    )
    intrusion, outage = {"label": world.intrusion.label}, {"label": world.outage.label}
    assert shown["body"]["nodes"] == shown["spoken"]["nodes"] == [intrusion]
    assert shown["denied"]["nodes"] == []  # what is denied did not touch the sector, they say
    assert shown["last"]["nodes"] == [intrusion, outage]
    assert shown["all"]["target"]["facets"] == [{"label": "Acme Pumps", "count": 1}]
    assert {one["label"] for one in shown["all"]["body"]["facets"]} == {
        "Water Ministry",
        "Ministry of Defense",
    }
    assert shown["all"]["months"]["facets"] == [
        {"key": "2024-05", "count": 1},
        {"key": "2024-06", "count": 1},
    ]
    assert shown["all"]["origins"]["distinct"] == 5


def test_wide_sectors_include_narrow_ones(told: Ask) -> None:
    """Who asks for energy finds claims on electric power."""
    claims = told(
        '{ claims(where: {sector: ["https://w3id.org/claimgraph/sector/energy"]}) '
        "{ nodes { evidence { quote } } } }"
    )
    assert claims["claims"]["nodes"] == [{"evidence": {"quote": "No sensitive grid data was taken"}}]


def test_other_lists_are_filtered_by_their_claims(told: Ask, world: Any) -> None:
    """Organizations, articles, propositions and comparisons are found by claims that they hold or have."""
    shown = told("""{
      organizations(where: {said: {polarity: [NEGATIVE]}}) { nodes { label } }
      articles(where: {claims: {certainty: [PROBABLE]}}) { nodes { identifier } }
      propositions(where: {claims: {text: "plans"}}, orderBy: [{by: CLAIMS}]) { nodes { text } }
      comparisons(where: {either: {speakerKind: [OFFICIAL]}}) { nodes { relation } }
      both: comparisons(where: {both: {speakerKind: [OFFICIAL]}}) { totalCount }
    }""")
    assert shown["organizations"]["nodes"] == [{"label": "Acme Pumps"}]
    assert shown["articles"]["nodes"] == [{"identifier": "herald-1"}]
    assert shown["propositions"]["nodes"] == [{"text": f"{world.intrusion.label} · leaked: pump plans"}]
    assert shown["comparisons"]["nodes"] == [{"relation": "CONTRADICTS"}]
    assert shown["both"]["totalCount"] == 0


REFUSED = {
    '{ claims(where: {published: {from: "soon"}}) { totalCount } }': "is no day",
    "{ claims { facets(by: TARGET) { distinct } } }": "claims are not counted by TARGET; ask for SECTOR",
    "{ claims(last: 0) { totalCount } }": "`last` is 0; ask for 1 to 500",
    "{ claims { facets(by: CERTAINTY, first: 501) { distinct } } }": "ask for 1 to 500",
    "{ claims(where: " + "{not: " * 10 + '{text: "a"}' + "}" * 10 + ") { totalCount } }": "8 deep",
    "{ claims(where: {or: [" + '{text: "a"},' * 101 + "]}) { totalCount } }": "at most 100",
}


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_asked_is_said(told: Ask, query: str) -> None:
    """Days that are none, counts that a list does not have and endless filters are refused in words."""
    assert REFUSED[query] in told(query)
