"""Where questions begin: each root finds what the graph has, and nothing else."""

from typing import Any

import pytest

LISTS = {
    "incidents": ["Intrusion at Acme Pumps", "Outage at Beta Lines"],
    "governmentBodies": ["Ministry of Defense", "Water Ministry"],
    "sectors": ["banking of the north", "Electric power", "railways of the north"],
    "threatActors": ["Heron"],
    "people": ["Jo Field"],
    "organizations": [
        "Acme Pumps",
        "Evening Courier",
        "Harbour Herald",
        "Ministry of Defense",
        "Water Ministry",
    ],
}


@pytest.mark.parametrize(("root", "labels"), LISTS.items())
def test_lists_entities_by_name(ask: Any, root: str, labels: list[str]) -> None:
    """A root lists its kind of entity by name, those of reference lists only when accounts speak of them."""
    found = ask(f"{{ {root} {{ totalCount nodes {{ id label }} edges {{ node {{ id }} }} }} }}")[root]
    assert [node["label"] for node in found["nodes"]] == labels
    assert found["totalCount"] == len(labels)
    assert [edge["node"]["id"] for edge in found["edges"]] == [node["id"] for node in found["nodes"]]


def test_finds_names_by_their_words(ask: Any) -> None:
    """`text` finds entities by the beginnings of words of any of their names."""
    found = ask("""{
      byAlias: threatActors(text: "grey") { nodes { label } }
      byWords: organizations(text: "minis wat") { nodes { label } }
      inside: organizations(text: "erald") { nodes { label } }
    }""")
    assert [node["label"] for node in found["byAlias"]["nodes"]] == ["Heron"]
    assert [node["label"] for node in found["byWords"]["nodes"]] == ["Water Ministry"]
    assert found["inside"]["nodes"] == []


def test_tells_the_kinds_of_organizations_apart(ask: Any) -> None:
    """Organizations are one interface; each kind has its type, and kinds can be chosen."""
    found = ask("""{ organizations(kind: [COMPANY, MEDIA_ORGANIZATION]) {
      nodes { __typename label kind speakerKind aliases }
    } }""")["organizations"]["nodes"]
    assert [(node["__typename"], node["kind"]) for node in found] == [
        ("Company", "COMPANY"),
        ("MediaOrganization", "MEDIA_ORGANIZATION"),
        ("MediaOrganization", "MEDIA_ORGANIZATION"),
    ]
    assert found[0] == {
        "__typename": "Company",
        "label": "Acme Pumps",
        "kind": "COMPANY",
        "speakerKind": "CORPORATE",
        "aliases": ["Acme"],
    }


def test_articles_stand_by_date_with_unknown_dates_last(ask: Any) -> None:
    """Articles are listed by publication date; where it is unknown it is null, and they come last."""
    nodes = ask("{ articles { nodes { identifier published publisher { label } incidents { label } } } }")
    found = nodes["articles"]["nodes"]
    assert [(one["identifier"], one["published"]) for one in found] == [
        ("long-1", "2024-05-01"),
        ("herald-1", "2024-06-10"),
        ("courier-1", None),
    ]
    assert found[1]["publisher"] == {"label": "Harbour Herald"}
    assert found[1]["incidents"] == [{"label": "Intrusion at Acme Pumps"}]


def test_comparisons_by_relation_and_incident(ask: Any, world: Any) -> None:
    """Comparisons carry both claims and the reason, and can be limited to relations and to an incident."""
    found = ask(
        """query($in: ID!, $other: ID!) {
          all: comparisons { totalCount }
          contradictions: comparisons(relation: [CONTRADICTS], incident: $in) {
            nodes { relation reason left { evidence { quote } } right { evidence { quote } } }
          }
          elsewhere: comparisons(incident: $other) { totalCount }
        }""",
        **{"in": world.intrusion.iri, "other": world.outage.iri},
    )
    assert found["all"]["totalCount"] == 2
    assert found["elsewhere"]["totalCount"] == 0
    (one,) = found["contradictions"]["nodes"]
    assert one["left"]["evidence"]["quote"] == "“200 MB of plans”\u00a0were taken"
    assert one["right"]["evidence"]["quote"] == "no plans were taken"
    assert "other that none were" in one["reason"]


