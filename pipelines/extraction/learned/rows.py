"""Rows of words as models read them: what words show to each other, and what is each word's own."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Seen = tuple[tuple[str, int], ...]  # how features begin, and the places of the values that they end with
_MOST = 8192  # keys of a part that are kept, and for each model their sums: at most 25 MB for one


class Book:
    """The numbers of keys and of the values that they show; what models keep is in the order of these."""

    def __init__(self) -> None:
        self.keys: dict[Hashable, int] = {}  # from one on
        self.values: list[dict[str, int]] = []  # at each place of a key; from zero on
        self.shown: list[list[int]] = []  # for each key the numbers of its values

    def number(self, key: Hashable, values: Sequence[str]) -> int:
        """The number of a key that is new."""
        if not self.values:
            self.values = [{} for _ in values]
        shown = zip(self.values, values, strict=True)
        self.shown.append([known.setdefault(value, len(known)) for known, value in shown])
        self.keys[key] = len(self.shown)
        return len(self.shown)


@dataclass(slots=True, kw_only=True, eq=False)
class Part:
    """A part of what a word shows, by a key that words share.

    `values` gives as many values for each key; an empty one shows nothing. `seen` tells which of them are
    seen from each of the `distances`, and as which features, one or more: 0 is the word itself, -1 what the
    next word sees of it. `ends` are the features of there being no word at each distance.
    """

    distances: tuple[int, ...]
    values: Callable[[Any], Sequence[str]]
    seen: tuple[Seen, ...]
    ends: tuple[tuple[str, ...], ...]
    _book: Book = field(default_factory=Book)

    def keys(self, listed: Iterable[Hashable]) -> "Keys":
        """The keys of words in their order. When the book is full a new one is begun."""
        if len(self._book.keys) > _MOST:
            self._book = Book()  # what is common comes again soon
        known, number, values = self._book.keys, self._book.number, self.values
        numbers = [known.get(key) or number(key, values(key)) for key in listed]
        return Keys(part=self, book=self._book, numbers=np.array(numbers, dtype=np.intp))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The numbers of the keys of all words."""

    part: Part
    book: Book
    numbers: NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Sentences by their lengths; the keys of all their words for each part; further features of each word.

    `slots` are lists with one feature or None for each word.
    """

    lengths: tuple[int, ...]
    parts: tuple[Keys, ...]
    slots: tuple[Sequence[str | None], ...] = ()
