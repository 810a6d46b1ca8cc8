"""The incidents that accounts tell of: tellings in groups, and by what each group is known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.kinship import cast, dated, firsts, reasons
from pipelines.resolution.lexicon import lexicon
from pipelines.resolution.periods import hull
from pipelines.resolution.readings import Ref
from pipelines.resolution.tellings import KeyOf, Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The tellings of one incident, its key, and the year that tells it from others of the same victim."""

    key: str
    victim: Ref | None
    year: int | None
    tellings: tuple[Ref, ...]


def incidents(told: Iterable[Telling], key_of: KeyOf) -> tuple[Incident, ...]:
    """The incidents that the tellings tell of. `key_of` gives the key of a victim."""
    known = sorted(told, key=lambda telling: telling.ref)
    by_anchor: dict[str, list[list[Telling]]] = defaultdict(list)
    for group in groups(known):
        by_anchor[anchor(group, key_of)].append(group)
    return tuple(one for name in sorted(by_anchor) for one in keyed(name, by_anchor[name], key_of))


class Index:
    """Tellings by what can join them to others; those that do not meet here are never of one incident."""

    def __init__(self, told: Iterable[Telling] = ()) -> None:
        self._by: dict[tuple[str, str], set[Ref]] = defaultdict(set)
        for telling in told:
            self.add(telling)

    def add(self, telling: Telling) -> None:
        """Note a telling."""
        for role, key in _roles(telling):
            self._by[role, key].add(telling.ref)

    def remove(self, telling: Telling) -> None:
        """Forget a telling."""
        for role, key in _roles(telling):
            self._by[role, key].discard(telling.ref)

    def near(self, telling: Telling) -> set[Ref]:
        """The tellings that this one may be of one incident with."""
        found = {
            ref
            for role, key in _roles(telling)
            for other in _MEET[role]
            for ref in self._by.get((other, key), ())
        }
        return found - {telling.ref}


# Which roles of a key meet: a victim is looked for in casts, a cast of nobody's story in casts with products.
_MEET = {
    "hit": ("hit", "named", "first", "mentioned"),
    "named": ("hit", "first"),
    "mentioned": ("hit",),
    "first": ("hit", "named"),
    "nobody": ("nobody", "product"),
    "product": ("nobody",),
}


def _roles(telling: Telling) -> Iterator[tuple[str, str]]:
    yield from (("hit", key) for key in telling.hit)
    yield from (("named", key) for key in telling.others)
    yield from (("mentioned", key) for key in telling.named)
    yield from (("first", key) for key in firsts(telling.hit))
    cast = telling.others - telling.bodies
    if not telling.hit:
        yield from (("nobody", key) for key in cast)
    if telling.products:
        yield from (("product", key) for key in (cast | telling.hit) - telling.bodies)


