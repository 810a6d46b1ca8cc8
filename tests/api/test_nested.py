"""Lists inside lists: each is what the same list would be by itself, in any order, page and direction."""

from collections.abc import Callable, Iterator
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

Ask = Callable[..., Any]
PAGE = (
    "totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
)
PAGING = "orderBy: $o, first: $f, after: $a, last: $l, before: $b"
VARIABLES = "$f: Int! = 50, $a: String, $l: Int, $b: String"
COUNT = "facets(by: CERTAINTY) { distinct facets { key count } }"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, publishing: Any) -> Iterator[Ask]:
    """Asks the invented world in this process."""
    home = tmp_path_factory.mktemp("nested")
    publishing(home)
    reader = Reader(open_generation(home))

    def asked(query: str, **variables: Any) -> Any:
        reply = answer(Question(query=query, variables=variables), Request(reader, Budget()))
        assert "errors" not in reply, reply["errors"]
        return reply["data"]

    yield asked
    reader.close()


WINDOWS = st.one_of(
    st.fixed_dictionaries({"f": st.integers(1, 140)}), st.fixed_dictionaries({"l": st.integers(1, 140)})
)
ORDERS = st.lists(
    st.fixed_dictionaries(
        {
            "by": st.sampled_from(["PUBLISHED", "TIME", "CERTAINTY", "PREDICATE", "HOLDER"]),
            "direction": st.sampled_from(["ASC", "DESC"]),
        }
    ),
    max_size=2,
)
FILTERS = st.sampled_from(
    [None, {"polarity": ["NEGATIVE"]}, {"not": {"predicate": ["DISCLOSED"]}}, {"text": "point"}, {"or": []}]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(window=WINDOWS, order=ORDERS, where=FILTERS, middle=st.booleans())
def test_claims_of_several_things_are_those_of_each(
    ask: Ask, window: dict[str, int], order: list[dict[str, str]], where: Any, middle: bool
) -> None:
    """The lists of all incidents, asked for together, are the lists that the root has for each incident."""
    takes = f"query($w: ClaimFilter, $o: [ClaimOrder!], {VARIABLES}"
    given_ = {"w": where, "o": order, **window}
    if middle:  # begin or end at a claim of the first list
        edge = ask(f"{takes}) {{ claims(where: $w, {PAGING}) {{ {PAGE} }} }}", **given_)["claims"]
        side = {"a": edge["pageInfo"]["endCursor"], "b": edge["pageInfo"]["startCursor"]}
        given_ |= {"b": side["b"]} if "l" in window else {"a": side["a"]}
    nested = ask(
        f"{takes}) {{ incidents {{ nodes {{ id claims(where: $w, {PAGING}) {{ {PAGE} {COUNT} }} }} }} }}",
        **given_,
    )["incidents"]["nodes"]
    assert len(nested) > 1
    for one in nested:
        alone = f"{takes}, $i: ID) {{ claims(incident: $i, where: $w, {PAGING}) {{ {PAGE} {COUNT} }} }}"
        assert one["claims"] == ask(alone, i=one["id"], **given_)["claims"]


BELONGING = {
    "articles of incidents": ("incidents", "articles", "articles(where: {incident: [$i]})"),
    "propositions of incidents": (
        "incidents",
        "propositions",
        "propositions(where: {claims: {incident: [$i]}})",
    ),
    "comparisons of incidents": (
        "incidents",
        "comparisons",
        "comparisons(where: {either: {incident: [$i]}})",
    ),
    "claims of entities": (
        "entities(first: 200, where: {not: {kind: [INCIDENT]}})",
        "claims",
        "claims(entity: $i)",
    ),
    "claims that entities hold": ("entities(first: 200)", "said", "claims(where: {holder: [$i]})"),
    "mentions of entities": ("entities(first: 200)", "mentions", "mentions(where: {entity: [$i]})"),
    "claims of articles": ("articles", "claims", "claims(article: $i)"),
    "mentions of articles": ("articles", "mentions", "mentions(where: {article: [$i]})"),
    "claims on propositions": (
        "propositions(first: 200)",
        "claims",
        "claims(where: {proposition: [$i]})",
    ),
    "comparisons of claims": (
        "claims(first: 200)",
        "comparisons",
        "comparisons(where: {either: {id: [$i]}})",
    ),
    "incidents of entities": (
        "entities(first: 200)",
        "incidents",
        "incidents(where: {claims: {or: [{entity: [$i]}, {speaker: [$i]}]}})",
    ),
}


@pytest.mark.parametrize("name", BELONGING)
def test_lists_of_things_are_lists_of_the_root_with_a_filter(ask: Ask, name: str) -> None:
    """What belongs to a thing is what a filter for it finds, for things with many, with one and with none."""
    root, below, alone = BELONGING[name]
    paged = "{ totalCount nodes { id } }"
    things = ask(f"{{ things: {root} {{ nodes {{ id {below} {paged} }} }} }}")["things"]["nodes"]
    sizes = [thing[below]["totalCount"] for thing in things]
    chosen = sorted({sizes.index(size) for size in set(sizes)} | {0})[:6]
    for thing in (things[at] for at in chosen):
        query = f"query($i: ID!) {{ list: {alone} {paged} }}"
        assert thing[below] == ask(query, i=thing["id"])["list"]
    assert max(sizes) > 0


def test_lists_of_things_take_filters_orders_and_counts(ask: Ask, world: Any) -> None:
    """A list of a thing is filtered, ordered and counted like one of the root."""
    found = ask(
        """query($i: ID!) { incident(id: $i) {
          articles(where: {outlet: []}) { totalCount }
          last: articles(orderBy: [{by: TITLE, direction: DESC}], first: 1) { nodes { title } }
          propositions(where: {predicate: [ATTRIBUTED_TO]}) {
            nodes { text } facets(by: PREDICATE) { facets { key count } } }
          comparisons(relation: [CONTRADICTS]) { nodes { relation } facets(by: RELATION) { distinct } }
        } entity(id: "https://w3id.org/claimgraph/id/x") { id } }""",
        i=world.intrusion.iri,
    )
    assert found["entity"] is None
    incident = found["incident"]
    assert incident["articles"]["totalCount"] == 0
    assert incident["last"]["nodes"] == [{"title": "News of Intrusion at Acme Pumps"}]
    assert incident["propositions"]["nodes"] == [{"text": "Intrusion at Acme Pumps · attributed to: Heron"}]
    assert incident["propositions"]["facets"]["facets"] == [{"key": "attributedTo", "count": 1}]
    assert incident["comparisons"]["nodes"] == [{"relation": "CONTRADICTS"}]


def test_figures_are_those_of_the_lists(ask: Ask) -> None:
    """The figures of incidents and entities are what their lists and articles say."""
    found = ask("""{ incidents { nodes { articleCount originCount firstPublished lastPublished claimCount
        articles { totalCount nodes { published } }
        claims(first: 1) { totalCount facets(by: ORIGIN) { distinct } } } }
      topics: entities(kind: [TOPIC], first: 3) { nodes { claimCount claims { totalCount } } } }""")
    for incident in found["incidents"]["nodes"]:
        dates = sorted(one["published"] for one in incident["articles"]["nodes"] if one["published"])
        assert incident["articleCount"] == incident["articles"]["totalCount"]
        assert incident["originCount"] == incident["claims"]["facets"]["distinct"]
        assert (incident["firstPublished"], incident["lastPublished"]) == (dates[0], dates[-1])
        assert incident["claimCount"] >= incident["claims"]["totalCount"]
    for topic in found["topics"]["nodes"]:
        assert topic["claimCount"] == topic["claims"]["totalCount"]


@pytest.mark.parametrize("size", [1, 7, 100])
def test_searches_meet_from_both_ends(ask: Ask, size: int) -> None:
    """A search can be gone through from its best result and from its last one, with the same results."""
    query = f'query({VARIABLES}) {{ search(text: "point", type: CLAIM, first: $f, after: $a, last: $l, '
    query += "before: $b) { hits { node { id } } "
    query += "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"
    forwards, after, more = [], None, True
    while more:
        page = ask(query, f=size, a=after)["search"]
        forwards += [hit["node"]["id"] for hit in page["hits"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    backwards: list[str] = []
    before, more = None, True
    while more:
        page = ask(query, l=size, b=before)["search"]
        backwards = [hit["node"]["id"] for hit in page["hits"]] + backwards
        before, more = page["pageInfo"]["startCursor"], page["pageInfo"]["hasPreviousPage"]
    assert forwards == backwards
    assert len(set(forwards)) == len(forwards) == 130
