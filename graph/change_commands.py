"""The command that tells what changed between published states of the graph."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from graph.changes import Changes, Way
from graph.feed import Feed, feed, summary
from graph.generations import Generation, current, known, open_generation, seen_at
from graph.output import print_json
from graph.settings import Settings, with_settings

_LINES = 20  # of one kind


@click.command()
@click.option("--from", "first", metavar="N|TIME", help="From which generation or moment.")
@click.option(
    "--to", "last", metavar="N|TIME", help="To which generation or moment; the current one unless given."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
@click.option("--all", "everything", is_flag=True, help=f"Every change, not the first {_LINES} of each kind.")
@with_settings
def changes(
    first: str | None, last: str | None, settings: Settings, *, as_json: bool, everything: bool
) -> None:
    """Tell what was added, withdrawn and changed between two generations or moments.

    Without --from and --to, list every generation with what it changed, the newest first. A moment is an
    ISO 8601 time (UTC without a zone) or a day, which means its end.
    """
    if first is None and last is None:
        _list(settings, as_json=as_json)
        return
    after = _generation(settings, last)
    before = _generation(settings, first) if first else _before(settings, after)
    with (
        open_generation(settings.home, before.number) as old,
        open_generation(settings.home, after.number) as new,
    ):
        found = feed(old, new)
    if as_json:
        print_json(found.as_data())
        return
    for line in lines(found, most=None if everything else _LINES):
        click.echo(line)


def lines(found: Feed, most: int | None) -> Iterator[str]:
    """The changes for people, up to so many of each kind and way."""
    before, after = found.before, found.after
    yield f"from generation {before.number} ({_time(before)}) to generation {after.number} ({_time(after)})"
    yield summary(found.found.counts())
    told = groupby(found.told, key=lambda one: (one.kind, one.way))
    for (kind, way), group in told:
        some = list(group)
        yield f"\n{kind} {way} ({len(some)})"
        for one in some[:most]:
            yield f"  {one.text}"
            yield from (f"      {detail}" for detail in one.details)
        yield from _rest(some, most)
        if (kind, way) == ("comparisons", Way.WITHDRAWN):
            yield f"  {_matters(found.found)}"
    if found.support:
        yield f"\norigins behind a point ({len(found.support)})"
        yield from (f"  {one}" for one in found.support[:most])
        yield from _rest(found.support, most)


def _matters(found: Changes) -> str:
    """What the lost comparisons leave: matters that stand on, and those that nobody is left to."""
    lost = len(found.narrowed) + len(found.inactive)
    return (
        f"they were on {lost} matters: {len(found.narrowed)} are narrowed but stand between other claims, "
        f"{len(found.inactive)} are inactive, as a side is empty now"
    )


def _rest(some: Sequence[object], most: int | None) -> Iterator[str]:
    if most is not None and len(some) > most:
        yield f"  … and {len(some) - most} more; --all shows them"


def _list(settings: Settings, *, as_json: bool) -> None:
    current(settings.home)
    found = known(settings.home)[::-1]
    if as_json:
        print_json([_listed(one) for one in found])
        return
    for one in found:
        told = summary(one.changes) if one.changes else "the first that is remembered"
        click.echo(f"generation {one.number}, {_time(one)}: {told}")
    click.echo("`claimgraph changes --from N --to N` tells what they are")


def _listed(one: Generation) -> dict[str, object]:
    return {"generation": one.number, "published": one.published, "note": one.note, "counts": one.changes}


def _generation(settings: Settings, given: str | None) -> Generation:
    """The generation of a number or moment."""
    if given is None:
        return current(settings.home)
    if not given.isdecimal():
        return seen_at(settings.home, given)
    with open_generation(settings.home, int(given)) as published:
        return published.generation


def _before(settings: Settings, after: Generation) -> Generation:
    """The generation before another one; that one itself when it is the first."""
    earlier = [one for one in known(settings.home) if one.number < after.number]
    return earlier[-1] if earlier else after


def _time(generation: Generation) -> str:
    return generation.published[:19].replace("T", " ") + " UTC"
