"""Feeds as declared: what is right is kept, what is wrong is named with its feed and its key."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import FeedError
from pipelines.feeds.declared import Feed, FeedKind, Limits, chosen, load
from pipelines.feeds.schedules import cron

WHOLE = """
contact = "mailto:desk@example.org"

[feeds.harbour]
kind = "rss"
location = "https://harbour.example/feed.xml"
schedule = "*/15 * * * *"
language = "en-GB"
publisher = "Harbour Post"
terms = "headlines and full text for research, asked on 2 May"

[feeds.harbour.limits]
articles = 50
delay = 2

[feeds.archive]
kind = "listing"
location = "warc.paths.gz"
base = "https://data.example/"
hosts = ["harbour.example"]
this_machine = true
"""


def loaded(tmp_path: Path, text: str) -> tuple[Feed, ...]:
    """The feeds of a file with this text."""
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    return load(path)


def test_feeds_are_as_declared(tmp_path: Path) -> None:
    """Paths are relative to the file, what is not said has its default, the contact is that of all."""
    harbour, archive = loaded(tmp_path, WHOLE)
    assert harbour == Feed(
        name="harbour",
        kind=FeedKind.RSS,
        location=("https://harbour.example/feed.xml",),
        schedule="*/15 * * * *",
        limits=Limits(articles=50, delay=2.0),
        language="en-GB",
        publisher="Harbour Post",
        terms="headlines and full text for research, asked on 2 May",
        contact="mailto:desk@example.org",
    )
    assert archive.location == (str(tmp_path / "warc.paths.gz"),)
    assert (archive.hosts, archive.base, archive.this_machine) == (
        ("harbour.example",),
        "https://data.example/",
        True,
    )
    assert archive.schedule == "0 * * * *"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "declares no feed"),
        ("[feeds.a", "is not TOML"),
        ('name = 1\n[feeds.a]\nkind = "rss"\nlocation = "a"', "no key 'name'"),
        ('contact = "two words"\n[feeds.a]\nkind = "rss"\nlocation = "a"', "`contact` is 'two words'"),
        ('[feeds."A b"]\nkind = "rss"', "feed 'A b': a name has"),
        ("[feeds.a]\nlocation = 'x'", "feed 'a' has no `kind`; take one of folder, urls"),
        ("[feeds.a]\nkind = 'atom'", "feed 'a' has the `kind` 'atom'"),
        ("[feeds.a]\nkind = 'rss'", "feed 'a' has no `location`"),
        ("[feeds.a]\nkind = 'rss'\nlocation = ['a', 1]", "feed 'a': `location` is 1; give a text"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'ftp://x/'", "neither a path nor an http or https URL"),
        ("[feeds.a]\nkind = 'folder'\nlocation = 'https://x/'", "is no folder"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nevery = '1h'", "no key `every`; known are base, hosts"),
        (
            "[feeds.a]\nkind = 'rss'\nlocation = 'a'\nschedule = 'hourly'",
            "`schedule` 'hourly' is no schedule",
        ),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nlanguage = 'English?'", "`language` is 'English?'"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nhosts = ['x']", "`hosts` is for WARC files"),
        ("[feeds.a]\nkind = 'warc'\nlocation = 'a'\nhosts = ['x y']", "`hosts` is 'x y'"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nbase = 'x'", "`base` is for a listing"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nthis_machine = 1", "`this_machine` is 1; give true"),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nsample = true", "no key `sample`"),
        (
            "[feeds.a]\nkind = 'rss'\nlocation = 'a'\n[feeds.a.limits]\nbytes = 1",
            "feed 'a', limits: there is no",
        ),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\n[feeds.a.limits]\ndelay = -1", "`limits.delay` is -1"),
        (
            "[feeds.a]\nkind = 'rss'\nlocation = 'a'\n[feeds.a.limits]\nseconds = 90",
            "a number from 0.1 to 30",
        ),
        ("[feeds.a]\nkind = 'rss'\nlocation = 'a'\nlimits = 3", "`limits` is not a table"),
        ("feeds.a = 1", "feed 'a' is not a table"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    """The feed, the key, and what to write instead."""
    with pytest.raises(FeedError) as raised:
        loaded(tmp_path, text)
    assert said in str(raised.value)


def test_a_file_that_is_not_there_and_a_feed_that_is_not_declared_are_named(tmp_path: Path) -> None:
    """Both with what to do."""
    with pytest.raises(FeedError, match="could not be read"):
        load(tmp_path / "none.toml")
    feeds = loaded(tmp_path, WHOLE)
    assert [feed.name for feed in chosen(feeds, ())] == ["harbour", "archive"]
    assert [feed.name for feed in chosen(feeds, ("archive",))] == ["archive"]
    with pytest.raises(FeedError, match="no feed 'harbor'; declared are archive, harbour"):
        chosen(feeds, ("harbor",))


@given(
    st.tuples(
        st.integers(0, 59), st.integers(0, 23), st.integers(1, 31), st.integers(1, 12), st.integers(0, 6)
    )
)
def test_every_moment_is_a_schedule(moment: tuple[int, ...]) -> None:
    """Five numbers within their bounds; any of them beyond its own is none."""
    assert cron(" ".join(map(str, moment))) == " ".join(map(str, moment))
    for at, beyond in enumerate((60, 24, 32, 13, 7)):
        with pytest.raises(ValueError, match="is not within"):
            cron(" ".join(str(beyond if at == place else one) for place, one in enumerate(moment)))


@pytest.mark.parametrize(
    "text", ["", "* * * *", "* * * * * *", "*/0 * * * *", "5-1 * * * *", "a * * * *", "1,, * * * *"]
)
def test_what_is_no_schedule_is_refused(text: str) -> None:
    """Too few or too many fields, no step, a range that runs backwards, letters."""
    with pytest.raises(ValueError, match=r"\w"):
        cron(text)


def test_short_names_are_schedules() -> None:
    """The three that people write most."""
    assert [cron(name) for name in ("@hourly", "@daily", "@weekly")] == [
        "0 * * * *",
        "0 6 * * *",
        "0 6 * * 1",
    ]
