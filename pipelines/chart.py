"""Claims per day and per outlet as a picture in Markdown, for where assets are shown."""

import io
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from typing import Any

from ontology.errors import SettingsError
from ontology.terms import Iri
from pipelines.evaluation.picture import figure
from pipelines.volume import Volume

_OUTLETS = 8  # the rest is drawn as one
_INK, _FAINT = "#1f2933", "#8794a1"
Counts = Counter[tuple[str, str]]


def chart(volume: Volume, called: Callable[[Iri], str]) -> str | None:
    """The picture as a data address in Markdown; None where nothing is dated or matplotlib is not there.

    `called` says what an outlet is called.
    """
    counts: Counts = Counter()
    for (day, outlet), claims in volume.items():
        counts[day, called(outlet)] += claims
    if not counts:
        return None
    try:
        drawing = figure(8, 3.2)
    except SettingsError:
        return None
    _draw(drawing.subplots(), counts)
    written = io.BytesIO()
    drawing.savefig(written, format="png", dpi=80, metadata={"Software": None})
    return f"![claims per day and outlet](data:image/png;base64,{b64encode(written.getvalue()).decode()})"


def _draw(axes: Any, counts: Counts) -> None:
    days = sorted({day for day, _ in counts})
    outlets: Counter[str] = Counter()
    for (_, outlet), count in counts.items():
        outlets[outlet] += count
    shown = [name for name, _ in outlets.most_common(_OUTLETS)]
    below = [0] * len(days)
    for name in shown:
        heights = [counts[day, name] for day in days]
        axes.bar(range(len(days)), heights, bottom=below, label=name, width=0.9)
        below = [low + high for low, high in zip(below, heights, strict=True)]
    rest = [sum(c for (d, o), c in counts.items() if d == day and o not in shown) for day in days]
    if any(rest):
        axes.bar(range(len(days)), rest, bottom=below, label="others", color=_FAINT, width=0.9)
    step = max(1, len(days) // 8)
    axes.set_xticks(range(0, len(days), step), days[::step], rotation=30, ha="right", fontsize=8)
    axes.set_title("claims by day of publication and outlet", loc="left", fontsize=10, color=_INK)
    axes.legend(fontsize=7, frameon=False, ncols=2)
    axes.spines[["top", "right"]].set_visible(False)
