"""Linear-chain CRFs: what labels rows of words have, by their features. The only door to crfsuite.

Models are trained by crfsuite. They are asked here: crfsuite looks every feature of every word up by its
letters, where most words show what others have shown before.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from math import exp
from pathlib import Path
from typing import TypeVar

import numpy as np
import pycrfsuite

from pipelines.extraction.learned.chains import marginals
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.scores import Scorer
from pipelines.extraction.learned.weights import Floats, read

T = TypeVar("T")
Features = Sequence[str]
Likely = tuple[str, float]  # a label with its probability

NO = "O"  # the label of what is nothing


class Tagger:
    """A trained model. It keeps what words have shown and must not be shared by threads."""

    def __init__(self, path: Path) -> None:
        self._weights = read(path)
        self._scorer = Scorer(self._weights)
        self._transitions = np.exp(self._weights.transitions)
        self.labels: tuple[str, ...] = self._weights.labels

    def best(self, rows: Rows, nothing: float = 1.0) -> list[list[Likely]]:
        """For each sentence the likeliest label of each word and its probability.

        "O" counts for `nothing` as much as other labels.
        """
        found = self._marginals(rows)
        weighed = found * [nothing if label == NO else 1.0 for label in self.labels]
        best = weighed.argmax(axis=1).tolist()
        chances = found[np.arange(len(found)), best].tolist()
        pairs = [(self.labels[label], chance) for label, chance in zip(best, chances, strict=True)]
        return _cut(pairs, rows.lengths)

    def chances(self, rows: Rows) -> list[list[dict[str, float]]]:
        """For each sentence the probability of each label of each word."""
        named = [dict(zip(self.labels, one, strict=True)) for one in self._marginals(rows).tolist()]
        return _cut(named, rows.lengths)

    def _marginals(self, rows: Rows) -> Floats:
        return marginals(self._scorer.scores(rows), rows.lengths, self._transitions)

    def choose(self, features: Features) -> dict[str, float]:
        """The probability of each label of one thing that stands alone."""
        known = filter(None, map(self._rows.get, features))
        sums = [sum(column) for column in zip(*known, strict=True)] or [0.0 for _ in self.labels]
        highest = max(sums)
        likely = [exp(one - highest) for one in sums]
        whole = sum(likely)
        return {label: one / whole for label, one in zip(self.labels, likely, strict=True)}

    @cached_property
    def _rows(self) -> dict[str, list[float]]:
        """The weights of each feature, for models that are asked of things that stand alone."""
        return dict(zip(self._weights.features, self._weights.state.tolist(), strict=False))


def _cut(flat: Sequence[T], lengths: Iterable[int]) -> list[list[T]]:
    """A list cut into pieces of these lengths, one behind the other."""
    return [list(flat[start:end]) for start, end in pairwise(accumulate(lengths, initial=0))]


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
