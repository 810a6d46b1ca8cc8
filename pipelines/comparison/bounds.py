"""How two times or two amounts lie to each other: by their bounds, never by how they are written."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from ontology.model import Quantity, TimeExpression
from pipelines.comparison.lexicon import lexicon

NEAR = 0.15  # of the greater number: so far a round number may lie from an exact one
_CURRENCY = 3  # letters of the code of a currency
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}
_SECONDS |= {"month": 2629746.0, "year": 31556952.0}  # the mean of the calendar


class Fit(StrEnum):
    """Where the left one lies with respect to the right one."""

    EQUAL = "equal"
    INSIDE = "inside"
    AROUND = "around"
    OVERLAPS = "overlaps"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Bounds:
    """From `low` to `high`, both inclusive; infinite where open."""

    low: float
    high: float

    def fit(self, other: "Bounds") -> Fit:
        """Where these lie with respect to others."""
        if self == other:
            return Fit.EQUAL
        if self.low >= other.low and self.high <= other.high:
            return Fit.INSIDE
        if self.low <= other.low and self.high >= other.high:
            return Fit.AROUND
        return Fit.APART if self.low > other.high or self.high < other.low else Fit.OVERLAPS

    @property
    def known(self) -> bool:
        """Whether there is any bound at all."""
        return self.low > -inf or self.high < inf


def span(time: TimeExpression) -> tuple[Bounds, Bounds] | None:
    """The days on which something began and ended, where a time gives both ("from 2 to 9 May")."""
    first, slash, last = time.edtf.partition("/")
    if not slash or "~" in time.edtf:
        return None
    began, ended = _part(first), _part(last)
    return None if began is None or ended is None or began == ended else (began, ended)


def _part(edtf: str) -> Bounds | None:
    """The days of one end of a span: a day, a month or a year; None for anything else."""
    try:
        year, month, day = (*map(int, edtf.strip("?").split("-")), 0, 0)[:3]
        low = date(year, month or 1, day or 1)
        return Bounds(
            low.toordinal(),
            date(year, month or 12, day or monthrange(year, month or 12)[1]).toordinal(),
        )
    except ValueError:
        return None


def days(time: TimeExpression) -> Bounds:
    """The days of a time, as ordinals."""
    low = date.fromisoformat(time.earliest).toordinal() if time.earliest else -inf
    high = date.fromisoformat(time.latest).toordinal() if time.latest else inf
    return Bounds(low, high)


def amount(quantity: Quantity) -> Bounds:
    """The numbers of an amount; of a duration in seconds."""
    scale = _SECONDS.get(quantity.unit, 1.0)
    if quantity.value is not None:
        return Bounds(quantity.value * scale, quantity.value * scale)
    low = -inf if quantity.minimum is None else quantity.minimum * scale
    return Bounds(low, inf if quantity.maximum is None else quantity.maximum * scale)


def commensurable(one: Quantity, other: Quantity) -> bool:
    """Whether two amounts count the same: in one unit, or both a duration."""
    return one.unit == other.unit or (one.unit in _SECONDS and other.unit in _SECONDS)


def counting(quantity: Quantity) -> bool:
    """Whether an amount is a number of things: no sum of money, share, duration or size."""
    measured = quantity.unit in _SECONDS or quantity.unit in lexicon("units")["measured"]["words"]
    return not measured and not (len(quantity.unit) == _CURRENCY and quantity.unit.isupper())


def rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the other is a round number for the one: "some 300" for 312, 11 million for 10.6."""
    values = amount(one), amount(other)
    if any(bounds.low != bounds.high for bounds in values) or not values[1].low:
        return False
    scale = values[1].low / (other.value or 1)
    exact, about = values[0].low / scale, other.value or 0
    carried = _figures(about)
    if carried >= _figures(one.value or 0) or abs(exact - about) > NEAR * max(exact, about):
        return False
    return float(f"{exact:.{carried - 1}e}") == about


def _figures(number: float) -> int:
    """How many digits carry a number: one for 300, three for 312."""
    return max(1, len(f"{number:.12g}".split("e")[0].replace(".", "").strip("0")))
