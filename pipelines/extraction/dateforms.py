"""The forms of dates that name a year, month, day or weekday, as a table of patterns and readings."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipelines.extraction import periods
from pipelines.extraction.datewords import (
    DAYS,
    GAP,
    HOLIDAYS,
    MONTH,
    MONTH_NAME,
    MONTH_SHORT,
    MONTHS,
    NOT_A_COUNT,
    OF_YEAR,
    SEASON,
    SPACE,
    WEEKDAY_BEFORE,
    WEEKDAY_NAME,
    WEEKDAYS,
    Draft,
    form,
    span_of,
    year_of,
    years_off,
)
from pipelines.extraction.periods import Period
from pipelines.extraction.wordlists import alternatives

_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "final": 4,
    "last": 4,
}


def _day_or_month(match: re.Match[str], part: str | None) -> Draft:
    month = MONTHS[re.sub(r"[\s.]", "", match["month"]).casefold()]
    numbers = [int(re.sub(r"\D", "", words)) for words in (match["day"], match["day2"]) if words]
    year, off = year_of(match), years_off(match)
    return Draft(
        span=span_of(match),
        grain="day" if numbers else "month",
        place=_placing(month, numbers, part),
        year=year,
        years_off=off,
        bare=not numbers and part is None and year is None and off is None,
    )


def _placing(month: int, numbers: list[int], part: str | None) -> Callable[[int], Period]:
    def place(year: int) -> Period:
        if not numbers:
            return periods.one_month(year, month, part)
        first, last = (periods.one_day(date(year, month, number)) for number in (numbers[0], numbers[-1]))
        return first if len(numbers) == 1 else periods.joined(first, last)

    return place


def _in_year(match: re.Match[str], place: Callable[[int], Period], grain: str = "month") -> Draft:
    return Draft(
        span=span_of(match), grain=grain, place=place, year=year_of(match), years_off=years_off(match)
    )


def _fixed(match: re.Match[str], period: Period, grain: str) -> Draft:
    return Draft(span=span_of(match), grain=grain, place=lambda _: period, year=period.earliest.year)


def _iso(match: re.Match[str], _part: str | None) -> Draft:
    return _fixed(
        match, periods.one_day(date(*(int(match[name]) for name in ("year", "month", "day")))), "day"
    )


def _month(match: re.Match[str], _part: str | None) -> Draft:
    return _fixed(match, periods.one_month(int(match["year"]), int(match["month"])), "month")


def _dashed(match: re.Match[str], _part: str | None) -> Draft:
    month = MONTHS[match["month"].casefold()]
    return _fixed(match, periods.one_day(date(int(match["year"]), month, int(match["day"]))), "day")


def _numeric(match: re.Match[str], _part: str | None) -> Draft:
    """Day or month first: where both are possible, one of the two."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    year += 2000 if year < 100 else 0
    orders = [(month, day) for month, day in ((a, b), (b, a)) if month <= 12]
    readings = [periods.one_day(date(year, month, day)) for month, day in orders]
    if not readings:
        raise ValueError(f"{match.group()} has no month")
    return _fixed(match, readings[0] if a == b or len(readings) == 1 else periods.either(*readings), "day")


def _years(match: re.Match[str], _part: str | None) -> Draft | None:
    """A range of years; "2020-03" is a month, "2020-21" a range."""
    first, second = int(match["year"]), match["last"]
    if len(second) == 4:
        low, high = sorted((first, int(second)))
    elif int(second) > first % 100 or second == "00":
        low, high = first, first - first % 100 + int(second) + (100 if second == "00" else 0)
    else:
        low, high = first, 0
    if len(second) == 2 and high != first + 1 and 1 <= int(second) <= 12:
        return _fixed(match, periods.one_month(first, int(second)), "month")
    return (
        _fixed(match, periods.joined(periods.one_year(low), periods.one_year(high)), "year") if high else None
    )


def _year(match: re.Match[str], part: str | None) -> Draft:
    draft = _fixed(match, periods.one_year(int(match["year"]), part), "year")
    return replace(draft, bare=part is None)


def _decade(match: re.Match[str], part: str | None) -> Draft:
    tens = int(match["tens"]) if match["tens"] else 190 + int(match["short"])
    return _fixed(match, periods.decade(tens * 10, part), "year")


def _season(match: re.Match[str], _part: str | None) -> Draft:
    name = match["season"].casefold()
    return _in_year(match, lambda year: periods.season(year, name))


def _fraction(match: re.Match[str], _part: str | None) -> Draft:
    words = match["which"].casefold()
    number = _ORDINALS.get(words) or int(words)
    length = 6 if match["of"].casefold().startswith("h") else 3
    last = min(number * length, 12)
    return _in_year(match, lambda year: periods.months(year, last - length + 1, last))


