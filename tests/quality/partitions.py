"""How far two ways of putting the same items into groups agree: pairs found alike, and B-cubed.

Some pairs nobody has judged; those count neither for nor against.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)
Judged = Callable[[T, T], bool]


class Score(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f(self) -> float:
        """The harmonic mean; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def share(part: float, whole: float) -> float:
    """How much of the whole a part is; all of it where there is nothing."""
    return part / whole if whole else 1.0


def pairwise(found: Mapping[T, Hashable], gold: Mapping[T, Hashable], judged: Judged[T]) -> Score:
    """Of the pairs that are put together, those that belong so, and the other way round."""
    right = sum(gold[a] == gold[b] for a, b in _pairs(found) if judged(a, b))
    given = sum(judged(a, b) for a, b in _pairs(found))
    wanted = sum(judged(a, b) for a, b in _pairs(gold))
    return Score(share(right, given), share(right, wanted))


def b_cubed(found: Mapping[T, Hashable], gold: Mapping[T, Hashable], judged: Judged[T]) -> Score:
    """The same seen from each item: how much of its group belongs to it, averaged over the items."""
    by_found, by_gold = _groups(found), _groups(gold)
    precise = [_own(item, by_found[found[item]], gold, judged) for item in found]
    recalled = [_own(item, by_gold[gold[item]], found, judged) for item in found]
    return Score(share(sum(precise), len(found)), share(sum(recalled), len(found)))


def _own(item: T, group: list[T], other: Mapping[T, Hashable], judged: Judged[T]) -> float:
    known = [one for one in group if one == item or judged(one, item)]
    return sum(other[one] == other[item] for one in known) / len(known)


def _groups(of: Mapping[T, Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item, group in of.items():
        groups[group].append(item)
    return groups


def _pairs(of: Mapping[T, Hashable]) -> Iterator[tuple[T, T]]:
    for group in _groups(of).values():
        yield from combinations(group, 2)
