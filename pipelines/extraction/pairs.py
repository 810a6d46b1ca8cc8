"""Names of places joined by a hyphen: "the Russia-Ukraine war" names two."""

from collections.abc import Iterable, Iterator
from functools import cache

from ontology import lists
from pipelines.extraction.account import Span
from pipelines.extraction.tokens import Token


@cache
def _countries() -> frozenset[str]:
    listed = (entry for entry in lists.countries())
    return frozenset(
        name.lower() for entry in listed for name in (*entry.names, *entry.adjectives) if " " not in name
    )


def apart(found: Iterable[Token]) -> Iterator[Token]:
    """The tokens, a pair of countries cut in two (the hyphen stays a token of its own)."""
    for token in found:
        left, hyphen, right = token.word.partition("-")
        if hyphen and token.word[0].isupper() and _is_pair(left, right):
            yield from _cut(token, left, right)
        else:
            yield token


def _is_pair(left: str, right: str) -> bool:
    return right[:1].isupper() and left.lower() in _countries() and right.lower() in _countries()


def _cut(token: Token, left: str, right: str) -> Iterator[Token]:
    start, end = token.span
    gap = (end - start - len(token.word)) // 2  # white space on either side of the hyphen
    middle = start + len(left) + gap
    yield Token(Span(start, start + len(left)), left)
    yield Token(Span(middle, middle + 1), "-")
    yield Token(Span(end - len(right), end), right)
