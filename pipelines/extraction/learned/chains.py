"""Probabilities of labels along sentences: forward and backward through a chain, all sentences abreast."""

from collections.abc import Sequence

import numpy as np

from pipelines.extraction.learned.weights import Floats

_SCALED = 4  # steps after which numbers are brought back to the size of probabilities


def marginals(scores: Floats, lengths: Sequence[int], transitions: Floats) -> Floats:
    """The probability of each label of each word.

    `scores` has a row for each word of all sentences in order and a column for each label; `lengths` are
    those of the sentences; `transitions` are the exponentials of the weights between neighbours.
    """
    if not len(scores):
        return scores
    places, abreast = _places(lengths)
    width = len(lengths)
    likely = np.ones((len(abreast) * width, scores.shape[1]))
    likely[places] = np.exp(scores - scores.max(axis=1, keepdims=True))
    steps = likely.reshape(len(abreast), width, -1)
    both = _forward(steps, abreast, transitions) * _backward(steps, abreast, transitions)
    found: Floats = both.reshape(likely.shape)[places]
    found /= found.sum(axis=1, keepdims=True)
    return found


def _places(lengths: Sequence[int]) -> tuple[np.ndarray, list[int]]:
    """Where each word goes when sentences lie abreast, the longest first; how many there are at each step."""
    order = np.argsort(-np.asarray(lengths), kind="stable")
    column = np.empty(len(lengths), dtype=np.intp)
    column[order] = np.arange(len(lengths))
    steps = np.concatenate([np.arange(length) for length in lengths])
    places = steps * len(lengths) + np.repeat(column, lengths)
    return places, np.bincount(steps).tolist()


def _forward(steps: Floats, abreast: Sequence[int], transitions: Floats) -> Floats:
    """For each word how likely each label is by the words up to it, but for a factor."""
    found = steps.copy()
    for step in range(1, len(abreast)):
        known = found[step - 1, : abreast[step]]
        if step % _SCALED == 0:
            known /= known.sum(axis=1, keepdims=True)
        found[step, : abreast[step]] *= known @ transitions
    return found


def _backward(steps: Floats, abreast: Sequence[int], transitions: Floats) -> Floats:
    """For each word how likely each label is by the words behind it, but for a factor."""
    found = np.ones_like(steps)
    for step in range(len(abreast) - 1, 0, -1):
        size = abreast[step]
        behind = (found[step, :size] * steps[step, :size]) @ transitions.T
        if step % _SCALED == 0:
            behind /= behind.sum(axis=1, keepdims=True)
        found[step - 1, :size] = behind
    return found
