"""Information and systems: what a phrase is about, whose it is, and how it is named."""

from collections.abc import Callable

import pytest

from ontology.terms import Kind
from pipelines.extraction.account import Account

NAMES = (
    (
        "Hackers stole names and phone numbers of customers from Acme Corp.",
        {"names", "phone numbers of customers"},
    ),
    ("Hackers stole data on 9,000 patients from Acme Corp.", {"data on 9,000 patients"}),
    (
        "Hackers stole personal data of current and former employees.",
        {"personal data of current and former employees"},
    ),
    ("Hackers stole files from Acme Corp. last month.", {"files from Acme Corp."}),
    (
        "Hackers stole sensitive information on defence, railways and electric power.",
        {
            "sensitive information on defence",
            "sensitive information on railways",
            "sensitive information on electric power",
        },
    ),
)


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_information_is_named_by_a_clean_noun_phrase(
    account: Callable[[str], Account], text: str, names: set[str]
) -> None:
    """One entity for each subject, cut at times and verbs, never inside a number."""
    assert {e.name for e in account(text).entities if e.kind is Kind.DATA} == names


def test_information_about_a_sector_concerns_it(account: Callable[[str], Account]) -> None:
    """What a phrase of information is about is an entity of its own."""
    read = account("No data on railways was leaked from Acme Corp.")
    (data,) = [e for e in read.entities if e.kind is Kind.DATA]
    assert [read.entity(i).kind for i in data.concerns] == [Kind.SECTOR]


def test_a_system_belongs_to_its_possessor(account: Callable[[str], Account]) -> None:
    """A pronoun possesses for the organization that the text is about."""
    read = account("Acme Corp. said its servers were hacked.")
    (system,) = [e for e in read.entities if e.kind is Kind.SYSTEM]
    assert system.owner is not None
    assert read.entity(system.owner).name.startswith("Acme")
