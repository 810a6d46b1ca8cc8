"""How well names are found and typed."""

from collections.abc import Iterable, Sequence

from pipelines.evaluation.confusion import NOTHING, Case, Confusion
from pipelines.evaluation.counting import Tally, matched, one_to_one, total
from pipelines.evaluation.documents import Compared
from pipelines.evaluation.extent import closeness
from pipelines.evaluation.said import Mention


def exact(gold: Sequence[Mention], read: Sequence[Mention]) -> Tally:
    """Mentions of equal span and type."""
    return matched(len({*gold} & {*read}), len({*gold}), len({*read}))


def overlapping(gold: Sequence[Mention], read: Sequence[Mention]) -> Tally:
    """Mentions of one type that share a character, paired one to one, the closest first."""
    both = sum(len(_pairs(of_type(gold, kind), of_type(read, kind))) for kind in kinds(gold))
    return matched(both, len({*gold}), len({*read}))


def by_type(documents: Sequence[Compared]) -> dict[str, Tally]:
    """The exact tally of each type, the most frequent in the annotation first."""
    found = {
        kind: total(exact(of_type(d.gold.mentions, kind), of_type(d.read.mentions, kind)) for d in documents)
        for kind in {kind for d in documents for kind in kinds((*d.gold.mentions, *d.read.mentions))}
    }
    return dict(sorted(found.items(), key=lambda item: (-item[1].gold, item[0])))


def confusion(document: Compared) -> Confusion:
    """The type that was read for each annotated one, over equal and overlapping spans whatever their type."""
    gold, read = document.gold.mentions, document.read.mentions
    pairs = _pairs(gold, read)
    missed = {*range(len(gold))} - {one for one, _ in pairs}
    invented = {*range(len(read))} - {other for _, other in pairs}
    rows = [(gold[one].span, gold[one].kind, read[other].kind) for one, other in pairs]
    rows += [(gold[one].span, gold[one].kind, NOTHING) for one in missed]
    rows += [(read[other].span, NOTHING, read[other].kind) for other in invented]
    return Confusion(
        cases=tuple(
            Case(gold=kind, read=other, document=document.id, words=document.words(span))
            for span, kind, other in sorted(rows)
        )
    )


def kinds(mentions: Iterable[Mention]) -> set[str]:
    """The types that occur."""
    return {one.kind for one in mentions}


def of_type(mentions: Iterable[Mention], kind: str) -> list[Mention]:
    """The mentions of one type."""
    return [one for one in mentions if one.kind == kind]


def _pairs(gold: Sequence[Mention], read: Sequence[Mention]) -> list[tuple[int, int]]:
    """Indices of mentions that share a character, the closest first, of equal ones those of one type."""
    return one_to_one(
        ((closeness([a.span], [b.span]), float(a.kind == b.kind)), i, j)
        for i, a in enumerate(gold)
        for j, b in enumerate(read)
        if a.span.overlaps(b.span)
    )
