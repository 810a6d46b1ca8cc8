"""Cuts text into words that keep their places: possessives apart, abbreviations, domains, identifiers whole.

Text that was tokenised before ("Corp . said", "U . S .", "Mei - ling") is read as if it were not.
"""

import re
from typing import NamedTuple

from pipelines.extraction.account import Span
from pipelines.extraction.lexicons import listed_words

ABBREVIATIONS = listed_words("words", "spelling", "abbreviations")


def _any(name: str) -> str:
    """A pattern for the words of a list, the longest first."""
    return "|".join(sorted(listed_words("words", "spelling", name), key=lambda word: (-len(word), word)))


_TAILS, _HEADS, _APART = _any("tails"), _any("heads"), _any("apart")
_ABBREVIATION = f"(?:{_any('abbreviations')})"
_LETTERS = r"[^\W_]"
_HYPHEN = rf"[-‐‑](?!(?:{_TAILS})\b)"
_INNER = (
    rf"(?:{_HYPHEN}(?=[^\W_])"
    r"|['’](?!s\b|S\b)(?=[^\W_])|&(?=[^\W_])|(?<=[A-Z])/(?=[A-Z])|(?<=\d),(?=\d{3})"
    r"|\.(?=\d|[a-z]{2,6}\b)|_)"
)
_WHOLE = [
    r"https?://[^\s<>\"”]+|www\.[^\s<>\"”]+",
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+",
    r"(?:[A-Z]\.){2,}[A-Z]?(?![a-z])",
    rf"\b{_ABBREVIATION}\.(?!\w)",
    r"\b[A-Z]\.(?=\s?[A-Z])",
    r"['’][sS]\b",
    rf"\b(?i:{_HEADS})(?=[-‐‑][A-Z])",
    rf"{_LETTERS}(?:{_LETTERS}|{_INNER})*[+]*",
    r"[^\w\s]",
    r"_+",
]
_PART = rf"{_LETTERS}+(?:['’](?!s\b){_LETTERS}+)?"
_JOINED = [
    r"\bG \d{1,2}\b",
    r"\b[A-Z](?: \. [A-Z]\b)+(?: \.(?! *(?:\n|$)))?|\b[A-Z] \.(?= [A-Z][^\W_])",
    rf"\b{_ABBREVIATION} \.(?= *[^\s])",
    r"['’] [sS]\b",
    rf"\b(?i:{_HEADS})(?= - [A-Z])",
    r"\b(?:O|D|d|L|l|N|M|Qu|Al) ['’] [A-Z][^\W_]+",
    r"^[A-Z]{3,}(?= - )",
    rf"{_PART}(?: - (?!(?:{_TAILS}|(?i:{_APART}))\b){_PART})+",
]
_PLAIN = re.compile("|".join(_WHOLE))
_NO_ADDRESS = re.compile("|".join(_WHOLE[2:]))  # for texts without addresses, which most are
_SPACED = re.compile("|".join(_JOINED + _WHOLE), re.MULTILINE)
_OF_ADDRESSES = ("://", "www.", "@")
_STAND_ALONE = re.compile(r"\w ,(?= )|\w \.(?=\s)")
_ATTACHED = re.compile(r"\w[,.](?=\s)")


class Token(NamedTuple):
    """A word or a mark with its place; `word` is without the spaces of an earlier tokenisation."""

    span: Span
    word: str


def is_spaced(text: str) -> bool:
    """Whether the text was tokenised before: its commas and stops stand alone."""
    alone = len(_STAND_ALONE.findall(text))
    return alone > 1 and alone > len(_ATTACHED.findall(text))


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of the text in order."""
    if not is_spaced(text):
        plain = _PLAIN if any(sign in text for sign in _OF_ADDRESSES) else _NO_ADDRESS
        return tuple(Token(Span(*match.span()), match.group()) for match in plain.finditer(text))
    found = _SPACED.finditer(text)
    return tuple(Token(Span(*match.span()), match.group().replace(" ", "")) for match in found)
