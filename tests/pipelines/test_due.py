"""When feeds are looked at: schedules in five fields of cron."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.due import is_due, strikes

NOON = "2026-01-05T12:00:00+00:00"  # a Monday


@pytest.mark.parametrize(
    ("schedule", "last", "due"),
    [
        ("0 * * * *", "2026-01-05T11:30:00+00:00", True),
        ("0 * * * *", "2026-01-05T12:00:00+00:00", False),
        ("15 * * * *", "2026-01-05T11:30:00+00:00", False),
        ("*/15 9-17 * * 1-5", "2026-01-05T11:50:00+00:00", True),
        ("0 12 * * 0,6", "2026-01-05T11:50:00+00:00", False),
        ("0 12 1 * 1", "2026-01-05T11:50:00+00:00", True),
        ("0 12 1 * *", "2026-01-05T11:50:00+00:00", False),
        ("0 6 * 2 *", "2026-01-04T12:00:00+00:00", False),
        ("30 4 * * *", "2026-01-04T12:00:00+00:00", True),
        ("0 0 1 1 *", "2025-06-01T12:00:00+00:00", True),
    ],
)
def test_a_schedule_is_due_when_it_struck_since_the_last_look(schedule: str, last: str, due: bool) -> None:
    """Up to now and after the last time; after a month whatever it says."""
    assert is_due(schedule, last, NOON) is due


def test_a_feed_never_looked_at_is_due() -> None:
    """At once."""
    assert is_due("0 0 1 1 *", None, NOON)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(1, 40))
def test_nothing_is_missed_and_nothing_is_due_twice(start: datetime, minutes: int) -> None:
    """Looks at every minute are due as often as the schedule strikes."""
    schedule, begun = "*/7 * * * *", start.replace(second=0, microsecond=0, tzinfo=UTC)
    moments = [begun + timedelta(minutes=minute) for minute in range(1, minutes + 1)]
    due = sum(is_due(schedule, (one - timedelta(minutes=1)).isoformat(), one.isoformat()) for one in moments)
    assert due == sum(strikes(schedule, one) for one in moments)