def test_node_finds_anything_by_its_iri(ask: Any, world: Any) -> None:
    """Every id that a reply has can be asked for with `node`, and gives back the same type and id."""
    found = ask("""{ claims(first: 3) { nodes {
      __typename id article { __typename id } proposition { __typename id subject { __typename id } }
      evidence { __typename id } attribution { __typename id } comparisons { nodes { __typename id } }
    } } }""")
    nodes = list(_nodes(found))
    nodes += [
        {"__typename": "TimeExpression", "id": world.june_3.iri},
        {"__typename": "Quantity", "id": world.megabytes.iri},
    ]
    assert {node["__typename"] for node in nodes} >= {
        "Claim",
        "Article",
        "Mention",
        "Proposition",
        "AttributionStep",
    }
    for node in nodes:
        assert ask("query($id: ID!) { node(id: $id) { __typename id } }", id=node["id"])["node"] == node


@pytest.mark.parametrize(
    "iri", ["https://w3id.org/claimgraph/id/nothing", "no iri", "", "a:<b> {c}", "\ufffd"]
)
def test_unknown_ids_are_null(ask: Any, iri: str) -> None:
    """An id that names nothing, or is no IRI at all, is answered with null."""
    found = ask(
        "query($id: ID!) { node(id: $id) { id } entity(id: $id) { id } incident(id: $id) { id } }", id=iri
    )
    assert found == {"node": None, "entity": None, "incident": None}


def test_an_entity_tells_what_is_claimed_of_it_and_what_it_says(ask: Any, world: Any) -> None:
    """An entity leads to the claims about it, the claims that it holds and the places that name it."""
    found = ask(
        """query($acme: ID!, $heron: ID!) {
          acme: entity(id: $acme) { said { totalCount nodes { polarity } } claims { totalCount } }
          heron: entity(id: $heron) { mentions { nodes { quote start end article { identifier } } } }
        }""",
        acme=world.acme.iri,
        heron=world.heron.iri,
    )
    assert found["acme"]["said"]["totalCount"] == 4
    assert found["acme"]["claims"]["totalCount"] == 2
    start = world.texts["herald-1"].index("Heron")
    assert found["heron"]["mentions"]["nodes"] == [
        {"quote": "Heron", "start": start, "end": start + 5, "article": {"identifier": "herald-1"}}
    ]


def test_search_finds_names_titles_and_quotes(ask: Any) -> None:
    """A search finds entities, articles and claims by words, and can be limited to one of these."""
    found = ask("""{
      all: search(text: "heron") { totalCount hits { type text node { __typename id } } }
      names: search(text: "heron", type: ENTITY) { totalCount hits { node { ... on ThreatActor { label } } } }
      none: search(text: "xyzzy") { totalCount hits { text } }
    }""")
    types = {(hit["type"], hit["node"]["__typename"]) for hit in found["all"]["hits"]}
    assert types == {("ENTITY", "ThreatActor"), ("CLAIM", "Claim")}
    assert found["all"]["totalCount"] == len(found["all"]["hits"])
    assert found["names"] == {"totalCount": 1, "hits": [{"node": {"label": "Heron"}}]}
    assert found["none"] == {"totalCount": 0, "hits": []}


def test_search_pages_cover_all_results_once(ask: Any) -> None:
    """Page by page, a search gives every result exactly once."""
    seen: list[str] = []
    after = None
    while True:
        found = ask(
            """query($after: String) { search(text: "point", type: CLAIM, first: 50, after: $after) {
              totalCount hits { node { id } } pageInfo { hasNextPage endCursor }
            } }""",
            after=after,
        )["search"]
        seen += [hit["node"]["id"] for hit in found["hits"]]
        after = found["pageInfo"]["endCursor"]
        if not found["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == len(set(seen)) == found["totalCount"] == 130


def test_generation_tells_what_answers(ask: Any) -> None:
    """The generation that answers is named with its number, size and counts."""
    found = ask("{ generation { number quads canonicalHash published software articles claims } }")[
        "generation"
    ]
    assert (found["number"], found["articles"], found["claims"]) == (1, 3, 142)
    assert len(found["canonicalHash"]) == 64


def _nodes(value: Any) -> Any:
    if isinstance(value, dict):
        if "id" in value:
            yield {"__typename": value["__typename"], "id": value["id"]}
        for item in value.values():
            yield from _nodes(item)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item)
