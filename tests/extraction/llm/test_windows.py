"""Windows hold the whole text, overlap, and end where sentences end."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.llm.windows import windows
from pipelines.extraction.sentences import split_sentences

SENTENCES = st.lists(
    st.integers(1, 60).map(lambda words: "A" + " word" * words + "."), min_size=1, max_size=30
)


@given(SENTENCES, st.integers(40, 600))
def test_windows_hold_every_letter_and_keep_to_their_size(sentences: list[str], size: int) -> None:
    """Nothing is left out, none is too long, and each begins and ends after the one before."""
    text = "\n\n".join(sentences)
    found = windows(text, size, size // 4)
    covered = {at for span in found for at in range(*span)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)
    assert all(span.end - span.start <= size for span in found)
    for before, after in pairwise(found):
        assert before.start < after.start
        assert before.end < after.end


@given(SENTENCES)
def test_a_short_text_is_one_window(sentences: list[str]) -> None:
    """Without the white space around it."""
    text = " ".join(sentences)
    (only,) = windows(f"\n{text} ", 100_000, 800)
    assert only.of(f"\n{text} ") == text


@given(SENTENCES)
def test_short_sentences_are_not_cut(sentences: list[str]) -> None:
    """Every sentence lies whole in some window, and short ones before a cut in two."""
    text = "\n".join(sentences)
    found = windows(text, 700, 350)
    assert all(any(window.covers(sentence) for window in found) for sentence in split_sentences(text))


def test_windows_overlap() -> None:
    """The last sentences of a window are the first of the next one."""
    text = " ".join(f"This is sentence number {number}." for number in range(100))
    found = windows(text, 600, 150)
    assert len(found) > 3
    assert all(0 < before.end - after.start <= 150 for before, after in pairwise(found))


def test_nothing_is_no_window() -> None:
    """An empty text is not asked about."""
    assert windows(" \n ", 600, 150) == ()
