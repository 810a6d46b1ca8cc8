"""An export as it is ordered on the command line: which part, in which formats, to where, with progress."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

from graph.exports.dumps import publish_dump
from graph.exports.formats import Format, available, format_of
from graph.exports.part import Part, answered
from graph.exports.source import Source, source
from graph.exports.writing import Told, export_file, export_folder, silent
from graph.generations import Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody wants to have; without folder and output it goes to stdout."""

    forms: tuple[str, ...]
    incident: str | None
    article: str | None
    question: str | None
    parameters: Mapping[str, str]
    output: Path | None
    folder: Path | None
    dump: bool
    licence: str


def carry_out(order: Order, published: Published, home: Path) -> None:
    """Write what was ordered of a generation, and say on stderr what was written."""
    if order.dump + bool(order.folder) + bool(order.output) > 1:
        raise click.UsageError("--output, --to and --dump say where to; give one of them")
    if len(order.forms) > 1 and not (order.folder or order.dump):
        raise click.UsageError("several formats go into a folder: give --to or --dump")
    with source(published, _part(order, published), order.licence) as whole:
        if not (order.folder or order.dump):
            _one(whole, format_of(order.forms[0] if order.forms else "trig"), order.output)
            return
        forms = [format_of(name) for name in order.forms] or available()
        with _progress(len(forms)) as told:
            place = _folder(order, whole, home, forms, told)
        _say(whole, place)


def _part(order: Order, published: Published) -> Part:
    if order.question is None:
        if order.parameters:
            raise click.UsageError("--param belongs to a question; give it with --question")
        return Part(incident=order.incident, article=order.article)
    if order.incident or order.article:
        raise click.UsageError("--question says which claims; do not give --incident or --article with it")
    return answered(published.graph, order.question, order.parameters)


def _one(whole: Source, form: Format, output: Path | None) -> None:
    if output is None:
        form.write(whole, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with _progress(1) as told:
        export_file(whole, form, output, told)
    _say(whole, output)


def _folder(order: Order, whole: Source, home: Path, forms: list[Format], told: Told) -> Path:
    if order.folder is None:
        return publish_dump(whole, home, forms, told)
    export_folder(whole, order.folder, forms, told)
    return order.folder


def _say(whole: Source, place: Path) -> None:
    for path in sorted(place.iterdir()) if place.is_dir() else [place]:
        click.echo(f"{path.stat().st_size:>13,} bytes  {path}", err=True)
    counts = ", ".join(f"{count:,} {name}" for name, count in whole.counts().items())
    click.echo(f"generation {whole.generation.number}: {counts}", err=True)


@contextmanager
def _progress(files: int) -> Iterator[Told]:
    """Bars on a terminal, nothing elsewhere: the summary comes in any case."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415  # only terminals need it
    from rich.progress import DownloadColumn, Progress, SpinnerColumn, TextColumn, TransferSpeedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, object] = {}

        def told(file: str, written: int) -> None:
            if file not in tasks:
                tasks[file] = bar.add_task(f"{len(tasks) + 1} of {files}: {file}", total=None)
            bar.update(tasks[file], completed=written)  # type: ignore[arg-type]

        yield told
