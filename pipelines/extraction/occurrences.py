"""Where the words of a list occur in a text, found through an index of the text's words."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipelines.extraction.account import Span

_WORD = re.compile(r"\w+(?:-\w+)*")
_SPACE = r"\s+"


@lru_cache(maxsize=4)
def _index(text: str) -> Mapping[str, list[tuple[int, int]]]:
    """Where every word of a text begins and ends, lower case, words with hyphens whole."""
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _WORD.finditer(text):
        found[match.group().lower()].append(match.span())
    return found


class Vocabulary:
    """Words and expressions to look for; case is ignored and any white space may stand between words."""

    def __init__(self, listed: Iterable[str]) -> None:
        self._rest: dict[str, list[re.Pattern[str] | None]] = {}
        self._found: tuple[str, list[Span]] | None = None
        for expression in sorted(set(listed), key=lambda words: (-len(words), words)):
            first, _, rest = expression.lower().partition(" ")
            opening = _WORD.match(first)
            if opening is None:
                continue
            tail = first[opening.end() :] + (f" {rest}" if rest else "")
            self._rest.setdefault(opening.group(), []).append(_pattern(tail) if tail else None)

    def find(self, text: str, region: Span | None = None) -> list[Span]:
        """Every place (inside a region), in the order of the text; where several fit, the longest."""
        if self._found is None or self._found[0] != text:
            self._found = (text, self._all(text))
        found = self._found[1]
        if region is None:
            return found
        low, high = bisect_left(found, (region.start,)), bisect_left(found, (region.end,))
        return [span for span in found[low:high] if span.end <= region.end]

    def _all(self, text: str) -> list[Span]:
        index = _index(text)
        shared = self._rest.keys() & index.keys()
        found = (self._whole(text, Span(*place), word) for word in shared for place in index[word])
        return _apart(sorted(span for span in found if span is not None))

    def _whole(self, text: str, place: Span, word: str) -> Span | None:
        for rest in self._rest[word]:
            if rest is None:
                return place
            match = rest.match(text, place.end)
            if match:
                return Span(place.start, match.end())
        return None


def _pattern(tail: str) -> re.Pattern[str]:
    escaped = re.escape(tail).replace(r"\ ", _SPACE).replace("'", "['’]")
    return re.compile(escaped + r"(?![\w-])", re.IGNORECASE)


def _apart(spans: list[Span]) -> list[Span]:
    """Without those that begin inside the one before."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
