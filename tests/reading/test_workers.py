"""Reading in workers: a page can stop or crash its own reader, and nothing else."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.reading.understanding import understand
from pipelines.reading.workers import Workers, read

Made = Callable[..., Any]


def attributes(count: int) -> str:
    """So many attributes."""
    return " ".join(f'a{number}="{number}"' for number in range(count))


HOSTILE = {
    "a tag with 5,000 attributes": (f"<div {attributes(5000)}>{{}}</div>", Reason.REFUSED),
    "a tag with 200,000 attributes": (f"<div {attributes(200_000)}>{{}}</div>", Reason.REFUSED),
    "10,000 nested divisions": ("<div>" * 10_000 + "{}" + "</div>" * 10_000, Reason.REFUSED),
    "a million open tags": ("<b>" * 1_000_000 + "{}", Reason.REFUSED),
    "190 nested divisions": ("<div>" * 190 + "{}" + "</div>" * 190, None),
    "9 MB of JSON-LD": ('<script type="application/ld+json">' + "[" * 9_000_000 + "</script>{}", None),
    "deep JSON-LD": ('<script type="application/ld+json">' + "[" * 200_000 + "</script>{}", None),
    "30,000 meta elements": ('<meta name="a" content="b">' * 30_000 + "{}", None),
    "a million spaces": ("{}" + "&nbsp;" * 1_000_000, None),
    "100,000 comments that do not end": ("{}" + "<!--" * 100_000, None),
    "a million angle brackets": ("{}" + "<" * 1_000_000, Reason.TOO_LARGE),
    "a list of 50,000 empty elements": ("{}<ul>" + "<li>" * 50_000, None),
    "a class of 200,000 names": ('<div class="' + "a " * 200_000 + '">{}</div>', None),
    "a text of a novel's library": ("<p>" + "word " * 250_000 + "</p>", Reason.TOO_LARGE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_ends_within_its_limits(
    workers: Workers, article: Made, page: Made, sentences: list[str], name: str
) -> None:
    """With a reason, or read as if the hostile part were not there."""
    body, reason = HOSTILE[name]
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    outcome = workers.read(article(page(body.replace("{}", text)), source=name))
    assert outcome.source == name
    if reason is not None:
        assert isinstance(outcome, Refusal)
        assert outcome.reason is reason
    else:
        assert isinstance(outcome, Document)
        assert outcome.text == "\n\n".join(sentences)


def test_entities_do_not_unfold(workers: Workers, article: Made, page: Made) -> None:
    """A billion laughs are not laughed."""
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    outcome = workers.read(article(f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]>' + page() + "&a10;"))
    assert isinstance(outcome, Document)


def test_a_worker_gives_what_reading_in_place_gives(workers: Workers, article: Made, page: Made) -> None:
    """Documents and refusals travel without loss."""
    for made in (
        article(page()),
        article(""),
        article("Only a few words here", "text/plain"),
        article(b"%PDF-1.7"),
    ):
        assert workers.read(made) == understand(made)


def test_a_page_that_takes_too_long_is_stopped_and_the_others_are_read(article: Made, page: Made) -> None:
    """The outcomes come in order, and those of the other pages are byte for byte the same."""
    slow = page("<p>word word word" * 300_000)
    pages = [article(page(), source="a"), article(slow, source="slow"), article(page(), source="b")]
    with Workers(1, seconds=2.0) as workers:
        first, stopped, last = workers.read_all(pages)
    assert isinstance(stopped, Refusal)
    assert (stopped.reason, stopped.source) == (Reason.TIMEOUT, "slow")
    assert (first, last) == (understand(pages[0]), understand(pages[2]))


def test_a_page_that_needs_too_much_memory_ends_alone(article: Made, page: Made) -> None:
    """Its worker may raise, abort or be killed: it is the page's reason either way."""
    hungry = article(page("<p><b>word</b></p>" * 400_000), source="hungry")
    with Workers(1, seconds=60.0, memory=300 * 1024 * 1024) as workers:
        outcomes = list(workers.read_all([hungry, article(page())]))
    assert isinstance(outcomes[0], Refusal)
    assert outcomes[0].reason is Reason.CRASHED
    assert isinstance(outcomes[1], Document)


def test_a_worker_that_was_killed_while_idle_costs_no_article(article: Made, page: Made) -> None:
    """Another takes its place."""
    with Workers(1) as workers:
        first = workers.read(article(page()))
        for child in Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split():
            if b"pipelines.workers.process" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(int(child), signal.SIGKILL)
                os.waitid(os.P_PID, int(child), os.WEXITED | os.WNOWAIT)
        assert workers.read(article(page())) == first


def test_many_articles_keep_their_order(
    workers: Workers, article: Made, page: Made, sentences: list[str]
) -> None:
    """Whichever worker is faster, and without taking all articles at once."""
    taken: list[int] = []

    def articles() -> Any:
        for number in range(40):
            taken.append(number)
            yield article(page("".join(f"<p>{number}. {line}</p>" for line in sentences)), source=str(number))

    outcomes = workers.read_all(articles())
    assert next(outcomes).source == "0"
    assert len(taken) < 10
    assert [outcome.source for outcome in outcomes] == [str(number) for number in range(1, 40)]


def test_one_article_is_read_with_the_workers_of_the_process(article: Made, page: Made) -> None:
    """For those who have only one."""
    made: FetchedArticle = article(page())
    assert read(made) == understand(made)
