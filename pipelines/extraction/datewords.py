"""The words of dates: fragments of patterns, and a date as it is written before anything is inferred."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipelines.extraction.account import Span
from pipelines.extraction.periods import SEASONS, Period
from pipelines.extraction.wordlists import alternatives, lexicon

CALENDAR = lexicon("calendar")
MONTHS: dict[str, int] = {name.casefold(): number for number, name in enumerate(CALENDAR["months"], 1)}
MONTHS |= {name.casefold(): number for name, number in CALENDAR["abbreviations"].items()}
WEEKDAYS: dict[str, int] = {name.casefold(): number for number, name in enumerate(CALENDAR["weekdays"])}
WEEKDAYS |= {name.casefold(): number for name, number in CALENDAR["weekday_abbreviations"].items()}
HOLIDAYS: dict[str, list[int]] = {name.casefold(): days for name, days in CALENDAR["holidays"].items()}

# Tokenised text has gaps where there should be none; a line break never lies inside a date.
GAP = r"[^\S\r\n]{0,3}"
SPACE = r"[^\S\r\n]{1,3}"
MONTH_NAME = alternatives(CALENDAR["months"])
MONTH_SHORT = alternatives(CALENDAR["abbreviations"])
MONTH = rf"(?P<month>{MONTH_NAME}(?!\w)|{MONTH_SHORT}(?!\w)(?:{GAP}\.)?)"
WEEKDAY_NAME = alternatives(CALENDAR["weekdays"])
SEASON = "|".join(SEASONS)
DAY_NUMBER = rf"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:{GAP}(?:st|nd|rd|th)(?!\w))?"
TO = rf"(?:{GAP}[-–—&]{GAP}|{SPACE}(?:to|through|thru|until|till|and|or){SPACE})"
DAYS = rf"(?P<day>{DAY_NUMBER})(?:{TO}(?P<day2>{DAY_NUMBER}))?"
YEAR = r"(?P<year>1\d\d\d|20\d\d)(?!\w|[.,]\d)"
SHORT_YEAR = r"['’](?P<short>\d\d)(?!\w)"
YEAR_BY_NOW = rf"(?:the{SPACE})?(?P<rel>last|this|next|previous){SPACE}year(?!\w)"
OF_YEAR = rf"(?:{GAP},{GAP}|{SPACE}|(?<=\.))(?:of{SPACE})?(?:{YEAR}|{SHORT_YEAR}|{YEAR_BY_NOW})"
WEEKDAY_BEFORE = (
    rf"(?:(?:(?:last|next|this){SPACE})?(?:{WEEKDAY_NAME}|{alternatives(CALENDAR['weekday_abbreviations'])})"
    rf"(?!\w)(?:{GAP}\.)?(?:{GAP},{GAP}|{SPACE})(?:on{SPACE})?(?:the{SPACE})?)?"
)
NOT_A_COUNT = rf"(?![.:]\d|,\d{{3}}(?!\d)|{GAP}(?:%|[ap]\.?m|percent|per|million|billion|thousand)(?!\w))"
UNIT = "day|night|morning|afternoon|evening|week|weekend|fortnight|month|quarter|year|decade"

YEARS_OFF = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A date as it is written: its year where one is given, and how to place it once a year or day is known.

    `place` takes a year; `reckon` takes the day of publication and whether the future is meant; a draft with
    neither cannot be placed. Both raise ValueError for days that do not exist. `reach` says on which side the
    date is open: "since", "until", "before", "after".
    """

    span: Span
    grain: str  # day, month, year, weekday, relative
    place: Callable[[int], Period] | None = None
    year: int | None = None
    years_off: int | None = None  # from the year of publication ("May last year")
    reckon: Callable[[date, bool], Period] | None = None
    like_prior: bool = False  # "the same day"
    reach: str | None = None
    ends: tuple[Span, ...] = ()  # of a range: its two dates
    bare: bool = False  # one word of the calendar, or four digits, and nothing else


Reader = Callable[[re.Match[str], str | None], Draft | None]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date, and the kinds of word with which it may begin.

    `read` takes the match and "early", "mid" or "late" where that stands before.
    """

    starts: frozenset[str]
    pattern: re.Pattern[str]
    read: Reader


def form(starts: str, pattern: str, read: Reader) -> Form:
    """A form that must begin and end at the edge of a word; case is ignored."""
    return Form(frozenset(starts.split()), re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), read)


def span_of(match: re.Match[str]) -> Span:
    """Where the match lies."""
    return Span(match.start(), match.end())


def year_of(match: re.Match[str]) -> int | None:
    """The year that OF_YEAR gives, None where it counts from now or there is none."""
    if match["year"]:
        return int(match["year"])
    if not match["short"]:
        return None
    return int(match["short"]) + (2000 if int(match["short"]) < 50 else 1900)


def years_off(match: re.Match[str]) -> int | None:
    """How many years from now the year that OF_YEAR gives lies."""
    return YEARS_OFF[match["rel"].casefold()] if match["rel"] else None
