"""An evaluation as tables on a terminal."""

from rich.console import Console
from rich.table import Table

from pipelines.evaluation.confusion import Confusion
from pipelines.evaluation.evaluation import Evaluation
from pipelines.evaluation.figures import Figures, articles, figures, told

_LARGEST = 5
_WIDE = 80


def show(evaluation: Evaluation, console: Console) -> None:
    """Print the figures and the largest confusions."""
    console.width = max(console.width, _WIDE)  # a narrow terminal wraps lines; rich would cut figures off
    by = f"{evaluation.extractor} {evaluation.version}"
    console.print(
        f"{by} on {evaluation.input} ({articles(evaluation)})", highlight=False, markup=False, soft_wrap=True
    )
    for one in figures(evaluation):
        console.print()
        console.print(_table(one))
    for name, confusion in evaluation.confusions.items():
        _show_largest(name, confusion, console)


def _table(given: Figures) -> Table:
    table = Table(title=given.title, title_justify="left", box=None, pad_edge=False)
    for number, column in enumerate(given.head):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in given.rows:
        table.add_row(*row)
    return table


def _show_largest(name: str, confusion: Confusion, console: Console) -> None:
    largest = confusion.largest(_LARGEST)
    if not largest:
        return
    console.print(f"\nMost confused {name}", style="italic")
    for one in largest:
        console.print(f"{one.count:5}  {told(one.gold, one.read)}", highlight=False, markup=False)
