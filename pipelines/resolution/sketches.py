"""What accounts of one incident describe without naming it: which descriptions mean one thing, and why.

The docstring of a feature is the explanation that people are shown. Two are the same from `SAME` upwards.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from ontology.terms import EventType, Iri, Kind
from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.readings import Ref

SAME = 1.0
_MOSTLY = 0.5  # of all words of both


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A description in one account of an incident, in the form in which descriptions are compared."""

    ref: Ref
    within: str  # the key of the incident
    family: str  # data, system, event ...: only within one can two be the same
    key: str  # by which it is known where no other account describes it
    words: frozenset[str] = frozenset()  # that tell it apart
    numbers: frozenset[str] = frozenset()  # that belong to its name ("Unit 2", "version 7.1")
    sort: str = ""  # the kind of data or system
    type: EventType | None = None
    parties: frozenset[Iri] = frozenset()  # whose it is, whom it concerns, who did it
    single: bool = False  # whether its account has only one of the type
    only: bool = False  # whether its account has only one of the sort


@dataclass(frozen=True, slots=True)
class Feature:
    """A reason for or against; `weight` is added when it holds."""

    holds: Callable[[Sketch, Sketch], bool]
    weight: float

    @property
    def explanation(self) -> str:
        """The reason in words: the first line of the function's docstring."""
        return (self.holds.__doc__ or "").partition("\n")[0].strip()


def same_key(left: Sketch, right: Sketch) -> bool:
    """They are of one kind and the same words tell them apart."""
    return left.key == right.key


def same_words(left: Sketch, right: Sketch) -> bool:
    """The same words describe both."""
    return bool(left.words) and left.words == right.words


def fewer_words(left: Sketch, right: Sketch) -> bool:
    """The one is described by some of the words of the other."""
    return bool(left.words and right.words) and (left.words < right.words or right.words < left.words)


def other_number(left: Sketch, right: Sketch) -> bool:
    """They bear different numbers."""
    return bool(left.numbers and right.numbers) and left.numbers != right.numbers


def many_words(left: Sketch, right: Sketch) -> bool:
    """They share most of the words that describe them."""
    shared, all_ = left.words & right.words, left.words | right.words
    return bool(all_) and len(shared) >= _MOSTLY * len(all_)


def no_words(left: Sketch, right: Sketch) -> bool:
    """They share none of the words that describe them."""
    return bool(left.words and right.words) and not left.words & right.words


def same_sort(left: Sketch, right: Sketch) -> bool:
    """Both are the same kind of information or system."""
    return bool(left.sort) and left.sort == right.sort


def bare_sort(left: Sketch, right: Sketch) -> bool:
    """Nothing but its sort is said of the one system, and each account has only one of the sort."""
    said = bool(left.words and right.words)
    system = left.family == Kind.SYSTEM.value and same_sort(left, right)
    return system and left.only and right.only and not said


def same_type(left: Sketch, right: Sketch) -> bool:
    """Both are events of one type, or flaws, of which neither account tells another."""
    return left.type is right.type and left.single and right.single


def other_type(left: Sketch, right: Sketch) -> bool:
    """They are events of different types."""
    return left.type is not right.type


def disputed(left: Sketch, right: Sketch) -> bool:
    """Who attacked is in dispute, so that only the same words can mean the same attackers."""
    return left.family == Kind.THREAT_ACTOR.value and left.words != right.words


def same_party(left: Sketch, right: Sketch) -> bool:
    """They concern, belong to or come from the same one."""
    return bool(left.parties & right.parties)


def other_party(left: Sketch, right: Sketch) -> bool:
    """They concern, belong to or come from different ones."""
    return bool(left.parties and right.parties) and not left.parties & right.parties


FEATURES: tuple[Feature, ...] = (
    Feature(same_key, 1.0),
    Feature(same_words, 1.0),
    Feature(fewer_words, 0.6),
    Feature(many_words, 0.5),
    Feature(no_words, -1.2),
    Feature(disputed, -10.0),
    Feature(other_number, -10.0),
    Feature(same_sort, 0.2),
    Feature(bare_sort, 0.8),
    Feature(same_type, 0.7),
    Feature(other_type, -10.0),
    Feature(same_party, 0.4),
    Feature(other_party, -0.6),
)


def score(left: Sketch, right: Sketch) -> float:
    """How far two descriptions are the same, by the features."""
    return sum(feature.weight for feature in FEATURES if feature.holds(left, right))


def reasons(left: Sketch, right: Sketch) -> tuple[str, ...]:
    """The features that hold, in words."""
    return tuple(feature.explanation for feature in FEATURES if feature.holds(left, right))


def keys(sketches: Iterable[Sketch]) -> dict[Ref, str]:
    """From each description to the key of the thing that it means, within its incident and family."""
    blocks: dict[tuple[str, str], list[Sketch]] = defaultdict(list)
    for sketch in sorted(sketches, key=lambda one: one.ref):
        blocks[sketch.within, sketch.family].append(sketch)
    return {ref: key for block in blocks.values() for ref, key in _keyed(_groups(block))}


def _groups(block: Sequence[Sketch]) -> list[list[Sketch]]:
    """The descriptions by what they mean, likeliest pairs first; never two that one account tells apart."""
    judged = (
        (score(block[a], block[b]), a, b)
        for a, b in combinations(range(len(block)), 2)
        if _hopeful(block[a], block[b])
    )
    sets = Disjoint(range(len(block)))
    told = {at: {sketch.ref.document: sketch} for at, sketch in enumerate(block)}
    for _, a, b in sorted((-value, a, b) for value, a, b in judged if value >= SAME):
        left, right = sets.find(a), sets.find(b)
        if left != right and not _apart(told[left], told[right]):
            sets.join(left, right)
            told[sets.find(left)] = told[left] | told[right]
    return [[block[at] for at in members] for members in sets.sets()]


def _hopeful(left: Sketch, right: Sketch) -> bool:
    """Whether they can be the same: no feature tells them apart for good, and one of weight may hold."""
    alike = left.key == right.key or left.single or left.only or not left.words.isdisjoint(right.words)
    return alike and not (other_type(left, right) or other_number(left, right) or disputed(left, right))


def _apart(left: dict[str, Sketch], right: dict[str, Sketch]) -> bool:
    """Whether an account tells two of them apart: it lists both and describes them in different words."""
    return any(_differ(left[document], right[document]) for document in left.keys() & right.keys())


def _differ(one: Sketch, other: Sketch) -> bool:
    return (one.words, one.key, one.numbers) != (other.words, other.key, other.numbers)


def _keyed(groups: Sequence[Sequence[Sketch]]) -> Iterator[tuple[Ref, str]]:
    """The key that most accounts lead to; where that is taken, with the words that tell the thing apart."""
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: (-len(group), group[0].ref)):
        uses = Counter(sketch.key for sketch in group)
        key = min(uses, key=lambda key: (-uses[key], len(key), key))
        words = Counter(" ".join(sorted(sketch.words)) for sketch in group)
        said = min(words, key=lambda text: (-words[text], len(text), text))
        wanted = (key, f"{key}: {said}", f"{key}: {' '.join(group[0].ref)}")
        name = next(name for name in wanted if name not in taken)
        taken.add(name)
        yield from ((sketch.ref, name) for sketch in group)
