"""Incidents: whom they are said to have touched, by whose word, and accounts side by side."""

from typing import Any

LINK = "{ node { label } polarity asserted denied unconfirmed claims { id evidence { quote } } }"


def incident(ask: Any, world: Any, fields: str) -> Any:
    """Fields of the intrusion."""
    return ask(f"query($id: ID!) {{ incident(id: $id) {{ {fields} }} }}", id=world.intrusion.iri)["incident"]


def labels(links: list[dict[str, Any]]) -> set[tuple[str, str]]:
    """The nodes of links with their polarity."""
    return {(link["node"]["label"], link["polarity"]) for link in links}


def test_targets_are_those_of_the_event(ask: Any, world: Any) -> None:
    """Targets come with the claims that say so; whom an actor attacks as a rule is no target here."""
    found = incident(ask, world, f"targets {LINK}")["targets"]
    assert labels(found) == {("Acme Pumps", "POSITIVE")}
    assert found[0]["claims"][0]["evidence"]["quote"] == "Heron attacked Acme on June 3"
    assert (found[0]["asserted"], found[0]["denied"], found[0]["unconfirmed"]) == (1, 0, 0)


def test_affected_bodies_include_members_and_owners(ask: Any, world: Any) -> None:
    """Bodies are affected through their data and as known members of a collective."""
    found = incident(ask, world, f"affectedBodies {LINK}")["affectedBodies"]
    assert labels(found) == {("Water Ministry", "POSITIVE"), ("Ministry of Defense", "POSITIVE")}


def test_affected_bodies_by_whose_word(ask: Any, world: Any) -> None:
    """What only anonymous sources say, nobody on record says."""
    found = incident(
        ask,
        world,
        """onRecord: affectedBodies(speakerKind: [NAMED, OFFICIAL]) { node { label } }
        anonymous: affectedBodies(speakerKind: [ANONYMOUS]) { node { label } }
        none: affectedBodies(speakerKind: []) { node { label } }
        denied: affectedBodies(polarity: [NEGATIVE]) { node { label } }""",
    )
    assert found["onRecord"] == found["none"] == found["denied"] == []
    assert len(found["anonymous"]) == 2


def test_affected_sectors_mark_denials_and_leave_background_out(ask: Any, world: Any) -> None:
    """Sectors of denied data are marked as denied, silence is no denial, and serving a sector is no harm."""
    found = incident(
        ask,
        world,
        f"affectedSectors {LINK} said: affectedSectors(polarity: [POSITIVE]) {{ node {{ label }} }}",
    )
    links = {link["node"]["label"]: link for link in found["affectedSectors"]}
    assert links.keys() == {"Electric power", "railways of the north"}
    power, rail = links["Electric power"], links["railways of the north"]
    assert (power["polarity"], power["asserted"], power["denied"]) == ("NEGATIVE", 0, 1)
    assert (rail["polarity"], rail["denied"], rail["unconfirmed"]) == ("NEGATIVE", 0, 1)
    assert power["claims"][0]["evidence"]["quote"] == "No sensitive grid data was taken"
    assert found["said"] == []


def test_actors_by_whose_word(ask: Any, world: Any) -> None:
    """What sources say that a company suspects counts as the sources' word, not as the company's."""
    found = incident(
        ask,
        world,
        f"""actors {LINK}
        company: actors(speakerKind: [CORPORATE]) {{ node {{ label }} }}
        sources: actors(speakerKind: [ANONYMOUS]) {{
          asserted claims {{ certainty holders {{ label }} }}
        }}""",
    )
    assert labels(found["actors"]) == {("Heron", "POSITIVE")}
    assert len(found["actors"][0]["claims"]) == found["actors"][0]["asserted"] == 2
    assert found["company"] == []
    assert found["sources"] == [
        {"asserted": 1, "claims": [{"certainty": "PROBABLE", "holders": [{"label": "Acme Pumps"}]}]}
    ]


def test_the_account_matrix_has_a_cell_for_each_word(ask: Any, world: Any) -> None:
    """Each proposition has one cell for each holder, article and way; the most discussed come first."""
    found = incident(
        ask,
        world,
        """accountMatrix { totalCount rows { proposition { predicate object { label } }
          stances { asserted denied unconfirmed }
          cells { holder { label } article { identifier } polarity certainty claims { id } } } }
        short: accountMatrix(first: 2) { totalCount rows { proposition { id } } }""",
    )
    rows = found["accountMatrix"]["rows"]
    assert found["accountMatrix"]["totalCount"] == len(rows) == found["short"]["totalCount"] == 10
    assert len(found["short"]["rows"]) == 2
    assert [len(row["cells"]) for row in rows[:3]] == [2, 2, 2]
    plans = next(row for row in rows if row["proposition"]["object"]["label"] == "pump plans")
    assert plans["stances"] == {"asserted": 1, "denied": 1, "unconfirmed": 0}
    assert [
        (cell["holder"]["label"], cell["article"]["identifier"], cell["polarity"]) for cell in plans["cells"]
    ] == [
        ("Harbour Herald", "herald-1", "POSITIVE"),
        ("Jo Field", "courier-1", "NEGATIVE"),
    ]


def test_the_timeline_runs_by_earliest_day(ask: Any, world: Any) -> None:
    """What has a time stands in the order of time, with its bounds and its claims."""
    found = incident(
        ask,
        world,
        "timeline { time { edtf earliest } proposition { predicate } stances { asserted } claims { id } }",
    )["timeline"]
    assert [(one["time"]["earliest"], one["proposition"]["predicate"]) for one in found] == [
        ("2024-06-03", "TARGET"),
        ("2024-07-01", "ATTRIBUTED_TO"),
    ]
    assert all(one["stances"]["asserted"] == len(one["claims"]) == 1 for one in found)


def test_an_incident_has_its_own_articles_claims_and_comparisons(ask: Any, world: Any) -> None:
    """What belongs to another incident is not here."""
    found = incident(
        ask,
        world,
        """eventType articles { nodes { identifier } } claims { totalCount }
        comparisons { totalCount nodes { relation } }
        propositions { totalCount nodes { stances { asserted } } }""",
    )
    assert found["eventType"] == "INTRUSION"
    assert [one["identifier"] for one in found["articles"]["nodes"]] == ["herald-1", "courier-1"]
    assert found["claims"]["totalCount"] == 12
    assert {one["relation"] for one in found["comparisons"]["nodes"]} == {"CONTRADICTS", "CERTAINTY_DIFFERS"}
    assert found["propositions"]["totalCount"] == 10


def test_several_incidents_in_one_request_are_kept_apart(ask: Any) -> None:
    """Each incident of a list has its own links."""
    found = ask("{ incidents { nodes { label targets { node { label } } claims { totalCount } } } }")
    assert found["incidents"]["nodes"] == [
        {
            "label": "Intrusion at Acme Pumps",
            "targets": [{"node": {"label": "Acme Pumps"}}],
            "claims": {"totalCount": 12},
        },
        {"label": "Outage at Beta Lines", "targets": [], "claims": {"totalCount": 130}},
    ]
