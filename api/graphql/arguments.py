"""Arguments that many fields take, as data, so that each is spelled once and means the same everywhere."""

from collections.abc import Callable, Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any, NamedTuple

import strawberry

from api.level import Request
from api.paging import MOST, Window


class Argument(NamedTuple):
    """The annotation of an argument, as Strawberry reads it, and what it is when it is not given."""

    annotation: Any
    default: Any = None


Arguments = Mapping[str, Argument]
First = Annotated[int, strawberry.argument(description=f"How many at most, from 1 to {MOST}.")]
After = Annotated[
    str | None,
    strawberry.argument(description="The cursor behind which to go on; from the beginning without."),
]
Last = Annotated[
    int | None,
    strawberry.argument(
        description=f"How many at most from the end, from 1 to {MOST}; takes the place of `first`."
    ),
]
Before = Annotated[
    str | None,
    strawberry.argument(description="The cursor before which to end; at the end of the list without."),
]
PAGING: Arguments = {
    "first": Argument(First, 50),
    "after": Argument(After),
    "last": Argument(Last),
    "before": Argument(Before),
}


def window(given: Mapping[str, Any]) -> Window:
    """The part of a list that the arguments of PAGING ask for."""
    return Window(**{name: given[name] for name in PAGING})


def taking(arguments: Arguments, go: Callable[..., Any], *, root: bool = False) -> Callable[..., Any]:
    """A resolver that takes arguments by name: of a root, which is given `info`, or of an object, `self`."""
    first = (
        Parameter("info", Parameter.POSITIONAL_OR_KEYWORD, annotation=strawberry.Info[Request, None])
        if root
        else Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)
    )
    others = (
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=one.annotation, default=one.default)
        for name, one in arguments.items()
    )

    def resolver(of: Any = None, /, info: Any = None, **given: Any) -> Any:
        return go(of if info is None else info, **given)

    resolver.__signature__ = Signature([first, *others], return_annotation=Any)  # type: ignore[attr-defined]
    return resolver
