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
from pipelines.reading.document import Document
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


@pytest.fixture(scope="module")
def outcomes(pages: dict[str, FetchedArticle], workers: Workers) -> dict[str, Document | Refusal]:
    """What becomes of each page."""
    return dict(zip(pages, workers.read_all(pages.values()), strict=True))


@pytest.mark.shared
def test_every_real_page_is_read_or_given_a_reason(outcomes: dict[str, Document | Refusal]) -> None:
    """And the only reason on these is another language."""
    reasons = Counter(outcome.reason for outcome in outcomes.values() if isinstance(outcome, Refusal))
    assert len(outcomes) == 181
    assert set(reasons) == {Reason.UNSUPPORTED_LANGUAGE}
    assert reasons[Reason.UNSUPPORTED_LANGUAGE] <= 22


def cleaned(page: FetchedArticle, outcome: Document | Refusal) -> str:
    """The text of a page; one that was refused for its language is cleaned all the same."""
    if isinstance(outcome, Document):
        return outcome.text
    try:
        return read_html(page.content.decode(), None).text
    except NotRead:
        return ""


@pytest.mark.shared
def test_cleaning_is_as_good_as_it_was(
    pages: dict[str, FetchedArticle], outcomes: dict[str, Document | Refusal], shared: Path
) -> None:
    """F1 over four-word shingles, precision and recall averaged over pages first."""
    truth = json.loads((shared / "cleaning" / "ground-truth.json").read_text())
    scores = [
        precision_and_recall(expected["articleBody"], cleaned(pages[name], outcomes[name]))
        for name, expected in truth.items()
    ]
    precision = sum(score[0] for score in scores) / len(scores)
    recall = sum(score[1] for score in scores) / len(scores)
    assert 2 * precision * recall / (precision + recall) >= FLOOR
