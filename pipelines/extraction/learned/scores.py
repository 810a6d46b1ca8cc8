"""What the features of words speak for: the weights of a model, summed once for each key and kept."""

from collections.abc import Hashable, Sequence

import numpy as np

from pipelines.extraction.learned.rows import Part, Rows
from pipelines.extraction.learned.weights import Floats, Weights

_MOST = 8192  # keys of a part that are kept for a model: at most 25 MB for the model with most labels
_FIRST = 1024  # keys that there is room for at first


class Sums:
    """The sums of weights of a part's keys at each distance, for one model. The first row is no word's."""

    def __init__(self, part: Part, weights: Weights) -> None:
        self._part, self._weights = part, weights
        self._known: dict[Hashable, int] = {}
        shape = (1 + _FIRST, len(weights.labels))
        self._tables = [np.zeros(shape) for _ in part.distances]
        self._fill(0, [part.ends])

    def add_to(self, scores: Floats, keys: Sequence[Hashable], places: np.ndarray, size: int) -> None:
        """Add for each word what it and its neighbours show; `places` leave room between sentences."""
        self._learn(dict.fromkeys(keys))
        known = self._known
        numbers = np.zeros(size, dtype=np.intp)
        numbers[places] = [known[key] for key in keys]
        for distance, table in zip(self._part.distances, self._tables, strict=True):
            scores += table.take(numbers[places + distance], axis=0)

    def _learn(self, keys: dict[Hashable, None]) -> None:
        new = [key for key in keys if key not in self._known]
        if len(self._known) + len(new) > _MOST:
            self._known, new = {}, list(keys)  # what is common comes again soon
        if new:
            first = len(self._known) + 1
            self._known.update((key, first + number) for number, key in enumerate(new))
            self._make_room(first + len(new))
            self._fill(first, [self._part.shown(key) for key in new])

    def _make_room(self, size: int) -> None:
        missing = size - len(self._tables[0])
        if missing > 0:
            more = max(missing, len(self._tables[0]))
            self._tables = [np.pad(table, ((0, more), (0, 0))) for table in self._tables]

    def _fill(self, first: int, shown: Sequence[tuple[tuple[str, ...], ...]]) -> None:
        features, nothing = self._weights.features, len(self._weights.features)
        for distance, table in enumerate(self._tables):
            flat: list[int] = []
            starts = []
            for one in shown:
                starts.append(len(flat))
                flat.append(nothing)
                flat += [features[feature] for feature in one[distance] if feature in features]
            table[first : first + len(shown)] = np.add.reduceat(self._weights.state[flat], starts, axis=0)


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
        for part, keys in rows.parts:
            room = max(map(abs, part.distances))
            before = np.repeat(np.arange(1, len(rows.lengths) + 1) * room, rows.lengths)
            places = np.arange(len(found)) + before
            if part not in self._sums:
                self._sums[part] = Sums(part, self._weights)
            self._sums[part].add_to(found, keys, places, len(found) + (len(rows.lengths) + 1) * room)
        known, nothing = self._weights.features, len(self._weights.features)
        for slot in rows.slots:
            found += self._weights.state.take([known.get(one, nothing) for one in slot], axis=0)  # type: ignore[arg-type]
        return found
