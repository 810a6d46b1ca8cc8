"""Who speaks: described speakers in full, people with an office, and whom words take up again."""

from collections.abc import Callable

import pytest

from ontology.terms import Kind
from pipelines.extraction.account import PUBLISHER, Account
from pipelines.extraction.rules import RuleExtractor
from pipelines.reading.document import Document
from tests.extraction.conftest import Read

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
    ("Truck drivers said waiting cost them the week.", "Truck drivers"),
    ("A nurse, who said files were stolen, went home.", "A nurse"),
    ("A nurse, asking not to be named, said the authority passed a warning on.", "A nurse"),
    ("The clinic whose name was used says that files were stolen.", "The clinic whose name was used"),
    ("Jane Roe puts the loss at two weeks of work.", "Jane Roe"),
    ("Jane Roe said on Monday, without naming anybody, that files were stolen.", "Jane Roe"),
    (
        "Files were stolen, it was learned on Monday from several people at the clinic.",
        "several people at the clinic",
    ),
    ("Jane Roe said by e-mail that files were stolen.", "Jane Roe"),
)


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_a_speaker_is_named_in_full(account: Callable[[str], Account], text: str, source: str) -> None:
    """The source is the whole noun phrase, whatever clause or verb it has."""
    found = account(text).attributions
    assert [[span.of(text) for span in a.source] for a in found] == [[source]]


def test_what_stands_behind_a_verb_of_the_subject_speaks_for_nobody(
    account: Callable[[str], Account],
) -> None:
    """A clause on the subject between commas makes no inverted sentence of what follows."""
    text = "The Crime Agency, which is leading the inquiry, believes the group operates from abroad."
    assert {span.of(text) for a in account(text).attributions for span in a.source} <= {"The Crime Agency"}


HOLDERS = (
    ("Jane Roe, 40, said the bank was hacked. She said passwords were stolen.", "Jane Roe"),
    ("A former clerk said the bank was hacked. He said passwords were stolen.", "former clerk"),
    ("The club was upset. Its president, Jane Roe, told us the bank was hacked.", "Jane Roe"),
    ("Three patients sued Acme Corp. The complaint says that Acme Corp. paid a ransom.", "plaintiffs"),
)


@pytest.mark.parametrize(("text", "holder"), HOLDERS)
def test_words_take_up_who_spoke_last(told: Read, text: str, holder: str) -> None:
    """A pronoun is of whoever was heard last, and a suit speaks for those who brought it."""
    assert told(text)[-1].holder == holder


def test_a_newsroom_told_by_others_does_not_speak_of_itself(account: Callable[[str], Account]) -> None:
    """Words like "told us" and "our readers" are how a newsroom speaks of its work, and stay a newsroom's."""
    text = "The clerk told us so. Our readers asked. Another told us more. Our sources agree with us."
    document = Document(id="t", source="t", text=text, sha256="", publisher="The Example", language="en")
    found = RuleExtractor().extract(document)
    assert next(e for e in found.entities if e.id == PUBLISHER).kind is Kind.MEDIA_ORGANIZATION
