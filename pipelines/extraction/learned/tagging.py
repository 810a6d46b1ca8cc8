"""Linear-chain CRFs: what labels a row of things has, by their features. The only door to crfsuite."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

Features = Sequence[str]


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

    def tag(self, row: Row) -> list[str]:
        """The likeliest labels of a row."""
        return list(self._tagger.tag(row.items)) if row.length else []

    def chances(self, row: Row) -> list[dict[str, float]]:
        """For each thing of a row the probability of each label."""
        if not row.length:
            return []
        self._tagger.set(row.items)
        return [
            {label: self._tagger.marginal(label, place) for label in self.labels}
            for place in range(row.length)
        ]

    def choose(self, features: Features) -> dict[str, float]:
        """The probability of each label of one thing that stands alone."""
        return self.chances(Row([features]))[0]


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
