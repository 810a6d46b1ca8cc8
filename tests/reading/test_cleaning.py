"""How well articles are told from furniture, on 181 real pages whose article texts are known."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import fetch
from pipelines.feeds.sources import sources
from pipelines.outcomes import NotRead, Reason, Refusal
from pipelines.reading.html import read_html
from pipelines.reading.workers import Workers

FLOOR = 0.966
Shingles = Counter[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """All runs of four words, and a shorter text as one run."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, min(1, len(words)))))


def precision_and_recall(true: str, found: str) -> tuple[float, float]:
    """Over the runs of words; 1 and 1 when both texts are empty."""
    expected, seen = shingles(true), shingles(found)
    common = (expected & seen).total()
    if not expected and not seen:
        return 1.0, 1.0
    return common / max(seen.total(), 1), common / max(expected.total(), 1)


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, FetchedArticle]:
    """The pages by name."""
    fetched = [fetch(item) for item in sources([str(shared / "cleaning" / "html")])]
    return {
        Path(page.source).name.partition(".")[0]: page for page in fetched if isinstance(page, FetchedArticle)
    }


@pytest.mark.shared
def test_every_real_page_is_read_or_given_a_reason(
    pages: dict[str, FetchedArticle], workers: Workers
) -> None:
    """And the only reason on these is another language."""
    outcomes = list(workers.read_all(pages.values()))
    reasons = Counter(outcome.reason for outcome in outcomes if isinstance(outcome, Refusal))
    assert len(outcomes) == 181
    assert set(reasons) == {Reason.UNSUPPORTED_LANGUAGE}
    assert reasons[Reason.UNSUPPORTED_LANGUAGE] <= 22


@pytest.mark.shared
def test_cleaning_is_as_good_as_it_was(pages: dict[str, FetchedArticle], shared: Path) -> None:
    """F1 over four-word shingles, precision and recall averaged over pages first."""
    truth = json.loads((shared / "cleaning" / "ground-truth.json").read_text())
    scores = []
    for name, expected in truth.items():
        try:
            text = read_html(pages[name].content.decode(), None).text
        except NotRead:
            text = ""
        scores.append(precision_and_recall(expected["articleBody"], text))
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    assert 2 * precision * recall / (precision + recall) >= FLOOR
