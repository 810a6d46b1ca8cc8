"""What is kept of clauses that no frame reads, and as what."""

from collections.abc import Callable
from typing import Any

import pytest

OPENING = "Hackers broke into the network of Acme Corp. on Monday. "
TOLD = (
    ("Ferries were two hours late all week.", "hasImpact", "positive", "certain"),
    ("Patients were never in danger.", "hasImpact", "negative", "certain"),
    ("The ticket machines at the harbour stood still.", "disrupted", "positive", "certain"),
    ("The lighthouses kept working throughout the night.", "disrupted", "negative", "certain"),
    ("The gates could not be opened for a day.", "disrupted", "positive", "certain"),
    ("The supply of heat was never interrupted.", "disrupted", "negative", "certain"),
    ("Its chairman did not return two calls.", "disclosed", "negative", "certain"),
    ("Nobody has seen the hackers in person.", "description", "negative", "certain"),
)
SAID = (
    ("Jane Roe said the harbour had heard nothing of it.", "negative", "certain"),
    ("Jane Roe said the lamps hadn't flickered all night.", "negative", "certain"),
    ("Jane Roe said it was not aware of any trouble at sea.", "negative", "probable"),
    ("Jane Roe said it was too early to say who was there.", "positive", "underspecified"),
    ("Jane Roe said the club had since paid no one.", "negative", "certain"),
    ("Jane Roe said the lamps were noticed by the crew.", "positive", "certain"),
)


@pytest.mark.parametrize(("sentence", "predicate", "polarity", "certainty"), TOLD)
def test_the_article_tells_it_itself(
    told: Callable[..., tuple[Any, ...]], sentence: str, predicate: str, polarity: str, certainty: str
) -> None:
    """A clause in the article's own voice is kept as what its words say of the incident."""
    found = {(c.predicate, c.polarity, c.certainty, c.mode) for c in told(OPENING + sentence)}
    assert (predicate, polarity, certainty, "own-voice") in found


@pytest.mark.parametrize(("sentence", "polarity", "certainty"), SAID)
def test_the_main_verb_carries_the_stance(
    told: Callable[..., tuple[Any, ...]], sentence: str, polarity: str, certainty: str
) -> None:
    """Negations in the verb group or right behind it count, letters inside a word do not."""
    found = {(c.polarity, c.certainty) for c in told(OPENING + sentence) if c.holder == "Jane Roe"}
    assert found == {(polarity, certainty)}


@pytest.mark.parametrize("sentence", ["You should change your passwords now.", "The weather was fine."])
def test_advice_and_the_rest_are_left_out(told: Callable[..., tuple[Any, ...]], sentence: str) -> None:
    """What is asked of readers, or is of no class, is no claim of the article."""
    assert not [c for c in told(OPENING + sentence) if c.quote in sentence]


def test_the_sentences_of_a_quotation_are_read_apart(told: Callable[..., tuple[Any, ...]]) -> None:
    """What one sentence of a quotation denies does not colour the next."""
    found = told(OPENING + "“It was not the lighthouse. We have repaired the lamp ourselves,” said Jane Roe.")
    assert {c.polarity for c in found if "lamp" in c.quote} == {"positive"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme Corp. said the measures to protect this information were not carried out after the attack.",
        "Acme Corp. said the data concerns bids for contracts that hackers may like to see.",
        "Acme Corp. said it had turned paper documents into PDF files before the attack.",
    ],
)
def test_words_in_one_clause_take_nothing(told: Callable[..., tuple[Any, ...]], sentence: str) -> None:
    """Information that stands in a clause with an attack is not thereby said, or denied, to be taken."""
    grave = {"exfiltrated", "misused", "compromised", "accessedDataOf"}
    assert not [claim for claim in told(sentence) if claim.predicate in grave]
