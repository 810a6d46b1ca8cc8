"""Where the words of a search stand in what it found."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_IDEOGRAPH = "\u3040-\u9fff"
_TOKEN = re.compile(rf"[{_IDEOGRAPH}]|[^\W_{_IDEOGRAPH}]+")


class Span(NamedTuple):
    """A stretch of a text: [start, end) in code points."""

    start: int
    end: int


class _Token(NamedTuple):
    text: str
    span: Span


def highlights(text: str, words: str) -> tuple[Span, ...]:
    """The stretches of a text that words of a search matched, each as it begins, without overlaps."""
    tokens = list(_tokens(text))
    found = {span for word in words.split() for span in _places(tokens, [one.text for one in _tokens(word)])}
    return tuple(_joined(sorted(found)))


def _tokens(text: str) -> Iterator[_Token]:
    return (_Token(_plain(found[0]), Span(found.start(), found.end())) for found in _TOKEN.finditer(text))


def _places(tokens: Sequence[_Token], word: Sequence[str]) -> Iterator[Span]:
    """Where a word stands; of several tokens, as a phrase, the last is a beginning."""
    if not word:
        return
    *whole, last = word
    for at in range(len(tokens) - len(whole)):
        here = tokens[at : at + len(word)]
        if [one.text for one in here[:-1]] == whole and here[-1].text.startswith(last):
            yield Span(here[0].span.start, here[-1].span.end)


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def _plain(text: str) -> str:
    """Without case and diacritics, as the index compares."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(one for one in apart if not unicodedata.combining(one)).casefold()
