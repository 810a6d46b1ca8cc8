"""The shapes accept a sound graph and catch what is planted in it."""

from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Dataset, Graph, URIRef

from ontology.vocabulary import shapes, vocabulary

PAGE = (Path(__file__).parent / "page.trig").read_text(encoding="utf-8")
SH = "http://www.w3.org/ns/shacl#"
PLANTED = [
    (
        "ic:proposition :stolen ; ic:polarity icv:positive",
        "ic:polarity icv:positive",
        "stance on exactly one",
    ),
    ("ic:polarity icv:negative", "ic:polarity icv:negative , icv:positive", "either positive or negative"),
    ("ic:polarity icv:negative", "ic:polarity icv:certain", "either positive or negative"),
    ("ic:certainty icv:probable", "ic:certainty icv:positive", "one certainty"),
    ("ic:speechMode icv:indirect", "ic:cue 'said'", "one speech mode"),
    ("ic:holder :firm ;", "", "somebody's"),
    ("ic:attribution :inner ;", "", "one chain"),
    ("ic:evidence :quote ; ic:scope", "ic:scope", "one quote"),
    (":denial a ic:Claim ; ic:article :article", ":denial a ic:Claim ; ic:article :paper", "one article"),
    ("ic:extractionScore 0.9", "ic:extractionScore 9.0", "between 0 and 1"),
    ("rdf:predicate ic:exfiltrated", "rdf:predicate ic:stole", "known predicate"),
    ("rdf:subject :breach ;", "", "one subject"),
    ("rdf:object :data", "rdf:object 'data'", "one object"),
    ("ic:act icv:reports", "ic:act icv:positive", "one act"),
    ("ic:position 2", "ic:position 0", "from 1"),
    ("ic:within :outer", "ic:within :outer , :inner", "at most one other"),
    ("ic:speaker :firm ;", "", "somebody speaks"),
    ("oa:exact 'data left'", "", "exact words"),
    ("oa:start 4", "oa:start 14", "starts before it ends"),
    ("oa:end 13", "oa:end '13'", "one end"),
    ('ic:edtf "2021-05"', 'ic:edtf "May 2021"', "EDTF"),
    ('schema:unitText "file" ;', "", "one unit"),
    ("schema:minValue 10 ; schema:maxValue 20", "rdfs:comment 'some'", "a value or a bound"),
    ("schema:minValue 10", "schema:minValue 30", "not above"),
    ("schema:publisher :paper ;", "", "one publisher"),
    ('schema:inLanguage "en"', 'schema:inLanguage "en" , "ja"', "one language"),
    ('schema:sha256 "0', 'schema:sha256 "Z', "SHA-256"),
    ("schema:softwareVersion '1'", "", "one version"),
    ("ic:httpStatus 200", "ic:httpStatus 42", "one status of HTTP"),
    ('ic:robots "allowed"', 'ic:robots "disallowed"', "robots.txt allowed"),
    ('ic:requested "https://paper.example/a"^^xsd:anyURI ;', "", "one address"),
    ("ic:right :denial ;", "", "on its right"),
    ("ic:right :denial", "ic:right :own", "on its left"),
    ("icv:contradicts ;", "icv:positive ;", "one relation"),
    ("rdfs:comment 'one affirms what the other denies'", "ic:aspect 'polarity'", "its reason"),
    (':firm a ic:Company ; rdfs:label "The Firm"', ":firm a ic:Company", "has a label"),
    ("ic:speakerKind icv:press", "ic:speakerKind icv:direct", "of one kind"),
    ("ic:eventType icv:databreach", "ic:eventType icv:says", "one type"),
]


@pytest.fixture(scope="module")
def rules() -> Graph:
    """The shapes."""
    return shapes()


def merged(trig: str) -> Graph:
    """The triples of all named graphs in one."""
    graph = Graph()
    for subject, predicate, value, _ in Dataset().parse(data=trig, format="trig").quads():
        graph.add((subject, predicate, value))
    return graph


def messages(data: Graph, rules: Graph) -> list[str]:
    """What the shapes find wrong."""
    _, report, _ = validate(data, shacl_graph=rules, inplace=True)
    assert isinstance(report, Graph)
    return sorted(map(str, report.objects(None, URIRef(SH + "resultMessage"))))


def planted(old: str, new: str) -> str:
    """The sound graph with one place changed; the place is there exactly once."""
    old, new = old.replace("'", '"'), new.replace("'", '"')
    assert PAGE.count(old) == 1, old
    return PAGE.replace(old, new)


def test_a_sound_graph_conforms(rules: Graph) -> None:
    """Nothing is wrong with a graph as the pipelines write it."""
    assert messages(merged(PAGE), rules) == []


def test_the_vocabulary_conforms(rules: Graph) -> None:
    """Merged with the vocabulary, as a graph is checked, nothing becomes wrong."""
    assert messages(merged(PAGE) + vocabulary(), rules) == []


@pytest.mark.parametrize(("old", "new", "message"), PLANTED)
def test_a_planted_error_is_caught(old: str, new: str, message: str, rules: Graph) -> None:
    """Each broken place is found and named."""
    assert any(message in found for found in messages(merged(planted(old, new)), rules))


def test_shapes_need_no_sparql(rules: Graph) -> None:
    """What compares nodes is asked of the store: inside a validator it is slow."""
    assert not list(rules.triples((None, URIRef(SH + "sparql"), None)))
