"""Organizations called by the last words of their names, and subjects with a long "no"."""

import pytest

from ontology.terms import Polarity, Predicate
from pipelines.extraction.account import Account
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.understanding import read_text


def account(text: str) -> Account:
    """What the rules read in a text."""
    return RuleExtractor().extract(read_text(text, source="test", identifier="test"))


def test_the_last_words_of_a_name_stand_for_its_bearer() -> None:
    """After the National Response Centre, "the centre" speaks for it, not for somebody unnamed."""
    read = account(
        "Hackers struck Acme Corp. on Monday, the National Response Centre said. "
        "Customer records were stolen, the centre said."
    )
    (claim,) = [c for c in read.claims if c.predicate is Predicate.EXFILTRATED]
    assert read.entity(claim.chain[0].speakers[0]).name == "National Response Centre"


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme Corp. said no information on its power, rail, gas and water customers had been stolen.",
        "Acme Corp. said that neither passwords nor credit card numbers were stolen.",
        "Acme Corp. said none of the customer records were stolen.",
        "“No sensitive data about defence, electric power or railways has been stolen,” Acme Corp. said.",
    ],
)
def test_the_no_of_a_long_subject_negates_its_verb(sentence: str) -> None:
    """However long the subject that "no" determines, what is said of it is denied."""
    claims = [c for c in account(sentence).claims if c.predicate is Predicate.EXFILTRATED]
    assert claims
    assert {claim.polarity for claim in claims} == {Polarity.NEGATIVE}


def test_a_verb_ends_a_list_of_contents() -> None:
    """What else was done is no part of what was taken."""
    read = account(
        "Hackers stole data from Acme Corp., including payroll records, and demanded a ransom of $5 million."
    )
    names = [read.entity(c.object).name for c in read.claims if c.predicate is Predicate.EXFILTRATED]
    assert names
    assert not any("demanded" in name for name in names)


def test_a_list_that_begins_with_a_verb_is_none() -> None:
    """Information followed by what was done with it is still information."""
    assert account("Acme Corp. lost data including stole and leaked records, police said.").claims is not None


def test_other_news_gives_no_incident() -> None:
    """What people say in an article that tells of no security incident is not kept as said of one."""
    read = account(
        "“Tomatoes were cheap this year,” said farmer Ann Roe. The minister said that prices would rise."
    )
    assert not read.claims
