"""Training of rankers: weights under which the right ones of some candidates are the likeliest."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import exp, sqrt

from pipelines.extraction.learned.ranking import Ranker

Choice = tuple[Sequence[Sequence[str]], Sequence[bool]]  # the features of candidates, and which are right


def train(choices: Iterable[Choice], settings: Mapping[str, float | int]) -> Ranker:
    """A ranker of these choices; those without a right candidate, or without a wrong one, show nothing.

    AdaGrad in the order given, on the likelihood of the right candidates together; the same choices in the
    same order give the same weights.
    """
    shown = [choice for choice in choices if any(choice[1]) and not all(choice[1])]
    seen = Counter(name for features, _ in shown for one in features for name in set(one))
    kept = {name for name, count in seen.items() if count >= settings["minfreq"]}
    known = [([[n for n in one if n in kept] for one in features], right) for features, right in shown]
    weights = dict.fromkeys(sorted(kept), 0.0)
    squares = dict.fromkeys(kept, 1e-8)
    for _ in range(int(settings["turns"])):
        for features, right in known:
            _learn(features, right, weights, squares, settings)
    return Ranker(weights)


def _learn(
    features: Sequence[Sequence[str]],
    right: Sequence[bool],
    weights: dict[str, float],
    squares: dict[str, float],
    settings: Mapping[str, float | int],
) -> None:
    """Move the weights of one choice's features."""
    slopes: dict[str, float] = {}
    for one, slope in zip(features, _slopes(features, right, weights), strict=True):
        for name in one:
            slopes[name] = slopes.get(name, 0.0) + slope
    for name, slope in slopes.items():
        moved = slope + settings["l2"] * weights[name]
        squares[name] += moved * moved
        weights[name] -= settings["rate"] * moved / sqrt(squares[name])


def _slopes(
    features: Sequence[Sequence[str]], right: Sequence[bool], weights: Mapping[str, float]
) -> list[float]:
    """For each candidate how likely it is, less how likely it should be."""
    scores = [sum(weights[name] for name in one) for one in features]
    best = max(scores)
    heights = [exp(score - best) for score in scores]
    whole = sum(heights)
    share = sum(height for height, is_right in zip(heights, right, strict=True) if is_right)
    return [
        height / whole - (height / max(share, 1e-300) if is_right else 0.0)
        for height, is_right in zip(heights, right, strict=True)
    ]
