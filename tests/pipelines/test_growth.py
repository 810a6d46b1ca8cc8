"""Growing account by account makes the edition that all accounts make at once, in any order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.terms import EventType, Kind, Predicate
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
