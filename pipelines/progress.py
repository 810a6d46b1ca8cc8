"""How far the work is: which stage, how many of how many, told to whoever shows it."""

from collections.abc import Collection, Iterable, Iterator, Sized
from enum import StrEnum
from time import perf_counter
from typing import Protocol, TypeVar

from pipelines import logs, telemetry
from pipelines.outcomes import Refusal

Value = TypeVar("Value")
Story = TypeVar("Story", bound=Collection[str])


class Stage(StrEnum):
    """The stages in the order of the flow, in words for people."""

    LOOK = "looking at feeds"
    FETCH = "fetching articles"
    READ = "reading"
    EXTRACT = "finding claims"
    RESOLVE = "telling who is who"
    COMPARE = "comparing accounts"
    CHECK = "checking what is new"  # before it is written, under Dagster alone
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
    """The same values, telling of each one that the caller is done with, and measuring what each took."""
    known = total if total is not None else len(values) if isinstance(values, Sized) else 0
    name, begun = stage.name.lower(), perf_counter()
    progress(stage, 0, known)
    span = telemetry.begun(name)
    done, refused = 0, 0
    for done, value in enumerate(_measured(values, name), start=1):
        refused += ended(value) is not None
        yield value
        progress(stage, done, max(known, done))
    seconds = round(perf_counter() - begun, 3)
    logs.log(f"{name} is done", items=done, refused=refused, seconds=seconds)
    if span is not None:
        span.set_attributes({"items": done, "refused": refused})
        span.end()


def passing(stories: Iterable[Story], stage: Stage, progress: Progress, total: int) -> Iterator[Story]:
    """The same stories, telling of the documents of each one that the caller is done with."""
    done = 0
    progress(stage, 0, total)
    for story in stories:
        yield story
        done += len(story)
        progress(stage, min(done, total), total)
    progress(stage, total, total)


def ended(value: object) -> str | None:
    """The reason why a value of a stage is none; None for one that is."""
    last = _outcome(value)
    return last.reason.value if isinstance(last, Refusal) else None


def _measured(values: Iterable[Value], stage: str) -> Iterator[Value]:
    start = perf_counter()
    for value in values:
        reason = ended(value)
        telemetry.item(stage, reason or "done", perf_counter() - start)
        level = logs.INFO if reason else logs.DEBUG
        logs.log(stage, level=level, article=_article(value), outcome=reason or "done")
        yield value
        start = perf_counter()


def _outcome(value: object) -> object:
    return value[-1] if isinstance(value, tuple) and value else getattr(value, "outcome", value)


def _article(value: object) -> str | None:
    first = value[0] if isinstance(value, tuple) and value else _outcome(value)
    return getattr(first, "source", None) or getattr(first, "iri", None)
