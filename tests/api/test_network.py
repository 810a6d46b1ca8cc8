"""What explorers draw: networks, ladders, sentences, corroboration and windows on the text."""

from typing import Any


def incident(ask: Any, world: Any, fields: str) -> Any:
    """Fields of the intrusion."""
    return ask(f"query($id: ID!) {{ incident(id: $id) {{ {fields} }} }}", id=world.intrusion.iri)["incident"]


def test_a_network_has_an_edge_for_each_point(ask: Any, world: Any) -> None:
    """Edges join the ends that are there, keep denials apart, and have their claims and whose word it is."""
    found = incident(
        ask,
        world,
        """network {
          totalCount nodes { claimCount node { id } }
          edges { id source target predicate polarity speakerKinds stances { asserted denied unconfirmed }
            claims { id polarity } proposition { subject { id } object { id } } }
        }
        claims { totalCount }""",
    )
    network = found["network"]
    ends = {one["node"]["id"] for one in network["nodes"]}
    edges = network["edges"]
    assert network["totalCount"] == len(edges) == len({edge["id"] for edge in edges})
    assert ends == {end for edge in edges for end in (edge["source"], edge["target"])}
    assert sum(len(edge["claims"]) for edge in edges) == found["claims"]["totalCount"]
    for edge in edges:
        assert {claim["polarity"] for claim in edge["claims"]} == {edge["polarity"]}
        assert edge["source"] == edge["proposition"]["subject"]["id"]
    plans = [edge for edge in edges if edge["target"] == world.plans.iri]
    assert {edge["polarity"]: edge["speakerKinds"] for edge in plans} == {
        "POSITIVE": ["PRESS"],
        "NEGATIVE": ["OFFICIAL"],
    }
    silence = next(edge for edge in edges if edge["target"] == world.rail.iri)
    assert silence["stances"] == {"asserted": 0, "denied": 0, "unconfirmed": 1}


def test_ladders_go_from_denial_to_assertion(ask: Any, world: Any) -> None:
    """The most disputed comes first; each claim stands on the rung of its stance."""
    ladders = incident(
        ask,
        world,
        "ladders(predicate: [EXFILTRATED]) { proposition { object { label } ladder { height } }"
        " rungs { height claims { rung polarity } } }",
    )["ladders"]
    assert ladders[0]["proposition"] == {
        "object": {"label": "pump plans"},
        "ladder": [{"height": -3}, {"height": 3}],
    }
    assert {one["proposition"]["object"]["label"] for one in ladders} == {
        "pump plans",
        "grid data",
        "defence orders",
    }
    for one in ladders:
        heights = [rung["height"] for rung in one["rungs"]]
        assert heights == sorted(heights)
        assert all(claim["rung"] == rung["height"] for rung in one["rungs"] for claim in rung["claims"])


def test_a_claim_is_told_with_its_chain(ask: Any) -> None:
    """A sentence goes from the publisher inwards, and a claim that takes no stance does not seem to deny."""
    claims = ask("{ claims(first: 200) { nodes { sentence footing evidence { quote } } } }")["claims"][
        "nodes"
    ]
    told = {claim["evidence"]["quote"]: claim for claim in claims}
    suspicion = told["the company suspects Heron"]
    assert suspicion["sentence"] == (
        "Harbour Herald reported that people close to Acme said that Acme Pumps suspected that this is "
        "probably so: Intrusion at Acme Pumps · attributed to: Heron."
    )
    assert suspicion["footing"] == ["ANONYMOUS"]
    assert "it is open whether this is so" in told["It has not confirmed that railways were hit"]["sentence"]
    assert "Acme Pumps and people close to Acme said" in told["Forty servers were breached"]["sentence"]


def test_corroboration_has_two_bounds(ask: Any, world: Any) -> None:
    """A point is backed by named origins at least, by all at most, and by nobody who takes no stance."""
    found = ask("""{ propositions(first: 20, where: {not: {predicate: [DISCLOSED]}}) {
      nodes { object { label } corroboration { polarity lower upper origins { label } } } } }""")
    points = {one["object"]["label"]: one["corroboration"] for one in found["propositions"]["nodes"]}
    assert points["Heron"] == [
        {
            "polarity": "POSITIVE",
            "lower": 1,
            "upper": 2,
            "origins": [{"label": "Acme Pumps"}, {"label": "Evening Courier"}],
        }
    ]
    assert {one["polarity"] for one in points["pump plans"]} == {"POSITIVE", "NEGATIVE"}
    assert points["railways of the north"] == []


def test_the_window_on_a_quote_marks_it(ask: Any, world: Any) -> None:
    """The highlight cuts the quote out of the window, and the offset finds the window in the stored text."""
    claims = ask("""{ claims(where: {not: {predicate: [DISCLOSED]}}) { nodes { evidence {
      quote start context(before: 9, after: 7) { text offset highlight { start end } }
      article { identifier text } } } } }""")["claims"]["nodes"]
    assert len(claims) == 12
    for evidence in (claim["evidence"] for claim in claims):
        window, text = evidence["context"], evidence["article"]["text"]
        start, end = window["highlight"]["start"], window["highlight"]["end"]
        assert text == world.texts[evidence["article"]["identifier"]]
        assert window["text"][start:end] == evidence["quote"]
        assert text[window["offset"] :].startswith(window["text"])
        assert window["offset"] + start == evidence["start"]


def test_nodes_come_in_the_order_of_their_ids(ask: Any, world: Any) -> None:
    """Several things are fetched at once, in the order asked for, null for what is not there."""
    ids = [world.heron.iri, "urn:nobody", world.intrusion.iri, "no iri"]
    found = ask("query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }", ids=ids)["nodes"]
    assert [one and one["__typename"] for one in found] == ["ThreatActor", None, "Incident", None]
