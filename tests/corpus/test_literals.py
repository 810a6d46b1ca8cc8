"""Dates, quantities, money, sectors and places say by their id what they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.terms import Kind
from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.literals import amount, literal, time
from pipelines.extraction.account import Amount


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2021-06-08", "2021-06-08", "2021-06-08"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-06-21~/2021-06-30", "2021-06-21", "2021-06-30"),
        ("../2021-06", None, "2021-06-30"),
        ("2021-07/..", "2021-07-01", None),
        ("XXXX-06-08", None, None),
    ],
)
def test_dates_have_inclusive_bounds(edtf: str, earliest: str | None, latest: str | None) -> None:
    """Days, months, years and intervals; open ends and unknown years have no bound."""
    read = time(edtf)
    assert (read.edtf, read.earliest, read.latest) == (edtf, earliest, latest)


@pytest.mark.parametrize(
    "edtf", ["2021-13", "2021-02-30", "8 June", "2021-06/2021-05", "../..", "2021/", "0021"]
)
def test_what_is_no_date_is_refused(edtf: str) -> None:
    """Impossible days, reversed intervals, words."""
    with pytest.raises(CorpusError):
        time(edtf)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("500_account", Amount(unit="account", value=500)),
        (">=41_file_server", Amount(unit="file server", minimum=41)),
        ("<=9_day", Amount(unit="day", maximum=9)),
        ("10-20_office", Amount(unit="office", minimum=10, maximum=20)),
        ("1.5_GB", Amount(unit="GB", value=1.5)),
    ],
)
def test_amounts_are_values_or_bounds(words: str, expected: Amount) -> None:
    """Underscores stand for spaces in the unit."""
    assert amount(words) == expected


@pytest.mark.parametrize("words", ["500", "many_account", "20-10_office", ">=_day", "5 days"])
def test_what_is_no_amount_is_refused(words: str) -> None:
    """No unit, no number, bounds out of order."""
    with pytest.raises(CorpusError):
        amount(words)


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("@2021", Kind.DATE),
        ("#5_day", Kind.QUANTITY),
        ("$5_USD", Kind.MONEY),
        ("sec:health", Kind.SECTOR),
        ("pl:New_Zealand", Kind.PLACE),
    ],
)
def test_the_first_sign_tells_the_kind(reference: str, kind: Kind) -> None:
    """Such ids need no declaration."""
    made = literal(reference)
    assert made is not None
    assert made.kind == kind


def test_unknown_sectors_are_refused_with_near_ones() -> None:
    """Only sectors of the vocabulary may be named."""
    with pytest.raises(CorpusError, match="near: sec:health"):
        literal("sec:healthcare")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_a_day_is_its_own_bounds(day: date) -> None:
    """Every day of the calendar."""
    assert (time(str(day)).earliest, time(str(day)).latest) == (str(day), str(day))
