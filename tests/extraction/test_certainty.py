"""What words leave of a holder's commitment, after FactBank."""

from collections.abc import Callable

import pytest

CASES = (
    ("Files were stolen from Acme Corp.", "positive", "certain"),
    ("Files were not stolen from Acme Corp.", "negative", "certain"),
    ("Files may have been stolen from Acme Corp.", "positive", "possible"),
    ("Files may not have been stolen from Acme Corp.", "negative", "possible"),
    ("Files were probably stolen from Acme Corp.", "positive", "probable"),
    ("Files are believed to have been stolen from Acme Corp.", "positive", "probable"),
    ("Files were reportedly stolen from Acme Corp.", "positive", "underspecified"),
    ("Files were allegedly stolen from Acme Corp.", "positive", "underspecified"),
    ("Acme Corp. has no indication that files were stolen.", "negative", "probable"),
    ("Acme Corp. has not confirmed that files were stolen.", "negative", "underspecified"),
    ("Acme Corp. suspects that files were stolen.", "positive", "probable"),
    ("Acme Corp. fears that files were stolen.", "positive", "possible"),
    ("Acme Corp. confirmed that files were stolen.", "positive", "certain"),
    ("It is unclear whether files were stolen from Acme Corp.", "positive", "underspecified"),
    ("Files were stolen from Acme Corp. in May.", "positive", "certain"),
    ("Files were stolen from Acme Corp. and could cost it dear.", "positive", "certain"),
    ("Acme Corp. rejected claims that files were stolen.", "negative", "certain"),
)


@pytest.mark.parametrize(("text", "polarity", "certainty"), CASES)
def test_words_decide_polarity_and_certainty(
    told: Callable[..., tuple], text: str, polarity: str, certainty: str
) -> None:
    """Modals, adverbs, verbs of thought and negations weaken or turn a claim; the month of May does not."""
    assert {(c.polarity, c.certainty) for c in told(text) if c.predicate == "exfiltrated"} == {
        (polarity, certainty)
    }
