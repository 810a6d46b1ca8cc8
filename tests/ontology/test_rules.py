"""The rules across nodes find nothing in a sound graph and each of the errors planted in it."""

import re
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from ontology.model import Claim
from ontology.terms import IC, Predicate
from ontology.vocabulary import rules

PAGE = (Path(__file__).parent / "page.trig").read_text(encoding="utf-8")
PLANTED = [
    ("holder-speaks", "ic:holder :firm", "ic:holder :paper", "denial", "paper"),
    (
        "evidence-of-same-article",
        ":quote a ic:Mention ; ic:article :article",
        ":quote ic:article :b",
        "own",
        "quote",
    ),
    ("publisher-outermost", "schema:publisher :paper", "schema:publisher :b", "outer", "paper"),
    ("publisher-outermost", "ic:act icv:says ; ic:within :outer", "ic:act icv:says", "inner", "firm"),
    ("position-counts", "ic:position 2", "ic:position 3", "inner", "3"),
    ("position-counts", "ic:position 1", "ic:position 2", "outer", "2"),
    ("length-fits", "oa:end 13", "oa:end 14", "quote", "data left"),
    ("bounds-in-order", '"2021-05-31"^^xsd:date', '"2021-04-30"^^xsd:date', "may", "2021-05-01"),
    ("proposition-there", "rdf:predicate ic:exfiltrated ;", "", "own", "stolen"),
    ("compared-claims-there", "ic:right :denial", "ic:right :lost", "clash", "lost"),
    ("nothing-asserted", "ic:eventType icv:databreach .", "ic:target :firm .", "breach", "firm"),
]


def found(rule: str, trig: str) -> set[tuple[str, str]]:
    """The violations of a rule, as last parts of focus and value."""
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    rows = store.query(rules()[rule])
    assert isinstance(rows, QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["focus", "value"]
    return {
        (row["focus"].value.rpartition(":")[2], row["value"].value.removeprefix("urn:test:")) for row in rows
    }


def test_every_rule_is_tried() -> None:
    """No rule is without a planted error."""
    assert set(rules()) == {rule for rule, *_ in PLANTED}


@pytest.mark.parametrize("rule", sorted(rules()))
def test_a_sound_graph_breaks_no_rule(rule: str) -> None:
    """Nothing is wrong with a graph as the pipelines write it."""
    assert found(rule, PAGE) == set()


@pytest.mark.parametrize(("rule", "old", "new", "focus", "value"), PLANTED)
def test_a_planted_error_is_found(rule: str, old: str, new: str, focus: str, value: str) -> None:
    """Each rule finds its error, at the node and with the value that are wrong."""
    assert PAGE.count(old) == 1, old
    assert (focus, value) in found(rule, PAGE.replace(old, new))


@pytest.mark.parametrize("rule", sorted(rules()))
def test_rules_say_what_is_wrong(rule: str) -> None:
    """The first line of a rule is its message."""
    assert re.match(r"# message: \w[^\n]+\n", rules()[rule])


def test_world_facing_predicates_are_never_plain_edges(annotated: dict[str, set[str]]) -> None:
    """The rule names every predicate that no field of the model is carried by."""
    carried = {iri for properties in annotated.values() for iri in properties}
    listed = {IC + name for name in re.findall(r"\bic:(\w+)", rules()["nothing-asserted"].partition("}")[0])}
    assert listed == {predicate.iri for predicate in Predicate} - carried
    assert IC + "proposition" in annotated[Claim.__name__]
