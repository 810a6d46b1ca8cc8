"""How two times or two amounts lie to each other: by their bounds, never by how they are written."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf

from ontology.model import Quantity, TimeExpression


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
    """The numbers of an amount."""
    if quantity.value is not None:
        return Bounds(quantity.value, quantity.value)
    low = -inf if quantity.minimum is None else quantity.minimum
    return Bounds(low, inf if quantity.maximum is None else quantity.maximum)
