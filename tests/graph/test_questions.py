"""Named questions: their files, their parameters, and their answers in the invented world."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from graph import names
from graph.graph import Graph, open_graph
from graph.parameters import PARAMETER
from graph.questions import parse_question, question, questions
from ontology.errors import QuestionError
from ontology.model import Entity
from ontology.terms import SECTOR, Act, Certainty, Graphs, Kind, Polarity, Predicate


def rows(graph: Graph, name: str, *columns: str, **parameters: str) -> list[tuple[str, ...]]:
    """Some columns of an answer, as people read them."""
    answer = question(name).ask(graph, parameters)
    shown = answer.text(graph.labels(answer.resources()))
    at = [answer.columns.index(column) for column in columns]
    return [tuple(re.sub("^icv?:", "", row[i]) for i in at) for row in shown]


@pytest.mark.parametrize("name", questions())
def test_every_question_is_whole(world: Graph, name: str) -> None:
    """Each question has a title, says what it answers, declares what it uses, and can be asked bare."""
    asked = question(name)
    assert asked.title.endswith("?")
    assert asked.answers.endswith(".")
    assert {parameter.name for parameter in asked.parameters} == set(PARAMETER.findall(asked.sparql))
    assert all(parameter.description for parameter in asked.parameters)
    assert asked.ask(world).columns


@pytest.mark.parametrize("name", questions())
def test_every_question_orders_its_rows(name: str) -> None:
    """Each question says in which order its rows come, so that two runs agree."""
    assert "ORDER BY" in question(name).sparql


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, p.name) for name, asked in questions().items() for p in asked.parameters]
)
def test_parameters_are_never_syntax(world: Graph, name: str, parameter: str) -> None:
    """Whatever is given for a parameter is compared as text."""
    for hostile in ('" } } DROP ALL #', "\\", "$x ?y", "}"):
        assert question(name).ask(world, {parameter: hostile}).columns


@pytest.mark.parametrize(
    "name", [n for n, asked in questions().items() if "incident" in {p.name for p in asked.parameters}]
)
def test_an_answer_can_be_narrowed_to_an_incident(world: Graph, sample, name: str) -> None:
    """By a part of its name or its IRI; where articles tell of one incident, naming it changes nothing."""
    everything = question(name).ask(world).rows
    for incident in ("intrusion", sample.intrusion.iri):
        assert question(name).ask(world, {"incident": incident}).rows == everything
    assert not question(name).ask(world, {"incident": "another"}).rows


def test_incidents(world: Graph, sample) -> None:
    """One incident, two articles, seven claims, and the company it is said to have hit."""
    found = rows(world, "incidents", "incident", "articles", "claims", "targets")
    assert found == [("Intrusion at Acme Pumps", "2", "7", "Acme Pumps")]
    assert rows(world, "incidents", "incident", incident="INTRUSION")
    assert rows(world, "incidents", "incident", incident=sample.intrusion.iri)
    assert not rows(world, "incidents", "incident", incident="outage")


def test_articles(world: Graph) -> None:
    """Each article once with its claims; an unknown date stays empty."""
    found = rows(world, "articles", "publisher", "published", "claims")
    assert sorted(found) == [("Courier", "", "3"), ("Harbour Herald", "2024-06-10", "4")]
    assert rows(world, "articles", "claims", publisher="herald") == [("4",)]
    assert rows(world, "articles", "claims", text="courier") == [("3",)]


def test_entities(world: Graph) -> None:
    """Entities with their kinds, names and number of claims, by kind or by any of their names."""
    found = dict(rows(world, "entities", "entity", "claims"))
    assert len(found) == 10
    assert (found["Acme Pumps"], found["Heron"], found["Water Ministry"]) == ("4", "2", "0")
    assert rows(world, "entities", "entity", kind="threatactor") == [("Heron",)]
    assert rows(world, "entities", "entity", text="acme pumps ltd") == [("Acme Pumps",)]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({}, 7),
        ({"holder": "acme"}, 3),
        ({"speaker_kind": "official,corporate"}, 4),
        ({"speaker_kind": "anonymous"}, 0),
        ({"polarity": "negative"}, 3),
        ({"certainty": "probable,underspecified"}, 2),
        ({"speech_mode": "direct"}, 1),
        ({"predicate": "exfiltrated"}, 3),
        ({"predicate": "exfiltrated,target"}, 4),
        ({"about": "grey heron"}, 2),
        ({"article": "courier"}, 3),
        ({"article": "herald-1"}, 4),
        ({"incident": "intrusion"}, 7),
        ({"holder": "field", "polarity": "negative", "article": "courier"}, 1),
        ({"holder": "field", "article": "herald"}, 0),
    ],
)
def test_claims(world: Graph, parameters: dict[str, str], expected: int) -> None:
    """Each filter of the claims alone and together leaves exactly the claims for which all hold."""
    assert len(rows(world, "claims", "quote", **parameters)) == expected


def test_claims_by_iri(world: Graph, sample) -> None:
    """Whoever has an IRI can ask with it."""
    assert len(rows(world, "claims", "quote", holder=sample.acme.iri)) == 3
    assert len(rows(world, "claims", "quote", about=sample.heron.iri)) == 2
    assert len(rows(world, "claims", "quote", article=names.article("courier-1"))) == 3


def test_claims_carry_their_words(world: Graph, sample) -> None:
    """Quote and offsets of a claim are those of the text."""
    ((quote, start, end),) = rows(world, "claims", "quote", "start", "end", speech_mode="direct")
    assert sample.texts["herald-1"][int(start) : int(end)] == quote == "Nothing was taken"


def test_speakers(world: Graph) -> None:
    """Who holds and who passes on are counted apart."""
    found = {
        name: rest for name, *rest in rows(world, "speakers", "speaker", "speaker_kind", "holds", "passes_on")
    }
    assert found["people close to Acme"] == ["anonymous", "0", "1"]
    assert found["Harbour Herald"] == ["press", "1", "3"]
    assert found["Acme Pumps"] == ["corporate", "3", "0"]
    assert rows(world, "speakers", "speaker", speaker_kind="official,named") == [("Jo Field",)]
    assert rows(world, "speakers", "speaker", kind="person") == [("Jo Field",)]
    assert rows(world, "speakers", "speaker", kind="Company,Person", speaker="acme") == [("Acme Pumps",)]


def test_attributions(world: Graph) -> None:
    """A suspicion is its holder's, with those who tell it, and never a plain fact."""
    found = rows(world, "attributions", "actor", "holder", "told_by", "certainty")
    assert sorted(found) == [
        ("Heron", "Acme Pumps", "people close to Acme", "probable"),
        ("Heron", "Courier", "", "certain"),
    ]
    assert len(rows(world, "attributions", "actor", holder="courier")) == 1
    assert not rows(world, "attributions", "actor", polarity="negative")
    assert not rows(world, "attributions", "actor", actor="tern")


