"""What is measured of a reading whose mistakes are known."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.evaluation import claims, events, mentions, quotations
from pipelines.evaluation.confusion import NOTHING
from pipelines.evaluation.counting import Tally
from pipelines.evaluation.documents import Compared
from pipelines.evaluation.names import names, same_holders
from pipelines.evaluation.said import Mention, Said, annotated, read
from pipelines.extraction.account import Span

Answer = Callable[[dict[str, Any]], dict[str, Any]]
Counts = tuple[int, int, int, int]


def compared(gold: dict[str, Any], answer: dict[str, Any]) -> Compared:
    """Both sides of the article."""
    return Compared(id=gold["id"], text=gold["text"], gold=annotated(gold), read=read(answer))


def counts(tally: Tally) -> Counts:
    """Found of how many annotated, right of how many read."""
    return tally.found, tally.gold, tally.right, tally.read


MEASURES: list[tuple[str, Callable[[Said, Said], Tally], Counts]] = [
    ("exact", lambda g, r: mentions.exact(g.mentions, r.mentions), (1, 4, 1, 4)),
    ("overlapping", lambda g, r: mentions.overlapping(g.mentions, r.mentions), (2, 4, 2, 4)),
    ("triggers", lambda g, r: events.triggers(g.events, r.events), (2, 2, 2, 2)),
    ("typed", lambda g, r: events.typed(g.events, r.events), (1, 2, 1, 2)),
    ("arguments", lambda g, r: events.arguments(g.events, r.events), (1, 2, 1, 1)),
    ("linked", lambda g, r: quotations.linked(g.quotations, r.quotations), (1, 2, 2, 3)),
    ("linked once", lambda g, r: quotations.linked_once(g.quotations, r.quotations), (1, 2, 1, 3)),
]


@pytest.mark.parametrize(("measure", "expected"), [m[1:] for m in MEASURES], ids=[m[0] for m in MEASURES])
def test_known_mistakes_give_known_figures(
    measure: Callable[[Said, Said], Tally], expected: Counts, gold: dict[str, Any], partly: dict[str, Any]
) -> None:
    """Each measure counts what is wrong for it and nothing else."""
    assert counts(measure(annotated(gold), read(partly))) == expected


def test_claims_are_paired_by_quote(gold: dict[str, Any], partly: dict[str, Any]) -> None:
    """Half of the shorter quote is enough; one claim of the three is right in polarity, certainty, holder."""
    document = compared(gold, partly)
    found = claims.pairs(document.gold.claims, document.read.claims)
    assert counts(claims.quotes(document, found)) == (3, 3, 3, 4)
    assert counts(claims.strict(document, found)) == (1, 3, 1, 4)
    right = {name: share.right for name, share in claims.facets(found).items()}
    assert right == {
        "polarity": 2,
        "certainty": 3,
        "holder": 2,
        "chain length": 3,
        "speech mode": 3,
        "predicate": 2,
    }


def test_confusion_names_what_was_read_for_what(gold: dict[str, Any], partly: dict[str, Any]) -> None:
    """Also what was missed and what was invented; another span of the same type is no confusion."""
    assert mentions.confusion(compared(gold, partly)).counts() == {
        ("Company", "Organization"): 1,
        ("Date", "Date"): 1,
        ("Person", "Person"): 1,
        ("ThreatActor", NOTHING): 1,
        (NOTHING, "Company"): 1,
    }


def test_confusion_of_stances_shows_the_words(gold: dict[str, Any], partly: dict[str, Any]) -> None:
    """The denial that was read as an assertion is shown in its words."""
    document = compared(gold, partly)
    found = claims.pairs(document.gold.claims, document.read.claims)
    (confused,) = claims.stances(document, found).largest(9)
    assert (confused.gold, confused.read, confused.count) == ("negative certain", "positive certain", 1)
    words = confused.examples[0].words
    assert words is not None
    assert words.words == "a ransom was paid"
    assert (words.before + words.words + words.after).strip("…") in gold["text"]


def test_a_claim_said_twice_counts_once(gold: dict[str, Any], perfect: Answer) -> None:
    """Whoever repeats a claim gains and loses nothing."""
    answer = perfect(gold)
    answer["claims"] *= 2
    assert len(read(answer).claims) == len(gold["claims"])


def test_who_is_only_described_goes_by_the_description(gold: dict[str, Any]) -> None:
    """An unnamed source is right under the words that the text uses of it."""
    gold["cast"][3] = gold["cast"][3] | {"type": "UnnamedSource", "name": "one analyst"}
    start = gold["text"].index("Orla Fenn")
    gold["entities"].append([start, start + 9, "UnnamedSource", {"entity": "e3", "form": "nominal"}])
    assert annotated(gold).claims[2].holders == (names(["one analyst", "Orla Fenn"]),)


def test_the_publisher_is_the_publisher_under_any_name(gold: dict[str, Any], perfect: Answer) -> None:
    """What a newspaper says itself is its own, whether or not its name was found."""
    gold["claims"] = [gold["claims"][0] | {"chain": [{"speakers": ["e0"], "act": "reports", "cue": None}]}]
    answer = perfect(gold)
    answer["entities"] = []
    document = compared(gold, answer)
    found = claims.pairs(document.gold.claims, document.read.claims)
    assert claims.facets(found)["holder"].value == 1


def test_each_holder_must_have_a_counterpart() -> None:
    """One of two joint speakers is not enough, and nobody agrees with nobody."""
    one, other = names(["The Norvik Company's"]), names(["Tarn Labs (Oslo)"])
    assert same_holders([one, other], [names(["tarn labs"]), names(["norvik company"])])
    assert not same_holders([one, other], [one])
    assert not same_holders([], [])


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(), (None, None, None)),
        (Tally(gold=2), (0.0, 0.0, 0.0)),
        (Tally(read=2), (0.0, 0.0, 0.0)),
        (Tally(found=1, gold=2, right=1, read=1), (1.0, 0.5, 2 / 3)),
    ],
)
def test_nothing_to_measure_is_neither_right_nor_wrong(
    tally: Tally, expected: tuple[float | None, ...]
) -> None:
    """Where both sides are empty there is no figure; where one is, it is 0."""
    assert (tally.precision, tally.recall, tally.f) == expected


SPANS = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda s: Span(s[0], s[0] + s[1]))
MENTIONS = st.lists(st.builds(Mention, SPANS, st.sampled_from(["Person", "Place", "Company"])), min_size=1)


@given(MENTIONS)
def test_a_perfect_reading_of_mentions_scores_one(given_mentions: list[Mention]) -> None:
    """Whatever overlaps, a reading that equals the annotation is wholly right and confuses nothing."""
    marked = tuple(sorted(set(given_mentions)))
    both = Compared(id="x", text="x" * 90, gold=Said(mentions=marked), read=Said(mentions=marked))
    assert mentions.exact(marked, marked).f == 1
    assert mentions.overlapping(marked, marked).f == 1
    assert mentions.confusion(both).largest(9) == []


@given(MENTIONS, MENTIONS)
def test_every_mention_is_in_the_confusion_once(gold: list[Mention], given_mentions: list[Mention]) -> None:
    """The rows add up to what is annotated, the columns to what was read."""
    one, other = tuple(sorted(set(gold))), tuple(sorted(set(given_mentions)))
    both = Compared(id="x", text="x" * 90, gold=Said(mentions=one), read=Said(mentions=other))
    cases = mentions.confusion(both).cases
    assert sorted(case.gold for case in cases if case.gold != NOTHING) == sorted(m.kind for m in one)
    assert sorted(case.read for case in cases if case.read != NOTHING) == sorted(m.kind for m in other)
