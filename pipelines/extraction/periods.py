"""Periods: stretches of days, what EDTF calls them, and the calendar arithmetic behind vague words."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

# Which days "early", "mid" and "late" reach in a month, which months in a year, which years in a decade.
MONTH_PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first week": (1, 7),
    "last week": (25, 31),
    "first half": (1, 15),
    "second half": (16, 31),
}
YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first week": (1, 1),
    "last week": (12, 12),
    "first half": (1, 6),
    "second half": (7, 12),
}
DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "first half": (0, 4), "second half": (5, 9)}
# Meteorological seasons of the northern hemisphere: EDTF code, first month; winter runs into the next year.
SEASONS = {"spring": (21, 3), "summer": (22, 6), "autumn": (23, 9), "fall": (23, 9), "winter": (24, 12)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from `earliest` to `latest`, both included, and their EDTF name."""

    earliest: date
    latest: date
    edtf: str

    @property
    def begins(self) -> str:
        """The EDTF name of where it begins."""
        return self.edtf.partition("/")[0]

    @property
    def ends(self) -> str:
        """The EDTF name of where it ends."""
        return self.edtf.rpartition("/")[2]


def one_day(when: date) -> Period:
    """A single day."""
    return Period(earliest=when, latest=when, edtf=when.isoformat())


def days(first: date, last: date, mark: str = "") -> Period:
    """Every day from the first to the last; `mark` qualifies the beginning ("~" approximate)."""
    return Period(earliest=first, latest=last, edtf=f"{first}{mark}/{last}")


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def one_month(year: int, month: int, part: str | None = None) -> Period:
    """A month, or its "early", "mid", "late" part; the latter begins approximately."""
    last = last_day(year, month)
    if part is None:
        return Period(earliest=date(year, month, 1), latest=last, edtf=f"{year:04}-{month:02}")
    low, high = MONTH_PARTS[part]
    return days(date(year, month, low), date(year, month, min(high, last.day)), "~")


def months(year: int, first: int, last: int, mark: str = "") -> Period:
    """Every day from the first to the last month of a year."""
    edtf = f"{year:04}-{first:02}{mark}/{year:04}-{last:02}"
    return Period(earliest=date(year, first, 1), latest=last_day(year, last), edtf=edtf)


def one_year(year: int, part: str | None = None) -> Period:
    """A year, or its "early", "mid", "late" part; the latter begins approximately."""
    if part is None:
        return Period(earliest=date(year, 1, 1), latest=date(year, 12, 31), edtf=f"{year:04}")
    return months(year, *YEAR_PARTS[part], "" if part.endswith("half") else "~")


def season(year: int, name: str) -> Period:
    """A season of the northern hemisphere; the winter of a year is the one that begins in it."""
    code, first = SEASONS[name]
    ending = last_day(year + 1, 2) if first == 12 else last_day(year, first + 2)
    return Period(earliest=date(year, first, 1), latest=ending, edtf=f"{year:04}-{code}")


def decade(first: int, part: str | None = None) -> Period:
    """Ten years from the first, or their "early", "mid", "late" part."""
    low, high = DECADE_PARTS.get(part or "", (0, 9))
    edtf = f"{first + low:04}~/{first + high:04}" if part in DECADE_PARTS else f"{first // 10:03}X"
    return Period(earliest=date(first + low, 1, 1), latest=date(first + high, 12, 31), edtf=edtf)


def week_of(when: date) -> Period:
    """The week, Monday to Sunday, in which a day lies."""
    monday = when - timedelta(days=when.weekday())
    return days(monday, monday + timedelta(days=6))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar."""
    century, golden = year // 100, year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * ((year % 100) // 4) - epact - (year % 4)) % 7
    shift = epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114
    return date(year, shift // 31, shift % 31 + 1)


def joined(first: Period, last: Period) -> Period:
    """From the beginning of one period to the end of another; ValueError when that runs backwards."""
    if first.earliest > last.latest:
        raise ValueError(f"{first.edtf} does not begin before {last.edtf} ends")
    return Period(earliest=first.earliest, latest=last.latest, edtf=f"{first.begins}/{last.ends}")


def either(first: Period, second: Period) -> Period:
    """One of two periods, it is not known which."""
    low, high = sorted((first, second), key=lambda period: period.earliest)
    return Period(earliest=low.earliest, latest=high.latest, edtf=f"[{low.edtf},{high.edtf}]")


def both(first: Period, second: Period) -> Period:
    """Two periods, both of them."""
    low, high = sorted((first, second), key=lambda period: period.earliest)
    return Period(earliest=low.earliest, latest=high.latest, edtf=f"{{{low.edtf},{high.edtf}}}")


def shifted_months(when: date, count: int) -> date:
    """The same day so many months later (earlier when negative), or the last day of that month."""
    year, month = divmod(when.year * 12 + when.month - 1 + count, 12)
    return min(
        date(year, month + 1, min(when.day, 28)) + timedelta(days=max(0, when.day - 28)),
        last_day(year, month + 1),
    )


def moved(when: date, unit: str, count: int) -> Period:
    """The period of that unit, so many units later (earlier when negative): "two months ago" is a month."""
    if unit == "decade":
        return one_year(when.year + 10 * count)
    if unit == "year":
        return one_year(when.year + count)
    if unit == "month":
        there = shifted_months(when, count)
        return one_month(there.year, there.month)
    if unit in ("week", "weekend", "fortnight"):
        there = when + timedelta(weeks=count * (2 if unit == "fortnight" else 1))
        return days(there - timedelta(days=3), there + timedelta(days=3), "~")
    return one_day(when + timedelta(days=count) if unit in ("day", "night") else when)


def doubted(edtf: str) -> str:
    """The same EDTF, marked as uncertain; seasons and sets of alternatives take no mark."""
    if edtf[0] in "[{" or re.search(r"-2[1-4]$", edtf):
        return edtf
    return "/".join(_doubted_end(end) for end in edtf.split("/"))


def _doubted_end(end: str) -> str:
    if end == "..":
        return end
    return end.removesuffix("~") + ("%" if end.endswith("~") else "?")