def _holiday(match: re.Match[str], _part: str | None) -> Draft:
    days = HOLIDAYS[re.sub(r"\s+", " ", match["holiday"].replace("’", "'")).casefold()]

    def place(year: int) -> Period:
        return periods.one_day(
            date(year, *days) if len(days) == 2 else periods.easter(year) + timedelta(days=days[0])
        )

    return _in_year(match, place, "day")


def _weekday(match: re.Match[str], _part: str | None) -> Draft:
    number, which = WEEKDAYS[match["weekday"].casefold()], (match["which"] or "").casefold()

    def reckon(day: date, future: bool) -> Period:  # noqa: FBT001 - a fact of the sentence, not a switch
        back = (day.weekday() - number) % 7
        if which in ("next", "coming") or (future and not which):
            return periods.one_day(day + timedelta(days=7 - back))
        return periods.one_day(day - timedelta(days=back or (7 if which in ("last", "previous") else 0)))

    return Draft(
        span=span_of(match), grain="weekday", reckon=None if match["many"] else reckon, bare=not which
    )


_SPLIT = rf"{GAP}[-–—/.]{GAP}"
_YEAR_END = r"(?!\w|[-–/.,]\d)"

FORMS = (
    form(
        "digit name pointed",
        rf"{WEEKDAY_BEFORE}{DAYS}{SPACE}(?:day{SPACE})?(?:of{SPACE})?{MONTH}(?:{OF_YEAR})?",
        _day_or_month,
    ),
    form(
        "name pointed",
        rf"{WEEKDAY_BEFORE}{MONTH}(?:(?:{SPACE}|(?<=\.))(?:the{SPACE})?{DAYS}(?!{SPACE}(?:{MONTH_NAME}|{MONTH_SHORT})\b){NOT_A_COUNT}"
        rf"(?:{GAP}\({GAP}{WEEKDAY_NAME}{GAP}\))?)?(?:{OF_YEAR})?",
        _day_or_month,
    ),
    form(
        "digit",
        rf"(?P<year>1[5-9]\d\d|20\d\d)(?P<s>{_SPLIT})(?P<month>0?[1-9]|1[0-2])(?P=s)(?P<day>0?[1-9]|[12]\d|3[01])",
        _iso,
    ),
    form("digit", rf"(?P<day>\d\d?){GAP}-{GAP}{MONTH}{GAP}-{GAP}(?P<year>\d{{4}})", _dashed),
    form(
        "digit", rf"(?P<a>\d\d?)(?P<s>{_SPLIT})(?P<b>\d\d?)(?P=s)(?P<year>20\d\d|19\d\d){_YEAR_END}", _numeric
    ),
    form(
        "digit",
        rf"(?P<a>\d\d?){GAP}/{GAP}(?P<b>\d\d?){GAP}/{GAP}(?P<year>20\d\d|19\d\d|\d\d){_YEAR_END}",
        _numeric,
    ),
    form(
        "digit",
        rf"(?P<year>1[5-9]\d\d|20\d\d){GAP}[-–—/]{GAP}(?P<last>1[5-9]\d\d|20\d\d|\d\d){_YEAR_END}",
        _years,
    ),
    form("digit", rf"(?P<month>0?[1-9]|1[0-2])/(?P<year>20\d\d|19\d\d){_YEAR_END}", _month),
    form("digit", rf"(?<!\d[-./])(?P<year>1\d\d\d|20\d\d){_YEAR_END}", _year),
    form("digit other", rf"(?:(?P<tens>1[5-9]\d|20\d)0{GAP}['’]?s|['’](?P<short>\d)0{GAP}s)", _decade),
    form("other", rf"(?P<season>{SEASON}){OF_YEAR}(?:{GAP}[-–/]{GAP}\d{{2,4}})?", _season),
    form(
        "digit other part pointed",
        rf"(?P<which>{'|'.join(_ORDINALS)}){SPACE}(?:fiscal{SPACE})?(?P<of>quarter|half)(?:{SPACE}of)?"
        rf"(?:{SPACE}(?:the|fiscal|year)){{0,2}}{OF_YEAR}",
        _fraction,
    ),
    form("other", rf"(?P<of>Q|H){GAP}(?P<which>[1-4]){OF_YEAR}", _fraction),
    form("digit", rf"(?P<which>[1-4]){GAP}(?P<of>Q|H){OF_YEAR}", _fraction),
    form("other", rf"(?P<holiday>{alternatives(HOLIDAYS)})(?:{OF_YEAR})?", _holiday),
    form(
        "name pointed",
        rf"(?:(?P<which>last|next|this|coming|previous){SPACE})?(?P<weekday>{WEEKDAY_NAME})(?P<many>s)?",
        _weekday,
    ),
)
