"""What the features of words speak for: the weights of a model, summed once for each key and kept."""

from collections.abc import Sequence
from itertools import accumulate, groupby, islice, repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from pipelines.extraction.learned.rows import Book, Keys, Part, Rows
from pipelines.extraction.learned.weights import Floats, Weights

_FIRST = 1024  # keys that there is room for at first


class _Found:
    """For each value at one place of a key the rows of the weights of its features."""

    def __init__(self, weights: Weights, starts: Sequence[str]) -> None:
        self._features, self._starts = weights.features, starts
        self.rows: NDArray[np.intp] = np.empty((0, len(starts)), dtype=np.intp)

    def learn(self, values: dict[str, int]) -> None:
        """Add the values that are new."""
        features, nothing = self._features, len(self._features)
        new = [
            [features.get(start + value, nothing) if value else nothing for start in self._starts]
            for value in islice(values, len(self.rows), None)
        ]
        if new:
            self.rows = np.concatenate([self.rows, new])


class Sums:
    """The sums of weights of a part's keys at each distance, for one model. The first row is no word's."""

    def __init__(self, part: Part, weights: Weights) -> None:
        self._part, self._weights = part, weights
        # Columns are features: in the order of distances for sums, of the places of their values for rows.
        columns = [(place, start) for seen in part.seen for start, place in seen]
        by_place = sorted(range(len(columns)), key=lambda column: columns[column][0])
        self._order = np.argsort(by_place)
        self._firsts = list(accumulate(map(len, part.seen), initial=0))[:-1]
        placed = groupby((columns[column] for column in by_place), itemgetter(0))
        self._starts = [[start for _, start in some] for _, some in placed]
        self._table = np.zeros((1 + _FIRST, len(part.distances), len(weights.labels)))
        for distance, ends in enumerate(part.ends):
            for end in ends:
                self._table[0, distance] += weights.state[weights.features.get(end, -1)]
        self._begin(Book())

    def _begin(self, book: Book) -> None:
        self._book, self._known = book, 0
        self._found = [_Found(self._weights, starts) for starts in self._starts]

    def add_to(self, scores: Floats, keys: Keys, places: np.ndarray, size: int) -> None:
        """Add for each word what it and its neighbours show; `places` leave room between sentences."""
        if keys.book is not self._book:
            self._begin(keys.book)
        if len(keys.book.keys) > self._known:
            self._learn(keys.book)
        numbers = np.zeros(size, dtype=np.intp)
        numbers[places] = keys.numbers
        distances = np.array(self._part.distances)[:, np.newaxis]
        rows = numbers[places + distances] * len(distances) + np.arange(len(distances))[:, np.newaxis]
        scores += self._table.reshape(-1, scores.shape[1]).take(rows, axis=0).sum(axis=0)

    def _learn(self, book: Book) -> None:
        for found, values in zip(self._found, book.values, strict=True):
            found.learn(values)
        new = np.array(book.shown[self._known :])
        rows = np.hstack([found.rows[new[:, place]] for place, found in enumerate(self._found)])
        first, self._known = self._known + 1, len(book.keys)
        self._make_room(self._known + 1)
        weights = self._weights.state.take(rows[:, self._order], axis=0)
        self._table[first : self._known + 1] = np.add.reduceat(weights, self._firsts, axis=1)

    def _make_room(self, size: int) -> None:
        missing = size - len(self._table)
        if missing > 0:
            more = max(missing, len(self._table))
            self._table = np.pad(self._table, ((0, more), (0, 0), (0, 0)))


class Scorer:
    """Scores the labels of words by one model."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._sums: dict[Part, Sums] = {}

    def scores(self, rows: Rows) -> Floats:
        """A row for each word and a column for each label."""
        found = np.zeros((sum(rows.lengths), len(self._weights.labels)))
        if not len(found):
            return found
        for keys in rows.parts:
            room = max(map(abs, keys.part.distances))
            before = np.repeat(np.arange(1, len(rows.lengths) + 1) * room, rows.lengths)
            places = np.arange(len(found)) + before
            if keys.part not in self._sums:
                self._sums[keys.part] = Sums(keys.part, self._weights)
            self._sums[keys.part].add_to(found, keys, places, len(found) + (len(rows.lengths) + 1) * room)
        known, nothing = self._weights.features, len(self._weights.features)
        for slot in rows.slots:
            found += self._weights.state.take(list(map(known.get, slot, repeat(nothing))), axis=0)  # type: ignore[arg-type]
        return found
