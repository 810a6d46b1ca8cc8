"""The arguments by which a root is asked of an earlier state, or of everything, also what is withdrawn."""

import dataclasses
from collections.abc import Callable
from typing import Any

import strawberry
from strawberry.annotation import StrawberryAnnotation
from strawberry.extensions import FieldExtension
from strawberry.types.arguments import StrawberryArgument
from strawberry.types.field import StrawberryField

from api.moment import Moment

_ARGUMENTS: tuple[tuple[str, Any, Any, str], ...] = (
    (
        "as_of",
        str | None,
        None,
        "Answer with what was held then: ISO 8601, UTC without a zone, the end of the day without a time.",
    ),
    ("generation", int | None, None, "Answer from the generation of this number."),
    (
        "include_withdrawn",
        bool,
        False,
        "Also what is kept apart: withdrawn articles and misread claims, marked.",
    ),
)


class Moments(FieldExtension):
    """Gives a root the arguments, and answers it, and all below it, from the state that they name.

    `apart` says whether it can be asked also of what is kept apart.
    """

    def __init__(self, *, apart: bool = True) -> None:
        self._arguments = _ARGUMENTS if apart else _ARGUMENTS[:2]

    def apply(self, field: StrawberryField) -> None:
        """Add the arguments."""
        field.arguments = [*field.arguments, *map(_argument, self._arguments)]

    def resolve(self, next_: Callable[..., Any], source: Any, info: strawberry.Info, **kwargs: Any) -> Any:
        """Ask the rest in another state, when one is named."""
        moment = Moment(
            as_of=kwargs.pop("as_of", None),
            generation=kwargs.pop("generation", None),
            withdrawn=kwargs.pop("include_withdrawn", False),
        )
        if moment.is_now:
            return next_(source, info, **kwargs)
        raw = getattr(info, "_raw_info")  # noqa: B009  # the only way to hand on another context
        there = raw._replace(context=info.context.at(moment))
        return next_(source, dataclasses.replace(info, _raw_info=there), **kwargs)


def _argument(told: tuple[str, Any, Any, str]) -> StrawberryArgument:
    name, kind, default, description = told
    return StrawberryArgument(
        python_name=name,
        graphql_name=None,
        type_annotation=StrawberryAnnotation(kind),
        default=default,
        description=description,
    )
