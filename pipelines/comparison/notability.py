"""How soon a reader wants to see a comparison: reasons with weights, none of them about who is right.

The docstring of a reason is the explanation that people are shown.
"""

from collections.abc import Callable
from typing import NamedTuple

from ontology.terms import Certainty, Predicate, Relation
from pipelines.comparison.ground import Finding, counted, same_article, same_origin

_BY_RELATION = {
    Relation.CONTRADICTS: 6,
    Relation.CONTRADICTS_IN_SCOPE: 4,
    Relation.REFINES: 4,
    Relation.ATTRIBUTION_DIFFERS: 3,
    Relation.IN_TENSION: 1,
}
_OTHERWISE = 2
_COMMON = frozenset({Predicate.TARGET, Predicate.EVENT_TYPE, Predicate.AUDIENCE, Predicate.ACTOR})
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.UNDERSPECIFIED})


class Interest(NamedTuple):
    """A reason; `weight` is added when it holds."""

    holds: Callable[[Finding], bool]
    weight: int


def two_articles(finding: Finding) -> bool:
    """The claims are of two articles, so that no reader of one sees it."""
    return not same_article(finding.left, finding.right)


def two_numbers(finding: Finding) -> bool:
    """Both sides give a number."""
    return counted(finding.left) is not None and counted(finding.right) is not None


def at_stake(finding: Finding) -> bool:
    """It is about what happened, to whom, how and by whom, not about that it happened."""
    return finding.left.predicate not in _COMMON | {Predicate.DISCLOSED}


def silence(finding: Finding) -> bool:
    """One side only says that somebody did not tell it."""
    return Predicate.DISCLOSED in {finding.left.predicate, finding.right.predicate}


def unsure(finding: Finding) -> bool:
    """One side holds it possible or leaves it open."""
    return bool(_UNSURE & {finding.left.claim.certainty, finding.right.claim.certainty})


def worded(finding: Finding) -> bool:
    """One origin stands behind both, so that it may be a matter of wording."""
    return same_origin(finding.left, finding.right)


REASONS = (
    Interest(two_articles, 6),
    Interest(two_numbers, 4),
    Interest(at_stake, 2),
    Interest(silence, -4),
    Interest(worded, -2),
    Interest(unsure, -1),
)


def notability(finding: Finding) -> int:
    """The weights of all reasons that hold, at least 0. It rests on the two claims alone."""
    weights = (reason.weight for reason in REASONS if reason.holds(finding))
    return max(0, sum(weights, _BY_RELATION.get(finding.relation, _OTHERWISE)))
