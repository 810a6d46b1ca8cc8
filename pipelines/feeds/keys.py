"""What may stand behind a key of a feed, and what to do when something else does."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from ontology.errors import FeedError
from pipelines.feeds.schedules import cron

Check = Callable[[object, str, str], Any]  # the value, where it stands, its key
Member = TypeVar("Member", bound=StrEnum)

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}", re.ASCII)
_TAG = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*", re.ASCII)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*", re.ASCII)
_CONTACT = re.compile(r"(https?://|mailto:)?[^\s()<>]+", re.ASCII)


def name(given: str, where: str) -> None:
    """Check the name of a feed, which also names its partitions and files."""
    if _NAME.fullmatch(given) is None:
        raise FeedError(f"{where}: a name has 1 to 63 small letters, digits, dashes and underscores")


def known(table: Mapping[str, object], keys: Mapping[str, object], where: str) -> None:
    """Check that a table has no other keys than these."""
    unknown = sorted(table.keys() - keys.keys())
    if unknown:
        raise FeedError(f"{where}: there is no key `{unknown[0]}`; known are {', '.join(sorted(keys))}")


def one_of(kind: type[Member], value: object, where: str, key: str) -> Member:
    """The member of a closed set."""
    if isinstance(value, str) and value in set(kind):
        return kind(value)
    what = f"has no `{key}`" if value is None else f"has the `{key}` {value!r}"
    raise FeedError(f"{where} {what}; take one of {', '.join(kind)}")


def text(value: object, where: str, key: str) -> str:
    """A text that is not empty."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise _wrong(where, key, value, "a text")


def strings(value: object, where: str, key: str) -> tuple[str, ...]:
    """One text or a list of them."""
    several = value if isinstance(value, list) else [value]
    return tuple(text(one, where, key) for one in several)


def hosts(value: object, where: str, key: str) -> tuple[str, ...]:
    """One host name or a list of them, in small letters."""
    found = tuple(one.lower() for one in strings(value, where, key))
    for host in found:
        if _HOST.fullmatch(host) is None:
            raise _wrong(where, key, host, "a host name such as example.org")
    return found


def language(value: object, where: str, key: str) -> str:
    """A language tag."""
    if isinstance(value, str) and _TAG.fullmatch(value):
        return value
    raise _wrong(where, key, value, "a language tag such as en or en-GB")


def schedule(value: object, where: str, key: str) -> str:
    """Five fields of cron."""
    try:
        return cron(text(value, where, key))
    except ValueError as error:
        advice = 'write cron such as "*/15 * * * *", or @hourly'
        raise FeedError(f"{where}: `{key}` {value!r} is no schedule: {error}; {advice}") from error


def yes_or_no(value: object, where: str, key: str) -> bool:
    """Whether."""
    if isinstance(value, bool):
        return value
    raise _wrong(where, key, value, "true or false")


def whole(least: int, most: int) -> Check:
    """Check for a whole number within bounds."""

    def check(value: object, where: str, key: str) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise _wrong(where, key, value, f"a whole number from {least} to {most}")

    return check


def number(least: float, most: float) -> Check:
    """Check for a number within bounds."""

    def check(value: object, where: str, key: str) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        raise _wrong(where, key, value, f"a number from {least:g} to {most:g}")

    return check


def contact(value: object, where: str) -> str | None:
    """How those who run the servers reach those who ask them: a URL or a mail address."""
    if value is None or (isinstance(value, str) and _CONTACT.fullmatch(value)):
        return value
    raise _wrong(where, "contact", value, "a URL or a mail address")


def place(value: str, folder: Path, where: str) -> str:
    """A URL as it is, or a path made absolute from the folder of the file."""
    scheme, mark, _ = value.partition("://")
    if not mark:
        return str((folder / value).absolute())
    if scheme.lower() not in {"http", "https"}:
        raise FeedError(f"{where}: {value} is neither a path nor an http or https URL")
    return value


def _wrong(where: str, key: str, value: object, wanted: str) -> FeedError:
    return FeedError(f"{where}: `{key}` is {value!r}; give {wanted}")
