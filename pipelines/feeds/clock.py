"""The time, and waiting: one port, so that politeness can be tried without anybody waiting."""

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time and lets it pass."""

    def time(self) -> float:
        """Seconds since 1970, UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        ...


class SystemClock:
    """The clock of this machine."""

    def time(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def iso(seconds: float) -> str:
    """A time as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def retry_after(value: str | None, now: float) -> float | None:
    """The seconds that a Retry-After header asks to wait, in either form; None where it asks nothing."""
    text = (value or "").strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        asked = parsedate_to_datetime(text)
    except ValueError:
        return None
    if asked.tzinfo is None:
        asked = asked.replace(tzinfo=UTC)
    return max(asked.timestamp() - now, 0.0)


def iso_of(moment: time.struct_time) -> str:
    """A time in UTC as ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", moment)


def iso_from(text: str) -> str | None:
    """A time or day in ISO 8601 as a time in UTC; None for what is none. A day begins at midnight."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not 1970 < moment.year < 9999:
        return None
    known = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return iso(known.timestamp())
