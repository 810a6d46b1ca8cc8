"""Train the models that are shipped from our corpus: `python -m pipelines.training`."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click

from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.corpus.splits import Split
from pipelines.training.course import run
from pipelines.training.lesson import Line

HERE = Path(__file__).resolve()
CORPUS = HERE.parents[2] / "corpus" / "incidents"
WEIGHTS = HERE.parents[1] / "extraction" / "learned" / "weights"


@click.command()
@click.option("--corpus", type=click.Path(path_type=Path), default=CORPUS, help="folder of incidents")
@click.option("--to", "folder", type=click.Path(path_type=Path), default=WEIGHTS, help="folder of the models")
def main(corpus: Path, folder: Path) -> None:
    """Train all models from the training part of the corpus; the same corpus gives the same bytes."""
    begun = perf_counter()
    run(_lines(corpus), folder, lambda step: click.echo(f"{perf_counter() - begun:6.1f} s  {step}", err=True))
    click.echo(f"{perf_counter() - begun:6.1f} s  done: {folder}", err=True)


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
