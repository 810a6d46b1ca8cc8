"""Feeds as people declare them: one TOML file, checked whole before anything is fetched."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ontology.errors import FeedError
from pipelines.feeds import keys

DEFAULT_SCHEDULE = "0 * * * *"


class FeedKind(StrEnum):
    """What stands at the location of a feed."""

    FOLDER = "folder"  # files: pages, texts and WARC files
    URLS = "urls"  # URLs of articles, or files that list some
    RSS = "rss"  # RSS or Atom
    SITEMAP = "sitemap"  # a sitemap, an index of sitemaps, a news sitemap, or a robots.txt that names some
    WARC = "warc"  # WARC files
    LISTING = "listing"  # a text file that lists WARC files, one path a line, as CC-NEWS has


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one look at a feed may take. Sizes are bytes, times are seconds."""

    articles: int = 500
    requests: int = 2_000  # of all hosts together
    host_requests: int = 1_000
    delay: float = 1.0  # between two requests to one host; robots.txt may ask for more
    seconds: float = 30.0  # for one request with its redirects
    wire_bytes: int = 5 * 1024 * 1024
    decoded_bytes: int = 10 * 1024 * 1024
    archive_bytes: int = 2_000_000_000  # of one WARC file over HTTP


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed. Paths are absolute; `schedule` is five fields of cron in UTC."""

    name: str
    kind: FeedKind
    location: tuple[str, ...]
    schedule: str = DEFAULT_SCHEDULE
    limits: Limits = field(default_factory=Limits)
    language: str | None = None  # BCP 47, where pages do not say
    publisher: str | None = None  # where pages do not say
    terms: str | None = None  # what the publisher allows, for people
    hosts: tuple[str, ...] = ()  # of WARC files only articles from these hosts and those below them
    base: str | None = None  # what the paths of a listing are relative to; where the listing is unless given
    contact: str | None = None  # told to the servers that are asked
    this_machine: bool = False  # whether the location may be an address of this machine or network
    sample: bool = False  # of WARC files on the web only the beginning; not to be declared


def load(path: Path) -> tuple[Feed, ...]:
    """The feeds of a file, in its order; FeedError names the feed, the key and what to do."""
    declared = _parsed(path)
    contact = keys.contact(declared.pop("contact", None), str(path))
    feeds = declared.pop("feeds", None)
    if declared:
        raise FeedError(f"{path}: there is no key {min(declared)!r}; known are contact and [feeds.NAME]")
    if not isinstance(feeds, dict) or not feeds:
        raise FeedError(f"{path} declares no feed; write a table [feeds.NAME] for each")
    return tuple(_feed(name, table, path.resolve().parent, contact) for name, table in feeds.items())


def chosen(feeds: tuple[Feed, ...], names: tuple[str, ...]) -> tuple[Feed, ...]:
    """The feeds of these names, or all where no name is given; FeedError for a name that is not there."""
    known = {feed.name for feed in feeds}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise FeedError(f"there is no feed {unknown[0]!r}; declared are {', '.join(sorted(known))}")
    return tuple(feed for feed in feeds if not names or feed.name in names)


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        why = error.strerror or str(error)
        raise FeedError(f"{path} could not be read: {why}; name a file that declares feeds") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FeedError(f"{path} is not TOML: {error}") from error


def _feed(name: str, table: object, folder: Path, contact: str | None) -> Feed:
    where = f"feed {name!r}"
    keys.name(name, where)
    if not isinstance(table, dict):
        raise FeedError(f"{where} is not a table; write [feeds.{name}]")
    kind = keys.one_of(FeedKind, table.get("kind"), where, "kind")
    given = {key: value for key, value in table.items() if key != "kind"}
    keys.known(given, _CHECKED, where)
    found = {key: _CHECKED[key](value, where, key) for key, value in given.items()}
    feed = Feed(**{"contact": contact, "name": name, "kind": kind, "location": (), **found})
    return _sound(feed, folder, where)


def _sound(feed: Feed, folder: Path, where: str) -> Feed:
    """The feed with its paths made absolute, when its keys go together."""
    location = tuple(keys.place(one, folder, where) for one in feed.location)
    if not location:
        raise FeedError(f"{where} has no `location`; give a path or URL, or a list of them")
    on_the_web = [one for one in location if "://" in one]
    if feed.kind is FeedKind.FOLDER and on_the_web:
        raise FeedError(f"{where}: `location` {on_the_web[0]} is no folder; name one, or take another `kind`")
    if feed.hosts and feed.kind not in {FeedKind.WARC, FeedKind.LISTING, FeedKind.FOLDER}:
        raise FeedError(f"{where}: `hosts` is for WARC files; leave it out")
    if feed.base is not None and feed.kind is not FeedKind.LISTING:
        raise FeedError(f"{where}: `base` is for a listing; leave it out")
    base = keys.place(feed.base, folder, where) if feed.base else None
    return replace(feed, location=location, base=base)


def _limits(value: object, where: str, key: str) -> Limits:
    if not isinstance(value, Mapping):
        raise FeedError(f"{where}: `{key}` is not a table; write [feeds.NAME.{key}]")
    keys.known(value, _LIMITS, f"{where}, {key}")
    return Limits(**{name: _LIMITS[name](number, where, f"{key}.{name}") for name, number in value.items()})


_MOST = Limits()
_LIMITS: dict[str, keys.Check] = {
    "articles": keys.whole(1, 1_000_000),
    "requests": keys.whole(1, 1_000_000),
    "host_requests": keys.whole(1, 1_000_000),
    "delay": keys.number(0.0, 3_600.0),
    "seconds": keys.number(0.1, _MOST.seconds),
    "wire_bytes": keys.whole(1, _MOST.wire_bytes),
    "decoded_bytes": keys.whole(1, _MOST.decoded_bytes),
    "archive_bytes": keys.whole(1, 10**12),
}
_CHECKED: dict[str, keys.Check] = {
    "location": keys.strings,
    "schedule": keys.schedule,
    "limits": _limits,
    "language": keys.language,
    "publisher": keys.text,
    "terms": keys.text,
    "hosts": keys.hosts,
    "base": keys.text,
    "this_machine": keys.yes_or_no,
}
