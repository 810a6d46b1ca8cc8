"""How text is cut into sentences and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.tokens import is_spaced, tokens


def sentences(text: str) -> list[str]:
    """The words of each sentence."""
    return [span.of(text) for span in split_sentences(text)]


def words(text: str) -> list[str]:
    """The words of each token."""
    return [token.word for token in tokens(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Acme Corp. said so.",
        "It was found on Jan. 5 by Dr. Roe.",
        "The U.S. Treasury and J. K. Roe agreed.",
        "Lock No. 7 was open.",
        "Prices rose 1.5 per cent on example.com yesterday.",
        "Mr. Roe met Gen. Poe.",
    ],
)
def test_stops_of_abbreviations_end_no_sentence(text: str) -> None:
    """A full stop behind an abbreviation, an initial or inside a number or domain ends nothing."""
    assert sentences(text) == [text]


def test_a_line_end_ends_a_sentence_even_without_a_stop() -> None:
    """Headings and paragraphs are sentences of their own, whatever the line end."""
    assert sentences("A heading\r\nText one. Text two.\n\n Last ") == [
        "A heading",
        "Text one.",
        "Text two.",
        "Last",
    ]


def test_quotes_stay_with_their_sentence() -> None:
    """The closing mark belongs to what it closes, the opening one to what it opens."""
    assert sentences("He said: “It is over.” “We are safe!” She left.") == [
        "He said: “It is over.”",
        "“We are safe!”",
        "She left.",
    ]


def test_an_abbreviation_may_be_the_last_word() -> None:
    """Before a word that only begins sentences, "Inc." and "U.S." end one."""
    assert sentences("They sued Acme Inc. The court agreed. It left the U.S. He did too.") == [
        "They sued Acme Inc.",
        "The court agreed.",
        "It left the U.S.",
        "He did too.",
    ]


def test_no_break_spaces_are_white_space() -> None:
    """A no-break space separates sentences and stands at no end of one."""
    assert sentences("\u00a0One is here.\u00a0Two is there.\u00a0") == ["One is here.", "Two is there."]


@given(st.text(alphabet="Ab .!?\n“”'\"U.S\u00a0", max_size=80))
def test_sentences_cover_all_words_in_order_without_white_space_at_ends(text: str) -> None:
    """Nothing but white space lies outside the sentences, and they do not overlap."""
    end = 0
    for span in split_sentences(text):
        assert text[end : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        end = span.end
    assert text[end:].strip() == ""


def test_words_keep_identifiers_and_part_possessives() -> None:
    """Possessives stand apart; domains, abbreviations, identifiers and hyphenated words are whole."""
    assert words("The company’s CVE-2021-44228 at Example.com, U.S. and O’Neill's e-mail.") == [
        "The", "company", "’s", "CVE-2021-44228", "at", "Example.com", ",", "U.S.", "and", "O’Neill",
        "'s", "e-mail", ".",
    ]  # fmt: skip


def test_suffixes_behind_a_name_stand_apart() -> None:
    """ "Oslo-based" names Oslo, "pro-Roe" names Roe."""  # noqa: D210
    assert words("the Oslo-based pro-Roe party") == ["the", "Oslo", "-", "based", "pro", "-", "Roe", "party"]


def test_text_that_was_tokenised_before_is_read_alike() -> None:
    """Stops, hyphens and possessives with spaces around them are part of their words."""
    text = "The U . S . firm Acme Corp . hired Lee Mei - ling , Carl ’ s friend ."
    assert is_spaced(text)
    assert words(text) == [
        "The",
        "U.S.",
        "firm",
        "Acme",
        "Corp.",
        "hired",
        "Lee",
        "Mei-ling",
        ",",
        "Carl",
        "’s",
        "friend",
        ".",
    ]


@given(st.text(alphabet="aB.-'’, U1&\n", max_size=60))
def test_tokens_are_in_order_and_lose_no_letter(text: str) -> None:
    """The words come from their spans, which do not overlap, and hold every letter of the text."""
    end, kept = 0, ""
    for token in tokens(text):
        assert token.span.start >= end
        assert token.span.of(text).replace(" ", "") == token.word
        end, kept = token.span.end, kept + token.word
    assert "".join(text.split()) == kept
