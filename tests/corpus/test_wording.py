"""Quoted words are found in the text, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.corpus.annotation import CorpusError
from pipelines.corpus.tokens import tokens
from pipelines.corpus.voices import near
from pipelines.corpus.wording import Wording, find, occurrences
from pipelines.extraction.account import Span

TEXT = "The firm said it paid. It’s “fine”, the firm said.\n\nThe firm paid twice; it paid 5\u00a0percent."


@pytest.mark.parametrize(
    ("wording", "start"),
    [
        (Wording("it paid", 1), TEXT.index("it paid")),
        (Wording("it paid", 2), TEXT.rindex("it paid")),
        (Wording("said <it> paid"), TEXT.index("it paid")),
        (Wording('It\'s "fine"'), TEXT.index("It’s")),
        (Wording("5 percent"), TEXT.index("5")),
    ],
)
def test_words_are_found(wording: Wording, start: int) -> None:
    """By number, by context, with straight for curly quotes and plain for hard spaces."""
    assert find(TEXT, wording).start == start


def test_an_ellipsis_spans_what_it_leaves_out() -> None:
    """From the first words to the end of the last ones."""
    assert find(TEXT, Wording("The firm said ... fine")).of(TEXT) == "The firm said it paid. It’s “fine"


@pytest.mark.parametrize(
    ("wording", "message"),
    [
        (Wording("it paid"), "occurs 2 times, add #n"),
        (Wording("it paid", 3), "occurs 2 times, not 3"),
        (Wording("it pays"), "does not stand in the text .the text has 'it paid"),
        (Wording("aid twice"), "whole words"),
        (Wording("twice ... said"), "does not follow"),
        (Wording(" it"), "white space"),
        (Wording(""), "none"),
    ],
)
def test_absent_and_ambiguous_words_are_refused(wording: Wording, message: str) -> None:
    """The message says what to write instead."""
    with pytest.raises(CorpusError, match=message):
        find(TEXT, wording)


def test_short_words_are_looked_up_beside_their_anchor() -> None:
    """The occurrence nearest to the anchor is taken, in its paragraph; numbers count there."""
    anchor = find(TEXT, Wording("5 percent"))
    assert near(TEXT, Wording("paid"), (anchor,)).start == TEXT.rindex("paid")
    assert near(TEXT, Wording("paid", 1), (anchor,)).start == TEXT.index("paid twice")
    with pytest.raises(CorpusError, match="does not stand in the paragraph"):
        near(TEXT, Wording("fine"), (anchor,))


@given(st.text("ab ’“", min_size=1, max_size=30), st.data())
def test_every_occurrence_has_the_words(text: str, data: st.DataObject) -> None:
    """A found span holds the words, straight and curly quotes being the same."""
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    if words:
        plain = str.maketrans("’“", "'\"")
        for span in occurrences(text, words, Span(0, len(text))):
            assert span.of(text).translate(plain) == words.translate(plain)


def test_a_line_is_cut_into_words_pairs_and_quotes() -> None:
    """Quotation marks inside quotes are escaped, and a number may follow."""
    found = tokens(r'c1 own "he said \"no\""#2 cue="not" q=#5_day')
    assert [(token.word, token.key) for token in found[:2]] == [("c1", None), ("own", None)]
    assert found[2].wording == Wording('he said "no"', 2)
    assert (found[3].key, found[3].wording) == ("cue", Wording("not"))
    assert (found[4].key, found[4].word) == ("q", "#5_day")


def test_an_open_quote_is_refused() -> None:
    """What follows it would be misread."""
    with pytest.raises(CorpusError, match="quotation mark is missing"):
        tokens('c1 own "he said')
