"""Which namings of different accounts are one: in blocks of shared names, judged in pairs."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Generic, Protocol, TypeVar

from pipelines.resolution.features import Judgement, Naming, judge

T = TypeVar("T", bound="SupportsOrder")


class SupportsOrder(Hashable, Protocol):
    """What can be a member: hashable, and sorted the same way on every run."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether it comes before."""
        ...


class Disjoint(Generic[T]):
    """Sets that grow together (union-find); the smallest member speaks for its set."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parent: dict[T, T] = {member: member for member in members}

    def find(self, member: T) -> T:
        """The member that speaks for the set."""
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, left: T, right: T) -> None:
        """Make one set of two."""
        first, second = sorted((self.find(left), self.find(right)))
        self._parent[second] = first

    def sets(self) -> list[list[T]]:
        """The sets, each sorted, in the order of their first members."""
        found: dict[T, list[T]] = defaultdict(list)
        for member in self._parent:
            found[self.find(member)].append(member)
        return sorted(sorted(members) for members in found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Two namings taken to be one, and why."""

    left: Naming
    right: Naming
    judgement: Judgement


def merges(namings: Iterable[Naming]) -> list[Merge]:
    """The pairs that are the same, the surest first. What could be either of two is joined with neither."""
    distinct = sorted(set(namings), key=_order)
    judged = [Merge(left=a, right=b, judgement=judge(a, b)) for a, b in _pairs(distinct)]
    same = [merge for merge in judged if merge.judgement.same]
    torn = _torn(same)
    kept = [m for m in same if not {(m.left, _side(m.right)), (m.right, _side(m.left))} & torn]
    return sorted(kept, key=lambda merge: (-merge.judgement.score, _order(merge.left), _order(merge.right)))


def clusters(namings: Iterable[Naming]) -> list[list[Naming]]:
    """The namings by who is meant. No cluster holds two different entries of the reference lists."""
    kept = sorted(set(namings), key=_order)
    index = {naming: at for at, naming in enumerate(kept)}
    sets = Disjoint(range(len(kept)))
    listed = {at: set(naming.references) for at, naming in enumerate(kept)}
    for merge in merges(kept):
        left, right = sets.find(index[merge.left]), sets.find(index[merge.right])
        if listed[left] and listed[right] and not listed[left] & listed[right]:
            continue
        sets.join(left, right)
        listed[sets.find(left)] = listed[left] | listed[right]
    return [[kept[at] for at in members] for members in sets.sets()]


def _pairs(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Every pair that shares a block, once."""
    found_in: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, naming in enumerate(namings):
        for key in blocks(naming):
            found_in[naming.family, key].append(at)
    found = {pair for members in found_in.values() for pair in combinations(members, 2)}
    for left, right in sorted(found):
        yield namings[left], namings[right]


def blocks(naming: Naming) -> set[str]:
    """Under which names it is looked for; a person of one word only in the document, or by an office."""
    names = naming.full
    if naming.only is not None:
        offices = {f"{naming.name} as {title}" for title in naming.titles}
        names = names - {naming.name} | {f"{naming.name} in {naming.only}"} | offices
    keys = {"name " + name for name in names}
    keys |= {"reference " + reference for reference in naming.references}
    keys |= {"identifier " + identifier for identifier in naming.identifiers}
    keys |= {"initials " + short for short in naming.acronyms if naming.initials is None}
    return keys | ({"initials " + naming.initials} if naming.initials else set())


def _side(naming: Naming) -> tuple[str, ...]:
    """What tells two meanings of an ambiguous name apart: list entry, else country, else full name."""
    if naming.references:
        return tuple(sorted(naming.references))
    return (naming.country,) if naming.country else (naming.name,)


def _torn(same: Iterable[Merge]) -> set[tuple[Naming, tuple[str, ...]]]:
    """Namings that would join two meanings that exclude each other, with each of those meanings."""
    reach: dict[Naming, list[Naming]] = defaultdict(list)
    for merge in same:
        reach[merge.left].append(merge.right)
        reach[merge.right].append(merge.left)
    torn: set[tuple[Naming, tuple[str, ...]]] = set()
    for naming, others in reach.items():
        for one, other in combinations(others, 2):
            if _side(one) != _side(other) and _exclusive(naming, one, other):
                torn |= {(naming, _side(one)), (naming, _side(other))}
    return torn


def _exclusive(between: Naming, one: Naming, other: Naming) -> bool:
    """Whether two meanings of a name exclude each other, also as two expansions of one acronym."""
    if judge(one, other).score < 0:
        return True
    expands = between.initials is None and one.initials is not None and other.initials is not None
    return expands and between.name.upper() in {one.initials, other.initials} and not judge(one, other).same


def _order(naming: Naming) -> tuple[str, ...]:
    parts = (naming.full, naming.acronyms, naming.references, naming.identifiers, naming.titles)
    return (
        naming.family,
        naming.name,
        naming.initials or "",
        naming.country or "",
        naming.only or "",
        *(" ".join(sorted(part)) for part in parts),
    )
