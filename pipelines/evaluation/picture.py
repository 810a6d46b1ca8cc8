"""Confusion as a picture: heat maps of what was read for what was annotated."""

from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import SettingsError
from ontology.terms import Certainty, Polarity
from pipelines.evaluation.confusion import NOTHING, Confusion
from pipelines.evaluation.evaluation import MENTIONS, STANCES, Evaluation
from pipelines.evaluation.figures import articles

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_INK, _PAPER, _FAINT = "#1f2933", "#ffffff", "#8794a1"
_DARK = 0.55  # from this share on, numbers are white
_LEGEND = "Numbers are counts; the darker, the larger the share of its row. Bold: read as annotated."
_STANCES = [f"{polarity} {certainty}" for polarity in Polarity for certainty in Certainty]


def draw(evaluation: Evaluation, path: Path) -> None:
    """Write the picture of mention types and stances; SettingsError where matplotlib is not installed."""
    shown = [evaluation.confusions[name] for name in (MENTIONS, STANCES)]
    sizes = [max(5, len(confusion.labels())) for confusion in shown]
    drawing = figure(0.5 * sum(sizes) + 5.5, 0.5 * max(sizes) + 3.2, path.name)
    drawing.suptitle(_title(evaluation), x=0.01, ha="left", fontsize=14, color=_INK)
    drawing.supxlabel(_LEGEND, x=0.01, ha="left", fontsize=9.5, color=_FAINT)
    places = drawing.subplots(1, 2, width_ratios=sizes)
    for axes, confusion, name in zip(places, shown, (MENTIONS, STANCES), strict=True):
        _heat(axes, confusion, name)
    drawing.savefig(path, dpi=130, facecolor=_PAPER, metadata={"Software": None})


def figure(width: float, height: float, name: str = "the picture") -> "Figure":
    """An empty figure, in inches; SettingsError where matplotlib is not installed."""
    try:
        from matplotlib.figure import Figure  # noqa: PLC0415  # an optional dependency
    except ImportError as error:
        raise SettingsError(
            f"{name} is not drawn: it needs matplotlib; install claimgraph[plots], or matplotlib alone"
        ) from error
    return Figure(figsize=(width, height), layout="constrained")


def _title(evaluation: Evaluation) -> str:
    return f"{evaluation.extractor} {evaluation.version} on {evaluation.input} ({articles(evaluation)})"


def _heat(axes: "Axes", confusion: Confusion, name: str) -> None:
    """One map: a row for each annotated label, shaded by the share of the row; numbers are counts."""
    rows, columns, shares = _shares(confusion)
    axes.set_title(f"{name}: {len(confusion.cases)}", fontsize=12, color=_INK, loc="left", pad=10)
    axes.set_anchor("NW")
    if not shares:
        axes.text(0.5, 0.5, "nothing to compare", ha="center", va="center", color=_FAINT)
        axes.set_axis_off()
        return
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="equal")
    _scale(axes, rows, columns)
    _number(axes, confusion, rows, columns, shares)


def _scale(axes: "Axes", rows: list[str], columns: list[str]) -> None:
    """The names of rows and columns, and white lines between the cells."""
    read = ["(missed)" if one == NOTHING else one for one in columns]
    annotated = ["(invented)" if one == NOTHING else one for one in rows]
    axes.set_xticks(range(len(columns)), read, rotation=50, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(rows)), annotated)
    axes.set_xticks([one + 0.5 for one in range(len(columns) - 1)], minor=True)
    axes.set_yticks([one + 0.5 for one in range(len(rows) - 1)], minor=True)
    axes.grid(which="minor", color=_PAPER, linewidth=1.5)
    axes.set_xlabel("read", color=_FAINT)
    axes.set_ylabel("annotated", color=_FAINT)
    axes.tick_params(which="both", length=0, labelsize=9.5, labelcolor=_INK)
    axes.spines[:].set_visible(False)


def _number(
    axes: "Axes", confusion: Confusion, rows: list[str], columns: list[str], shares: list[list[float]]
) -> None:
    counts = confusion.counts()
    for i, gold in enumerate(rows):
        for j, read in enumerate(columns):
            if counts[gold, read]:
                axes.text(
                    j,
                    i,
                    str(counts[gold, read]),
                    ha="center",
                    va="center",
                    fontsize=9,
                    fontweight="bold" if gold == read else "normal",
                    color=_PAPER if shares[i][j] >= _DARK else _INK,
                )


def _shares(confusion: Confusion) -> tuple[list[str], list[str], list[list[float]]]:
    """The labels of rows and columns, and for each cell its share of its row."""
    counts = confusion.counts()
    labels = sorted(confusion.labels(), key=lambda one: _STANCES.index(one) if one in _STANCES else -1)
    sums = {one: sum(counts[one, other] for other in labels) for one in labels}
    rows = [one for one in labels if one != NOTHING or sums[one]]
    columns = [one for one in labels if one != NOTHING or any(counts[other, one] for other in labels)]
    shares = [[counts[one, other] / sums[one] if sums[one] else 0.0 for other in columns] for one in rows]
    return rows, columns, shares
