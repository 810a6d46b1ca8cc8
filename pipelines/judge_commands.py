"""The commands by which people decide: withdraw, restore, judge, undo."""

from collections.abc import Callable
from dataclasses import asdict
from getpass import getuser
from typing import Any, TypeVar

import click

from graph.change_commands import lines
from graph.output import print_json
from graph.settings import Settings, with_settings
from pipelines.options import AS_BEFORE, as_before, usage

Command = TypeVar("Command", bound=Callable[..., Any])
_LINES = 10  # of one kind


def reasoned(command: Command) -> Command:
    """Give a command `--reason`, `--by` and `--json`."""
    why = click.option("--reason", "--why", "why", required=True, metavar="TEXT", help="Why; kept for ever.")
    by = click.option(
        "--by", "judge", default=getuser, show_default="you", metavar="NAME", help="Who decides."
    )
    json = click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
    return why(by(json(command)))


@click.command()
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--replaced-by", metavar="ARTICLE", help="Another article that was read, which takes its place."
)
@reasoned
@AS_BEFORE
@with_settings
def withdraw(
    article: str,
    replaced_by: str | None,
    why: str,
    judge: str,
    by: str | None,
    settings: Settings,
    *,
    as_json: bool,
) -> None:
    """Withdraw an article, and show what no longer counts.

    ARTICLE is its IRI, its URL, the file it was read from or its document id. Its claims are kept apart from
    now on: `--withdrawn` shows them. `claimgraph restore` takes it back.
    """
    from pipelines.withdrawing import Reasoned  # noqa: PLC0415  # help must not wait for it
    from pipelines.withdrawing import withdraw as enter  # noqa: PLC0415

    with usage():
        effect = enter(
            article, Reasoned(judge, why), settings, by=as_before(by, settings), replaced_by=replaced_by
        )
    show("withdrawn", effect, as_json=as_json)


@click.command()
@click.argument("article", metavar="ARTICLE")
@reasoned
@AS_BEFORE
@with_settings
def restore(article: str, why: str, judge: str, by: str | None, settings: Settings, *, as_json: bool) -> None:
    """Take the withdrawal of an article back, and show what counts again."""
    from pipelines.withdrawing import Reasoned  # noqa: PLC0415  # help must not wait for it
    from pipelines.withdrawing import restore as enter  # noqa: PLC0415

    with usage():
        effect = enter(article, Reasoned(judge, why), settings, by=as_before(by, settings))
    show("restored", effect, as_json=as_json)


@click.command()
@click.argument("ruling", type=click.Choice(["same", "different", "unsure"]))
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@reasoned
@AS_BEFORE
@with_settings
def judge(  # noqa: PLR0913  # click passes options by name
    ruling: str,
    left: str,
    right: str,
    why: str,
    judge: str,
    by: str | None,
    settings: Settings,
    *,
    as_json: bool,
) -> None:
    """Judge whether two things are the same, and show what that changes.

    A and B are entities or incidents: an IRI, a name, NAME@ARTICLE where one article speaks of it, or the IRI
    of a mention. A judgement wins over everything that features say, until `claimgraph undo`. "Different"
    takes B out of what A belongs to; other articles stay with A.
    """
    from ontology.terms import Ruling  # noqa: PLC0415  # help must not wait for it
    from pipelines.judging import judge as enter  # noqa: PLC0415
    from pipelines.withdrawing import Reasoned  # noqa: PLC0415

    with usage():
        effect = enter(
            Ruling(ruling), left, right, Reasoned(judge, why), settings, by=as_before(by, settings)
        )
    show(f"judged {ruling}", effect, as_json=as_json)


@click.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--reason", "--why", "why", metavar="TEXT", help="Why; kept for ever.")
@click.option("--by", "judge", default=getuser, show_default="you", metavar="NAME", help="Who decides.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
@AS_BEFORE
@with_settings
def undo(
    number: int | None, why: str | None, judge: str, by: str | None, settings: Settings, *, as_json: bool
) -> None:
    """Take a judgement back, and show what that changes; without NUMBER, list all that was ever decided."""
    from graph.judgements import Judgements  # noqa: PLC0415  # help must not wait for it
    from pipelines.judging import undo as enter  # noqa: PLC0415
    from pipelines.withdrawing import Reasoned  # noqa: PLC0415

    if number is None:
        _list(Judgements(settings.home), as_json=as_json)
        return
    if not why:
        raise click.UsageError("Missing option '--reason'.")
    with usage():
        effect = enter(number, Reasoned(judge, why), settings, by=as_before(by, settings))
    show("undone", effect, as_json=as_json)


def _list(ledger: Any, *, as_json: bool) -> None:
    """Every line of the ledger, with whether it counts now."""
    counting = {entry.number for entry in ledger.standing()}
    entries = ledger.entries()
    if as_json:
        print_json([{**asdict(entry), "counts": entry.number in counting} for entry in entries])
        return
    if not entries:
        click.echo("nobody has decided anything yet")
    for entry in entries:
        done = f"undoes {entry.undoes}" if entry.undoes else entry.ruling.value
        state = "" if entry.number in counting or entry.undoes else " (no longer counts)"
        click.echo(
            f"{entry.number}  {entry.at}  {entry.by}: {done}: {entry.label}, because {entry.why}{state}"
        )


def show(done: str, effect: Any, *, as_json: bool) -> None:
    """What a judgement came to."""
    if as_json:
        changes = effect.feed.as_data() if effect.feed else None
        print_json(
            {"done": done, "about": effect.label, "generation": effect.generation.number, "effect": changes}
        )
        return
    click.echo(f"{done}: {effect.label}")
    if effect.feed is None:
        click.echo(f"nothing that is claimed changes; generation {effect.generation.number} stays")
        return
    for line in lines(effect.feed, most=_LINES):
        click.echo(line)
