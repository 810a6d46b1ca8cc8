"""Which accounts tell of one incident: whom it hit, when, of which kind, and who is named with it.

The docstring of a reason is the explanation that people are shown.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.lexicon import lexicon
from pipelines.resolution.namings import distinctive
from pipelines.resolution.periods import hull
from pipelines.resolution.readings import Ref
from pipelines.resolution.tellings import KeyOf, Telling

_WITNESSES = 2  # accounts that name so many others, and none in common, tell of two incidents
_LINKS = frozenset({"of", "for", "and", "the", "de", "del", "da", "do", "la", "at", "in"})
_COMPANY = 2  # so many shared besides the victim show one incident where accounts name different victims


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """The tellings of one incident, its key, and the year that tells it from others of the same victim."""

    key: str
    victim: Ref | None
    year: int | None
    tellings: tuple[Ref, ...]


def same_victim(left: Telling, right: Telling) -> bool:
    """Both say that the same one was hit, and nothing in date, kind or cast speaks against it."""
    return bool(left.hit & right.hit) and _agree(left, right)


def same_flaw(left: Telling, right: Telling) -> bool:
    """Neither names a victim; both are about the same vulnerability."""
    return not left.hit and not right.hit and bool(left.flaws & right.flaws)


def same_cast(left: Telling, right: Telling) -> bool:
    """Neither names a victim; at about the same time both name the same people or organizations."""
    if left.hit or right.hit or not _agree(left, right) or not (_dated(left) and _dated(right)):
        return False
    wanted = _COMPANY if left.main == right.main else 1
    return len(_cast(left, right)) >= wanted


def short_victim(left: Telling, right: Telling) -> bool:
    """Whom one says was hit is called by the first word of the other's victim; others are in both casts."""
    if left.hit & right.hit or not _agree(left, right) or not (_dated(left) and _dated(right)):
        return False
    short = _firsts(left.hit) & right.hit or _firsts(right.hit) & left.hit
    return bool(short) and bool(_cast(left, right))


def same_product(left: Telling, right: Telling) -> bool:
    """Not both name a victim; both are about a product of the same name and about who makes or runs it."""
    if (left.hit - left.people and right.hit - right.people) or not (_dated(left) and _dated(right)):
        return False
    return _agree(left, right) and bool(left.products & right.products) and bool(_cast(left, right))


def victim_in_cast(left: Telling, right: Telling) -> bool:
    """Whom the one says was hit plays a part in the other's account, as do others of its cast."""
    known = _crossing(left, right)
    if not known or not _dated(left) or not _dated(right):
        return False
    if left.hit - left.people and right.hit - right.people:
        return len(_cast(left, right) - known) >= _COMPANY
    return left.main == right.main and len((left.others & right.others) - known) >= 1


def each_names_the_other(left: Telling, right: Telling) -> bool:
    """Each names in its text whom the other says was hit, and both describe the incident in common words."""
    if not (left.main and right.main and left.told and right.told and left.words & right.words):
        return False
    days: dict[str, int] = lexicon("incidents")["days"]
    if left.hit & right.hit or left.told.gap(right.told) > days["apart"]:
        return False
    return _names(left, right) and _names(right, left)


REASONS = (
    *(same_victim, short_victim, same_flaw, same_cast, same_product, victim_in_cast),
    each_names_the_other,
)


def reasons(left: Telling, right: Telling) -> tuple[str, ...]:
    """Why two tellings are of one incident, in words; none where they are not taken to be."""
    if left.ref.document == right.ref.document or not compatible(left, right):
        return ()
    return tuple(holds.__doc__ or "" for holds in REASONS if holds(left, right))


def compatible(left: Telling, right: Telling) -> bool:
    """Whether nothing in kind or time keeps two tellings from being of one incident."""
    if (
        left.families
        and right.families
        and not left.families & right.families
        and not _one_thing(left, right)
    ):
        return False
    if not (_dated(left) and _dated(right)):
        return bool(left.others & right.others) or min(len(left.others), len(right.others)) < _WITNESSES
    days: dict[str, int] = lexicon("incidents")["days"]
    if left.happened and right.happened:
        return left.happened.gap(right.happened) <= days["apart"] or _same_story(
            left, right, days["told_apart"]
        )
    if left.happened is None and right.happened is None:
        near = bool(left.told and right.told and left.told.gap(right.told) <= days["told_apart"])
        return near or _same_story(left, right, days["told_after"])
    happened, told = (left.happened, right.told) if left.happened else (right.happened, left.told)
    return bool(happened and told and happened.start <= told.end and happened.gap(told) <= days["told_after"])


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
    yield from (("first", key) for key in _firsts(telling.hit))
    cast = telling.others - telling.bodies
    if not telling.hit:
        yield from (("nobody", key) for key in cast)
    if telling.products:
        yield from (("product", key) for key in (cast | telling.hit) - telling.bodies)


