"""How well sources are linked to what they say."""

from collections.abc import Sequence

from pipelines.evaluation.counting import Tally, matched, one_to_one
from pipelines.evaluation.extent import closeness, common, half
from pipelines.evaluation.said import Quotation


def linked(gold: Sequence[Quotation], read: Sequence[Quotation]) -> Tally:
    """Half of the shorter content is shared and the sources overlap; a content may be read in pieces.

    Every piece is right, but finds one annotated attribution only.
    """
    gold, read = _complete(gold), _complete(read)
    links = _links(gold, read)
    return Tally(
        found=len(_paired(gold, read, links)),
        gold=len(gold),
        right=len({other for _, other in links}),
        read=len(read),
    )


def linked_once(gold: Sequence[Quotation], read: Sequence[Quotation]) -> Tally:
    """The same, paired one to one: further pieces of a content are wrong."""
    gold, read = _complete(gold), _complete(read)
    return matched(len(_paired(gold, read, _links(gold, read))), len(gold), len(read))


def _complete(quotations: Sequence[Quotation]) -> list[Quotation]:
    return [one for one in quotations if one.source and one.content]


def _links(gold: Sequence[Quotation], read: Sequence[Quotation]) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(read)
        if half(one.content, other.content) and common(one.source, other.source)
    ]


def _paired(
    gold: Sequence[Quotation], read: Sequence[Quotation], links: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    return one_to_one((_rank(gold[i], read[j]), i, j) for i, j in links)


def _rank(one: Quotation, other: Quotation) -> tuple[float, float]:
    return closeness(one.content, other.content), closeness(one.source, other.source)
