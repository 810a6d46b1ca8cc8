"""All that is measured of an extractor over some annotated articles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from pipelines.evaluation import claims, events, mentions, quotations
from pipelines.evaluation.annotation import Annotation
from pipelines.evaluation.confusion import Confusion, joined
from pipelines.evaluation.counting import Share, Tally, total
from pipelines.evaluation.documents import Compared, compared
from pipelines.evaluation.said import Said
from pipelines.extraction.account import Extractor
from pipelines.progress import Progress, silent

T = TypeVar("T")

MENTIONS, STANCES, PREDICATES = "mention types", "stances", "predicates"
_MEASURES: dict[str, Callable[[Said, Said], Tally]] = {
    "mentions, exact": lambda gold, read: mentions.exact(gold.mentions, read.mentions),
    "mentions, overlapping": lambda gold, read: mentions.overlapping(gold.mentions, read.mentions),
    "event triggers, with type": lambda gold, read: events.typed(gold.events, read.events),
    "event triggers, span alone": lambda gold, read: events.triggers(gold.events, read.events),
    "event arguments, with role": lambda gold, read: events.arguments(gold.events, read.events),
    "attributions, source and content": lambda g, r: quotations.linked(g.quotations, r.quotations),
    "attributions, one to one": lambda g, r: quotations.linked_once(g.quotations, r.quotations),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures. `types` are exact mentions by type, `facets` what is right of claims that are found."""

    input: str
    sha256: str
    documents: int
    extractor: str
    version: str
    measures: dict[str, Tally]
    types: dict[str, Tally]
    facets: dict[str, Share]
    confusions: dict[str, Confusion]
    unread: dict[str, str]  # why nothing was read, by the id of the document


def evaluate(annotation: Annotation, by: Extractor, *, progress: Progress = silent) -> Evaluation:
    """Measures an extractor."""
    documents = list(compared(annotation.articles, by, progress=progress))
    paired = [claims.pairs(one.gold.claims, one.read.claims) for one in documents]
    return Evaluation(
        input=annotation.name,
        sha256=annotation.sha256,
        documents=len(documents),
        extractor=by.name,
        version=by.version,
        measures=_measures(documents, paired),
        types=mentions.by_type(documents),
        facets=claims.facets([pair for found in paired for pair in found]),
        confusions={
            MENTIONS: joined(map(mentions.confusion, documents)),
            STANCES: joined(_each(claims.stances, documents, paired)),
            PREDICATES: joined(_each(claims.predicates, documents, paired)),
        },
        unread={one.id: one.unread for one in documents if one.unread},
    )


def _measures(documents: Sequence[Compared], paired: Sequence[Sequence[claims.Pair]]) -> dict[str, Tally]:
    found = {
        name: total(measure(one.gold, one.read) for one in documents) for name, measure in _MEASURES.items()
    }
    return found | {
        "claims, quote found": total(_each(claims.quotes, documents, paired)),
        "claims, strict": total(_each(claims.strict, documents, paired)),
    }


def _each(
    measure: Callable[[Compared, Sequence[claims.Pair]], T],
    documents: Iterable[Compared],
    paired: Iterable[Sequence[claims.Pair]],
) -> Iterable[T]:
    return (measure(one, found) for one, found in zip(documents, paired, strict=True))


def as_data(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as JSON has it: fractions of 1, None where there is nothing to measure."""
    return {
        "input": evaluation.input,
        "sha256": evaluation.sha256,
        "documents": evaluation.documents,
        "extractor": {"name": evaluation.extractor, "version": evaluation.version},
        "measures": {name: _tally(tally) for name, tally in evaluation.measures.items()},
        "types": {name: _tally(tally) for name, tally in evaluation.types.items()},
        "facets": {
            name: {"accuracy": share.value} | asdict(share) for name, share in evaluation.facets.items()
        },
        "confusions": {name: _cells(found) for name, found in evaluation.confusions.items()},
        "unread": evaluation.unread,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {"precision": tally.precision, "recall": tally.recall, "f": tally.f} | asdict(tally)


def _cells(confusion: Confusion) -> list[dict[str, Any]]:
    counts = sorted(confusion.counts().items(), key=lambda item: (-item[1], item[0]))
    return [{"gold": gold, "read": read, "count": count} for (gold, read), count in counts]