def _firsts(keys: Iterable[str]) -> frozenset[str]:
    """The first words by which names can be called for short."""
    long = [key.split(" ") for key in keys if " " in key]
    words = {key[0] for key in long if distinctive(key[0])}
    several = (key[:size] for key in long for size in range(2, len(key)))
    return frozenset(words | {" ".join(part) for part in several if part[-1] not in _LINKS})


def _names(one: Telling, other: Telling) -> bool:
    """Whether one names whom the other says was hit, or says itself that nobody in particular was."""
    return bool(other.hit & one.named) or (not other.hit and bool(one.hit & other.named))


def _one_thing(left: Telling, right: Telling) -> bool:
    """Whether both are about one flaw or product: how it was found, and how it was used."""
    return bool(left.flaws & right.flaws or left.products & right.products)


def _agree(left: Telling, right: Telling) -> bool:
    """Two incidents of one account are two; a side story is the main story of another only by its words."""
    return left.main == right.main or bool(left.words & right.words)


def _crossing(left: Telling, right: Telling) -> frozenset[str]:
    """The victims of one side that the other names; none of them where the sides share a victim."""
    short = (_firsts(left.hit) & right.others) | (_firsts(right.hit) & left.others)
    return short | (left.hit & (right.others | right.hit)) | (right.hit & (left.others | left.hit))


def _cast(left: Telling, right: Telling) -> frozenset[str]:
    """Who and what both name besides public bodies, which turn up in every incident."""
    return ((left.others | left.hit) & (right.others | right.hit)) - left.bodies - right.bodies


def _same_story(left: Telling, right: Telling, days: int) -> bool:
    """A follow-up dates what it adds, not the incident; told soon after, it names one of the cast."""
    if not (left.told and right.told):
        return False
    cast = (left.others & right.others) - left.bodies - right.bodies
    return left.told.gap(right.told) <= days and bool(cast)


def _dated(telling: Telling) -> bool:
    return bool(telling.happened or telling.told)


def groups(told: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings by incident: the likeliest pairs first, never two of one article; the undated at last."""
    index, at = Index(told), {telling.ref: place for place, telling in enumerate(told)}
    near = ((at[telling.ref], at[other]) for telling in told for other in index.near(telling))
    pairs = [(a, b) for a, b in sorted(near) if a < b and reasons(told[a], told[b])]
    sets = Disjoint(range(len(told)))
    dated = [(a, b) for a, b in pairs if _dated(told[a]) and _dated(told[b])]
    _join(sets, told, sorted(dated, key=lambda pair: (-_likeness(told[pair[0]], told[pair[1]]), pair)))
    undated = [(a, b) for a, b in pairs if not _dated(told[a]) and not _dated(told[b])]
    _join(sets, told, undated)
    for members in sets.sets():
        if _dated(told[members[0]]):
            continue
        fitting = {sets.find(b if a in members else a) for a, b in pairs if (a in members) != (b in members)}
        if len(fitting) == 1:
            sets.join(members[0], fitting.pop())
    return [[told[at] for at in members] for members in sets.sets()]


def _join(sets: Disjoint[int], told: Sequence[Telling], pairs: Iterable[tuple[int, int]]) -> None:
    articles = {at: {telling.ref.document} for at, telling in enumerate(told)}
    for a, b in pairs:
        left, right = sets.find(a), sets.find(b)
        if left != right and not articles[left] & articles[right]:
            sets.join(left, right)
            articles[sets.find(left)] = articles[left] | articles[right]


def _likeness(left: Telling, right: Telling) -> float:
    """How much two tellings have in common; what decides where one article tells of several incidents."""
    words = len(left.words & right.words) / max(1, len(left.words | right.words))
    shared = len(left.hit & right.hit) + 0.2 * len(_cast(left, right))
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