def groups(told: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings by incident: the likeliest pairs first, never two of one article; the undated at last."""
    index, at = Index(told), {telling.ref: place for place, telling in enumerate(told)}
    near = ((at[telling.ref], at[other]) for telling in told for other in index.near(telling))
    pairs = [(a, b) for a, b in sorted(near) if a < b and reasons(told[a], told[b])]
    grown = _Grown(told)
    placed = [(a, b) for a, b in pairs if dated(told[a]) and dated(told[b])]
    grown.join(sorted(placed, key=lambda pair: (-_likeness(told[pair[0]], told[pair[1]]), pair)))
    grown.join((a, b) for a, b in pairs if not dated(told[a]) and not dated(told[b]))
    sets = grown.sets
    for members in sets.sets():
        if dated(told[members[0]]):
            continue
        fitting = {sets.find(b if a in members else a) for a, b in pairs if (a in members) != (b in members)}
        if len(fitting) == 1:
            sets.join(members[0], fitting.pop())
    return [[told[at] for at in members] for members in sets.sets()]


class _Grown:
    """Tellings in sets that grow pair by pair, by their places.

    No article is in a set twice. No set is longer than a story, or tellings of one victim would be joined
    from date to date without end. And a telling that names nobody as hit is of one incident: it does not join
    those of two victims.
    """

    def __init__(self, told: Sequence[Telling]) -> None:
        self.sets = Disjoint(range(len(told)))
        self._articles = {at: {telling.ref.document} for at, telling in enumerate(told)}
        self._days = {at: _days(telling) for at, telling in enumerate(told)}
        self._hit = {at: telling.hit for at, telling in enumerate(told)}
        self._says = [bool(telling.hit) for telling in told]
        self._longest: int = lexicon("incidents")["days"]["longest"]

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Make one set of the sets of each pair where that is still one incident."""
        for a, b in pairs:
            left, right = self.sets.find(a), self.sets.find(b)
            bridged = not (self._says[a] and self._says[b])
            if left != right and self._are_one(left, right, bridged=bridged):
                days = self._days[left] + self._days[right]
                self.sets.join(left, right)
                joint = self.sets.find(left)
                self._articles[joint] = self._articles[left] | self._articles[right]
                self._hit[joint] = self._hit[left] | self._hit[right]
                self._days[joint] = (min(days), max(days)) if days else ()

    def _are_one(self, left: int, right: int, *, bridged: bool) -> bool:
        days, hit = self._days[left] + self._days[right], (self._hit[left], self._hit[right])
        if self._articles[left] & self._articles[right] or (days and max(days) - min(days) > self._longest):
            return False
        return not bridged or not all(hit) or bool(hit[0] & hit[1])


def _days(telling: Telling) -> tuple[int, ...]:
    """The day on which it begins, as far as the account is sure of it, else the day of the account."""
    happened = telling.happened if telling.happened and not telling.happened.inferred else telling.told
    return (happened.start.toordinal(),) if happened else ()


def _likeness(left: Telling, right: Telling) -> float:
    """How much two tellings have in common; what decides where one article tells of several incidents."""
    words = len(left.words & right.words) / max(1, len(left.words | right.words))
    shared = len(left.hit & right.hit) + 0.2 * len(cast(left, right))
    kind = (left.kind == right.kind) - 0.5
    return words + shared + kind + (left.main == right.main)


def anchor(group: Sequence[Telling], key_of: KeyOf) -> str:
    """By what an incident is known: whom most accounts call hit, else the flaw, else the first account."""
    victims = Counter(key for one in group if one.victim is not None and (key := key_of(one.victim)))
    if victims:
        return min(victims, key=lambda key: (-victims[key], key))
    flaws = frozenset.intersection(*(one.flaws for one in group))
    return min(flaws, default="") if len(group) > 1 and flaws else ""


def keyed(anchor_: str, told: Sequence[Sequence[Telling]], key_of: KeyOf) -> Iterator[Incident]:
    """The first incident of a year is known by the year, later ones by their first day, else by document."""
    taken: set[str] = set()
    for group in sorted(told, key=_start):
        year = _year(group)
        first, ref = _start(group)
        wanted = (
            f"{anchor_} {year or 'undated'}",
            f"{anchor_} {first}",
            f"{anchor_} {first} {ref.document} {ref.entity}",
        )
        name = next(name for name in wanted if name not in taken) if anchor_ else " ".join(ref)
        taken.add(name)
        victims = [one.victim for one in group if one.victim is not None and key_of(one.victim) == anchor_]
        yield Incident(
            key=name,
            victim=min(victims, default=None),
            year=year,
            tellings=tuple(sorted(telling.ref for telling in group)),
        )


def _start(group: Sequence[Telling]) -> tuple[str, Ref]:
    first = hull(t.happened for t in group) or hull(t.told for t in group)
    return (first.start.isoformat() if first else "", min(telling.ref for telling in group))


def _year(group: Sequence[Telling]) -> int | None:
    first = hull(telling.happened for telling in group) or hull(telling.told for telling in group)
    return first.start.year if first else None
