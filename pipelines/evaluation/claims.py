"""How well claims are found by their quotes, and what is right about those that are."""

from collections.abc import Callable, Sequence

from pipelines.evaluation.confusion import Case, Confusion
from pipelines.evaluation.counting import Share, Tally, matched, one_to_one
from pipelines.evaluation.documents import Compared
from pipelines.evaluation.extent import closeness, half
from pipelines.evaluation.names import same_holders
from pipelines.evaluation.said import Claim

Pair = tuple[Claim, Claim]
Facet = Callable[[Claim, Claim], bool]


def same_days(gold: Claim, read: Claim) -> bool:
    """Whether neither has a time, or the annotated days contain those that were read; None is open."""
    if gold.days is None or read.days is None:
        return gold.days is read.days
    return (gold.days[0] or "") <= (read.days[0] or "") and (read.days[1] or "~") <= (gold.days[1] or "~")


FACETS: dict[str, Facet] = {
    "polarity": lambda gold, read: gold.polarity == read.polarity,
    "certainty": lambda gold, read: gold.certainty == read.certainty,
    "holder": lambda gold, read: same_holders(gold.holders, read.holders),
    "chain length": lambda gold, read: gold.steps == read.steps,
    "speech mode": lambda gold, read: gold.mode == read.mode,
    "predicate": lambda gold, read: gold.predicate == read.predicate,
}
_STRICT = ("polarity", "certainty", "holder")
# What else two claims may agree in; it only decides which of two equally close quotes is paired.
_FURTHER: tuple[Facet, ...] = (
    same_days,
    lambda gold, read: gold.amount == read.amount,
    lambda gold, read: bool(gold.subject & read.subject),
    lambda gold, read: bool(gold.object & read.object),
)


def pairs(gold: Sequence[Claim], read: Sequence[Claim]) -> list[Pair]:
    """Claims whose quotes share half of the shorter one, one to one: the closest, then those most alike."""
    candidates = (
        ((closeness([a.span], [b.span]), float(_alike(a, b))), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(read)
        if half([a.span], [b.span])
    )
    return [(gold[i], read[j]) for i, j in one_to_one(candidates)]


def quotes(document: Compared, found: Sequence[Pair]) -> Tally:
    """Claims whose quote is found."""
    return matched(len(found), len(document.gold.claims), len(document.read.claims))


def strict(document: Compared, found: Sequence[Pair]) -> Tally:
    """Claims whose quote is found and whose polarity, certainty and holder are right."""
    right = sum(all(FACETS[facet](*pair) for facet in _STRICT) for pair in found)
    return matched(right, len(document.gold.claims), len(document.read.claims))


def facets(found: Sequence[Pair]) -> dict[str, Share]:
    """For each facet, of how many of the paired claims it is right."""
    return {
        name: Share(right=sum(same(*pair) for pair in found), of=len(found)) for name, same in FACETS.items()
    }


def stances(document: Compared, found: Sequence[Pair]) -> Confusion:
    """Which polarity and certainty were read for which, over paired claims."""
    return _confusion(document, found, lambda claim: claim.stance)


def predicates(document: Compared, found: Sequence[Pair]) -> Confusion:
    """Which predicate was read for which, over paired claims."""
    return _confusion(document, found, lambda claim: claim.predicate)


def _confusion(document: Compared, found: Sequence[Pair], label: Callable[[Claim], str]) -> Confusion:
    cases = (
        Case(gold=label(gold), read=label(read), document=document.id, words=document.words(gold.span))
        for gold, read in sorted(found, key=lambda pair: (pair[0].span, pair[1].span))
    )
    return Confusion(cases=tuple(cases))


def _alike(gold: Claim, read: Claim) -> int:
    return sum(same(gold, read) for same in (*FACETS.values(), *_FURTHER))
