"""Publication dates as pages write them, as ISO dates. Nothing is guessed: what is not clear is None."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_WORDS = ("%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_WORDED = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? )?(\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8} \d{1,2} \d{4})\b"
)
_YEARS = range(1990, 2101)


def iso_date(written: str) -> str | None:
    """The calendar day of a date or time stamp, in the zone it was written in; None when it is not clear.

    01/02/2020 is not clear, and neither is a bare year.
    """
    text = " ".join(written.replace(",", " ").split())
    day = _numeric(text) or _worded(text) or _of_mail(written)
    return day.isoformat() if day is not None and day.year in _YEARS else None


def _numeric(text: str) -> date | None:
    for pattern in (_ISO, _COMPACT, _YEAR_FIRST):
        if (match := pattern.match(text)) and (day := _day(*map(int, match.groups()))):
            return day
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _worded(text: str) -> date | None:
    match = _WORDED.match(re.sub(r"(?<=[a-z])\.|(?<=\d)(?:st|nd|rd|th)\b", "", text).replace("Sept ", "Sep "))
    if match is None:
        return None
    for form in _WORDS:
        try:
            return datetime.strptime(match[1], form).date()
        except ValueError:
            continue
    return None


def _of_mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text.strip()).date() if re.match(r"\s*[A-Z][a-z]{2}, ", text) else None
    except (ValueError, TypeError, OverflowError):
        return None
