"""Rankers: which of some candidates is meant, by the weights of what speaks for and against each."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from math import exp
from pathlib import Path


class Ranker:
    """A log-linear choice among candidates that are told by their features."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights

    @classmethod
    def read(cls, path: Path) -> "Ranker":
        """The ranker that `write` has written."""
        return cls(json.loads(path.read_text("utf-8")))

    def write(self, path: Path) -> None:
        """Write the weights in the order of their names; equal weights give equal bytes."""
        known = {name: round(weight, 3) for name, weight in sorted(self._weights.items())}
        lines = json.dumps({name: weight for name, weight in known.items() if weight}, indent=0)
        path.write_text(lines + "\n", "utf-8")

    def score(self, features: Iterable[str]) -> float:
        """How much speaks for a candidate."""
        return sum(map(self._weights.get, features, repeat(0.0)))

    def choose(self, candidates: Sequence[Iterable[str]]) -> tuple[int, float]:
        """The place of the likeliest candidate, of equal ones the first, and how likely it is."""
        scores = [self.score(features) for features in candidates]
        best = max(range(len(scores)), key=lambda place: (scores[place], -place))
        return best, 1 / sum(exp(score - scores[best]) for score in scores)
