"""The timeline of a document: which year and day a date means that does not say so itself, and on what basis.

In this order: a date of the same paragraph that has a year; a date of the same month; the day of publication,
given, or read from a dateline, or guessed from the years that the text names.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.extraction import periods
from pipelines.extraction.account import Time
from pipelines.extraction.datewords import Draft
from pipelines.extraction.periods import Period

_FUTURE = re.compile(
    r"\b(?:will|next|upcoming|coming|scheduled|slated|due(?! to)|plans?|planned|expects?|expected)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?<![\w.,/$€£#-])(?:19|20)\d\d(?![\w/]|-\d|[.,]\d)(?!\s(?:Agenda|Vision|goals?|targets?|strategy|deadline)\b)"
)
_DATED = re.compile(
    r"\b(?:published|updated|posted|dated|modified|released)\b\W*(?:on\W+|at\W+)?$", re.IGNORECASE
)
_HEAD = 400  # characters in which a dateline may stand
_REACH = timedelta(days=731)  # a dated neighbour further back is background, not the thread of the story
_SLACK = timedelta(days=1)  # time zones


class Anchor(NamedTuple):
    """The day from which a document counts, in which words, and whether that is known or only guessed."""

    day: date
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    position: int
    period: Period
    words: str


class Timeline:
    """What the dates of one document lean on."""

    def __init__(self, text: str, drafts: Iterable[Draft], published: date | None) -> None:
        self._text = text
        drafts = tuple(drafts)
        self._dated = tuple(
            _Dated(position=draft.span.start, period=period, words=_words(draft, text))
            for draft in drafts
            if draft.grain in ("day", "month") and (period := _placed(draft, draft.year))
        )
        if published is not None:
            self._anchor: Anchor | None = Anchor(published, f"the publication date {published}", certain=True)
        else:
            self._anchor = self._dateline() or self._guess(drafts)
        self._recent = tuple(filter(self._is_recent, self._dated))
        self._months = {
            month: tuple(dated for dated in self._recent if dated.period.earliest.month == month)
            for month in range(1, 13)
        }

    def time_of(self, draft: Draft, prior: Time | None) -> Time:
        """The time that a date means; `prior` is the time of the date before it."""
        if draft.like_prior and prior is not None:
            return Time(
                edtf=prior.edtf,
                earliest=prior.earliest,
                latest=prior.latest,
                basis="the date before it in the text",
            )
        if draft.place is None or draft.years_off is not None:
            return self._from_anchor(draft)
        if draft.year is not None:
            period = _placed(draft, draft.year)
            return _time(draft.reach, period, None, certain=True) if period else _unknown(draft)
        return self._with_year(draft)

    def _with_year(self, draft: Draft) -> Time:
        near = self._neighbour(draft)
        if near is not None and (period := _closest(draft, near.period)) and self._not_ahead(period, draft):
            return _time(
                draft.reach, period, f"year from '{near.words}' in the text", certain=self._anchored()
            )
        if self._anchor is None:
            return _unknown(draft)
        found = _latest(draft, self._anchor.day, future=self._future(draft))
        return (
            _time(draft.reach, found, f"year from {self._anchor.source}", certain=self._anchor.certain)
            if found
            else _unknown(draft)
        )

    def _from_anchor(self, draft: Draft) -> Time:
        period = self._reckoned(draft)
        if period is None or self._anchor is None:
            return _unknown(draft)
        return _time(draft.reach, period, f"counted from {self._anchor.source}", certain=self._anchor.certain)

    def _reckoned(self, draft: Draft) -> Period | None:
        if self._anchor is None or not self._anchor.certain:
            return None
        if draft.years_off is not None:
            return _placed(draft, self._anchor.day.year + draft.years_off)
        if draft.reckon is None:
            return None
        try:
            return draft.reckon(self._anchor.day, self._future(draft))
        except (ValueError, OverflowError):
            return None

    def _anchored(self) -> bool:
        return self._anchor is not None and self._anchor.certain

    def _not_ahead(self, period: Period, draft: Draft) -> bool:
        return self._anchor is None or period.earliest <= self._anchor.day + _SLACK or self._future(draft)

    def _neighbour(self, draft: Draft) -> _Dated | None:
        """The date with a year that a date without one continues."""
        start, paragraph = draft.span.start, self._text.rfind("\n", 0, draft.span.start)
        before, month = _last_before(self._recent, start), _placed(draft, 2000)
        if before is not None and before.position > paragraph:
            return before
        same = _last_before(self._months.get(month.earliest.month, ()), start) if month else None
        if same is not None or self._anchor is not None:
            return same
        return before or (self._dated[0] if self._dated else None)

    def _is_recent(self, dated: _Dated) -> bool:
        return self._anchor is None or self._anchor.day - dated.period.latest <= _REACH

    def _future(self, draft: Draft) -> bool:
        return bool(_FUTURE.search(self._before(draft.span.start)))

    def _dateline(self) -> Anchor | None:
        """A full date near the top that stands in a line of its own or follows "Published"."""
        for dated in self._dated:
            if dated.position > _HEAD:
                return None
            begin = self._text.rfind("\n", 0, dated.position) + 1
            end = self._text.find("\n", dated.position)
            alone = end != -1 and end - begin <= len(dated.words) + 40
            if dated.period.earliest == dated.period.latest and (
                alone or _DATED.search(self._text[begin : dated.position])
            ):
                return Anchor(dated.period.earliest, f"the dateline '{dated.words}'", certain=True)
        return None

    def _guess(self, drafts: tuple[Draft, ...]) -> Anchor | None:
        """The day without a year that is named most, in the latest year that the text speaks of."""
        years = [
            match for match in _YEAR.finditer(self._text) if not _FUTURE.search(self._before(match.start()))
        ]
        days = Counter(
            period.earliest
            for draft in drafts
            if draft.grain == "day" and draft.year is None and (period := _placed(draft, 2000))
        )
        if self._dated or not years or not days:
            return None
        year = max(years, key=lambda match: match.group()).group()
        try:
            day = days.most_common(1)[0][0].replace(year=int(year))
        except ValueError:
            return None
        return Anchor(day, f"'{year}' in the text", certain=False)

    def _before(self, start: int) -> str:
        """What stands before in the same sentence."""
        return re.split(r"[.!?;\n]\s", self._text[max(0, start - 60) : start])[-1]


def _last_before(dated: Sequence[_Dated], start: int) -> _Dated | None:
    found = bisect_left(dated, start, key=lambda each: each.position)
    return dated[found - 1] if found else None


def _words(draft: Draft, text: str) -> str:
    return re.sub(r"\s+", " ", draft.span.of(text))


def _placed(draft: Draft, year: int | None) -> Period | None:
    if draft.place is None or year is None:
        return None
    try:
        return draft.place(year)
    except ValueError:
        return None


def _closest(draft: Draft, to: Period) -> Period | None:
    near = [period for step in (-1, 0, 1) if (period := _placed(draft, to.earliest.year + step))]
    return min(near, key=lambda period: abs(period.earliest - to.earliest), default=None)


def _latest(draft: Draft, day: date, *, future: bool) -> Period | None:
    """The last such period that begins by that day or, for the future, the first that ends after it."""
    near = [period for step in range(-8, 9) if (period := _placed(draft, day.year + step))]
    if future:
        return next((period for period in near if period.latest >= day), None)
    return next((period for period in reversed(near) if period.earliest <= day + _SLACK), None)


def _time(reach: str | None, period: Period, basis: str | None, *, certain: bool) -> Time:
    begins, ends = (period.begins, period.ends) if period.edtf[0] not in "[{" else (period.edtf, period.edtf)
    edtf, low, high = period.edtf, period.earliest.isoformat(), period.latest.isoformat()
    opened: dict[str | None, tuple[str, str | None, str | None]] = {
        "since": (f"{begins}/..", low, None),
        "until": (f"../{ends}", None, high),
        "before": (f"../{_next(period.earliest, -1)}", None, _next(period.earliest, -1)),
        "after": (f"{_next(period.latest, 1)}/..", _next(period.latest, 1), None),
    }
    edtf, earliest, latest = opened.get(reach, (edtf, low, high))
    return Time(
        edtf=edtf if certain else periods.doubted(edtf), earliest=earliest, latest=latest, basis=basis
    )


def _next(day: date, step: int) -> str:
    return (day + timedelta(days=step)).isoformat()


def _unknown(draft: Draft) -> Time:
    period = _placed(draft, draft.year or 2000)
    if period is None:
        return Time(edtf="XXXX", earliest=None, latest=None, basis="relative to a date that is not known")
    edtf = re.sub(r"\d{4}(?=-|$|/|~)", "XXXX", period.edtf).replace("~", "")
    edtf = "XXXX" if re.search(r"-2[1-4]\b", period.edtf) and period.edtf.count("-") == 1 else edtf
    return Time(edtf=edtf, earliest=None, latest=None, basis="the year is not known")
