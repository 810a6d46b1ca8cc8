"""Train models: `python -m pipelines.training own`, or a recipe for a corpus of others."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from ontology.errors import ClaimgraphError
from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.corpus.splits import Split
from pipelines.extraction.learned.shelf import SHARED_ALIKE, SHIPPED
from pipelines.training import recipes
from pipelines.training.course import follow, run
from pipelines.training.lesson import Line

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "incidents"


@click.group()
def main() -> None:
    """Train the models of extraction. The same texts in the same order give the same bytes."""


@main.command()
@click.option("--corpus", type=click.Path(path_type=Path), default=CORPUS, help="folder of incidents")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=SHIPPED, help="folder of the models")
def own(corpus: Path, folder: Path) -> None:
    """Train what is shipped, from the training part of our corpus."""
    run(_lines(corpus), folder, _clock())
    click.echo(f"trained into {folder}", err=True)


@main.command()
@click.argument("name", type=click.Choice(sorted(recipes.RECIPES)))
@click.option("--corpora", type=click.Path(path_type=Path), required=True, help="folder of the corpora")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=None, help="folder of the models")
def recipe(name: str, corpora: Path, folder: Path | None) -> None:
    """Train by a recipe from a corpus that you have the right to train on.

    Use the folder with CLAIMGRAPH_WEIGHTS. Only "reports" may be passed on, under the licence of its corpus.
    """
    chosen = recipes.RECIPES[name]
    target = folder or (SHARED_ALIKE if name == "reports" else None)
    if target is None:
        raise click.UsageError("name a folder with --to: these models are yours alone and are not shipped")
    try:
        follow(chosen, recipes.lines(chosen, corpora), _lines(CORPUS), target, _clock())
    except ClaimgraphError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"trained into {target}; licence: {chosen.licence}", err=True)


def _clock() -> Callable[[str], None]:
    begun = perf_counter()
    return lambda step: click.echo(f"{perf_counter() - begun:6.1f} s  {step}", err=True)


def _lines(corpus: Path) -> list[Line]:
    """The documents of the training part, in the order of their ids."""
    incidents, findings = read((corpus,))
    if any(not finding.hint for finding in findings):
        raise click.ClickException(f"{corpus} has mistakes; see `python -m pipelines.corpus check {corpus}`")
    with TemporaryDirectory() as place:
        list(build(incidents, Path(place)))
        text = (Path(place) / f"{Split.TRAIN}.jsonl").read_text("utf-8")
    return sorted((json.loads(line) for line in text.splitlines()), key=lambda line: str(line["id"]))


if __name__ == "__main__":
    sys.exit(main())
