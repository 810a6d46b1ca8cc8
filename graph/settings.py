"""Where the state lives: home folder and store, from options or the environment, for every command."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`home` holds all state; `store` is the URL of the graph that is written, as for `open_graph`."""

    home: Path
    store: str

    @classmethod
    def of(cls, home: Path | str = "data", store: str | None = None) -> "Settings":
        """Settings with the store inside the home folder unless its URL is given apart."""
        return cls(home=Path(home), store=store or str(Path(home) / "store"))


def with_settings(command: Command) -> Command:
    """Give a command `--home` and `--store`, and call it with `settings`. Goes below `@click.command`."""

    @click.option(
        "--home",
        envvar="CLAIMGRAPH_HOME",
        default="data",
        show_default=True,
        show_envvar=True,
        type=click.Path(file_okay=False, path_type=Path),
        help="Folder of all state.",
    )
    @click.option(
        "--store",
        envvar="CLAIMGRAPH_STORE",
        show_envvar=True,
        metavar="URL",
        help="Where the graph is written: a directory or a SPARQL server; <home>/store unless given.",
    )
    @wraps(command)
    def with_them(*args: Any, home: Path, store: str | None, **more: Any) -> Any:
        return command(*args, settings=Settings.of(home, store), **more)

    return with_them  # type: ignore[return-value]  # the same command with two options in place of one argument
