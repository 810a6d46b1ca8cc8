"""Cuts text into sentences: a line end always ends one, a full stop not where it ends an abbreviation."""

import re
from functools import lru_cache

from pipelines.extraction.account import Span
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.tokens import ABBREVIATIONS

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_END = re.compile(
    r"(?:[.!?…]|[。！？])+(?:\s?[\"”’»)\]]+)?"
    r"(?=\s+[\"“‘«(\[]*\s?[^\W_a-zà-öø-ÿ]|\s+[\"“‘«]\s?\w)|[。！？]+[」』]?"
)
_BEFORE = re.compile(r"(?:^|[^\w.])((?:[A-Za-z]\s?\.\s?)*\w+)\s?$")
_NEXT = re.compile(r"\W*(\w+)")
_FINAL = listed_words("words", "spelling", "final")
_NEVER_LAST = frozenset(word.lower() for word in ABBREVIATIONS) - _FINAL
_BEGINNERS = listed_words("words", "spelling", "beginners")


@lru_cache(maxsize=4)  # one document is asked for several times in a row
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
    return [match.end() for match in _END.finditer(text, start, end) if _is_end(text, start, match)]


def _is_end(text: str, start: int, match: re.Match[str]) -> bool:
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = _BEFORE.search(text[max(start, match.start() - 24) : match.start()])
    if before is None:
        return True
    word = before.group(1).replace(" ", "").lower()
    following = _NEXT.match(text[match.end() : match.end() + 40])
    return _may_end(word, following.group(1) if following else "")


def _may_end(word: str, following: str) -> bool:
    """Whether a stop between a word and a following one with a capital or a digit ends a sentence."""
    if word == "no":
        return not following[:1].isdigit()
    if word in _NEVER_LAST:
        return False
    if word in _FINAL or "." in word or (len(word) == 1 and word.isalpha()):
        return following.lower() in _BEGINNERS
    return True


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))
