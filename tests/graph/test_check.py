"""What a graph must keep to, by planting one breach after the other."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from graph.check import Finding, check, placement, quotes, rules, shapes
from graph.graph import Graph
from graph.triples import Literal, Resource, Triple
from ontology.model import Page
from ontology.terms import IC, ID, RDF_TYPE, RDFS, Graphs, Iri


@pytest.fixture
def whole(world: Graph) -> Graph:
    """The invented world with its reference graph."""
    world.replace_reference()
    return world


def rules_of(findings: Iterator[Finding]) -> set[str]:
    """The names of the rules that were broken."""
    return {finding.rule for finding in findings}


def test_a_whole_world_has_no_findings(whole: Graph, sample) -> None:
    """Nothing is found wrong with a graph that keeps to everything."""
    assert check(whole, sample.texts) == ()


def test_a_triple_in_two_graphs_is_found(whole: Graph, sample) -> None:
    """A triple that a union would count twice is found with both graphs; so is one in no named graph."""
    label = Triple(sample.acme.iri, RDFS + "label", Literal("Acme Pumps"))
    whole.store.extend([label], Graphs.INCIDENTS)
    (found,) = placement(whole)
    assert (found.rule, found.focus) == ("one-graph", sample.acme.iri)
    assert Graphs.ENTITIES in found.message
    assert Graphs.INCIDENTS in found.message
    whole.store.update(f"INSERT DATA {{ <{sample.acme.iri}> rdfs:comment 'x' }}")
    assert len(list(placement(whole))) == 2


def test_a_quote_that_does_not_stand_there_is_found(whole: Graph, sample) -> None:
    """A text that differs in one character, or is not stored, is found for every mention it breaks."""
    shifted = {**sample.texts, "courier-1": " " + sample.texts["courier-1"]}
    found = list(quotes(whole, shifted))
    assert {f.focus for f in found} == {mention.iri for mention in sample.courier_page().mentions}
    assert all("the text holds" in f.message for f in found)
    missing = list(quotes(whole, {"herald-1": sample.texts["herald-1"]}))
    assert {f.focus for f in missing} == {mention.iri for mention in sample.courier_page().mentions}
    assert all("not stored" in f.message for f in missing)


def test_offsets_count_code_points(whole: Graph, sample) -> None:
    """A character outside the basic plane before a quote moves it by one."""
    page: Page = sample.courier_page()
    moved = replace(page, mentions=tuple(replace(m, start=m.start + 1, end=m.end + 1) for m in page.mentions))
    whole.put(moved)
    assert not list(quotes(whole, {**sample.texts, "courier-1": "\U0001f6b0" + sample.texts["courier-1"]}))


def broken_pages(page: Page) -> dict[str, Page]:
    """A page with one breach each, by the rule that must find it."""
    claim, step = page.claims[2], next(step for step in page.steps if step.position == 2)
    mention = next(m for m in page.mentions if m.iri == claim.evidence)
    stranger = Iri(ID + "person/stranger")
    others = tuple(c for c in page.claims if c is not claim)
    steps = tuple(s for s in page.steps if s is not step)
    mentions = tuple(m for m in page.mentions if m is not mention)
    return {
        "holder-speaks": replace(page, claims=(*others, replace(claim, holders=(stranger,)))),
        "evidence-of-same-article": replace(
            page, mentions=(*mentions, replace(mention, article=Iri(ID + "article/other")))
        ),
        "length-fits": replace(page, mentions=(*mentions, replace(mention, end=mention.end + 1))),
        "position-counts": replace(page, steps=(*steps, replace(step, position=5))),
        "publisher-outermost": replace(page, steps=(*steps, replace(step, within=None, position=1))),
    }


@pytest.mark.parametrize(
    "rule",
    ["holder-speaks", "evidence-of-same-article", "length-fits", "position-counts", "publisher-outermost"],
)
def test_rules_find_what_they_are_for(whole: Graph, sample, rule: str) -> None:
    """Each rule of the ontology finds its breach, with a sentence."""
    whole.put(broken_pages(sample.herald_page())[rule])
    found = list(rules(whole))
    assert rule in rules_of(iter(found))
    assert all(finding.focus and len(finding.message) > len(finding.rule) for finding in found)


def test_shapes_find_what_is_missing(whole: Graph, sample) -> None:
    """A claim without polarity and one with two certainties are found by the shapes."""
    one, other = sample.herald_page().claims[:2]
    page = sample.herald_page().iri
    whole.store.update(f"DELETE WHERE {{ GRAPH <{page}> {{ <{one.iri}> ic:polarity ?p }} }}")
    whole.store.extend(
        [Triple(other.iri, IC + "certainty", Resource("https://w3id.org/claimgraph/vocab/possible"))], page
    )
    found = list(shapes(whole))
    assert {finding.focus for finding in found} == {one.iri, other.iri}
    assert all(finding.rule == "shape" for finding in found)
    assert any("ic:polarity" in finding.message for finding in found)


def test_shapes_find_strangers(whole: Graph) -> None:
    """A thing that says it is a claim and is nothing of the kind is found."""
    whole.store.extend([Triple(ID + "x", RDF_TYPE, Resource(IC + "Claim"))], Graphs.SHARED)
    assert ID + "x" in {finding.focus for finding in shapes(whole)}
