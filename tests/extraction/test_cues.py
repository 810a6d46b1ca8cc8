"""Which words attribute, where their content begins, and which only look as if they did."""

from collections.abc import Callable

import pytest

from pipelines.extraction.account import Account

CUES = (
    ("Jane Roe said files were stolen.", "Jane Roe", "said", "files were stolen"),
    ("Files were stolen, Jane Roe said on Monday.", "Jane Roe", "said", "Files were stolen"),
    ("“Files were stolen,” said Jane Roe.", "Jane Roe", "said", "“Files were stolen,”"),
    ("“Files were stolen,” Jane Roe told a local radio station.", "Jane Roe", "told", "“Files were stolen,”"),
    ("According to police, files were stolen.", "police", "According to", "files were stolen"),
    ("Jane Roe told reporters in London that files were stolen.", "Jane Roe", "told", "files were stolen"),
    (
        "Jane Roe, the chief executive, told parliament files were stolen.",
        "Jane Roe",
        "told",
        "files were stolen",
    ),
    (
        "The hospitals had spoken of a failure and had denied any theft of records.",
        "The hospitals",
        "denied",
        "any theft of records",
    ),
    ("Jane Roe confirmed the theft of files.", "Jane Roe", "confirmed", "the theft of files"),
    ("The company rejected claims that files were stolen.", "The company", "rejected", "files were stolen"),
)

NO_CUES = (
    "Jane Roe announced the breach on Monday.",
    "The report of Monday was long.",
    "Files are believed to have been stolen.",
    "The attackers are known to the police.",
)


@pytest.mark.parametrize(("text", "source", "cue", "content"), CUES)
def test_a_cue_has_its_source_and_content(
    account: Callable[[str], Account], text: str, source: str, cue: str, content: str
) -> None:
    """Before, behind or around: the spans are those of who, by what word, and what."""
    found = account(text).attributions
    assert found, text
    first = found[0]
    assert [s.of(text) for s in first.source] == [source]
    assert [s.of(text) for s in first.cue] == [cue]
    assert first.content[0].of(text).strip("“”,") == content.strip("“”,")


@pytest.mark.parametrize("text", NO_CUES)
def test_a_verb_without_a_statement_attributes_nothing(account: Callable[[str], Account], text: str) -> None:
    """An object that is no statement, a noun and a passive are no cues."""
    assert not account(text).attributions
