"""Stretches of days as texts give them: with open ends, and how far two of them lie apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pipelines.extraction.account import Time

_YEAR = 365


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From `start` to `end`, both inclusive; `inferred` where the year does not stand in the text."""

    start: date
    end: date
    inferred: bool = False

    def gap(self, other: "Period") -> int:
        """Days between the two, 0 when they meet. An inferred year may be off by one."""
        shifts = (-_YEAR, 0, _YEAR) if self.inferred or other.inferred else (0,)
        return min(self._gap(other, shift) for shift in shifts)

    def _gap(self, other: "Period", shift: int) -> int:
        after = other.start.toordinal() + shift - self.end.toordinal()
        before = self.start.toordinal() - other.end.toordinal() - shift
        return max(after, before, 0)


def period(time: Time | None) -> Period | None:
    """The days of a time; an open end is taken at the end that is known; None where neither is."""
    if time is None or not (time.earliest or time.latest):
        return None
    first = date.fromisoformat(time.earliest or time.latest or "")
    last = date.fromisoformat(time.latest or time.earliest or "")
    return Period(first, max(first, last), time.basis is not None)


def day(iso: str | None) -> Period | None:
    """One day, such as that of publication; None for none, or for what is not a date."""
    try:
        found = date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None
    return Period(found, found)


def hull(periods: Iterable[Period | None]) -> Period | None:
    """From the first to the last day; of explicit periods alone where there are any."""
    known = [period for period in periods if period is not None]
    sure = [period for period in known if not period.inferred] or known
    if not sure:
        return None
    return Period(min(p.start for p in sure), max(p.end for p in sure), all(p.inferred for p in sure))
