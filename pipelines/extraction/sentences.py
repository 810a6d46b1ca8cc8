"""Cuts text into sentences: a line end always ends one, a full stop only where it does not end an abbreviation."""

import re

from pipelines.extraction.account import Span
from pipelines.extraction.tokens import ABBREVIATIONS

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(r"(?:[.!?…]|[。！？])+(?:\s?[\"”’»)\]]+)?(?=\s+[\"“‘«(\[]*\s?[^\W_a-zà-öø-ÿ]|\s+[\"“‘«]\s?\w)|[。！？]+[」』]?")
_BEFORE = re.compile(r"(?:^|[^\w.])((?:[A-Za-z]\s?\.\s?)*\w+)\s?$")
# These go before a name or number, so that a capital behind them begins no sentence.
_NEVER_LAST = frozenset(word.lower() for word in ABBREVIATIONS) - {"etc", "co", "corp", "inc", "ltd", "al", "no", "jr", "sr"}
_SOMETIMES_LAST = frozenset({"etc", "co", "corp", "inc", "ltd", "jr", "sr", "al", "bhd", "pte", "pvt", "a.m", "p.m"})
_BEGINNERS = frozenset(
    "the a an this that these those he she it they we you i in on at for but and or so as if when while after before since "
    "however meanwhile there its their his her our my according although because despite until what who how why where not "
    "no all some many most several more one two last earlier later both each other another with by from to under over".split()
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of the text in order, without the white space around them."""
    found: list[Span] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _ends(text, line.start(), line.end()):
            _add(found, text, start, end)
            start = end
        _add(found, text, start, line.end())
    return tuple(found)


def _ends(text: str, start: int, end: int) -> list[int]:
    found = []
    for match in _END.finditer(text, start, end):
        if _is_end(text, start, match):
            found.append(match.end())
    return found


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _BEFORE.search(text[max(start, match.start() - 24) : match.start()])
    if before is None:
        return True
    word = before.group(1).replace(" ", "").lower()
    follower = re.match(r"\W*(\w+)", text[match.end() : match.end() + 40])
    begins = follower is not None and follower.group(1).lower() in _BEGINNERS
    if word in _NEVER_LAST or (len(word) == 1 and word.isalpha()):
        return begins and word not in _NEVER_LAST
    if word in _SOMETIMES_LAST or "." in word:
        return begins
    if word == "no":
        return follower is None or not follower.group(1)[0].isdigit()
    return True


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
