"""Dates as pages write them."""

import pytest

from pipelines.reading.dates import iso_date


@pytest.mark.parametrize(
    "written",
    [
        "2020-01-20",
        "2020-01-20T23:30:00-05:00",
        "2020-01-20 08:00",
        "20200120",
        "20200120T0800Z",
        "2020/01/20",
        "2020.1.20",
        "January 20, 2020",
        "Jan. 20, 2020, 4:06 p.m.",
        "20 January 2020",
        "20th Jan 2020",
        "Monday, January 20, 2020",
        "Mon, 20 Jan 2020 09:30:00 GMT",
    ],
)
def test_a_clear_date_is_understood(written: str) -> None:
    """The day as the publisher wrote it, without moving it to another zone."""
    assert iso_date(written) == "2020-01-20"


@pytest.mark.parametrize(
    "written", ["01/02/2020", "2020", "January", "yesterday", "", "0001-01-01", "2020-13-45", "7 2 2"]
)
def test_an_unclear_date_is_none(written: str) -> None:
    """Nothing is guessed."""
    assert iso_date(written) is None


def test_september_is_understood_in_all_its_abbreviations() -> None:
    """With three letters, four, and a full stop."""
    assert {iso_date(f"{month} 3, 2021") for month in ("Sep", "Sept", "Sept.", "September")} == {"2021-09-03"}
