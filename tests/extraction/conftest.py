"""Short texts and what is read from them, in words."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from pipelines.extraction.account import PUBLISHER, Account
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document


class Told(NamedTuple):
    """A claim in words: what, of whom, how firmly, by whom."""

    predicate: str
    object: str
    polarity: str
    certainty: str
    holder: str
    mode: str
    length: int  # of the chain
    quote: str
    rule: str


Read = Callable[[str], tuple[Told, ...]]


@pytest.fixture(scope="session")
def account() -> Callable[[str], Account]:
    """Reads a text as an article published on 10 June 2024."""
    extractor = RuleExtractor()

    def read(text: str) -> Account:
        document = Document(id="t", source="t", text=text, sha256="", published="2024-06-10", language="en")
        return extractor.extract(document)

    return read


@pytest.fixture(scope="session")
def told(account: Callable[[str], Account]) -> Read:
    """The claims of a text in words; the publisher is called "article"."""

    def read(text: str) -> tuple[Told, ...]:
        found = account(text)
        names = {entity.id: entity.name for entity in found.entities} | {PUBLISHER: "article"}
        return tuple(
            Told(
                claim.predicate.value,
                names[claim.object],
                claim.polarity.value,
                claim.certainty.value,
                " + ".join(names[s] for s in claim.chain[0].speakers),
                claim.speech_mode.value,
                len(claim.chain),
                claim.span.of(text),
                claim.rule,
            )
            for claim in found.claims
        )

    return read
