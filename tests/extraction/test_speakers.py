"""Who speaks: described speakers in full, people with an office, and whom words take up again."""

from collections.abc import Callable

import pytest

from pipelines.extraction.account import Account

SOURCES = (
    (
        "Two people who have seen the audit told the paper that files were stolen.",
        "Two people who have seen the audit",
    ),
    (
        "Researchers were busy. Two analysts who monitor dark markets said passwords were sold.",
        "Two analysts who monitor dark markets",
    ),
    ("The clerks were upset. A clerk grumbled that files were stolen.", "A clerk"),
    ("Jane Roe reckons the thieves walked in.", "Jane Roe"),
    ("Jane Roe said the clinic now requires a second key.", "Jane Roe"),
    ("“The files were stolen,” Jane Roe told us.", "Jane Roe"),
    ("Jane Roe said by e-mail that files were stolen.", "Jane Roe"),
)


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_speaker_is_named_in_full(account: Callable[[str], Account], text: str, source: str) -> None:
    """The source is the whole noun phrase, whatever clause or verb it has."""
    found = account(text).attributions
    assert [[span.of(text) for span in a.source] for a in found] == [[source]]
