"""What commands of the pipeline share: which extractor reads, and how a wrong setting is told."""

from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from graph.cli import UsageLine
from graph.settings import Settings
from ontology.errors import NoGeneration, SettingsError

_READ_BY = """
SELECT ?extractor (COUNT(?article) AS ?articles) WHERE {
  ?article prov:wasGeneratedBy ?run . ?run rdfs:label ?extractor
} GROUP BY ?extractor ORDER BY DESC(?articles) ?extractor
"""
EXTRACTOR = click.option(
    "--extractor",
    "by",
    envvar="CLAIMGRAPH_EXTRACTOR",
    default="trained",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="Which installed extractor reads; docs/extractors.md tells of each.",
)


AS_BEFORE = click.option(
    "--extractor",
    "by",
    envvar="CLAIMGRAPH_EXTRACTOR",
    metavar="NAME",
    help="Which installed extractor reads; the one that read what is published unless given.",
)


class usage:  # noqa: N801  # read as a word: with usage()
    """A setting that cannot be used is a usage error: one line and exit code 2."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SettingsError):
            raise UsageLine(str(error)) from error


def as_before(name: str | None, settings: Settings) -> Any:
    """The extractor of a name; without one, that which read most of what is published."""
    from pipelines.extractors import DEFAULT  # noqa: PLC0415  # help must not wait for it

    return named(name or _published_by(settings) or DEFAULT, settings.home)


def _published_by(settings: Settings) -> str | None:
    from graph.generations import open_generation  # noqa: PLC0415  # help must not wait for it

    with suppress(NoGeneration), open_generation(settings.home) as published:
        runs = published.graph.ask(_READ_BY).column("extractor")
        return str(runs[0]) if runs else None
    return None


def named(name: str, home: Path | None = None) -> Any:
    """The installed extractor of a name; SettingsError when there is none."""
    from pipelines.extractors import extractor  # noqa: PLC0415  # help must not wait for it

    return extractor(name, home)
