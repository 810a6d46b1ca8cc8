"""When a schedule in five fields of cron has struck; times are in UTC."""

from datetime import UTC, datetime, timedelta

_LONGEST = timedelta(days=31)  # after so long a look is due whatever the schedule says


def is_due(schedule: str, last: str | None, at: str) -> bool:
    """Whether a schedule has struck after the last time (ISO 8601) up to `at`; always when there is none."""
    if last is None:
        return True
    before, moment = (datetime.fromisoformat(time).astimezone(UTC) for time in (last, at))
    if moment - before > _LONGEST:
        return True
    minute = before.replace(second=0, microsecond=0) + timedelta(minutes=1)
    while minute <= moment:
        if strikes(schedule, minute):
            return True
        minute += timedelta(minutes=1)
    return False


def strikes(schedule: str, minute: datetime) -> bool:
    """Whether a schedule strikes in a minute. Of day and weekday either is enough where both are limited."""
    fields = schedule.split()
    values = (minute.minute, minute.hour, minute.day, minute.month, minute.isoweekday() % 7)
    fits = [_fits(field, value) for field, value in zip(fields, values, strict=True)]
    day, weekday = fits[2], fits[4]
    limited = not fields[2].startswith("*") and not fields[4].startswith("*")
    return fits[0] and fits[1] and fits[3] and (day or weekday if limited else day and weekday)


def _fits(field: str, value: int) -> bool:
    return any(_part_fits(part, value) for part in field.split(","))


def _part_fits(part: str, value: int) -> bool:
    bounds, _, step = part.partition("/")
    if bounds == "*":
        first, last = 0, 59
    else:
        low, _, high = bounds.partition("-")
        first, last = int(low), int(high or (59 if step else low))
    return first <= value <= last and (value - first) % int(step or 1) == 0
