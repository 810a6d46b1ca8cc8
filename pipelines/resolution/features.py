"""By what two named things of different accounts are known to be one: features with weights, explained.

The docstring of a feature is the explanation that people are shown. Two are the same from `SAME` upwards.
"""

from collections.abc import Callable
from dataclasses import dataclass

from ontology.terms import Iri

SAME = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """What an account says that helps to tell who is meant. Names are in the form of `spelling.normal`."""

    family: str  # organization, person, actor, place ...: only within one can two be the same
    name: str
    full: frozenset[str] = frozenset()  # the name and those aliases that do not shorten it
    acronyms: frozenset[str] = frozenset()  # as written for it, in capitals
    initials: str | None = None  # of its name
    references: frozenset[Iri] = frozenset()  # entries of reference lists
    identifiers: frozenset[str] = frozenset()
    country: Iri | None = None
    titles: frozenset[str] = frozenset()  # job titles
    only: str | None = None  # the document beyond which a name as short as this says nothing


@dataclass(frozen=True, slots=True)
class Feature:
    """A reason for or against; `weight` is added when it holds."""

    holds: Callable[[Naming, Naming], bool]
    weight: float

    @property
    def explanation(self) -> str:
        """The reason in words: the first line of the function's docstring."""
        return (self.holds.__doc__ or "").partition("\n")[0].strip()


def same_reference(left: Naming, right: Naming) -> bool:
    """Both are the same entry of a reference list."""
    return bool(left.references & right.references or left.identifiers & right.identifiers)


def other_reference(left: Naming, right: Naming) -> bool:
    """They are two different entries of reference lists."""
    return bool(left.references and right.references and not left.references & right.references)


def same_full_name(left: Naming, right: Naming) -> bool:
    """They share a full name, apart from spelling, articles and legal forms."""
    return bool(left.full & right.full)


def acronym_of(left: Naming, right: Naming) -> bool:
    """One is named only by the initials of the other's full name."""
    return _abbreviates(left, right) or _abbreviates(right, left)


def acronym_listed(left: Naming, right: Naming) -> bool:
    """The account that gives the full name also gives the acronym by which the other is named."""
    return _listed(left, right) or _listed(right, left)


def other_country(left: Naming, right: Naming) -> bool:
    """They belong to different countries."""
    return left.country is not None and right.country is not None and left.country != right.country


def short_name(left: Naming, right: Naming) -> bool:
    """In another document, one word is too little to know a person by, unless the office is the same."""
    if left.only == right.only or same_reference(left, right):
        return False
    return not left.titles & right.titles


FEATURES: tuple[Feature, ...] = (
    Feature(same_reference, 1.0),
    Feature(other_reference, -10.0),
    Feature(same_full_name, 1.0),
    Feature(acronym_of, 0.6),
    Feature(acronym_listed, 0.4),
    Feature(other_country, -10.0),
    Feature(short_name, -10.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """How far two namings are the same, and by which features."""

    score: float
    reasons: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether they are taken to be one."""
        return self.score >= SAME


def judge(left: Naming, right: Naming) -> Judgement:
    """What the features say of two namings of one family."""
    holding = [feature for feature in FEATURES if feature.holds(left, right)]
    return Judgement(
        score=sum(feature.weight for feature in holding),
        reasons=tuple(feature.explanation for feature in holding),
    )


def _abbreviates(short: Naming, long: Naming) -> bool:
    return short.initials is None and long.initials is not None and long.initials in short.acronyms


def _listed(short: Naming, long: Naming) -> bool:
    return short.initials is None and bool(short.acronyms & long.acronyms)
