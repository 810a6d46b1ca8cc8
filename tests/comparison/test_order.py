"""The order of arrival makes no difference: to entities, to pages, to comparisons."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.terms import Certainty, Kind, Predicate
from pipelines.comparison.comparing import compare
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import resolve
from tests.resolution.breach import first, second
from tests.resolution.telling import INCIDENT, Read, Telling

VICTIMS = (
    "Orion Electric",
    "Orion Electric Corp.",
    "Orion Heavy Industries",
    "Northern Rail Authority",
    "NRA",
)
DAYS = (None, "2017-03-01", "2019-06-28", "2019-07-20")


@st.composite
def accounts(draw: st.DrawFn) -> list[Read]:
    """Up to four short accounts of attacks, with names and days that may or may not be the same."""
    read = []
    for identifier in "pqrs"[: draw(st.integers(1, 4))]:
        victim = draw(st.sampled_from(VICTIMS))
        aliases = ("NRA",) if victim.startswith("Northern") and draw(st.booleans()) else ()
        telling = Telling(identifier, draw(st.sampled_from(("", "Paper"))), draw(st.sampled_from(DAYS)))
        telling.named("victim", Kind.ORGANIZATION, victim, aliases=aliases).incident("victim")
        telling.data("data", draw(st.sampled_from(("data", "sensitive staff data", "customer data"))))
        telling.described("sources", Kind.UNNAMED_SOURCE, "sources")
        if day := draw(st.sampled_from(DAYS)):
            telling.date("day", day, day, day).says(f"On {day}.", INCIDENT, Predicate.TIME, "day")
        for by in draw(st.lists(st.sampled_from(("victim", "sources")), max_size=2)):
            certainty = draw(st.sampled_from(tuple(Certainty)))
            denied = draw(st.booleans())
            telling.says(
                f"So says {by}.",
                INCIDENT,
                Predicate.EXFILTRATED,
                "data",
                [by],
                denied=denied,
                certainty=certainty,
            )
        read.append(telling.read())
    return read


def everything(read: list[Read]) -> tuple[object, ...]:
    """All that is derived from accounts."""
    resolution = resolve(read)
    written = pages(read, resolution)
    return resolution.entities, written, compare(written, resolution.entities)


@settings(max_examples=40, deadline=None)
@given(st.data(), accounts())
def test_any_order_of_arrival_gives_the_same(data: st.DataObject, read: list[Read]) -> None:
    """Entities, pages and comparisons are functions of the set of accounts."""
    shuffled = data.draw(st.permutations(read))
    assert everything(shuffled) == everything(read)


def test_rival_accounts_may_come_in_any_order() -> None:
    """The later account changes nothing of what the earlier one says."""
    assert everything([first(), second()]) == everything([second(), first()])


def test_comparing_does_not_depend_on_the_order_of_pages() -> None:
    """Pages and entities are sets to the comparison."""
    resolution = resolve([first(), second()])
    written = pages([first(), second()], resolution)
    assert compare(written[::-1], resolution.entities[::-1]) == compare(written, resolution.entities)
