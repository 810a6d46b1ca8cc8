"""What holds of every account, whatever the text."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.account import PUBLISHER, Account, Span
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document

PIECES = (
    "Acme Corp. said hackers stole customer records.",
    "“We cut the connection,” said Jane Roe.",
    "\n\n",
    "\u00a0",
    "According to a person briefed on it, 200 GB of data was taken",
    ", the company's lawyer said",
    "denied that",
    "“",
    "”",
    '"',
    "Der Hafenbote reported on Monday that",
    "CVE-2024-31882",
    "The attackers demanded $4 million",
    " - ",
    "; but",
    "not only",
    "It said no passwords were leaked.",
    "in May 2023",
    "who",
    "(",
    ")",
    "三菱電機",
    "’s",
    "including",
    "\r\n",
    "the ministry",
    "’",
)


def spans(account: Account) -> list[Span]:
    """Every span of an account."""
    cues = [step.cue for claim in account.claims for step in claim.chain if step.cue is not None]
    parts = [s for a in account.attributions for s in (*a.source, *a.cue, *a.content)]
    arguments = [argument.span for event in account.events for argument in event.arguments]
    return [*account.spans(), *cues, *parts, *arguments]


def check(text: str, account: Account) -> None:
    """Hold an account to what the contract asks of every span and identifier."""
    for span in spans(account):
        assert 0 <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
    known = {entity.id for entity in account.entities}
    assert PUBLISHER in known
    for claim in account.claims:
        assert {claim.subject, claim.object, *(s for step in claim.chain for s in step.speakers)} <= known
        assert claim.chain[-1].speakers == (PUBLISHER,)
        assert (len(claim.chain) == 1) == (claim.speech_mode.value == "own-voice")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_text_breaks_the_extractor(pieces: list[str]) -> None:
    """Whatever is put together, every span lies in the text and every id is known."""
    text = " ".join(pieces)
    document = Document(id="t", source="t", text=text, sha256="", published="2024-06-10", language="en")
    check(text, RuleExtractor().extract(document))


@pytest.mark.parametrize("text", ["", " ", "...", "“”", "\n\n\n", "!?;:", "—"])
def test_a_text_without_words_has_no_claims(account: Callable[[str], Account], text: str) -> None:
    """Nothing is read where nothing is said."""
    read = account(text)
    assert not read.claims
    assert not read.events


def test_the_same_text_gives_the_same_account(account: Callable[[str], Account]) -> None:
    """Reading is pure: no order of sets, no state of the extractor shows."""
    text = " ".join(PIECES)
    assert (
        account(text)
        == account(text)
        == RuleExtractor().extract(
            Document(id="t", source="t", text=text, sha256="", published="2024-06-10", language="en")
        )
    )


def test_curled_quotes_keep_their_offsets(account: Callable[[str], Account]) -> None:
    """Straight quotes are read as curly ones without moving anything."""
    curly = account("Jane Roe said: “Files were stolen from Acme Corp.”")
    straight = account('Jane Roe said: "Files were stolen from Acme Corp."')
    assert [c.span for c in curly.claims] == [c.span for c in straight.claims]
