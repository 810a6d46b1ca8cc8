"""How progress is shown: one bar on a terminal, one line for each stage elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

from pipelines.progress import Progress, Stage

_OFTEN = 10.0  # seconds between lines of one stage where there is no terminal


@contextmanager
def shown_progress(output: TextIO) -> Iterator[Progress]:
    """A progress that is shown on this stream until the block ends."""
    if not output.isatty():
        yield Lines(output)
        return
    from rich.console import Console  # noqa: PLC0415  # only terminals need it
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(file=output), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def told(stage: Stage, done: int, total: int) -> None:
            bar.update(task, description=stage.value, completed=done, total=total)

        yield told


class Lines:
    """A line when a stage begins, and one now and then while it lasts."""

    def __init__(self, output: TextIO) -> None:
        self._output = output
        self._stage: Stage | None = None
        self._next = 0.0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Write a line when it is time."""
        if stage is self._stage and (monotonic() < self._next or done == total):
            return
        self._stage, self._next = stage, monotonic() + _OFTEN
        of = f" {done} of {total}" if done else f" {total}" if total > 1 else ""
        print(f"{stage.value}{of} ...", file=self._output, flush=True)  # to the stream that was given
