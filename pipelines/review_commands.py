"""The commands of the review queue: list what is in doubt, decide it, make a token for a reviewer."""

import hashlib
import secrets
from dataclasses import asdict
from typing import Any

import click

from graph.output import print_json
from graph.settings import Settings, with_settings
from pipelines.judge_commands import reasoned, show
from pipelines.options import AS_BEFORE, as_before, usage

_SHOWN = 20


@click.group(invoke_without_command=True)
@click.option("--kind", type=click.Choice(["merge", "claim"]), help="Only doubts of this kind.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array and nothing else.")
@click.option("--all", "everything", is_flag=True, help=f"Every doubt, not the first {_SHOWN}.")
@with_settings
@click.pass_context
def review(
    ctx: click.Context, kind: str | None, settings: Settings, *, as_json: bool, everything: bool
) -> None:
    """List what the pipeline was unsure of, or decide it.

    A doubt goes by its key, or the beginning of it. What was decided is not asked again as long as the
    article and what was read from it are the same.
    """
    from graph.review import DoubtKind, doubts  # noqa: PLC0415  # help must not wait for it

    ctx.obj = settings
    if ctx.invoked_subcommand is not None:
        return
    found = doubts(settings.home, DoubtKind(kind) if kind else None)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    for one in found if everything else found[:_SHOWN]:
        _print(one)
    left = 0 if everything else max(0, len(found) - _SHOWN)
    more = f"; {left} more with --all" if left else ""
    click.echo(f"{len(found)} in doubt{more}" if found else "nothing is in doubt")


def _print(one: Any) -> None:
    click.echo(f"{one.key.split()[-1][:10]}  {one.question}")
    if one.quote:
        click.echo(f"            “{one.quote}”")
    click.echo(f"            asked since {one.reason}")


def _deciding(answer: str, told: str) -> None:
    """Add the command by which a doubt is decided so."""

    @review.command(answer, help=told)
    @click.argument("key")
    @reasoned
    @AS_BEFORE
    @click.pass_obj
    def decide(settings: Settings, key: str, why: str, judge: str, by: str | None, *, as_json: bool) -> None:
        from graph.review import Answer  # noqa: PLC0415  # help must not wait for it
        from pipelines.judging import decide as enter  # noqa: PLC0415
        from pipelines.withdrawing import Reasoned  # noqa: PLC0415

        with usage():
            effect = enter(key, Answer(answer), Reasoned(judge, why), settings, by=as_before(by, settings))
        show(f"decided ({answer})", effect, as_json=as_json)


_deciding("accept", "The two are the same; the article does say so.")
_deciding("reject", "The two are not the same; the article does not say so, and the claim no longer counts.")
_deciding("unsure", "Leave it as it is, and do not ask again.")


@review.command()
@click.argument("name")
def token(name: str) -> None:
    """Make a token with which somebody may review over GraphQL.

    The token is shown once and kept nowhere; the server is given its hash.
    """
    made = secrets.token_urlsafe(32)
    click.echo(f"token of {name}, which is not shown again: {made}")
    click.echo(
        f"for the server: claimgraph serve --reviewer {name}={hashlib.sha256(made.encode()).hexdigest()}"
    )
