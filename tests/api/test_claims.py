"""Claims: who makes them through whom, in which words, and how they are asked for."""

from typing import Any

import pytest

from ontology.terms import Iri

QUOTES = "claims(%s) { totalCount nodes { evidence { quote } } }"


def quotes(ask: Any, conditions: str, **variables: Any) -> list[str]:
    """The quotes of the claims that fulfil some conditions, with the declared variables."""
    declared = f"query({', '.join(f'${name}: ID' for name in variables)})" if variables else ""
    found = ask(f"{declared} {{ {QUOTES % conditions} }}", **variables)["claims"]
    assert found["totalCount"] == len(found["nodes"])
    return [node["evidence"]["quote"] for node in found["nodes"]]


FILTERS = {
    "speakerKind: [ANONYMOUS]": [
        "the company suspects Heron",
        "Data of more than ten agencies was reached",
        "orders of the Ministry of Defense too",
        "Forty servers were breached",
    ],
    "speakerKind: [OFFICIAL]": ["no plans were taken"],
    "speakerKind: [CORPORATE]": [
        "No sensitive grid data was taken",
        "It has not confirmed that railways were hit",
        "Forty servers were breached",
    ],
    "speakerKind: [OFFICIAL, CORPORATE], polarity: NEGATIVE, certainty: CERTAIN": [
        "No sensitive grid data was taken",
        "no plans were taken",
    ],
    "speakerKind: [NAMED]": [],
    "speakerKind: []": [],
    "polarity: NEGATIVE": [
        "No sensitive grid data was taken",
        "It has not confirmed that railways were hit",
        "no plans were taken",
    ],
    "certainty: UNDERSPECIFIED": ["It has not confirmed that railways were hit"],
    "speechMode: DIRECT": ["No sensitive grid data was taken"],
    "predicate: ATTRIBUTED_TO": ["the company suspects Heron", "Heron did it, on July 1"],
    'text: "heron attack"': ["Heron attacked Acme on June 3"],
    'holder: "acme"': [
        "the company suspects Heron",
        "No sensitive grid data was taken",
        "It has not confirmed that railways were hit",
        "Forty servers were breached",
    ],
    'holder: "Jo"': ["no plans were taken"],
    'holder: "nobody of this name"': [],
    'holder: "", polarity: NEGATIVE, speakerKind: OFFICIAL': ["no plans were taken"],
}


@pytest.mark.parametrize(("conditions", "expected"), FILTERS.items())
def test_conditions_choose_claims(ask: Any, conditions: str, expected: list[str]) -> None:
    """Each condition, and several together, choose exactly the claims that fulfil them, and count them."""
    assert quotes(ask, conditions) == expected


def test_iris_choose_claims(ask: Any, world: Any) -> None:
    """Holders, speakers, articles, incidents and entities can be given by IRI."""
    assert len(quotes(ask, "incident: $x, first: 500", x=world.intrusion.iri)) == 12
    assert quotes(ask, "article: $x", x=_article("courier-1")) == [
        "Heron did it, on July 1",
        "no plans were taken",
    ]
    assert quotes(ask, "entity: $x", x=world.rail.iri) == ["It has not confirmed that railways were hit"]
    assert len(quotes(ask, "speaker: $x", x=world.sources.iri)) == 4
    found = ask(f'{{ {QUOTES % f"""holder: "{world.minister.iri}" """} }}')["claims"]
    assert [node["evidence"]["quote"] for node in found["nodes"]] == ["no plans were taken"]


def test_every_quote_is_its_span_of_the_text(ask: Any, world: Any) -> None:
    """Quotes are the stored text between their offsets in code points, and contexts join up around them."""
    found = ask("""{ claims(first: 500) { nodes { evidence {
      quote start end article { identifier } context(before: 20, after: 2000) { before quote after }
    } } } }""")["claims"]["nodes"]
    assert len(found) == 142
    for evidence in (claim["evidence"] for claim in found):
        text = world.texts[evidence["article"]["identifier"]]
        start, end = evidence["start"], evidence["end"]
        assert text[start:end] == evidence["quote"] == evidence["context"]["quote"]
        assert evidence["context"]["before"] == text[max(0, start - 20) : start]
        assert evidence["context"]["after"] == text[end : end + 2000]


@pytest.mark.parametrize("width", [-1, 2001])
def test_contexts_have_bounds(ask: Any, width: int) -> None:
    """A context wider than allowed is refused with the bounds."""
    errors = ask.refused(
        "query($w: Int!) { claims(first: 1) { nodes { evidence { context(before: $w) { before } } } } }",
        w=width,
    )
    assert "0 to 2000" in errors[0]["message"]


