"""The commands that bring articles in: run, extract, status."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

import click
import orjson

from graph.output import print_json
from graph.settings import Settings, with_settings
from ontology.errors import ExtractionError, SettingsError
from pipelines.options import EXTRACTOR, named, usage


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE ...]")
@click.option(
    "--feeds",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take what is new of its feeds too.",
)
@click.option("--feed", "names", multiple=True, metavar="NAME", help="Only this feed; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--no-report", "bare", is_flag=True, help="Say what was read, not what it claims.")
@click.option(
    "--workers",
    "where",
    metavar="WHERE",
    help="Who reads and finds claims: processes, processes:COUNT, ray or ray:ADDRESS; $CLAIMGRAPH_WORKERS, "
    "or as many processes as there are cores, unless given.",
)
@EXTRACTOR
@with_settings
def run(  # noqa: PLR0913  # each is an option of the command
    sources: tuple[str, ...],
    file: Path | None,
    names: tuple[str, ...],
    where: str | None,
    by: str,
    settings: Settings,
    *,
    as_json: bool,
    bare: bool,
) -> None:
    """Read sources, publish what all accounts now claim, and show it.

    A SOURCE is a file, a folder, a WARC file, a URL, or a text file that lists some; the bundled accounts
    when there is none and no feeds are given. The exit code is 0 when something was read, now or before, or
    no feed has anything new, and 1 when nothing was read.
    """
    from pipelines.bar import shown_progress  # noqa: PLC0415  # help must not wait for the flow
    from pipelines.flow import run as flow  # noqa: PLC0415
    from pipelines.report import as_data, show  # noqa: PLC0415

    with usage():
        declared = _declared(file, names)
        reader = named(by, settings.home)
        with _workers(where) as workers, shown_progress(sys.stderr) as progress:
            summary = flow(sources, settings, feeds=declared, by=reader, progress=progress, workers=workers)
    told = _told(reader)
    if as_json:
        print_json(as_data(summary, settings) | ({"extractor": told} if told else {}))
    else:
        show(summary, settings, claims=not bare)
    idle = declared and not summary.given and not summary.troubles
    sys.exit(0 if summary.known or idle else 1)


@contextmanager
def _workers(where: str | None) -> Iterator[Any]:
    """The workers that were asked for, closed at the end; None for those of the process."""
    from pipelines.workers.choice import workers  # noqa: PLC0415  # help must not wait for it

    if where is None:
        yield None
        return
    with closing(workers(where)) as made:
        yield made


def _declared(file: Path | None, names: tuple[str, ...]) -> tuple[Any, ...]:
    from pipelines.feeds.declared import chosen, load  # noqa: PLC0415  # help must not wait for it

    if file is None and names:
        raise SettingsError("--feed names a feed of a file; give the file with --feeds")
    return chosen(load(file), names) if file is not None else ()


@click.command()
@click.argument("file", type=click.File("rb"), default="-", metavar="[FILE|-]")
@EXTRACTOR
def extract(file: IO[bytes], by: str) -> None:
    """Read documents as JSON Lines and print what each says as one JSON line.

    A line that cannot be read gets its line too, with "error"; the exit code is then 1. Nothing is
    added to the graph.
    """
    with usage():
        reader = named(by)
    refused = 0
    for line in _answers(file, reader):
        refused += "error" in line
        sys.stdout.buffer.write(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE))
        sys.stdout.buffer.flush()
    _told(reader)
    if refused:
        click.echo(f"{refused} lines could not be read; each says why in its `error`", err=True)
    sys.exit(1 if refused else 0)


@click.command()
@click.option("--failed", is_flag=True, help="List every source that was not read, with the reason.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@with_settings
def status(settings: Settings, *, failed: bool, as_json: bool) -> None:
    """Show what was read, what was not and why, and which generations are kept."""
    from pipelines.status import as_data, of, show  # noqa: PLC0415  # help must not wait for it

    with usage():
        known = of(settings)
    if as_json:
        print_json(as_data(known, failed=failed))
    else:
        show(known, failed=failed)


def _told(by: Any) -> dict[str, Any]:
    """What the extractor has to tell of its work, which is said on stderr too; nothing for most."""
    from pipelines.extractors import Teller  # noqa: PLC0415  # help must not wait for it

    if not isinstance(by, Teller):
        return {}
    click.echo(by.summary(), err=True)
    return {"name": by.name, "version": by.version, **by.told()}  # type: ignore[attr-defined]


def _answers(lines: IO[bytes], by: Any) -> Iterator[dict[str, Any]]:
    from pipelines.ahead import ahead  # noqa: PLC0415  # help must not wait for it
    from pipelines.extractors import at_once  # noqa: PLC0415  # as above

    return ahead(partial(_answer, by), enumerate(lines, start=1), at_once(by))


def _answer(by: Any, numbered: tuple[int, bytes]) -> dict[str, Any]:
    from pipelines.extraction.contract import answer, refused  # noqa: PLC0415  # help must not wait for it

    number, line = numbered
    identifier = None
    try:
        given = _object(line, number)
        identifier = given.get("id")
        return answer(by, given)
    except Exception as error:  # noqa: BLE001  # whatever one line does, the next is read
        why = str(error) if isinstance(error, ExtractionError) else f"{type(error).__name__}: {error}"
        click.echo(f"line {number}: {why}", err=True)
        return refused(identifier, why)


def _object(line: bytes, number: int) -> dict[str, Any]:
    try:
        given = orjson.loads(line)
    except ValueError as error:
        raise ExtractionError(f"line {number} is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise ExtractionError(f"line {number} is not a JSON object")
    return given
