"""How far the work is: which stage, how many of how many, told to whoever shows it."""

from collections.abc import Iterable, Iterator, Sized
from enum import StrEnum
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Stage(StrEnum):
    """The stages in the order of the flow, in words for people."""

    LOOK = "looking at feeds"
    FETCH = "fetching articles"
    READ = "reading"
    EXTRACT = "finding claims"
    RESOLVE = "telling who is who"
    COMPARE = "comparing accounts"
    WRITE = "writing pages"
    PUBLISH = "publishing"


class Progress(Protocol):
    """Told of each step; `done` reaches `total` when the stage is over."""

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        """Take note."""
        ...


def silent(stage: Stage, done: int, total: int) -> None:
    """Take no note."""
    del stage, done, total


def counted(
    values: Iterable[Value], stage: Stage, progress: Progress, total: int | None = None
) -> Iterator[Value]:
    """The same values, telling of each one that the caller is done with."""
    known = total if total is not None else len(values) if isinstance(values, Sized) else 0
    progress(stage, 0, known)
    for done, value in enumerate(values, start=1):
        yield value
        progress(stage, done, max(known, done))
