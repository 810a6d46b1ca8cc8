"""Words are found exactly, as whole words, and where they are meant."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.account import Span
from pipelines.extraction.llm.grounding import in_quotation, located, nearest, occurrences, quotations

TEXT = "Acme said no. Bertram said no. “No data,” said Acme. The acmesoft server said nothing."
ALL = Span(0, len(TEXT))


@given(st.text("ab .", max_size=60), st.text("ab .", min_size=1, max_size=4))
def test_every_place_found_holds_exactly_the_words(text: str, words: str) -> None:
    """And no word is cut: the same as a search with word boundaries."""
    found = [tuple(span) for span in occurrences(text, words, Span(0, len(text)))]
    bare = words.strip()
    assert all(text[start:end] == bare for start, end in found)
    pattern = (
        (r"(?<!\w)" if bare[:1].isalnum() else "")
        + re.escape(bare)
        + (r"(?!\w)" if bare[-1:].isalnum() else "")
    )
    expected = [m.start() for m in re.finditer(f"(?={pattern})", text)] if bare else []
    assert [start for start, _ in found] == expected


@pytest.mark.parametrize("words", ["acme", "Acme  said", "said yes", "“No data,” said Bertram", "cme", ""])
def test_words_that_the_text_does_not_hold_are_not_found(words: str) -> None:
    """Other case, other spaces, other words, a part of a word, nothing."""
    assert located(TEXT, words, ALL) is None


def test_of_several_places_the_words_before_decide() -> None:
    """Whatever stands between, such as a quotation mark."""
    assert located(TEXT, "said no", ALL, before="Bertram") == Span(
        *re.search("(?<=Bertram )said no", TEXT).span()
    )  # type: ignore[union-attr]
    assert located(TEXT, "No data", ALL, before="said no.") == Span(
        TEXT.index("No data"), TEXT.index("No data") + 7
    )


def test_else_the_order_of_the_text_decides() -> None:
    """The first place from the last claim on; the first at all when there is none."""
    second = TEXT.index("said no", 10)
    assert located(TEXT, "said no", ALL) == Span(5, 12)
    assert located(TEXT, "said no", ALL, before="nobody", after=8) == Span(second, second + 7)
    assert located(TEXT, "said no", ALL, after=80) == Span(5, 12)


def test_a_window_bounds_the_search() -> None:
    """What stands outside it was not read."""
    assert located(TEXT, "Bertram", Span(0, 20)) is None
    assert located(TEXT, "Bertram", Span(0, 21)) is not None


def test_the_nearest_place_is_taken_for_short_words() -> None:
    """A cue belongs to the quote it stands beside."""
    quote = Span(TEXT.index("No data"), TEXT.index("No data") + 7)
    found = nearest(TEXT, "Acme", ALL, quote)
    assert found is not None
    assert found.start == TEXT.index("Acme", quote.end)


def test_quotations_are_told_from_the_rest() -> None:
    """Between their marks, with or without them."""
    quoted = quotations(TEXT)
    assert [span.of(TEXT) for span in quoted] == ["No data,"]
    assert in_quotation(Span(TEXT.index("No data"), TEXT.index("No data") + 7), quoted)
    assert not in_quotation(Span(0, 4), quoted)
