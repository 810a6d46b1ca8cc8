"""Which mentions, attributions, claims and entities of two readings of one text are the same thing."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from ontology.terms import Kind
from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, Attribution
from pipelines.extraction.account import PUBLISHER, Span

T = TypeVar("T")
LITERAL = frozenset({Kind.DATE, Kind.QUANTITY, Kind.MONEY, Kind.SECTOR})  # their ids say what they are


def pairs(first: Sequence[T], second: Sequence[T], fit: Callable[[T, T], float]) -> list[tuple[T, T]]:
    """Pairs that fit (more than 0), the best first, each thing in one pair at most."""
    fitting = [(fit(a, b), i, j) for i, a in enumerate(first) for j, b in enumerate(second)]
    ranked = sorted((-value, i, j) for value, i, j in fitting if value > 0)
    left, right = set(range(len(first))), set(range(len(second)))
    found = []
    for _, i, j in ranked:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            found.append((first[i], second[j]))
    return found


def claim_fit(first: AnnotatedClaim, second: AnnotatedClaim) -> float:
    """0 unless half of the shorter quote is shared; more for an equal predicate, and for closer quotes.

    It looks neither at stance nor at holder, so that agreement on these is not brought about by the pairing.
    """
    if not _half([first.span], [second.span]):
        return 0.0
    return (first.predicate == second.predicate) + closeness(first.span, second.span)


def attribution_fit(first: Attribution, second: Attribution) -> float:
    """0 unless half of the shorter content is shared and the sources overlap, or neither has one."""
    if not _half(first.content, second.content):
        return 0.0
    if first.source is None or second.source is None:
        return float(first.source is second.source)
    return closeness(first.source, second.source)


def closeness(first: Span, second: Span) -> float:
    """The characters that two spans share by those that they cover together: 0 apart, 1 when equal."""
    shared = _common(first, second)
    return shared / (_length([first]) + _length([second]) - shared)


def same(
    first: AnnotatedArticle, second: AnnotatedArticle, ids: Iterable[str], others: Iterable[str]
) -> bool:
    """Whether entities of one reading are those of the other; readers name their entities as they like.

    Two are the same where both are the publisher, or the same literal, or some words are marked as both; and,
    where a reader marked no words for one of them (as for most incidents), where they are of one kind.
    """
    mine, theirs = set(ids), set(others)
    return len(mine) == len(theirs) and all(
        any(_same(first, second, one, other) for other in theirs) for one in mine
    )


def _same(first: AnnotatedArticle, second: AnnotatedArticle, one: str, other: str) -> bool:
    mine, theirs = first.entities.get(one), second.entities.get(other)
    if not mine or not theirs:  # an event type
        return one == other
    if one == other and (mine.kind in LITERAL or one == PUBLISHER or one.startswith("pl:")):
        return True
    own = [mention.span for mention in first.mentions if mention.entity == one]
    marks = [mention.span for mention in second.mentions if mention.entity == other]
    if not own or not marks:
        return mine.kind == theirs.kind
    return any(2 * closeness(mark, span) >= 1 for mark in marks for span in own)


def _half(first: Sequence[Span], second: Sequence[Span]) -> bool:
    shared = sum(_common(one, other) for one in first for other in second)
    return 0 < shared >= min(_length(first), _length(second)) / 2


def _common(first: Span, second: Span) -> int:
    return max(0, min(first.end, second.end) - max(first.start, second.start))


def _length(spans: Sequence[Span]) -> int:
    return sum(one.end - one.start for one in spans)
