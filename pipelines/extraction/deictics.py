"""The forms of dates that count from now or from another date: "yesterday", "last month", "two weeks ago"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from pipelines.extraction import periods
from pipelines.extraction.account import Span
from pipelines.extraction.datewords import (
    MONTH_NAME,
    MONTHS,
    SEASON,
    SPACE,
    UNIT,
    YEARS_OFF,
    Draft,
    form,
    span_of,
)
from pipelines.extraction.numerals import NUMERAL, parse_number
from pipelines.extraction.periods import Period

_DAYS_OFF = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "last night": -1}
_VAGUE = {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "few": 3, "a few": 3, "several": 3, "some": 3}
_AHEAD = ("next", "coming", "following")
_BEHIND = ("last", "past", "previous")
_COUNT = rf"(?:a{SPACE}couple{SPACE}of|couple{SPACE}of|(?:a{SPACE})?few|several|some|{NUMERAL}|an?)"
_MORE = ("more than", "over", "at least", "well over", "longer than")
_LESS = ("less than", "under", "within", "not even")
_QUALIFIER = "|".join(words.replace(" ", SPACE) for words in (*_MORE, *_LESS, "almost", "nearly"))
_BEFORE = re.compile(
    rf"(?<![\w.,-])(?:(?P<qualifier>{_QUALIFIER}){SPACE})?(?:(?P<count>{_COUNT}){SPACE})?"
    rf"(?P<unit>{UNIT})(?P<plural>s)?(?P<half>{SPACE}and{SPACE}a{SPACE}half)?{SPACE}$",
    re.IGNORECASE,
)
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120}


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words).casefold()


def _how_many(words: str | None) -> float | None:
    if words is None:
        return None
    plain = _spaced(words)
    return _VAGUE.get(plain) or parse_number(plain)


def _relative(span: Span, reckon: Callable[[date, bool], Period] | None) -> Draft:
    return Draft(span=span, grain="relative", reckon=reckon)


def _named_day(match: re.Match[str], _part: str | None) -> Draft:
    off = _DAYS_OFF[_spaced(match["word"])]
    return _relative(span_of(match), lambda day, _: periods.one_day(day + timedelta(days=off)))


def _pointed(match: re.Match[str], part: str | None) -> Draft | None:
    """What "this", "last", "next", "past" or "same" points at: "last month", "the past three weeks"."""
    which, unit = match["which"].casefold(), match["unit"].casefold()
    if (which, unit) == ("this", "day"):
        return None
    if unit in MONTHS:
        return _that_month(span_of(match), which, MONTHS[unit], part)
    if which == "same":
        return replace(_relative(span_of(match), None), like_prior=True)
    if unit in SEASON.split("|"):
        return _relative(span_of(match), lambda day, _: _near_season(day, unit, YEARS_OFF.get(which, -1)))
    if match["count"] or match["plural"] or which == "past":
        return _relative(span_of(match), _stretch(which, unit, _how_many(match["count"])))
    when = (match["when"] or "").casefold()
    return _relative(
        span_of(match), lambda day, _: _towards(day, _neighbour(day, unit, YEARS_OFF[which], part), when)
    )


def _towards(day: date, period: Period, when: str) -> Period:
    """The period up to the day for "earlier", from the day on for "later"."""
    if when not in ("earlier", "later") or not period.earliest < day < period.latest:
        return period
    return periods.days(period.earliest, day) if when == "earlier" else periods.days(day, period.latest)


def _that_month(span: Span, which: str, month: int, part: str | None) -> Draft:
    def reckon(day: date, _future: bool) -> Period:  # noqa: FBT001 - a fact of the sentence, not a switch
        ahead = which in _AHEAD and day.month >= month
        back = which in _BEHIND and day.month <= month
        return periods.one_month(day.year + ahead - back, month, part)

    return Draft(span=span, grain="month", reckon=reckon)


def _stretch(which: str, unit: str, count: float | None) -> Callable[[date, bool], Period]:
    size = max(1, round(count or (1 if which == "past" else 3)))

    def reckon(day: date, _future: bool) -> Period:  # noqa: FBT001
        if which in _AHEAD:
            return periods.days(day, _back(day, unit, -size))
        return periods.days(_back(day, unit, size), day, "~")

    return reckon


def _back(day: date, unit: str, count: int) -> date:
    if unit in _MONTHS_IN:
        return periods.shifted_months(day, -count * _MONTHS_IN[unit])
    return day - timedelta(days=count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))


def _near_season(day: date, name: str, off: int) -> Period:
    near = [periods.season(day.year + step, name) for step in (-2, -1, 0, 1)]
    if off < 0:
        return [period for period in near if period.latest < day][-1]
    return next(period for period in near if (period.earliest if off else period.latest) >= day)


def _neighbour(day: date, unit: str, off: int, part: str | None) -> Period:
    if unit == "year":
        return periods.one_year(day.year + off, part)
    if unit == "decade":
        return periods.decade((day.year // 10 + off) * 10, part)
    there = periods.shifted_months(day, off * _MONTHS_IN.get(unit, 0))
    if unit == "month":
        return periods.one_month(there.year, there.month, part)
    if unit == "quarter":
        first = (there.month - 1) // 3 * 3 + 1
        return periods.months(there.year, first, first + 2)
    return _near_days(day, unit, off)


def _near_days(day: date, unit: str, off: int) -> Period:
    week = periods.week_of(day + timedelta(weeks=off))
    if unit == "weekend":
        return periods.days(week.latest - timedelta(days=1), week.latest)
    return week if unit == "week" else periods.one_day(day + timedelta(days=off))


def counted_back(text: str, start: int, end: int) -> Draft | None:
    """The date that ends in the word at [start, end): "more than six months ago", "two days later"."""
    match = _BEFORE.search(text[max(0, start - 60) : start])
    if match is None or not (match["count"] or match["plural"] or match["qualifier"]):
        return None
    span = Span(max(0, start - 60) + match.start(), end)
    count, unit = _how_many(match["count"]), match["unit"].casefold()
    if text[start:end].casefold() != "ago" or (count is None and match["count"]):
        return _relative(span, None)
    qualifier = _spaced(match["qualifier"] or "")
    reach = "until" if qualifier in _MORE or count is None else "since" if qualifier in _LESS else None
    steps = (count or (2 if match["plural"] else 1)) + (0.5 if match["half"] else 0)
    vague = match["count"] is not None and _spaced(match["count"]) in ("few", "a few", "several", "some")
    return replace(_relative(span, lambda day, _: _ago(day, unit, steps, vague=vague)), reach=reach)


def _ago(day: date, unit: str, steps: float, *, vague: bool) -> Period:
    if vague:
        return periods.days(_back(day, unit, 9), _back(day, unit, 2), "~")
    if steps != int(steps):
        return periods.moved(day, "month", -round(steps * _MONTHS_IN.get(unit, 1)))
    return periods.moved(day, unit, -int(steps))


FORMS = (
    form(
        "pointed back",
        rf"(?:(?:earlier|later){SPACE})?(?P<word>today|tonight|yesterday|tomorrow|last{SPACE}night)",
        _named_day,
    ),
    form(
        "pointed back",
        rf"(?:(?P<when>earlier|later|sometime){SPACE})?"
        rf"(?P<which>this|last|next|past|previous|coming|following|current|same){SPACE}"
        rf"(?:(?P<count>{_COUNT}){SPACE})?(?P<unit>{UNIT}|{SEASON}|{MONTH_NAME}(?!{SPACE}\d))(?P<plural>s)?",
        _pointed,
    ),
)
