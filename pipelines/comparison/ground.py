"""The ground on which claims are compared: entities, what claims reach, what a rule is and finds."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from ontology.model import Entity, Quantity, TimeExpression
from ontology.terms import Certainty, Iri, Predicate, Relation
from pipelines.comparison.bounds import Fit, amount, commensurable, counting, days, rounded, span
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
    WORDED = "another object of the same subject, in the speaker's words"
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


def counts(one: Said, other: Said) -> tuple[Quantity, Quantity] | None:
    """The numbers of two claims, where they can be set against each other.

    They have one unit, or both count the same thing under two names ("212 servers", "40 gateways").
    """
    first, second = counted(one), counted(other)
    if first is None or second is None:
        return None
    named_twice = one.proposition == other.proposition and counting(first) and counting(second)
    return (first, second) if named_twice or commensurable(first, second) else None


def compatible(one: Said, other: Said) -> bool:
    """Whether numbers and times of two claims do not exclude each other."""
    if one.time is not None and other.time is not None and _times_differ(one.time, other.time):
        return False
    numbers = counts(one, other)
    if numbers is None:
        return True
    near = rounded(*numbers) or rounded(*numbers[::-1])
    return near or amount(numbers[0]).fit(amount(numbers[1])) is not Fit.APART


def _times_differ(one: TimeExpression, other: TimeExpression) -> bool:
    return days(one).fit(days(other)) is Fit.APART or spans_differ(one, other)


def spans_differ(one: TimeExpression, other: TimeExpression) -> bool:
    """Whether both say from when to when, and one of the ends is another one."""
    first, second = span(one), span(other)
    if first is None or second is None:
        return False
    return any(left.fit(right) is Fit.APART for left, right in zip(first, second, strict=True))


def sure(*claims: Said) -> bool:
    """Whether all are held as certain or probable."""
    return all(said.claim.certainty in SURE for said in claims)