def test_affected_bodies(world: Graph) -> None:
    """A body is affected through data that concerns it; denials are shown only when asked for."""
    found = rows(world, "affected-bodies", "body", "holder", "polarity")
    assert found == [("Water Ministry", "Harbour Herald", "positive")]
    denied = rows(world, "affected-bodies", "holder", polarity="negative")
    assert sorted(denied) == [("Acme Pumps",), ("Jo Field",)]
    assert not rows(world, "affected-bodies", "body", speaker_kind="named,official")
    assert len(rows(world, "affected-bodies", "body", polarity="", body="water")) == 3


def test_members_of_an_affected_group_are_affected(sample) -> None:
    """Of a group said to be affected, each body named as a member counts."""
    group = Entity(iri=names.entity(Kind.COLLECTIVE, "ten bodies"), kind=Kind.COLLECTIVE, label="ten bodies")
    writer = sample.writer("courier-1", sample.courier)
    writer.claim("Heron", (sample.intrusion, Predicate.ACCESSED_DATA_OF, group))
    with open_graph("memory:") as graph:
        graph.put(writer.page())
        graph.replace(Graphs.ENTITIES, [group, replace(sample.water, member_of=(group.iri,))])
        assert rows(graph, "affected-bodies", "body", "predicate") == [("Water Ministry", "accessedDataOf")]


def test_affected_sectors(world: Graph) -> None:
    """Sectors come with polarity and certainty, so that silence is not taken for harm."""
    found = rows(world, "affected-sectors", "sector", "polarity", "certainty", "holder")
    assert found == [("electric power", "negative", "underspecified", "Acme Pumps")]
    assert not rows(world, "affected-sectors", "sector", polarity="positive")


def test_being_active_in_a_sector_is_no_harm(sample) -> None:
    """A company described as working in a sector does not make the sector affected."""
    writer = sample.writer("courier-1", sample.courier)
    for predicate in (Predicate.SECTOR, Predicate.SERVES_SECTOR):
        writer.claim("Acme", (sample.acme, predicate, sample.power))
    writer.claim("Heron", (sample.intrusion, Predicate.TARGET, sample.acme))
    with open_graph("memory:") as graph:
        graph.put(writer.page())
        graph.replace(Graphs.ENTITIES, sample.entities)
        assert not rows(graph, "affected-sectors", "sector")


def test_denials(world: Graph) -> None:
    """Every negative claim with its strength."""
    assert sorted(rows(world, "denials", "holder", "certainty")) == [
        ("Acme Pumps", "certain"),
        ("Acme Pumps", "underspecified"),
        ("Jo Field", "certain"),
    ]
    assert len(rows(world, "denials", "holder", holder="acme", about="plans")) == 1


def test_denials_show_their_scope(sample) -> None:
    """Scope words of a denial stand in one cell."""
    writer = sample.writer("herald-1", sample.herald)
    writer.claim(
        "Nothing was taken",
        (sample.intrusion, Predicate.EXFILTRATED, sample.plans),
        (sample.acme, Act.SAYS),
        polarity=Polarity.NEGATIVE,
        certainty=Certainty.PROBABLE,
        scope=("secret", "vital"),
    )
    with open_graph("memory:") as graph:
        graph.put(writer.page())
        ((scope,),) = rows(graph, "denials", "scope")
        assert set(scope.split(", ")) == {"secret", "vital"}


