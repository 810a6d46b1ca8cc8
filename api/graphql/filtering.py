"""Filters as GraphQL inputs: conditions of each list, in groups of and, or and not."""

import re
from collections.abc import Callable
from dataclasses import fields
from typing import Any

import strawberry

from graph.conditions import Condition, Every, Has, Is, Never, Some
from ontology.errors import QuestionError

_MAKE = "condition"
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_NEVER, _EVER = "0000-00-00", "9999-12-31"  # what is not dated sorts behind both
_MOST = 2**53

Make = Callable[[Any], Condition]


@strawberry.input(description="Days, months or years from one to another, both included.")
class Days:
    """A range of days."""

    from_: str | None = strawberry.field(
        name="from", default=None, description="The first day, as 2024-06-10, 2024-06 or 2024."
    )
    to: str | None = strawberry.field(default=None, description="The last day, likewise.")


@strawberry.input(description="Numbers from one to another, both included.")
class Count:
    """A range of numbers."""

    min: int | None = strawberry.field(default=None, description="At least.")
    max: int | None = strawberry.field(default=None, description="At most.")


def among(name: str, description: str) -> Any:
    """A field whose list has what is looked for; an empty list finds nothing."""
    return _field(description, lambda given: Is(name, tuple(map(str, given))) if given else Some())


def words(description: str) -> Any:
    """A field with words to look for."""
    return _field(description, lambda given: Is("text", (given,)))


def days(name: str, description: str) -> Any:
    """A field with a range of days."""
    return _field(
        description, lambda given: Is(name, (_day(given.from_, _NEVER), _day(given.to, _EVER, "-99")))
    )


def count(name: str, description: str) -> Any:
    """A field with a range of numbers."""
    return _field(
        description,
        lambda given: Is(
            name, (given.min if given.min is not None else 0, given.max if given.max is not None else _MOST)
        ),
    )


def has(name: str, description: str) -> Any:
    """A field with a filter of another list, one thing of which must pass."""
    return _field(description, lambda given: Has(name, condition(given)))


def every() -> Any:
    """The field `and`."""
    return _field("All of these hold.", lambda given: Every(tuple(map(condition, given))), "and")


def some() -> Any:
    """The field `or`."""
    return _field("At least one of these holds.", lambda given: Some(tuple(map(condition, given))), "or")


def never() -> Any:
    """The field `not`."""
    return _field("This does not hold.", lambda given: Never(condition(given)), "not")


def condition(given: Any) -> Condition:
    """The condition of a filter: all that it gives holds; without one, everything passes."""
    if given is None:
        return Every()
    made = [
        one.metadata[_MAKE](value) for one in fields(given) if (value := getattr(given, one.name)) is not None
    ]
    return made[0] if len(made) == 1 else Every(tuple(made))


def _field(description: str, make: Make, name: str | None = None) -> Any:
    return strawberry.field(name=name, default=None, description=description, metadata={_MAKE: make})


def _day(text: str | None, otherwise: str, *rest: str) -> str:
    """A day as it is compared: the end of a year or month lies behind all of its days."""
    if text is None:
        return otherwise
    if not _DAY.fullmatch(text):
        raise QuestionError(f"{text!r} is no day; write 2024-06-10, 2024-06 or 2024")
    missing = 2 - text.count("-")
    return text + "".join(rest) * missing
