"""Politeness over real sockets, by a clock that nobody waits for: robots.txt, turns, coming back, budgets."""

from typing import Any

import pytest

from pipelines.feeds.article import FetchedArticle, Robots
from pipelines.feeds.clock import iso, retry_after
from pipelines.feeds.fetching import Unchanged, fetch
from pipelines.feeds.memory import Visit
from pipelines.feeds.pacing import Budget
from pipelines.feeds.sources import Item
from pipelines.feeds.visitor import Visitor
from pipelines.outcomes import Reason, Refusal

Site = Any  # of conftest.py
PAGE = b"<!doctype html><title>T</title>"
DAY = 24 * 3600.0


def taken(visitor: Visitor, *urls: str, before: Visit | None = None) -> list[Any]:
    """What becomes of URLs."""
    return [fetch(Item(source=url, url=url), visitor=visitor, before=before) for url in urls]


def reasons(outcomes: list[Any]) -> list[Reason | None]:
    """The reason of each that was not fetched."""
    return [one.reason if isinstance(one, Refusal) else None for one in outcomes]


def test_what_robots_forbids_is_not_asked_for(site: Site) -> None:
    """The longest rule counts, ours before everybody's; the verdict goes with the article."""
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: claimgraph\nDisallow: /private\nAllow: /private/open\n"
    site.answer("/robots.txt", rules)
    urls = [site.answer(path, PAGE) for path in ("/a", "/private/b", "/private/open")]
    found = taken(site.visitor(), *urls)
    assert reasons(found) == [None, Reason.DISALLOWED, None]
    assert found[0].robots is Robots.ALLOWED
    assert "robots.txt of news.example does not let us fetch" in found[1].detail
    assert site.paths == ["/a", "/private/open"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_host_without_robots_allows_everything(site: Site, status: int) -> None:
    """As RFC 9309 has it of every answer of 4xx."""
    site.answer("/robots.txt", status=status)
    (found,) = taken(site.visitor(), site.answer("/a", PAGE))
    assert found.robots is Robots.ABSENT


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_host_whose_robots_cannot_be_had_allows_nothing(site: Site, status: int) -> None:
    """As RFC 9309 has it of every answer of 5xx; being told to slow down is no permission either."""
    site.answer("/robots.txt", status=status)
    visitor = site.visitor()
    found = taken(visitor, site.answer("/a", PAGE), site.answer("/b", PAGE))
    assert reasons(found) == [Reason.UNREACHABLE] * 2
    assert [path for path, _ in site.asked] == ["/robots.txt"]
    site.answer("/robots.txt")
    site.clock.sleep(3601.0)
    assert reasons(taken(visitor, site.url("/a"))) == [None]


def test_robots_is_kept_for_a_day(site: Site) -> None:
    """Asked for once a host, and anew when the day is over."""
    site.answer("/robots.txt")
    url, visitor = site.answer("/a", PAGE), site.visitor()
    taken(visitor, url, url)
    site.clock.sleep(DAY - 60)
    taken(visitor, url)
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    site.clock.sleep(61)
    site.answer("/robots.txt", "User-agent: *\nDisallow: /")
    assert reasons(taken(visitor, url)) == [Reason.DISALLOWED]


def test_robots_is_read_through_redirects_and_as_far_as_the_standard_asks(site: Site) -> None:
    """500 KiB count, what comes after them does not."""
    site.answer("/robots.txt", status=301, Location="/rules")
    site.answer("/rules", "User-agent: *\nDisallow: /a\n" + "# \n" * 180_000 + "Disallow: /b\n")
    found = taken(site.visitor(), site.answer("/a", PAGE), site.answer("/b", PAGE))
    assert reasons(found) == [Reason.DISALLOWED, None]


def test_every_hop_is_asked_about(site: Site) -> None:
    """A redirect leads to another host, whose robots.txt counts for it."""
    site.names["other.example"] = site.names["news.example"]
    site.answer("/robots.txt", "User-agent: *\nDisallow: /")
    site.pages["other.example/robots.txt"] = site.pages.pop("/robots.txt")
    url = site.answer("/a", status=302, Location="http://other.example/b")
    assert reasons(taken(site.visitor(), url)) == [Reason.DISALLOWED]
    assert site.paths == ["/a"]


def test_a_host_is_asked_once_a_second(site: Site) -> None:
    """Robots.txt and redirects included, two hosts independently, without anybody really waiting."""
    site.names["other.example"] = site.names["news.example"]
    site.answer("/a", PAGE)
    taken(site.visitor(), *[site.url("/a")] * 3, site.url("/a", "other.example"))
    begun = site.times[0]
    hosts = [headers["host"] for _, headers in site.asked]
    assert [moment - begun for moment in site.times] == [0, 1, 2, 3, 3, 4]
    assert hosts == ["news.example"] * 4 + ["other.example"] * 2


@pytest.mark.parametrize(("rule", "seconds"), [("Crawl-delay: 7", 7), ("Request-rate: 1/9", 9), ("", 1)])
def test_a_host_may_ask_for_longer_pauses(site: Site, rule: str, seconds: int) -> None:
    """By either of two lines of robots.txt; less than ours is never taken."""
    site.answer("/robots.txt", f"User-agent: *\n{rule}\n")
    taken(site.visitor(), *[site.answer("/a", PAGE)] * 3)
    gaps = [after - before for before, after in zip(site.times[1:], site.times[2:], strict=False)]
    assert gaps == [seconds] * 2


def answers(site: Site, *statuses: tuple[int, str]) -> str:
    """A page that answers with one status after the other, each with its Retry-After."""
    site.answer("/robots.txt")
    left = list(statuses)

    def page(request: Any) -> None:
        status, wait = left.pop(0) if left else (200, "")
        request.send_response(status)
        if wait:
            request.send_header("Retry-After", wait)
        request.send_header("Content-Length", "0")
        request.end_headers()

    site.pages["/busy"] = page
    return str(site.url("/busy"))


def test_a_busy_host_is_asked_again_after_the_seconds_it_names(site: Site) -> None:
    """And not before."""
    (found,) = taken(site.visitor(), answers(site, (429, "30")))
    assert found.status == 200
    assert site.times[2] - site.times[1] == 30


def test_a_busy_host_is_asked_again_at_the_date_it_names(site: Site) -> None:
    """The other form of the header."""
    (found,) = taken(site.visitor(), answers(site, (503, "Tue, 14 Nov 2023 22:14:20 GMT")))
    assert found.status == 200
    assert iso(site.times[2]) == "2023-11-14T22:14:20Z"


def test_a_host_that_asks_for_hours_is_left_alone(site: Site) -> None:
    """Nobody waits for it, and none of its other pages is asked for meanwhile."""
    visitor, url = site.visitor(), answers(site, (429, "7200"))
    found = taken(visitor, url, site.answer("/a", PAGE))
    assert reasons(found) == [Reason.POSTPONED] * 2
    assert site.paths == ["/busy"]
    site.clock.sleep(7200)
    assert reasons(taken(visitor, site.url("/a"))) == [None]


def test_a_failure_that_may_pass_is_tried_three_times_with_growing_pauses(site: Site) -> None:
    """Then it is the outcome."""
    found = taken(site.visitor(), answers(site, *[(502, "")] * 5))
    assert reasons(found) == [Reason.UNREACHABLE]
    assert site.paths == ["/busy"] * 3
    assert [after - before for before, after in zip(site.times[1:], site.times[2:], strict=False)] == [2, 4]


def test_a_connection_that_breaks_is_tried_again(site: Site) -> None:
    """As a server that restarts."""
    broken = [True]

    def page(request: Any) -> None:
        if broken and broken.pop():
            request.close_connection = True
            return
        request.send_response(200)
        request.end_headers()

    site.pages["/a"] = page
    assert reasons(taken(site.visitor(), site.url("/a"))) == [None]
    assert site.paths == ["/a", "/a"]


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    """Both validators are sent back as they came, and 304 is the outcome."""

    def page(request: Any) -> None:
        same = (
            request.headers["If-None-Match"] == '"1"' and request.headers["If-Modified-Since"] == "yesterday"
        )
        request.send_response(304 if same else 200)
        request.end_headers()

    site.pages["/a"] = page
    before = Visit(etag='"1"', modified="yesterday", sha256="0" * 64)
    unchanged, fresh = (
        *taken(site.visitor(), site.url("/a"), before=before),
        *taken(site.visitor(), site.url("/a")),
    )
    assert isinstance(unchanged, Unchanged)
    assert unchanged.robots is Robots.ABSENT
    assert isinstance(fresh, FetchedArticle)


def test_a_budget_ends_a_look_and_not_the_others(site: Site) -> None:
    """That of a host, and that of all together; what is left is taken next time."""
    site.names["other.example"] = site.names["news.example"]
    site.answer("/a", PAGE)
    urls = [site.url("/a")] * 3 + [site.url("/a", "other.example")] * 3
    found = reasons(taken(site.visitor(budget=Budget(5, 3)), *urls))
    assert found == [None, None, Reason.POSTPONED, None, Reason.POSTPONED, Reason.POSTPONED]
    assert len(site.asked) == 5


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("0", 0.0),
        ("120", 120.0),
        ("Tue, 14 Nov 2023 22:13:30 GMT", 10.0),
        ("Tue, 14 Nov 2023 22:13:30 -0000", 10.0),
        ("Mon, 13 Nov 2023 22:13:30 GMT", 0.0),
        ("9" * 400, 999_999_999.0),
    ],
)
def test_a_time_to_come_back_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    """What is neither asks for nothing; what is past asks for no wait."""
    assert retry_after(value, 1_700_000_000.0) == seconds