def test_quotes(world: Graph) -> None:
    """Direct quotations unless others are asked for, found by any part of their words."""
    assert rows(world, "quotes", "holder", "quote") == [("Acme Pumps", "Nothing was taken")]
    assert len(rows(world, "quotes", "quote", speech_mode="")) == 7
    assert len(rows(world, "quotes", "quote", speech_mode="indirect,own-voice", text="HERON")) == 3


def test_timeline(world: Graph) -> None:
    """Claims with a time, with bounds and precision."""
    found = rows(world, "timeline", "earliest", "edtf", "holder")
    assert found == [("2024-06-03", "2024-06-03", "Courier")] * 2
    assert not rows(world, "timeline", "edtf", holder="herald")


def test_chains(world: Graph) -> None:
    """A chain runs from the publisher inwards to the holder, one row a step."""
    found = rows(world, "chains", "position", "speaker", "act", longer_than="2")
    assert found == [
        ("1", "Harbour Herald", "reports"),
        ("2", "people close to Acme", "says"),
        ("3", "Acme Pumps", "suspects"),
    ]
    assert len(rows(world, "chains", "quote", speaker="field")) == 2


def test_questions_of_files(world: Graph, tmp_path: Path) -> None:
    """A file of one's own is asked like a named question, with or without parameters."""
    path = tmp_path / "mine.rq"
    path.write_text("# title: Mine?\n# param who: a name [= jo]\nSELECT ?x { ?x rdfs:label ?l "
                    "FILTER(CONTAINS(LCASE(?l), $who)) }")  # fmt: skip
    asked = question(str(path))
    assert (asked.name, asked.title, asked.parameters[0].default) == ("mine", "Mine?", "jo")
    assert len(asked.ask(world)) == 1
    assert len(asked.ask(world, {"who": "acme"})) == 3
    plain = tmp_path / "plain.rq"
    plain.write_text("SELECT $x { $x a ic:Claim }")
    assert len(question(str(plain)).ask(world)) == 7


def test_optional_conditions(world: Graph) -> None:
    """A condition counts only when its parameter is given; brackets within its texts do not end it."""
    asked = parse_question(
        "q",
        "# param who: a name\n# param not: a name\nSELECT ?x { ?x rdfs:label ?l "
        'FILTER($who = "" || (CONTAINS(?l, $who) && ?l != ")(") && ?l != "a \\") b") '
        'FILTER( $not = ""|| !CONTAINS(?l, $not)) ?x a ic:Company }',
    )
    for parameters, expected in (({}, 1), ({"who": ""}, 1), ({"who": "Acme"}, 1), ({"who": "Zebra"}, 0)):
        assert len(asked.ask(world, parameters)) == expected
    assert len(asked.ask(world, {"not": "Acme"})) == 0
    assert len(asked.ask(world, {"who": "Acme", "not": "Zebra"})) == 1


def test_unknown_questions_and_parameters_are_named(world: Graph, tmp_path: Path) -> None:
    """What is not known is said, together with what is."""
    with pytest.raises(QuestionError, match=r"no question nobody.*denials"):
        question("nobody")
    with pytest.raises(QuestionError, match=r"no parameter colour; it has holder, about"):
        question("denials").ask(world, {"colour": "red"})
    with pytest.raises(QuestionError, match="cannot be read"):
        question(str(tmp_path / "none.rq"))
    with pytest.raises(QuestionError, match="never uses"):
        parse_question("q", "# param x: something\nASK { ?s ?p ?o }")
    with pytest.raises(QuestionError, match="is not `name"):
        parse_question("q", "# param nonsense\nASK { ?s ?p ?o }")


def test_a_sector_is_contested_where_the_denial_covers_it(world: Graph, sample) -> None:
    """A denial for a wider sector covers a narrower one; one for a sibling or another incident does not."""
    world.replace_reference()
    power, gas, energy = (world.get(Entity, f"{SECTOR}{name}") for name in ("electricity", "gas", "energy"))
    elsewhere = replace(sample.intrusion, iri=names.entity(Kind.INCIDENT, "elsewhere"), label="elsewhere")
    writer, harm = sample.writer("courier-1", sample.courier), Predicate.AFFECTED_SECTOR
    writer.claim("Heron", (sample.intrusion, harm, power))
    for quote, incident, sector in (("Acme", sample.intrusion, gas), ("June", elsewhere, power)):
        writer.claim(quote, (incident, harm, sector), polarity=Polarity.NEGATIVE)
    world.replace(Graphs.INCIDENTS, (sample.intrusion, elsewhere))
    world.put(writer.page())
    assert rows(world, "contested-sectors", "sector") == []
    writer.claim("attacked", (sample.intrusion, harm, energy), polarity=Polarity.NEGATIVE)
    world.put(writer.page())
    assert rows(world, "contested-sectors", "sector", "denied") == [(power.label, "attacked")]
