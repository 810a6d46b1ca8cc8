"""The command that tries feeds: `claimgraph feeds check`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.output import print_json
from graph.settings import Settings, with_settings
from pipelines.options import usage

if TYPE_CHECKING:
    from pipelines.feed_check import Checked


@click.group()
def feeds() -> None:
    """Try the feeds that a file declares."""


@feeds.command()
@click.argument("file", type=click.Path(path_type=Path), default="feeds.toml", metavar="[FILE]")
@click.option("--feed", "names", multiple=True, metavar="NAME", help="Only this feed; may be given again.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array and nothing else.")
@with_settings
def check(file: Path, names: tuple[str, ...], settings: Settings, *, as_json: bool) -> None:
    """Look at every feed of FILE (feeds.toml) and say what would be fetched. No article is fetched.

    The exit code is 0 when all feeds could be looked into, 1 when one could not, 2 when FILE is wrong.
    """
    with usage():
        found = _found(file, names, settings)
        if as_json:
            from pipelines.feed_check import as_data  # noqa: PLC0415  # help must not wait for it

            seen = list(found)
            print_json([as_data(one) for one in seen])
        else:
            seen = [_shown(one) for one in found]
    sys.exit(1 if any(one.troubles for one in seen) else 0)


def _found(file: Path, names: tuple[str, ...], settings: Settings) -> Any:
    from pipelines.feed_check import checked  # noqa: PLC0415  # help must not wait for it
    from pipelines.feeds.declared import chosen, load  # noqa: PLC0415  # as above
    from pipelines.feeds.visitor import Visitor  # noqa: PLC0415  # as above
    from pipelines.ledger import Ledger  # noqa: PLC0415  # as above

    declared = chosen(load(file), names)
    known = Ledger(settings.home) if (settings.home / "ledger.db").exists() else None
    return checked(declared, Visitor(), known)


def _shown(one: "Checked") -> "Checked":
    feed = one.feed
    click.echo(f"{feed.name}  {feed.kind}, at {feed.schedule}")
    for place in feed.location:
        click.echo(f"  {place}")
    if feed.terms is None:
        click.echo("  terms: none noted; read what the publisher allows and note it under `terms`")
    count = f"{len(one.articles)}{' or more' if one.more else ''}"
    click.echo(f"  {count} new article{'' if count == '1' else 's'}")
    for item, verdict in zip(one.articles, one.robots, strict=False):
        told = f"  [robots.txt: {verdict}]" if verdict is not None else ""
        click.echo(f"    {(item.stamp or '')[:20]:20}  {item.source}{told}")
    if len(one.articles) > len(one.robots):
        click.echo(f"    … and {len(one.articles) - len(one.robots)} more")
    for trouble in one.troubles:
        click.echo(f"  {trouble.reason}: {trouble.detail}")
    click.echo()
    return one
