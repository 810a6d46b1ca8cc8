"""Searching: results are counted, the words are marked where they stand, and names are suggested."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.highlights import highlights


def test_words_are_marked_in_what_matched(ask: Any) -> None:
    """Each result says where the words stand, and which of its names has them."""
    hits = ask('{ search(text: "grey hero") { hits { text matched highlights { start end } } } }')["search"][
        "hits"
    ]
    assert hits == [
        {
            "text": "Heron",
            "matched": "Grey Heron",
            "highlights": [{"start": 0, "end": 4}, {"start": 5, "end": 10}],
        }
    ]


def test_results_are_counted_by_what_they_are(ask: Any) -> None:
    """The facets of a search count all of its results by type, kind and outlet."""
    found = ask("""{ search(text: "heron", first: 1) {
      totalCount
      type: facets(by: TYPE) { facets { key count } }
      kind: facets(by: KIND) { facets { key count } }
      outlet: facets(by: OUTLET) { distinct facets { label count } }
      incident: facets(by: INCIDENT) { facets { label } }
    } }""")["search"]
    assert {one["key"]: one["count"] for one in found["type"]["facets"]} == {"claim": 4, "entity": 1}
    assert found["kind"]["facets"] == [{"key": "ThreatActor", "count": 1}]
    assert found["outlet"]["distinct"] == 2
    assert found["incident"]["facets"] == [{"label": "Intrusion at Acme Pumps"}]
    assert found["totalCount"] == 5


def test_suggestions_are_names_that_begin_so(ask: Any, world: Any) -> None:
    """Who begins to type a name is offered the entities that have such a one, the most spoken of first."""
    found = ask("""{
      any: suggest(text: "acm") { text claimCount highlights { start end } node { id } }
      place: suggest(text: "acm", kind: [PLACE]) { text }
      most: suggest(text: "point", first: 3) { text }
    }""")
    assert found["any"][0]["node"]["id"] in {world.acme.iri, world.intrusion.iri}
    assert {one["text"] for one in found["any"]} >= {"Acme Pumps", "people close to Acme"}
    counts = [one["claimCount"] for one in found["any"]]
    assert counts == sorted(counts, reverse=True)
    assert found["place"] == []
    assert len(found["most"]) == 3


TEXT = st.text(alphabet="abäß 電機-'Z.", max_size=40)


@given(text=TEXT, words=TEXT)
def test_marks_lie_in_the_text_and_apart(text: str, words: str) -> None:
    """Marks are places of the text, in order, and do not overlap, whatever is looked for in whatever."""
    spans = highlights(text, words)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_marks_know_diacritics_and_ideographs() -> None:
    """Letters with and without diacritics are one, and a run of ideographs is a phrase."""
    assert [(s.start, s.end) for s in highlights("Électricité de France", "elec")] == [(0, 11)]
    assert [(s.start, s.end) for s in highlights("三菱電機が発表", "電機")] == [(2, 4)]
    assert highlights("三菱電機が発表", "機電") == ()
