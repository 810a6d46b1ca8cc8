"""What an account must keep to before it may harm the others."""

from dataclasses import replace

import pytest

from ontology.errors import ExtractionError, SettingsError
from pipelines.extracting import hold
from pipelines.extraction.account import Account, Span
from pipelines.extractors import extractor
from pipelines.reading.document import Document
from tests.pipelines.plain import SentenceExtractor

TEXT = "Grey Heron broke into a server. Norvik Shipping did not pay."
DOCUMENT = Document(id="d1", source="d1", text=TEXT, sha256="", publisher="Fjord Daily")
ACCOUNT = SentenceExtractor().extract(DOCUMENT)


def test_a_sound_account_holds() -> None:
    """An account whose spans lie in the text passes."""
    assert len(ACCOUNT.claims) == 2
    hold(ACCOUNT, DOCUMENT)


@pytest.mark.parametrize(
    "broken",
    [
        replace(ACCOUNT, claims=(replace(ACCOUNT.claims[0], span=Span(0, len(TEXT) + 1)),)),
        replace(ACCOUNT, claims=(replace(ACCOUNT.claims[0], span=Span(5, 5)),)),
        replace(ACCOUNT, claims=(replace(ACCOUNT.claims[0], chain=()),)),
        replace(ACCOUNT, entities=ACCOUNT.entities[1:]),
    ],
    ids=["beyond the text", "empty span", "no chain", "no publisher"],
)
def test_a_broken_account_is_refused(broken: Account) -> None:
    """Spans outside the text, an unlisted publisher and claims without speakers are errors."""
    with pytest.raises(ExtractionError):
        hold(broken, DOCUMENT)


def test_extractors_are_found_by_entry_point() -> None:
    """The rules are installed; another name is answered with the names there are."""
    assert extractor("rules").name == "rules"
    with pytest.raises(SettingsError, match=r"installed: .*rules"):
        extractor("crystal-ball")
