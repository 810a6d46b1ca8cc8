"""What dates mean: their words, their days, and the basis of what is inferred."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.dates import DateMention, find_dates

TUESDAY = date(2020, 1, 21)


def only(text: str, anchor: date | None = TUESDAY) -> DateMention:
    """The one date of a text."""
    (mention,) = find_dates(text, anchor)
    return mention


def words(text: str, anchor: date | None = TUESDAY) -> list[str]:
    """The words of all dates of a text."""
    return [mention.span.of(text) for mention in find_dates(text, anchor)]


FULL = [
    ("seen on 28 June 2019 by staff", "28 June 2019", "2019-06-28"),
    ("seen on the 28th of June 2019", "28th of June 2019", "2019-06-28"),
    ("seen on June 28, 2019, by staff", "June 28, 2019", "2019-06-28"),
    ("Jan . 20 , 2020", "Jan . 20 , 2020", "2020-01-20"),
    ("Jan.\u00a020, 2020", "Jan.\u00a020, 2020", "2020-01-20"),
    ("dated 2019-06-28.", "2019-06-28", "2019-06-28"),
    ("dated 2021 - 05 - 04 .", "2021 - 05 - 04", "2021-05-04"),
    ("dated 25/12/2019", "25/12/2019", "2019-12-25"),
    ("dated 24-Apr-2020", "24-Apr-2020", "2020-04-24"),
    ("on Friday, June 28, 2019", "Friday, June 28, 2019", "2019-06-28"),
    ("on Monday the 25th July 2022", "Monday the 25th July 2022", "2022-07-25"),
    ("at 3 p.m. on 5 May 2019", "5 May 2019", "2019-05-05"),
    ("on Christmas Eve 2019", "Christmas Eve 2019", "2019-12-24"),
    ("on Easter Sunday 2021", "Easter Sunday 2021", "2021-04-04"),
]


@pytest.mark.parametrize(("text", "exact", "day"), FULL)
def test_full_dates(text: str, exact: str, day: str) -> None:
    """A full date is one day, whatever its form, and rests on nothing inferred."""
    mention = only(text)
    assert (mention.span.of(text), mention.time.edtf) == (exact, day)
    assert (mention.time.earliest, mention.time.latest, mention.time.basis) == (day, day, None)


PERIODS = [
    ("in June 2019", "June 2019", "2019-06", "2019-06-01", "2019-06-30"),
    ("in late June 2019", "late June 2019", "2019-06-21~/2019-06-30", "2019-06-21", "2019-06-30"),
    ("in early February 2020", "early February 2020", "2020-02-01~/2020-02-10", "2020-02-01", "2020-02-10"),
    ("since mid-July 2019", "mid-July 2019", "2019-07-11~/..", "2019-07-11", None),
    ("in the summer of 2019", "summer of 2019", "2019-22", "2019-06-01", "2019-08-31"),
    ("in winter 2019", "winter 2019", "2019-24", "2019-12-01", "2020-02-29"),
    ("in Q3 2018", "Q3 2018", "2018-07/2018-09", "2018-07-01", "2018-09-30"),
    ("the first quarter of 2016", "first quarter of 2016", "2016-01/2016-03", "2016-01-01", "2016-03-31"),
    ("the second half of 2020", "second half of 2020", "2020-07/2020-12", "2020-07-01", "2020-12-31"),
    ("in 2019", "2019", "2019", "2019-01-01", "2019-12-31"),
    ("at the end of 2019", "end of 2019", "2019-09~/2019-12", "2019-09-01", "2019-12-31"),
    ("in the 1990s", "1990s", "199X", "1990-01-01", "1999-12-31"),
    ("in the early 1990s", "early 1990s", "1990~/1993", "1990-01-01", "1993-12-31"),
    (
        "the first week of August 2019",
        "first week of August 2019",
        "2019-08-01~/2019-08-07",
        "2019-08-01",
        "2019-08-07",
    ),
    ("between March and May 2021", "March and May 2021", "2021-03/2021-05", "2021-03-01", "2021-05-31"),
    ("from 3 to 5 May 2021", "3 to 5 May 2021", "2021-05-03/2021-05-05", "2021-05-03", "2021-05-05"),
    ("June 2019-January 2020", "June 2019-January 2020", "2019-06/2020-01", "2019-06-01", "2020-01-31"),
    (
        "Dec. 20 to Jan. 5, 2020",
        "Dec. 20 to Jan. 5, 2020",
        "2019-12-20/2020-01-05",
        "2019-12-20",
        "2020-01-05",
    ),
    ("in 2021-22", "2021-22", "2021/2022", "2021-01-01", "2022-12-31"),
    ("in 2020-03", "2020-03", "2020-03", "2020-03-01", "2020-03-31"),
    ("on 06/11/2021", "06/11/2021", "[2021-06-11,2021-11-06]", "2021-06-11", "2021-11-06"),
    ("since July 2019", "July 2019", "2019-07/..", "2019-07-01", None),
    ("from July 2019 onwards", "July 2019", "2019-07/..", "2019-07-01", None),
    ("until March 2020", "March 2020", "../2020-03", None, "2020-03-31"),
    ("before June 2019", "June 2019", "../2019-05-31", None, "2019-05-31"),
    ("after 5 May 2019", "5 May 2019", "2019-05-06/..", "2019-05-06", None),
]


@pytest.mark.parametrize(("text", "exact", "edtf", "earliest", "latest"), PERIODS)
def test_periods(text: str, exact: str, edtf: str, earliest: str | None, latest: str | None) -> None:
    """Months, parts, seasons, ranges and open ends have their EDTF name and inclusive bounds."""
    mention = only(text)
    time = mention.time
    assert (mention.span.of(text), time.edtf, time.earliest, time.latest) == (exact, edtf, earliest, latest)


FROM_PUBLICATION = [
    ("on Monday", "2020-01-20"),
    ("on Tuesday", "2020-01-21"),
    ("last Tuesday", "2020-01-14"),
    ("next Friday", "2020-01-24"),
    ("It will meet on Friday", "2020-01-24"),
    ("yesterday", "2020-01-20"),
    ("today", "2020-01-21"),
    ("this week", "2020-01-20/2020-01-26"),
    ("last month", "2019-12"),
    ("last year", "2019"),
    ("late last year", "2019-09~/2019-12"),
    ("earlier this year", "2020-01-01/2020-01-21"),
    ("last July", "2019-07"),
    ("May of last year", "2019-05"),
    ("last summer", "2019-22"),
    ("the past two years", "2018-01-21~/2020-01-21"),
    ("two days ago", "2020-01-19"),
    ("two weeks ago", "2020-01-04~/2020-01-10"),
    ("three years ago", "2017"),
    ("more than six months ago", "../2019-07"),
    ("less than a year ago", "2019/.."),
    ("a year and a half ago", "2018-07"),
]


@pytest.mark.parametrize(("text", "edtf"), FROM_PUBLICATION)
def test_counted_from_publication(text: str, edtf: str) -> None:
    """What points at now is counted from the day of publication, and says so."""
    time = only(text).time
    assert (time.edtf, time.basis) == (edtf, "counted from the publication date 2020-01-21")


@pytest.mark.parametrize("text", [text for text, _ in FROM_PUBLICATION if "It will" not in text])
def test_without_publication_date(text: str) -> None:
    """Without a publication date what points at now has no bounds."""
    time = only(text, None).time
    assert (time.earliest, time.latest) == (None, None)
    assert time.edtf.startswith("XXXX")
    assert time.basis


YEARLESS = [
    ("It was found on Jan. 20.", "2020-01-20", "year from the publication date 2020-01-21"),
    ("It was found on 20 Feb.", "2019-02-20", "year from the publication date 2020-01-21"),
    ("It was found in late June.", "2019-06-21~/2019-06-30", "year from the publication date 2020-01-21"),
    ("It will open on March 5.", "2020-03-05", "year from the publication date 2020-01-21"),
]


@pytest.mark.parametrize(("text", "edtf", "basis"), YEARLESS)
def test_year_from_publication(text: str, edtf: str, basis: str) -> None:
    """A missing year is that of the last such day before publication, of the next for what will be."""
    time = only(text).time
    assert (time.edtf, time.basis) == (edtf, basis)


def test_year_from_the_same_paragraph() -> None:
    """A date without a year continues the dated story around it, across the turn of the year too."""
    text = "It was found on 28 December 2018. It was closed on January 7."
    _, later = find_dates(text, TUESDAY)
    assert later.time.edtf == "2019-01-07"
    assert later.time.basis == "year from '28 December 2018' in the text"


def test_background_does_not_lend_its_year() -> None:
    """A year far back is background: the publication date decides."""
    text = "The firm, founded on 5 May 1998, was attacked on June 3."
    assert find_dates(text, TUESDAY)[-1].time.edtf == "2019-06-03"


def test_dateline_stands_for_publication() -> None:
    """A full date alone in one of the first lines is the day from which the text counts."""
    text = "A headline\nJan 27, 2021\nHackers struck yesterday and in late June."
    times = [mention.time for mention in find_dates(text, None)]
    assert [time.edtf for time in times] == ["2021-01-27", "2021-01-26", "2020-06-21~/2020-06-30"]
    assert times[1].basis == "counted from the dateline 'Jan 27, 2021'"


def test_year_guessed_from_the_text_is_doubted() -> None:
    """With a year only in a name, days are placed in it, months before them, all marked uncertain."""
    text = "A note of March 9 spoke of a leak in late October, before the 2022 Cup Final. March 9 again."
    times = [mention.time for mention in find_dates(text, None)]
    assert [time.edtf for time in times] == ["2022-03-09?", "2021-10-21%/2021-10-31?", "2022-03-09?"]
    assert {time.basis for time in times} == {"year from '2022' in the text"}


def test_unknown_year_stays_unknown() -> None:
    """Without any year the day is kept and the bounds are open."""
    time = only("It was found on Jan. 20.", None).time
    assert (time.edtf, time.earliest, time.latest, time.basis) == (
        "XXXX-01-20",
        None,
        None,
        "the year is not known",
    )


def test_same_day_is_that_of_the_date_before() -> None:
    """The words "the same day" take the time of the date before it."""
    same = find_dates("It fell on 5 May 2019. The same day it rose.", None)[-1]
    assert (same.time.earliest, same.cores) == ("2019-05-05", ())


NO_DATES = [
    "It may be so. They may have left.",
    "The troops march on.",
    "Theresa May said so.",
    "April Jones and August Smith spoke.",
    "The Sunday Times and the Sun",
    "version 5.2.2019 and 10.0.0.1",
    "CVE-2019-1234 and CVE - 2019 - 1234",
    "Windows 2000",
    "a second look",
    "the 2020 Tokyo Games",
    "It took six months and 2000 people.",
    "The bill was $ 2019 and 2019 people paid.",
    "https://example.org/2021/01/27/a",
    "on 31 June",
    "in this day and age",
    "Patch Tuesday",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_homographs(text: str) -> None:
    """Modals, verbs, names, versions, identifiers, counts and days that do not exist are no dates."""
    assert find_dates(text, TUESDAY) == ()


def test_month_names_after_prepositions() -> None:
    """Months that are also names or verbs count after a preposition, a modifier or beside a day."""
    assert words("In May they came, in March they left, early May was wet, May 5 dry.") == [
        "May",
        "March",
        "early May",
        "May 5",
    ]


def test_cores_leave_out_what_is_relative() -> None:
    """The cores are the names of the calendar; what only counts from now has none."""
    text = "in late last March, between 2009 and 2015, two weeks ago, in the first quarter of last year"
    found = find_dates(text, TUESDAY)
    assert [[core.of(text) for core in mention.cores] for mention in found] == [
        ["March"],
        ["2009", "2015"],
        [],
        [],
    ]


PIECES = st.sampled_from(
    (
        "28 June 2019 , . May may Monday last late mid - to and between since until 2020-01 31 Feb 1/2/2020 "
        "ago two weeks the of year this Q3 first quarter 1990s summer Easter \n \u00a0 ( ) Jan. 5th same day "
        "’ 29 February"
    ).split(" ")
)
EDTF = re.compile(r"[0-9X?~%.,/\-\[\]{}]+")


@given(st.lists(PIECES, max_size=25).map(" ".join), st.none() | st.dates(date(1980, 1, 1), date(2090, 1, 1)))
def test_any_text_gives_orderly_mentions(text: str, anchor: date | None) -> None:
    """Mentions are in order, apart, without white space at their ends, and their bounds never cross."""
    found = find_dates(text, anchor)
    for mention in found:
        exact, time = mention.span.of(text), mention.time
        assert exact == exact.strip() != ""
        assert EDTF.fullmatch(time.edtf)
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        assert all(
            mention.span.covers(core) and core.of(text) == core.of(text).strip() != ""
            for core in mention.cores
        )
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%d %b %Y", "%Y-%m-%d"]),
)
def test_written_dates_are_read_back(day: date, form: str) -> None:
    """Every day that is written in a common form is read as that day."""
    assert only(f"It was on {day.strftime(form)}.", None).time.edtf == day.isoformat()


@pytest.mark.shared
@pytest.mark.parametrize(
    ("corpus", "label", "least"), [("worldwide", "Date", 0.94), ("annoctr", "DATE", 0.76)]
)
def test_agreement_with_annotated_texts(shared: Path, corpus: str, label: str, least: float) -> None:
    """The named dates agree with annotated texts at least as well as when this was written."""
    lines = (shared / "corpora" / f"{corpus}.dev.jsonl").read_bytes().splitlines()
    right = said = meant = 0
    for document in map(orjson.loads, lines):
        gold = {(start, end) for start, end, kind, *_ in document["entities"] if kind == label}
        found = {tuple(core) for mention in find_dates(document["text"], None) for core in mention.cores}
        right, said, meant = right + len(gold & found), said + len(found), meant + len(gold)
    assert 2 * right / (said + meant) >= least
