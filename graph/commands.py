"""The commands that read the published graph: ask, export, check."""

import csv
import io
import os
import sys
from pathlib import Path
from typing import Any

import click

from graph.answer import Answer, Names
from graph.exports.formats import FORMATS
from graph.exports.source import LICENCE
from graph.generations import Published, open_generation
from graph.output import print_json
from graph.questions import Question, question, questions
from graph.settings import Settings, with_settings
from graph.which import Which, which_generation

_WIDE = 240  # columns of a table that is not shown on a terminal


@click.command()
@click.argument("name", metavar="[NAME|FILE.rq]", required=False)
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=TEXT", help="A parameter; repeatable.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True
)
@which_generation
@with_settings
def ask(name: str | None, params: tuple[str, ...], form: str, which: Which, settings: Settings) -> None:
    """Ask a named question or a SPARQL file of the published graph; without a name, list the questions.

    Parameters are compared with names and other names, upper and lower case alike, or with whole IRIs.
    """
    if name is None:
        _list_questions(form)
        return
    asked = question(name)
    with which.opened(settings.home) as published:
        answer = asked.ask(published.graph, _parameters(params))
        _print_answer(asked, answer, Names.of(published.graph, answer), form)


@click.command()
@click.option(
    "--format",
    "forms",
    type=click.Choice(list(FORMATS)),
    multiple=True,
    metavar="NAME",
    help=f"{', '.join(FORMATS)}. Repeatable with --to; trig unless given, or all with --to.",
)
@click.option("--incident", metavar="IRI", help="Only this incident and what its articles refer to.")
@click.option("--article", metavar="IRI", help="Only this article and what it refers to.")
@click.option("--question", metavar="NAME|FILE.rq", help="Only the claims that the answer to it names.")
@click.option("--param", "-p", "params", multiple=True, metavar="NAME=TEXT", help="A parameter of it.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of stdout."
)
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for all formats, with manifest and descriptions; goes on with what is there.",
)
@click.option("--dump", is_flag=True, help="A dated folder below <home>/dumps, listed there for all.")
@click.option(
    "--licence",
    envvar="CLAIMGRAPH_LICENCE",
    default=LICENCE,
    show_default=True,
    show_envvar=True,
    metavar="URL",
    help="The licence under which the export goes; quotes are the articles’.",
)
@which_generation
@with_settings
def export(params: tuple[str, ...], which: Which, settings: Settings, **ordered: Any) -> None:
    """Write the published graph, an incident, an article or the claims of an answer, in any format."""
    from graph.exports.order import Order, carry_out  # noqa: PLC0415  # not before it is asked for

    with which.opened(settings.home) as published:
        carry_out(Order(parameters=_parameters(params), **ordered), published, settings.home)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@with_settings
def check(as_json: bool, settings: Settings) -> None:  # noqa: FBT001  # click passes options by name
    """Check that the published graph keeps to its shapes and rules; exit code 1 when it does not."""
    from graph.check import check as findings_of  # noqa: PLC0415  # the command has the name of what it does

    with open_generation(settings.home) as published:
        findings = findings_of(published.graph, published.index.texts())
        if as_json:
            print_json({"ok": not findings, "findings": [finding._asdict() for finding in findings]})
        else:
            _print_findings(published, findings)
    sys.exit(1 if findings else 0)


def _parameters(params: tuple[str, ...]) -> dict[str, str]:
    pairs = [param.partition("=") for param in params]
    for name, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"{name!r} is not NAME=TEXT", param_hint="--param")
    return {name: text for name, _, text in pairs}


def _list_questions(form: str) -> None:
    known = questions().values()
    rows = [(q.name, q.title, ", ".join(parameter.name for parameter in q.parameters)) for q in known]
    if form == "json":
        print_json([q.described() for q in known])
    elif form == "csv":
        _print_csv(("name", "title", "parameters"), rows)
    else:
        _print_table("Questions", ("name", "title", "parameters"), rows)


def _print_answer(asked: Question, answer: Answer, names: Names, form: str) -> None:
    if form == "json":
        print_json(names.told(asked.name, answer))
    elif form == "csv":
        _print_csv(answer.columns, answer.rows)
    else:
        _print_table(asked.title, answer.columns, answer.text(names.shown()))


def _print_findings(published: Published, findings: tuple[Any, ...]) -> None:
    for finding in findings:
        click.echo(f"{finding.rule}: {finding.focus}: {finding.message}")
    number, quads = published.generation.number, published.generation.quads
    summary = f"{len(findings)} findings" if findings else "all well"
    click.echo(f"generation {number}, {quads} triples: {summary}")


def _print_csv(columns: tuple[str, ...], rows: Any) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    click.echo(text.getvalue(), nl=False)


def _print_table(title: str, columns: tuple[str, ...], rows: Any) -> None:
    from rich.console import Console  # noqa: PLC0415  # only tables need it
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=title, caption=f"{len(rows)} rows")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    known = sys.stdout.isatty() or "COLUMNS" in os.environ
    Console(width=None if known else _WIDE).print(table)
