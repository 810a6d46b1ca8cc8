"""A hundred pages built to do harm: each ends in its limits, with a reason or read, and costs no other."""

from hashlib import sha256
from time import monotonic

from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document
from pipelines.reading.understanding import understand
from pipelines.reading.workers import Workers
from tests.reading.hostile import SENTENCES, Hostile, honest, hostile

SECONDS = 10.0
GIBIBYTE = 1024**3
EVERY = 5  # an honest page comes after so many hostile ones
# What a loaded machine may take to notice that the time is over, and to start another worker.
GRACE = 10.0


def fetched(page: Hostile) -> FetchedArticle:
    """A page as it came."""
    return FetchedArticle(
        source=page.name,
        content=page.content,
        sha256=sha256(page.content).hexdigest(),
        retrieved="2020-01-20T12:00:00Z",
        media_type=page.media_type,
        charset=page.charset,
    )


def told(outcome: Document | Refusal) -> str | None:
    """What is wrong with an outcome; nothing with a typed reason, or a text that begins as it should."""
    if isinstance(outcome, Refusal):
        return None if outcome.reason and outcome.detail else "a refusal without a reason"
    if len(outcome.text) > 1_000_000:
        return "a text over the limit"
    return None if SENTENCES[0] in outcome.text else f"a text that is not the story: {outcome.text[:80]!r}"


def test_hostile_pages_end_with_a_reason_or_read_and_cost_no_other_page() -> None:
    """Each within ten seconds and a gibibyte; the honest pages between them are byte for byte the same."""
    attacks = list(hostile())
    assert len({page.name for page in attacks}) == len(attacks) >= 60
    batch: list[FetchedArticle] = []
    for number, page in enumerate(attacks):
        batch.append(fetched(page))
        if number % EVERY == 0:
            batch.append(fetched(Hostile(name=f"honest {number}", content=honest(number))))
    with Workers(2, seconds=SECONDS, memory=GIBIBYTE) as workers:
        begun, outcomes, wrong = monotonic(), [], []
        for article, outcome in zip(batch, workers.read_all(batch), strict=True):
            ended = monotonic()
            if ended - begun > SECONDS + GRACE:
                wrong.append(f"{article.source}: took {ended - begun:.1f} s")
            begun = ended
            outcomes.append(outcome)
            if article.source.startswith("honest"):
                assert outcome == understand(article)
            elif reason := told(outcome):
                wrong.append(f"{article.source}: {reason}")
    assert wrong == []
    assert [outcome.source for outcome in outcomes] == [article.source for article in batch]


def test_half_a_character_in_linked_data_does_not_cost_the_page() -> None:
    """JSON can spell what no file can hold; it becomes a question mark."""
    (page,) = [page for page in hostile() if page.name == "JSON-LD with lone surrogates"]
    outcome = understand(fetched(page))
    assert isinstance(outcome, Document)
    assert outcome.title == "?"
