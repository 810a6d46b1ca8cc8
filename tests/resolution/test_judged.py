"""Judgements of people about who is whom: they win over features, and can be taken back."""

from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judgements import Entry, Side, Words, standing
from ontology.terms import ID, Iri, Kind, Predicate, Ruling
from pipelines.decided import Decided
from pipelines.edition import edition
from pipelines.keeping import proof
from pipelines.resolution.resolution import Resolution, resolve
from tests.resolution.telling import INCIDENT, Read, Telling

SAME, DIFFERENT, UNSURE = Ruling.SAME, Ruling.DIFFERENT, Ruling.UNSURE


def story(document: str, company: str, published: str = "2021-05-03") -> Telling:
    """An account of a breach at a company, with a source without a name."""
    telling = Telling(document, f"Paper {document}", published).named("it", Kind.COMPANY, company)
    telling.described("source", Kind.UNNAMED_SOURCE, f"sources of {document}").incident("it")
    telling.data("records", "customer records", owner="it")
    return telling.says(
        f"Records left, {document} hears.", INCIDENT, Predicate.EXFILTRATED, "records", ["source"]
    )


def side(words: str, *documents: str, kind: Kind = Kind.COMPANY) -> Side:
    """What these documents call so."""
    return Side(
        kind=kind.value, label=words, iri=Iri(ID + words), found=tuple(Words(one, words) for one in documents)
    )


def judged(number: int, ruling: Ruling, left: Side, right: Side, undoes: int | None = None) -> Entry:
    """A judgement on two sides."""
    key = " ".join(sorted((left.iri, right.iri)))
    return Entry(
        number=number,
        at="2024-01-01T00:00:00Z",
        by="Ada",
        why="x",
        ruling=ruling,
        key=key,
        sides=(left, right),
        undoes=undoes,
    )


READ = [story("a", "Acme Pumps").read(), story("b", "Acme Holding").read(), story("c", "Acme Pumps").read()]
PUMPS, HOLDING = side("Acme Pumps", "a", "c"), side("Acme Holding", "b")


def groups(resolution: Resolution, local: str = "it") -> list[set[str]]:
    """Which documents mean the same by a local id."""
    found: dict[Iri, set[str]] = {}
    for document in resolution.known.readings:
        found.setdefault(resolution.iri(document, local), set()).add(document)
    return sorted(found.values(), key=sorted)


def test_features_alone_tell_them_apart() -> None:
    """Without a judgement two names are two companies, hit in two incidents."""
    found = resolve(READ)
    assert groups(found) == groups(found, INCIDENT) == [{"a", "c"}, {"b"}]


def test_the_same_is_one_and_its_incidents_follow() -> None:
    """Two names judged the same are one entity with both names; what happened to both is one incident."""
    found = resolve(READ, [judged(1, SAME, PUMPS, HOLDING)])
    assert groups(found) == groups(found, INCIDENT) == [{"a", "b", "c"}]
    (company,) = [one for one in found.entities if one.kind is Kind.COMPANY]
    assert {company.label, *company.aliases} == {"Acme Pumps", "Acme Holding"}


def test_different_takes_the_right_side_out() -> None:
    """What features merge is taken apart by a judgement; whom it does not name stays with the left side."""
    apart = judged(1, DIFFERENT, side("Acme Pumps", "a"), side("Acme Pumps", "c"))
    found = resolve([*READ, story("d", "Acme Pumps").read()], [apart])
    assert groups(found) == groups(found, INCIDENT) == [{"a", "d"}, {"b"}, {"c"}]


def test_being_unsure_changes_nothing() -> None:
    """A matter that was looked at and left open stays as features have it."""
    assert resolve(READ, [judged(1, UNSURE, PUMPS, HOLDING)]).entities == resolve(READ).entities


def test_the_later_judgement_wins() -> None:
    """Judged the same and then apart, two are apart; the other way round they are one."""
    apart = judged(2, DIFFERENT, PUMPS, HOLDING)
    assert groups(resolve(READ, standing([judged(1, SAME, PUMPS, HOLDING), apart]))) == [{"a", "c"}, {"b"}]
    both = [judged(1, DIFFERENT, PUMPS, HOLDING), judged(2, SAME, PUMPS, HOLDING)]
    assert groups(resolve(READ, standing(both))) == [{"a", "b", "c"}]


def test_a_judgement_holds_for_accounts_that_come_later() -> None:
    """A new account that uses one of the names belongs to what people judged."""
    read = [*READ, story("d", "Acme Holding").read()]
    assert groups(resolve(read, [judged(1, SAME, PUMPS, HOLDING)])) == [{"a", "b", "c", "d"}]


def test_a_judgement_on_nobody_changes_nothing() -> None:
    """When the articles are gone by which a side was found, the judgement waits."""
    gone = judged(1, SAME, PUMPS, side("Acme Holding", "z"))
    assert resolve(READ, [gone]).entities == resolve(READ).entities


def test_sources_without_names_are_one_each_until_somebody_knows_better() -> None:
    """Two nameless sources are two speakers; judged the same they are one, and apart from a third."""
    left, right = (side(f"sources of {one}", one, kind=Kind.UNNAMED_SOURCE) for one in "ac")
    assert len(groups(resolve(READ), "source")) == 3
    assert groups(resolve(READ, [judged(1, SAME, left, right)]), "source") == [{"a", "c"}, {"b"}]


@pytest.mark.parametrize("ruling", [SAME, DIFFERENT])
def test_incidents_are_judged_too(ruling: Ruling) -> None:
    """Two incidents are made one, or one is split, whatever dates and victims say."""
    left, right = (
        Side(kind="Incident", label=one, iri=Iri(ID + one), found=(Words(one, ""),))
        for one in ("a", "b" if ruling is SAME else "c")
    )
    found = resolve(READ, [judged(1, ruling, left, right)])
    assert groups(found, INCIDENT) == ([{"a", "b", "c"}] if ruling is SAME else [{"a"}, {"b"}, {"c"}])
    assert groups(found) == [{"a", "c"}, {"b"}]


JUDGEMENTS = (
    judged(1, SAME, PUMPS, HOLDING),
    judged(2, DIFFERENT, side("Acme Pumps", "a"), side("Acme Pumps", "c")),
    judged(3, SAME, *(side(f"sources of {one}", one, kind=Kind.UNNAMED_SOURCE) for one in "ab")),
)


def hash_of(read: Sequence[Read], entries: Sequence[Entry]) -> str:
    """The canonical hash of what these accounts and judgements make."""
    with proof(edition(read, decided=Decided(entries=tuple(entries)))) as graph:
        return graph.canonical_hash()


@cache
def untouched() -> str:
    """The canonical hash without any judgement."""
    return hash_of(READ, ())


@settings(max_examples=5)
@given(st.permutations(READ), st.sets(st.sampled_from(JUDGEMENTS), min_size=1))
def test_undoing_gives_the_identical_graph(read: list[Read], entered: set[Entry]) -> None:
    """In any order of arrival, undone judgements leave the graph as if they had never been passed."""
    entries = sorted(entered, key=lambda entry: entry.number)
    undone = [judged(9 + e.number, e.ruling, *e.sides, undoes=e.number) for e in entries]
    assert hash_of(read, standing(entries)) == hash_of(READ, standing(entries)) != untouched()
    assert hash_of(read, standing([*entries, *undone])) == untouched()
