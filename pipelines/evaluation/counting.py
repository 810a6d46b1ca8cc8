"""How much was found and how much of what was read is right; and how two lists are paired."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Annotated things and how many were found; things that were read and how many are right."""

    found: int = 0
    gold: int = 0
    right: int = 0
    read: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            found=self.found + other.found,
            gold=self.gold + other.gold,
            right=self.right + other.right,
            read=self.read + other.read,
        )

    @property
    def precision(self) -> float | None:
        """The share of what was read that is right; 0 where all was missed, None where there is nothing."""
        return _ratio(self.right, self.read, self.gold)

    @property
    def recall(self) -> float | None:
        """The share of what is annotated that was found; 0 where all is invented, None where nothing is."""
        return _ratio(self.found, self.gold, self.read)

    @property
    def f(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to measure."""
        precision, recall = self.precision, self.recall
        if precision is None or recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of some things are right."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None


def matched(both: int, gold: int, read: int) -> Tally:
    """The tally of things that are paired one to one."""
    return Tally(found=both, gold=gold, right=both, read=read)


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum."""
    return sum(tallies, Tally())


def one_to_one(candidates: Iterable[tuple[tuple[float, ...], int, int]]) -> list[tuple[int, int]]:
    """Pairs of indices from (rank, index, index): the highest rank first, every index in one pair at most."""
    best_first = sorted(candidates, key=lambda one: (*(-part for part in one[0]), one[1], one[2]))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, one, other in best_first:
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            pairs.append((one, other))
    return pairs


def _ratio(part: int, whole: int, other: int) -> float | None:
    if whole:
        return part / whole
    return 0.0 if other else None
