"""Who is spoken of without a name, and for whom a description stands."""

from collections.abc import Callable

import pytest

from ontology.terms import Kind
from pipelines.extraction.account import Account


def holders(account: Account) -> list[str]:
    """The names of the holders of a text's claims, without the publisher."""
    names = {entity.id: entity.name for entity in account.entities}
    return [names[s] for claim in account.claims if len(claim.chain) > 1 for s in claim.chain[0].speakers]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sources close to the ministry said files were stolen.", "Sources close to the ministry"),
        (
            "Two people familiar with the matter said files were stolen.",
            "Two people familiar with the matter",
        ),
        ("Journalists at the two newspapers said files were stolen.", "Journalists at the two newspapers"),
    ],
)
def test_a_source_is_named_by_its_whole_description(
    account: Callable[[str], Account], text: str, name: str
) -> None:
    """The description runs to the end of what the source is close to, familiar with or at."""
    assert set(holders(account(text))) == {name}


def test_the_person_is_the_source_before(account: Callable[[str], Account]) -> None:
    """An anaphor names no second source."""
    text = (
        "A person briefed on the inquiry said files were stolen from Acme Corp. "
        "The person said passwords were copied."
    )
    assert set(holders(account(text))) == {"person briefed on the inquiry"}


def test_a_spokesperson_speaks_for_whom_the_text_is_about(account: Callable[[str], Account]) -> None:
    """Without an owner of its own, the description belongs to the organization spoken of last."""
    text = "Bolt Systems Inc. disputed the number. A spokesperson said no files were stolen."
    assert set(holders(account(text))) == {"Bolt Systems Inc."}


def test_the_stock_exchange_is_not_the_company(account: Callable[[str], Account]) -> None:
    """A description with words of its own that fit nobody stands for nobody."""
    read = account("Acme Corp. said in a filing with the stock exchange that files were stolen.")
    acme = next(e.id for e in read.entities if e.name.startswith("Acme"))
    assert not [c for c in read.claims if c.subject == acme and c.predicate.value == "sector"]


def test_attackers_told_by_kind_are_an_actor_of_their_own(account: Callable[[str], Account]) -> None:
    """Nationality or ties tell attackers apart; "hackers" alone are whoever did it."""
    read = account("Iranian hackers breached Acme Corp. The hackers stole files.")
    assert [e.name for e in read.entities if e.kind is Kind.THREAT_ACTOR] == ["Iranian hackers"] or len(
        [e for e in read.entities if e.kind is Kind.THREAT_ACTOR]
    ) == 2
