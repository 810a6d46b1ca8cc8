"""Which published state a command reads: the current one, one by its number, what was held at a moment."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from graph.generations import Published

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """A generation, or the one that readers saw at a moment; `withdrawn` adds what is kept apart."""

    generation: int | None = None
    as_of: str | None = None
    withdrawn: bool = False

    def opened(self, home: Path) -> "Published":
        """It, opened for reading. NoGeneration when it is not there."""
        from graph.generations import open_generation  # noqa: PLC0415  # help must not wait for the store

        return open_generation(home, self.generation, as_of=self.as_of, withdrawn=self.withdrawn)


def which_generation(command: Command) -> Command:
    """Give a command `--generation`, `--as-of` and `--withdrawn`, and call it with `which`."""

    @click.option(
        "--generation", type=click.IntRange(min=1), metavar="N", help="An earlier generation by its number."
    )
    @click.option(
        "--as-of",
        metavar="TIME",
        help="What was held then: ISO 8601, UTC without a zone, the end of the day without a time.",
    )
    @click.option(
        "--withdrawn", is_flag=True, help="Also what is kept apart: withdrawn articles, misread claims."
    )
    @wraps(command)
    def with_it(*args: Any, generation: int | None, as_of: str | None, withdrawn: bool, **more: Any) -> Any:
        if generation is not None and as_of is not None:
            raise click.UsageError("--generation and --as-of both say which generation; give one of them")
        which = Which(generation=generation, as_of=as_of, withdrawn=withdrawn)
        return command(*args, which=which, **more)

    return with_it  # type: ignore[return-value]  # the same command with three options in place of one argument
