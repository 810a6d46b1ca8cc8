"""What commands of the pipeline share: which extractor reads, and how a wrong setting is told."""

from pathlib import Path
from typing import Any

import click

from graph.cli import UsageLine
from ontology.errors import SettingsError

EXTRACTOR = click.option(
    "--extractor",
    "by",
    envvar="CLAIMGRAPH_EXTRACTOR",
    default="rules",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="Which installed extractor reads; docs/extractors.md tells of each.",
)


class usage:  # noqa: N801  # read as a word: with usage()
    """A setting that cannot be used is a usage error: one line and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SettingsError):
            raise UsageLine(str(error)) from error


def named(name: str, home: Path | None = None) -> Any:
    """The installed extractor of a name; SettingsError when there is none."""
    from pipelines.extractors import extractor  # noqa: PLC0415  # help must not wait for it

    return extractor(name, home)
