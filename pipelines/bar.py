"""How progress is shown: one bar on a terminal, one line for each stage elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TextIO

from pipelines.progress import Progress, Stage

_OFTEN = 10.0  # seconds between lines of one stage where there is no terminal


@contextmanager
def shown_progress(output: TextIO) -> Iterator[Progress]:
    """A progress that is shown on this stream until the block ends."""
    if not output.isatty():
        yield Lines(output)
        return
    from rich.console import Console  # noqa: PLC0415  # only terminals need it
    from rich.progress import Progress as Bar  # noqa: PLC0415

    with Bar(*_columns(), console=Console(file=output), transient=True) as bar:
        task = bar.add_task("starting", total=None)
        begun: Stage | None = None

        def told(stage: Stage, done: int, total: int) -> None:
            nonlocal begun
            if stage is not begun:
                bar.reset(task)  # the rate is that of the stage
                begun = stage
            bar.update(task, description=stage.value, completed=done, total=total or None)

        yield told


def _columns() -> tuple[Any, ...]:
    from rich.progress import (  # noqa: PLC0415  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        ProgressColumn,
        SpinnerColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415

    class Rate(ProgressColumn):
        def render(self, task: Any) -> Text:
            return Text(rate(task.speed or 0.0), style="dim")

    name = TextColumn("{task.description}")
    return (SpinnerColumn(), name, BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())


class Lines:
    """A line when a stage begins, and one now and then while it lasts, with the rate and what is left."""

    def __init__(self, output: TextIO, *, clock: Callable[[], float] = monotonic) -> None:
        self._output = output
        self._clock = clock
        self._stage: Stage | None = None
        self._begun = self._next = 0.0

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Write a line when it is time."""
        now = self._clock()
        if stage is self._stage and (now < self._next or done == total):
            return
        if stage is not self._stage:
            self._stage, self._begun = stage, now
        self._next = now + _OFTEN
        of = f" {done} of {total}" if done else f" {total}" if total > 1 else ""
        line = f"{stage.value}{of}{_pace(done, total, now - self._begun)} ..."
        print(line, file=self._output, flush=True)  # to the stream that was given


def rate(speed: float) -> str:
    """So many in a second, or in a minute where that says more; nothing where it is not known."""
    if speed <= 0:
        return ""
    return f"{speed:.1f}/s" if speed >= 1 else f"{60 * speed:.0f}/min"


def _pace(done: int, total: int, seconds: float) -> str:
    if not done or seconds <= 0:
        return ""
    left = (total - done) * seconds / done
    return f", {rate(done / seconds)}, {_spoken(left)} left"


def _spoken(seconds: float) -> str:
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.1f} {unit}"
    return f"{seconds:.0f} s"
