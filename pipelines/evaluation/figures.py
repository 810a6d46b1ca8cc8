"""The tables of an evaluation as rows of words: what is printed on a terminal and written in a report."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.evaluation.confusion import NOTHING
from pipelines.evaluation.counting import Share, Tally
from pipelines.evaluation.evaluation import Evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A table: the first column are names, all others numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figures(evaluation: Evaluation) -> tuple[Figures, ...]:
    """What was measured, names by type, and what is right about claims whose quote is found."""
    return (
        _tallies("Measures", "measure", evaluation.measures.items()),
        _tallies("Mentions by type, exact", "type", evaluation.types.items()),
        _shares("Claims whose quote is found", "right in", evaluation.facets.items()),
    )


def percent(value: float | None) -> str:
    """A fraction as a percentage with one decimal; a dash where nothing was measured."""
    return "-" if value is None else f"{100 * value:.1f}"


def articles(evaluation: Evaluation) -> str:
    """How many articles were measured, in words."""
    return f"{evaluation.documents} article{'' if evaluation.documents == 1 else 's'}"


def told(gold: str, read: str) -> str:
    """A confusion in words."""
    if read == NOTHING:
        return f"{gold} missed"
    return f"{read} invented" if gold == NOTHING else f"{gold} read as {read}"


def _tallies(title: str, first: str, tallies: Iterable[tuple[str, Tally]]) -> Figures:
    rows = (
        (name, *map(percent, (t.precision, t.recall, t.f)), str(t.gold), str(t.read)) for name, t in tallies
    )
    return Figures(title=title, head=(first, "P", "R", "F", "annotated", "read"), rows=tuple(rows))


def _shares(title: str, first: str, shares: Iterable[tuple[str, Share]]) -> Figures:
    rows = ((name, percent(share.value), str(share.right), str(share.of)) for name, share in shares)
    return Figures(title=title, head=(first, "%", "right", "of"), rows=tuple(rows))
