"""Marks in a line become clean text and spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.markup import body


def test_nested_marks_give_spans_of_the_clean_text() -> None:
    """Inner and outer marks keep their words, outer first."""
    read = body([(9, "[Two employees at [the ferry line|tr~]|emp] left.")])
    assert read.text == "Two employees at the ferry line left."
    found = [(mark.span.of(read.text), mark.reference, mark.form, mark.line) for mark in read.marks]
    assert found == [
        ("Two employees at the ferry line", "emp", "name", 9),
        ("the ferry line", "tr", "nominal", 9),
    ]


def test_a_pronoun_is_marked_with_a_caret() -> None:
    """The sign after the id says what form the mention has."""
    (mark,) = body([(1, "Then [it|tr^] sank.")]).marks
    assert (mark.reference, mark.form) == ("tr", "pronoun")


def test_paragraphs_are_joined_by_an_empty_line() -> None:
    """Offsets run through the text, and each paragraph knows its line in the source."""
    read = body([(4, "One."), (6, "[Two|x].")])
    assert read.text == "One.\n\nTwo."
    assert read.starts == ((0, 4), (6, 6))
    assert read.marks[0].span == (6, 9)


def test_escaped_brackets_are_text() -> None:
    """A backslash before a bracket or bar keeps it."""
    assert body([(1, r"youla\[.\]ru \| x")]).text == "youla[.]ru | x"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[open|x", "stray"),
        ("[open", "not closed"),
        ("a | b", "stray"),
        ("a|b]", "not opened"),
        ("[ x|e]", "white space"),
        ("[|e]", "empty"),
        ("[x|~]", "no entity"),
    ],
)
def test_what_cannot_be_read_is_said(line: str, message: str) -> None:
    """Every broken mark is refused in words."""
    with pytest.raises(CorpusError, match=message):
        body([(1, line)])


@given(st.lists(st.tuples(st.text("ab é“\u00a0", max_size=5), st.text("cd’ü", min_size=1, max_size=4))))
def test_marks_take_nothing_from_the_text(pieces: list[tuple[str, str]]) -> None:
    """Whatever stands around the marks, the text is the words and every span finds its own."""
    read = body([(1, "".join(f"{before}[{words}|e]" for before, words in pieces))])
    assert read.text == "".join(before + words for before, words in pieces)
    assert [mark.span.of(read.text) for mark in read.marks] == [words for _, words in pieces]
