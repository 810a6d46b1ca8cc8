"""Growing account by account makes the edition that all accounts make at once, in any order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.judgements import Entry, Side, Words
from ontology.terms import ID, EventType, Iri, Kind, Predicate, Ruling
from pipelines.aside import Aside
from pipelines.decided import Decided
from pipelines.edition import edition
from pipelines.growth import Growth
from pipelines.keeping import proof
from tests.resolution.breach import first, second
from tests.resolution.telling import INCIDENT, Read, Telling


def told(
    identifier: str,
    victim: str,
    published: str | None = None,
    day: str | None = None,
    person: str | None = None,
    **fields: tuple[str, ...],
) -> Read:
    """An article on an attack, with somebody who denies that records left."""
    telling = Telling(identifier, f"Paper {identifier[0]}", published)
    telling.named("company", Kind.COMPANY, victim, **fields).incident("company").type(EventType.INTRUSION)
    telling.data("records", f"records of customers, {identifier}", owner="company")
    telling.says("Records left.", INCIDENT, Predicate.EXFILTRATED, "records")
    telling.says("None left.", INCIDENT, Predicate.EXFILTRATED, "records", ["company"], denied=True)
    telling.named("country", Kind.PLACE, "Japan", same_as=("ISO3166-1:JP",))
    telling.says("It sits in Japan.", "company", Predicate.LOCATED_IN, "country")
    if person:
        telling.named("person", Kind.PERSON, person, job_title="chief executive", part_of="company")
        telling.says("Records left, says the person.", INCIDENT, Predicate.EXFILTRATED, "records", ["person"])
    if day:
        telling.date("day", day, day, day).says(f"It was on {day}.", INCIDENT, Predicate.TIME, "day")
    return telling.read()


# Names that join others or stand between two, dates that split or join, and what only others make clear.
POOL: tuple[Read, ...] = (
    first(),
    second(),
    told("a1", "Orion Electric", day="2019-06-28", person="Haru Endo"),
    told("a2", "Orion Electric Corp.", day="2017-03-01", person="Endo"),
    told("b1", "Orion", published="2019-07-02", person="Haru Endo"),
    told("b2", "Orion Electric", person="Mio Sato"),
    told("c1", "National Registry Agency", day="2020-01-05"),
    told("c2", "NRA", published="2020-01-09", person="Jo Ray"),
    told("d1", "Northern Rail Authority", day="2020-01-06", person="Jo Ray"),
    told("d2", "Polar Systems Inc.", day="2021-02-01", aliases=("Borealis Software",)),
    told("e1", "Borealis Software", published="2021-02-20"),
    told("e2", "Borealis Software", published="2021-03-02", person="Al Berg"),
)
NAMES = [document.id for document, _ in POOL]
BY_NAME = {document.id: (document, account) for document, account in POOL}


def grown(steps: list[tuple[str, bool]]) -> tuple[Growth, list[Read]]:
    """What is there after accounts came (True) and went, and the accounts that are left."""
    growth, there = Growth(), set()
    for name, comes in steps:
        if comes:
            growth.add([BY_NAME[name]])
            there.add(name)
        elif name in there:
            growth.withdraw(name)
            there.discard(name)
    return growth, [BY_NAME[name] for name in sorted(there)]


@settings(max_examples=15, deadline=None)
@given(st.permutations(NAMES), st.lists(st.sampled_from(NAMES), max_size=5))
def test_growth_equals_recomputation(order: list[str], leaving: list[str]) -> None:
    """Whatever the order of arrival, and whoever leaves meanwhile or comes back, the edition is the same."""
    half = len(order) // 2
    steps = [(name, True) for name in order[:half]] + [(name, False) for name in leaving]
    steps += [(name, True) for name in order[half:]] + [(name, False) for name in leaving[:2]]
    growth, left = grown(steps)
    assert growth.edition() == edition(left)


def passed(number: int, ruling: Ruling, kind: Kind, *sides: tuple[str, str]) -> Entry:
    """A judgement on what two documents call so."""
    found = tuple(
        Side(kind=kind.value, label=words, iri=Iri(ID + words), found=(Words(document, words),))
        for document, words in sides
    )
    what = {"at": "2024-01-01T00:00:00Z", "by": "Ada", "why": "x", "key": str(number)}
    return Entry(number=number, ruling=ruling, sides=found, **what)


RECORDS, ATTACK = "records of customers", "the attack"
PASSED = (
    passed(1, Ruling.SAME, Kind.COMPANY, ("a1", "Orion Electric"), ("c1", "National Registry Agency")),
    passed(2, Ruling.DIFFERENT, Kind.COMPANY, ("a1", "Orion Electric"), ("b2", "Orion Electric")),
    passed(3, Ruling.SAME, Kind.DATA, ("a1", f"{RECORDS}, a1"), ("d1", f"{RECORDS}, d1")),
    passed(4, Ruling.DIFFERENT, Kind.DATA, ("b1", f"{RECORDS}, b1"), ("b2", f"{RECORDS}, b2")),
    passed(5, Ruling.SAME, Kind.INCIDENT, ("d2", ATTACK), ("e2", ATTACK)),
    passed(6, Ruling.DIFFERENT, Kind.INCIDENT, ("e1", ATTACK), ("e2", ATTACK)),
    passed(7, Ruling.UNSURE, Kind.PERSON, ("a1", "Haru Endo"), ("b2", "Mio Sato")),
    passed(8, Ruling.SAME, Kind.PERSON, ("c2", "Jo Ray"), ("e2", "Al Berg")),
    passed(9, Ruling.SAME, Kind.DATA, ("d1", f"{RECORDS}, d1"), ("e1", f"{RECORDS}, e1")),
)
STEP = st.one_of(
    st.tuples(st.just("comes"), st.sampled_from(NAMES)),
    st.tuples(st.just("goes"), st.sampled_from(NAMES)),
    st.tuples(st.just("judged"), st.sets(st.integers(0, len(PASSED) - 1), min_size=1)),
)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(NAMES), min_size=6), st.lists(STEP, min_size=2, max_size=7))
def test_growth_under_judgements_equals_recomputation(
    first_: set[str], steps: list[tuple[str, str | set[int]]]
) -> None:
    """Accounts come and go and people judge, in any order: the edition is what all of it at once makes."""
    growth, there, judgements = Growth([BY_NAME[name] for name in sorted(first_)]), set(first_), ()
    for what, which in steps:
        if isinstance(which, set):
            judgements = tuple(PASSED[at] for at in sorted(which))
            growth.judge(judgements)
        elif what == "comes":
            growth.add([BY_NAME[which]])
            there.add(which)
        elif which in there:
            growth.withdraw(which)
            there.discard(which)
    wanted = edition([BY_NAME[name] for name in sorted(there)], decided=Decided(entries=judgements))
    assert growth.edition() == replace(wanted, aside=Aside())


@settings(max_examples=8, deadline=None)
@given(st.permutations(NAMES), st.integers(1, 5))
def test_parts_of_any_size_come_to_the_same(order: list[str], size: int) -> None:
    """Accounts that come in parts, some of them twice, make what they make at once."""
    read = [BY_NAME[name] for name in [*order, *order[:3]]]
    growth = Growth(read[:2])
    growth.grow(read[at : at + size] for at in range(0, len(read), size))
    assert growth.edition() == edition([BY_NAME[name] for name in NAMES])


def test_the_quads_are_the_same_to_the_last() -> None:
    """The canonical hash of what grew is that of what was made at once."""
    growth, left = grown([(name, True) for name in reversed(NAMES)] + [("a2", False)])
    assert proof(growth.edition()).canonical_hash() == proof(edition(left)).canonical_hash()


def test_a_second_reading_changes_nothing() -> None:
    """The same account again leaves every page, entity and comparison as it was."""
    growth = Growth(POOL)
    before = growth.edition()
    assert growth.add([POOL[3]]).entities == frozenset()
    assert growth.edition() == before


def test_a_stranger_touches_nobody_else() -> None:
    """An account that has nothing to do with the others writes its own page only."""
    growth = Growth(POOL)
    assert growth.add([told("z1", "Acme Tidewater")]).pages == {"z1"}


def test_who_is_not_there_cannot_leave() -> None:
    """Withdrawing an unknown document is refused."""
    with pytest.raises(KeyError, match="nobody"):
        Growth(POOL).withdraw("nobody")
