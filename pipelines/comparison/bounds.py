"""How two times or two amounts lie to each other: by their bounds, never by how they are written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from ontology.model import Quantity, TimeExpression

NEAR = 0.1  # of the greater number: so far a round number may lie from an exact one
_SECONDS = {"second": 1.0, "minute": 60.0, "hour": 3600.0, "day": 86400.0, "week": 604800.0}


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


def rounded(one: Quantity, other: Quantity) -> bool:
    """Whether the other is a round number near the one, as "some 300" is near 312."""
    values = amount(one), amount(other)
    if any(bounds.low != bounds.high for bounds in values):
        return False
    exact, about = values[0].low, values[1].low
    near = abs(exact - about) <= NEAR * max(exact, about)
    return near and _figures(other.value or 0) < _figures(one.value or 0)


def _figures(number: float) -> int:
    """How many digits carry a number: one for 300, three for 312."""
    return len(f"{number:g}".split("e")[0].replace(".", "").strip("0"))
