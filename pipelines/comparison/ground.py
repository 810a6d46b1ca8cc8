"""The ground on which claims are compared: entities, what claims reach, what a rule is and finds."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ontology.model import Entity, Quantity
from ontology.terms import Certainty, Iri, Predicate, Relation
from pipelines.comparison.bounds import Fit, amount, commensurable, days, rounded
from pipelines.comparison.reach import Reach, reach
from pipelines.comparison.said import Said

SURE = frozenset({Certainty.CERTAIN, Certainty.PROBABLE})

# What is compared at all; what merely describes somebody (locatedIn, sector, eventType ...) is not.
COMPARED = frozenset(Predicate) - {
    *(Predicate.LOCATED_IN, Predicate.SECTOR, Predicate.SERVES_SECTOR, Predicate.PART_OF),
    *(Predicate.OWNED_BY, Predicate.CONCERNS, Predicate.PLACE),
}
# Kept in the speaker's words: comparable where two say the very same, and with nothing else.
WORDED = frozenset({Predicate.RELATION, Predicate.DESCRIPTION, Predicate.LINKED_TO, Predicate.EVENT_TYPE})
HARM = frozenset(
    {Predicate.EXFILTRATED, Predicate.ACCESSED_DATA_OF, Predicate.AFFECTED_SECTOR, Predicate.MISUSED}
    | {Predicate.COMPROMISED, Predicate.ENCRYPTED, Predicate.DISRUPTED}
)
REACHED = frozenset({Predicate.EXFILTRATED, Predicate.ACCESSED_DATA_OF, Predicate.AFFECTED_SECTOR})


class Ground:
    """What rules may look up."""

    def __init__(self, entities: Mapping[Iri, Entity]) -> None:
        self.entities = entities
        self._reached: dict[tuple[Iri, Iri], Reach] = {}

    def reach(self, said: Said) -> Reach:
        """What the object of a claim reaches."""
        key = said.incident, said.proposition.object
        if key not in self._reached:
            self._reached[key] = reach(said, self.entities)
        return self._reached[key]


class Finding(NamedTuple):
    """What a rule found: the relation from `left` to `right`, on what aspect, and why in one sentence."""

    left: Said
    right: Said
    relation: Relation
    aspect: str
    reason: str


class Block(StrEnum):
    """Which pairs of claims a rule is shown."""

    SAME = "the same proposition"
    BESIDE = "another object of the same subject and predicate"
    ACROSS = "another predicate, of the same incident"


class Rule(NamedTuple):
    """A kind of comparison: the function's docstring says when it holds."""

    block: Block
    finds: Callable[[Said, Said, Ground], Finding | None]


def sides(one: Said, other: Said) -> tuple[Said, Said] | None:
    """The one that affirms and the one that denies, where they are such a pair."""
    if one.positive == other.positive:
        return None
    return (one, other) if one.positive else (other, one)


def same_origin(one: Said, other: Said) -> bool:
    """Whether both come from one origin, as far as is known."""
    return one.claim.origin is not None and one.claim.origin == other.claim.origin


def same_article(one: Said, other: Said) -> bool:
    """Whether one article says both."""
    return one.article.iri == other.article.iri


def relays(one: Said, other: Said) -> bool:
    """Whether a holder of the one is among those who passed the other on."""
    return bool(set(one.claim.holders) & other.relayers)


def counted(said: Said) -> Quantity | None:
    """The number that a claim gives, be it its object or how much it says."""
    return said.number or said.count


def compatible(one: Said, other: Said) -> bool:
    """Whether numbers and times of two claims do not exclude each other."""
    if one.time is not None and other.time is not None and days(one.time).fit(days(other.time)) is Fit.APART:
        return False
    first, second = counted(one), counted(other)
    if first is None or second is None or not commensurable(first, second):
        return True
    near = rounded(first, second) or rounded(second, first)
    return near or amount(first).fit(amount(second)) is not Fit.APART


def sure(*claims: Said) -> bool:
    """Whether all are held as certain or probable."""
    return all(said.claim.certainty in SURE for said in claims)
