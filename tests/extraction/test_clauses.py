"""Where one verb, its subject and its negation belong together."""

import pytest

from pipelines.extraction.account import Span
from pipelines.extraction.clauses import clause_at, clauses, has_verb

CASES = (
    ("the servers were accessed and files were copied", ["the servers were accessed", "files were copied"]),
    (
        "no files were taken, but the servers were accessed",
        ["no files were taken", "the servers were accessed"],
    ),
    ("names and addresses were copied", ["names and addresses were copied"]),
    ("letters were sent because of an error", ["letters were sent because of an error"]),
    (
        "the network was hacked after an employee opened a mail",
        ["the network was hacked", "an employee opened a mail"],
    ),
)


@pytest.mark.parametrize(("text", "parts"), CASES)
def test_a_coordination_divides_only_between_verbs(text: str, parts: list[str]) -> None:
    """Coordinated nouns stay together; coordinated sentences do not."""
    found = [span.of(text) for span in clauses(text, Span(0, len(text)))]
    assert len(found) == len(parts)
    assert all(part in piece for part, piece in zip(parts, found, strict=True))


def test_clauses_cover_their_span() -> None:
    """Every position lies in one clause or in the conjunction between two."""
    text = "the servers were accessed and files were copied; nothing was deleted"
    whole = Span(0, len(text))
    assert all(clause_at(text, whole, place).start <= place for place in range(len(text)))


def test_a_possessive_is_no_verb() -> None:
    """The mark of the genitive is not the verb "is"."""
    assert not has_verb("the boy's mother", Span(0, 16))
