"""The command `evaluate`: how well an extractor reads annotated articles."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.cli import UsageLine
from graph.output import print_json
from ontology.errors import SettingsError

if TYPE_CHECKING:
    from pipelines.evaluation.annotation import Annotation
    from pipelines.evaluation.evaluation import Evaluation

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=_FILE, metavar="[FILE.jsonl ...]")
@click.option(
    "--part", type=click.Choice(["dev", "train", "test"]), help="Part of our corpus.  [default: dev]"
)
@click.option(
    "--by",
    "name",
    envvar="CLAIMGRAPH_EXTRACTOR",
    default="trained",
    show_default=True,
    show_envvar=True,
    metavar="NAME",
    help="Which installed extractor reads.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write report.md and confusion.png.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def evaluate(
    files: tuple[Path, ...], part: str | None, name: str, folder: Path | None, *, as_json: bool
) -> None:
    """Measure an extractor against annotated articles and show what it takes for what.

    A FILE holds documents as `python -m pipelines.corpus build` writes them; a part of the corpus of the
    checkout when there is none. The exit code is 1 when an article could not be read.
    """
    if files and part:
        raise UsageLine("--part is a part of our corpus; name files or a part, not both")
    found = _evaluated(files, part or "dev", name)
    if folder:  # before printing, which ends early where it is piped into `head`
        _write(found, folder)
    if as_json:
        from pipelines.evaluation.evaluation import as_data  # noqa: PLC0415  # help must not wait for it

        print_json(as_data(found))
    else:
        _show(found)
    sys.exit(1 if found.unread else 0)


def _evaluated(files: tuple[Path, ...], part: str, name: str) -> "Evaluation":
    from pipelines.bar import shown_progress  # noqa: PLC0415  # help must not wait for any of these
    from pipelines.evaluation.evaluation import evaluate as measure  # noqa: PLC0415
    from pipelines.extractors import Teller, extractor  # noqa: PLC0415

    try:
        by, annotation = extractor(name), _annotation(files, part)
    except SettingsError as error:
        raise UsageLine(str(error)) from error
    with shown_progress(sys.stderr) as progress:
        found = measure(annotation, by, progress=progress)
    if isinstance(by, Teller):
        click.echo(by.summary(), err=True)
    for document, why in found.unread.items():
        click.echo(f"{document} was not read and counts as missed: {why}", err=True)
    return found


def _annotation(files: tuple[Path, ...], part: str) -> "Annotation":
    from pipelines.corpus.splits import Split  # noqa: PLC0415  # help must not wait for it
    from pipelines.evaluation.annotation import of_files, of_part  # noqa: PLC0415  # as above

    return of_files(files) if files else of_part(Split(part))


def _show(found: "Evaluation") -> None:
    from rich.console import Console  # noqa: PLC0415  # help must not wait for it

    from pipelines.evaluation.table import show  # noqa: PLC0415  # as above

    show(found, Console())


def _write(found: "Evaluation", folder: Path) -> None:
    """The report, and the picture where it can be drawn."""
    from pipelines.evaluation.picture import draw  # noqa: PLC0415  # help must not wait for it
    from pipelines.evaluation.report import PICTURE, markdown  # noqa: PLC0415  # as above

    folder.mkdir(parents=True, exist_ok=True)
    try:
        draw(found, folder / PICTURE)
    except SettingsError as error:
        click.echo(str(error), err=True)
        written = ["report.md"]
    else:
        written = ["report.md", PICTURE]
    (folder / "report.md").write_text(markdown(found, picture=PICTURE in written), "utf-8")
    click.echo(f"wrote {' and '.join(written)} to {folder}", err=True)
