"""Linear-chain CRFs: what labels a row of things has, by their features. The only door to crfsuite."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

Features = Sequence[str]

NO = "O"  # the label of what is nothing
_ROUNDING = 1e-6  # more than the probabilities of all labels may miss one by


class Row:
    """A row of things with their features, prepared once and read by several models."""

    __slots__ = ("items", "length")

    def __init__(self, features: Sequence[Features]) -> None:
        self.items = pycrfsuite.ItemSequence(features)
        self.length = len(features)


class Tagger:
    """A trained model. It keeps the last row it was shown and must not be shared by threads."""

    def __init__(self, path: Path) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open(str(path))
        self.labels: tuple[str, ...] = tuple(self._tagger.labels())
        self._knows_nothing = NO in self.labels

    def tag(self, row: Row) -> list[str]:
        """The likeliest labels of a row."""
        return list(self._tagger.tag(row.items)) if row.length else []

    def best(self, row: Row, nothing: float = 1.0) -> list[tuple[str, float]]:
        """The likeliest label of each thing of a row and its probability; "O" counts for `nothing` as much.

        Most things are nothing, as its probability alone can show: no other label has more than is left.
        """
        if not row.length:
            return []
        self._tagger.set(row.items)
        clear = 1.0 / (1.0 + nothing) + _ROUNDING
        found = []
        for place in range(row.length):
            chance = self._tagger.marginal(NO, place) if self._knows_nothing else 0.0
            found.append((NO, chance) if chance > clear else self._best_at(place, nothing))
        return found

    def _best_at(self, place: int, nothing: float) -> tuple[str, float]:
        chances = self._chances_at(place)
        label = max(self.labels, key=lambda one: chances[one] * (nothing if one == NO else 1.0))
        return label, chances[label]

    def chances(self, row: Row) -> list[dict[str, float]]:
        """For each thing of a row the probability of each label."""
        if not row.length:
            return []
        self._tagger.set(row.items)
        return [self._chances_at(place) for place in range(row.length)]

    def _chances_at(self, place: int) -> dict[str, float]:
        return {label: self._tagger.marginal(label, place) for label in self.labels}

    def choose(self, features: Features) -> dict[str, float]:
        """The probability of each label of one thing that stands alone."""
        return self.chances(Row([features]))[0]

    def chance(self, label: str, features: Features) -> float:
        """The probability of one label, which the model must know, of one thing that stands alone."""
        self._tagger.set(pycrfsuite.ItemSequence([features]))
        return float(self._tagger.marginal(label, 0))


def train(
    examples: Iterable[tuple[Sequence[Features], Sequence[str]]],
    path: Path,
    settings: Mapping[str, float | int],
) -> None:
    """Train a model by L-BFGS and write it; the same examples in the same order give the same bytes."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(dict(settings))
    for features, labels in examples:
        trainer.append(pycrfsuite.ItemSequence(features), labels)
    trainer.train(str(path))
