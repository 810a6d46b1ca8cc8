"""Times and amounts compare by their bounds, whatever they are written like."""

from hypothesis import given
from hypothesis import strategies as st

from ontology.model import Quantity, TimeExpression
from ontology.terms import Iri
from pipelines.comparison.bounds import Bounds, Fit, amount, days

MIRROR = {Fit.INSIDE: Fit.AROUND, Fit.AROUND: Fit.INSIDE}
ends = st.one_of(st.just(float("-inf")), st.integers(-50, 50).map(float))


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    """Any bounds, also open ones."""
    low = draw(ends)
    return Bounds(
        low, draw(st.one_of(st.just(float("inf")), st.integers(0, 50).map(lambda n: max(low, -50) + n)))
    )


@given(bounds(), bounds())
def test_a_fit_has_its_mirror(left: Bounds, right: Bounds) -> None:
    """What lies inside the other is what the other lies around; all else is the same both ways."""
    fit = left.fit(right)
    assert right.fit(left) is MIRROR.get(fit, fit)


@given(bounds(), bounds(), bounds())
def test_lying_inside_is_transitive(one: Bounds, two: Bounds, three: Bounds) -> None:
    """What lies inside something lies inside whatever that lies in."""
    within = {Fit.INSIDE, Fit.EQUAL}
    if one.fit(two) in within and two.fit(three) in within:
        assert one.fit(three) in within


def time(edtf: str, first: str | None, last: str | None) -> TimeExpression:
    """A time."""
    return TimeExpression(iri=Iri(edtf), label=edtf, edtf=edtf, earliest=first, latest=last)


def test_a_day_lies_inside_a_vaguer_period() -> None:
    """28 June lies in late June and in what began before July, and apart from July."""
    day = days(time("2019-06-28", "2019-06-28", "2019-06-28"))
    assert day.fit(days(time("2019-06-21~/2019-06-30", "2019-06-21", "2019-06-30"))) is Fit.INSIDE
    assert day.fit(days(time("../2019-07", None, "2019-07-31"))) is Fit.INSIDE
    assert day.fit(days(time("2019-07/..", "2019-07-01", None))) is Fit.APART
    assert day.fit(days(time("28 June", "2019-06-28", "2019-06-28"))) is Fit.EQUAL


def test_amounts_compare_by_subsumption() -> None:
    """What is more than 40 includes 45 and not 40; two spellings of one bound are equal."""

    def of(**numbers: float) -> Bounds:
        return amount(Quantity(iri=Iri("q"), label="", unit="server", **numbers))

    assert of(value=45).fit(of(minimum=41)) is Fit.INSIDE
    assert of(value=40).fit(of(minimum=41)) is Fit.APART
    assert of(minimum=41).fit(of(minimum=41.0)) is Fit.EQUAL
    assert of(minimum=41).fit(of(maximum=50)) is Fit.OVERLAPS
