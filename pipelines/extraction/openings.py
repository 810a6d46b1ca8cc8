"""Where in a text a pattern may begin: only at words that open as its own words do.

Most patterns of the rules are words in many forms, and most texts have few of them. Python tries a pattern
at every character. Here it is tried at the words of a text whose first letters are those of one of its words;
what it matches there is what it matches anyway. Patterns that may begin otherwise are searched as usual.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from sys import maxsize
from typing import Generic, TypeVar

from pipelines.extraction.heads import heads

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_LONGEST = 4  # letters of a head that are compared
_SHORT = 200  # code points that are sooner searched than indexed


class _Places:
    """The places of the words of a text by their first letters, one to four of them, in lower case."""

    def __init__(self, text: str) -> None:
        found: defaultdict[str, list[int]] = defaultdict(list)
        self._odd: list[int] = []  # words that may be equal to others in ways that their letters do not show
        for match in _WORD.finditer(text):
            start = match.start()
            opening = text[start : start + _LONGEST]
            if not opening.isascii():
                self._odd.append(start)
                continue
            found[opening.lower()].append(start)
        self._by_head: defaultdict[str, list[list[int]]] = defaultdict(list)
        for opening, starts in found.items():
            for size in range(1, len(opening) + 1):
                self._by_head[opening[:size]].append(starts)
        self._by_pattern: dict[int, Sequence[int] | None] = {}
        self._by_several: dict[int, Sequence[tuple[int, int]]] = {}

    def of(self, pattern: re.Pattern[str]) -> Sequence[int] | None:
        """Where a pattern may begin; None where that cannot be said."""
        key = id(pattern)
        if key not in self._by_pattern:
            self._by_pattern[key] = self._at(_heads(pattern))
        return self._by_pattern[key]

    def _at(self, listed: frozenset[str] | None) -> Sequence[int] | None:
        if listed is None:
            return None
        known = self._by_head
        lists = [starts for head in listed & known.keys() for starts in known[head]]
        return sorted(chain(self._odd, *lists))

    def of_several(self, several: "Several[T]") -> Sequence[tuple[int, int]]:
        """Where any of several patterns may begin, each place with the number of a name."""
        key = id(several)
        if key not in self._by_several:
            found = {(place, n) for n, one in several.numbered for place in self.of(one) or ()}
            self._by_several[key] = sorted(found)
        return self._by_several[key]


_places = lru_cache(maxsize=4)(_Places)  # one text is searched for all patterns in turn
_KEPT: dict[int, tuple[re.Pattern[str], frozenset[str] | None]] = {}


def _heads(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """The heads of a pattern, which is kept for good so that its number stays its own."""
    if id(pattern) not in _KEPT:
        known = heads(pattern, _LONGEST)
        _KEPT[id(pattern)] = (pattern, None if known is None else _shortest(known))
    return _KEPT[id(pattern)][1]


def _shortest(known: frozenset[str]) -> frozenset[str]:
    """The heads without those that go on from another: what begins so begins as that one too."""
    return frozenset(head for head in known if not any(head[:size] in known for size in range(1, len(head))))


def all_of(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int = maxsize
) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text, start, end)` gives, for a pattern of the rules, which lives for good."""
    places = _places(text).of(pattern) if len(text) > _SHORT else None
    if places is None:
        return pattern.finditer(text, start, end)
    first = bisect_left(places, start)
    return _tried(pattern, text, places[first : bisect_left(places, end, first)], end)


def _tried(pattern: re.Pattern[str], text: str, places: Sequence[int], end: int) -> Iterator[re.Match[str]]:
    start = 0
    for place in places:
        match = pattern.match(text, place, end) if place >= start else None
        if match is not None:
            start = match.end()
            yield match


def first_of(pattern: re.Pattern[str], text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
    """What `pattern.search(text, start, end)` gives, for a pattern of the rules, which lives for good."""
    places = _places(text).of(pattern) if len(text) > _SHORT else None
    if places is None:
        return pattern.search(text, start, end)
    first = bisect_left(places, start)
    for place in places[first : bisect_left(places, end, first)]:
        match = pattern.match(text, place, end)
        if match is not None:
            return match
    return None


def each_of(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What a pattern of the rules matches wherever it does, also within what it has matched before."""
    places = _places(text).of(pattern) if len(text) > _SHORT else None
    if places is not None:
        yield from filter(None, (pattern.match(text, place) for place in places))
        return
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.start() + 1)


class Several(Generic[T]):
    """Patterns by names, looked for together: most are not to be tried in a region of a text at all."""

    def __init__(self, patterns: Iterable[tuple[T, re.Pattern[str]]]) -> None:
        listed = list(patterns)
        self._names = list(dict.fromkeys(name for name, _ in listed))
        self.numbered = [(self._names.index(name), pattern) for name, pattern in listed]
        self._anywhere = {n for n, pattern in self.numbered if _heads(pattern) is None}

    def in_question(self, text: str, start: int, end: int) -> list[T]:
        """The names, in their order, of the patterns that may match in a region."""
        if len(text) <= _SHORT:
            return self._names
        places = _places(text).of_several(self)
        first = bisect_left(places, (start,))
        here = {n for _, n in places[first : bisect_left(places, (end,), first)]}
        return [self._names[n] for n in sorted(here | self._anywhere)]
