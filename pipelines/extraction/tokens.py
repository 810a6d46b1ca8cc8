"""Cuts text into words that keep their places: possessives apart, abbreviations, domains and identifiers whole.

Text that was tokenised before ("Corp . said", "U . S .", "Mei - ling") is recognised and read as if it were not.
"""

import re
from typing import NamedTuple

from pipelines.extraction.account import Span

ABBREVIATIONS = (
    "Corp Inc Ltd Co Bros Jr Sr Dr Mr Mrs Ms Prof St Mt Ft Gen Gov Sen Rep Rev Hon Lt Col Capt Maj Sgt Cpl Adm Brig Cmdr "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec No Nos Vol vs etc al approx est Dept Univ Assn Ave Blvd Rd Pte Pty Pvt "
    "Mfg Intl Gmbh Esq Messrs Mme Mlle Sra Sta Sto Ph Insp Supt Det Const Atty Asst Assoc Bhd Cie Eng Fig Figs p pp cf Ed Eds"
).split()

_SMALL = "a|an|the|in|on|at|of|to|for|by|and|or|but|as|is|was|who|which|that|with|from|he|she|it|they|we|i"
_ABBREVIATION = "(?:" + "|".join(sorted(ABBREVIATIONS, key=len, reverse=True)) + ")"
_LETTERS = r"[^\W_]"
# These stay apart from a name that they are joined to: "Tokyo-based", "pro-Taliban".
_TAILS = "based|born|led|backed|owned|linked|style|run|held|controlled|listed|headquartered|sponsored|speaking|made|funded|trained|aligned|affiliated"
_HEADS = "pro|anti|ex|non|then|post|pre|mid|self|former"
_HYPHEN = rf"[-‐‑](?!(?:{_TAILS})\b)"
_INNER = (
    rf"(?:{_HYPHEN}(?=[^\W_])"
    r"|['’](?!s\b|S\b)(?=[^\W_])|&(?=[^\W_])|(?<=[A-Z])/(?=[A-Z])|(?<=\d),(?=\d{3})"
    r"|\.(?=\d|[a-z]{2,6}\b)|_)"
)
_WHOLE = [
    r"https?://[^\s<>\"”]+|www\.[^\s<>\"”]+",
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
    r"(?:[A-Z]\.){2,}[A-Z]?(?![a-z])",
    rf"\b{_ABBREVIATION}\.(?!\w)",
    r"\b[A-Z]\.(?=\s?[A-Z])",
    r"['’][sS]\b",
    rf"\b(?i:{_HEADS})(?=[-‐‑][A-Z])",
    rf"{_LETTERS}(?:{_LETTERS}|{_INNER})*[+]*",
    r"[^\w\s]",
    r"_+",
]
_JOINED = [
    r"\bG \d{1,2}\b",
    r"\b[A-Z](?: \. [A-Z]\b)+(?: \.(?! *(?:\n|$)))?|\b[A-Z] \.(?= [A-Z][^\W_])",
    rf"\b{_ABBREVIATION} \.(?= *[^\s])",
    r"['’] [sS]\b",
    rf"\b(?i:{_HEADS})(?= - [A-Z])",
    r"\b(?:O|D|d|L|l|N|M|Qu|Al) ['’] [A-Z][^\W_]+",
    rf"{_LETTERS}+(?:['’]{_LETTERS}+)?(?: - (?!(?:{_TAILS}|{_SMALL})\b){_LETTERS}+(?:['’](?!s\b){_LETTERS}+)?)+",
]
_PLAIN = re.compile("|".join(_WHOLE))
_SPACED = re.compile("|".join(_JOINED + _WHOLE))
_STAND_ALONE = re.compile(r"\w ,(?= )|\w \.(?=\s)")
_ATTACHED = re.compile(r"\w[,.](?=\s)")


class Token(NamedTuple):
    """A word or a mark with its place; `word` is without the spaces that an earlier tokenisation put into it."""

    span: Span
    word: str


def is_spaced(text: str) -> bool:
    """Whether the text was tokenised before: its commas and stops stand alone."""
    alone = len(_STAND_ALONE.findall(text))
    return alone > 1 and alone > len(_ATTACHED.findall(text))


def tokens(text: str) -> tuple[Token, ...]:
    """The words and marks of the text in order."""
    if not is_spaced(text):
        return tuple(Token(Span(*match.span()), match.group()) for match in _PLAIN.finditer(text))
    found = _SPACED.finditer(text)
    return tuple(Token(Span(*match.span()), match.group().replace(" ", "")) for match in found)
