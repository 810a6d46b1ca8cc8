"""When a feed is looked at: five fields of cron, or one of three short names for them."""

import re

_NAMED = {"@hourly": "0 * * * *", "@daily": "0 6 * * *", "@weekly": "0 6 * * 1"}
_RANGES = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
_PART = re.compile(r"(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?", re.ASCII)


def cron(text: str) -> str:
    """The five fields of a schedule; ValueError when it is none."""
    fields = _NAMED.get(text, text).split()
    if len(fields) != len(_RANGES):
        raise ValueError("it needs five fields: minute, hour, day, month, weekday")
    for field, (least, most) in zip(fields, _RANGES, strict=True):
        for part in field.split(","):
            _check(part, least, most)
    return " ".join(fields)


def _check(part: str, least: int, most: int) -> None:
    found = _PART.fullmatch(part)
    if found is None:
        raise ValueError(f"{part!r} is neither *, a number, a range nor a step")
    first, last, step = found.groups()
    bounds = [int(bound) for bound in (first, last) if bound is not None]
    if any(not least <= bound <= most for bound in bounds) or bounds != sorted(bounds):
        raise ValueError(f"{part!r} is not within {least} to {most}")
    if step is not None and int(step) == 0:
        raise ValueError(f"{part!r} has a step of nothing")