def test_the_chain_runs_from_the_holder_to_the_publisher(ask: Any) -> None:
    """A chain lists its steps innermost first, with speakers, act, cue and position, and links outwards."""
    (claim,) = ask("""{ claims(text: "suspects") { nodes {
      holders { label }
      chain { position act cue speakers { label ... on Agent { speakerKind } } }
      attribution { act within { act within { act within { act } } } }
    } } }""")["claims"]["nodes"]
    assert claim["holders"] == [{"label": "Acme Pumps"}]
    assert [(step["position"], step["act"], step["cue"]) for step in claim["chain"]] == [
        (3, "SUSPECTS", "suspects"),
        (2, "SAYS", "says"),
        (1, "REPORTS", "reports"),
    ]
    assert [step["speakers"] for step in claim["chain"]] == [
        [{"label": "Acme Pumps", "speakerKind": "CORPORATE"}],
        [{"label": "people close to Acme", "speakerKind": "ANONYMOUS"}],
        [{"label": "Harbour Herald", "speakerKind": "PRESS"}],
    ]
    assert claim["attribution"] == {
        "act": "SUSPECTS",
        "within": {"act": "SAYS", "within": {"act": "REPORTS", "within": None}},
    }


def test_a_claim_says_when_how_much_and_how_far(ask: Any) -> None:
    """Time, quantity and scope of a claim come with bounds, unit and words."""
    found = ask("""{
      timed: claims(text: "june") { nodes { time { edtf earliest latest kind label } } }
      counted: claims(text: "200 MB") { nodes { quantity { value unit minimum maximum kind } time { edtf } } }
      limited: claims(speechMode: DIRECT) { nodes { scope } }
    }""")
    assert found["timed"]["nodes"][0]["time"] == {
        "edtf": "2024-06-03",
        "earliest": "2024-06-03",
        "latest": "2024-06-03",
        "kind": "DATE",
        "label": "2024-06-03",
    }
    assert found["counted"]["nodes"][0] == {
        "quantity": {"value": 200.0, "unit": "MB", "minimum": None, "maximum": None, "kind": "QUANTITY"},
        "time": None,
    }
    assert found["limited"]["nodes"][0]["scope"] == ["sensitive"]


def test_a_proposition_counts_its_stances(ask: Any) -> None:
    """A proposition leads to all claims on it, and counts those that assert, deny and leave open."""
    (claim,) = ask("""{ claims(text: "200 MB") { nodes { proposition {
      subject { __typename label } predicate object { __typename label ... on DataAsset { owner { label } } }
      stances { asserted denied unconfirmed } claims { totalCount nodes { polarity } }
    } } } }""")["claims"]["nodes"]
    assert claim["proposition"] == {
        "subject": {"__typename": "Incident", "label": "Intrusion at Acme Pumps"},
        "predicate": "EXFILTRATED",
        "object": {"__typename": "DataAsset", "label": "pump plans", "owner": [{"label": "Acme Pumps"}]},
        "stances": {"asserted": 1, "denied": 1, "unconfirmed": 0},
        "claims": {"totalCount": 2, "nodes": [{"polarity": "POSITIVE"}, {"polarity": "NEGATIVE"}]},
    }


def test_a_claim_leads_to_its_comparisons(ask: Any) -> None:
    """A claim shows how it stands to others, from either side."""
    found = ask("""{ claims(predicate: EXFILTRATED) { nodes {
      evidence { quote } comparisons { totalCount nodes { relation } }
    } } }""")["claims"]["nodes"]
    assert {one["evidence"]["quote"]: one["comparisons"]["totalCount"] for one in found} == {
        "orders of the Ministry of Defense too": 0,
        "“200 MB of plans”\u00a0were taken": 1,
        "No sensitive grid data was taken": 0,
        "no plans were taken": 1,
    }


def test_claims_of_several_articles_are_kept_apart(ask: Any) -> None:
    """Lists inside lists belong to their own parent, with its own total and cursors."""
    found = ask("""{ articles { nodes { identifier
      all: claims(first: 1) { totalCount nodes { article { identifier } } pageInfo { hasNextPage } }
      denied: claims(polarity: NEGATIVE) { totalCount }
    } } }""")["articles"]["nodes"]
    assert [(one["identifier"], one["all"]["totalCount"], one["denied"]["totalCount"]) for one in found] == [
        ("long-1", 130, 0),
        ("herald-1", 10, 2),
        ("courier-1", 2, 1),
    ]
    for one in found:
        assert one["all"]["nodes"] == [{"article": {"identifier": one["identifier"]}}]
        assert one["all"]["pageInfo"]["hasNextPage"]


def _article(document: str) -> Iri:
    return Iri(f"https://w3id.org/claimgraph/id/article/{document}")
