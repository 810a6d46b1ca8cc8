"""`python -m pipelines.corpus`: check the corpus, show how an article was read, build its files."""

import sys
from pathlib import Path

import click

from pipelines.corpus import files
from pipelines.corpus.card import write
from pipelines.corpus.collection import read
from pipelines.corpus.concordance import concordance, lines
from pipelines.corpus.digest import digest
from pipelines.corpus.rereading import bare, readings, selection
from pipelines.corpus.splits import parts
from pipelines.corpus.statistics import statistics


@click.group()
def main() -> None:
    """The annotated corpus."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--hints/--no-hints", default=True, help="Also print what may have been forgotten.")
def check(paths: tuple[Path, ...], *, hints: bool) -> None:
    """Print what is wrong in PATHS (the corpus, incident folders or files) and what they hold."""
    found, findings = read(paths)
    for finding in sorted(findings):
        if hints or not finding.hint:
            click.echo(str(finding))
    for line in statistics(found):
        click.echo(line)
    wrong = sum(not finding.hint for finding in findings)
    click.echo(f"{wrong} errors, {len(findings) - wrong} hints")
    sys.exit(bool(wrong))


@main.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path, dir_okay=False))
def show(path: Path) -> None:
    """Print the claims and events of one article in words, as they were read."""
    found, _ = read((path,))
    for article in (a for one in found for a in one.articles if a.path.resolve() == path.resolve()):
        for line in digest(article):
            click.echo(line)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), default=Path("corpus/build"))
@click.option("--sound", is_flag=True, help="Leave out incidents with errors instead of refusing.")
def build(paths: tuple[Path, ...], to: Path, *, sound: bool) -> None:
    """Write the documents, answers and gold claims of each part of the corpus into a folder."""
    found, findings = read(paths)
    wrong = {finding.path.parent.name for finding in findings if not finding.hint}
    if wrong and not sound:
        raise click.ClickException(f"errors in {', '.join(sorted(wrong))}; `check` lists them")
    for line in files.build([one for one in found if one.slug not in wrong], to):
        click.echo(line)


@main.command()
def split() -> None:
    """Print the part to which each incident belongs."""
    for part, found in parts(read(())[0]):
        for one in found:
            click.echo(f"{part} {one.slug} {len(one.articles)}")


@main.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=Path("corpus/CARD.md"))
def card(path: Path) -> None:
    """Write today's figures into the data card."""
    write(path, read(())[0])


@main.command()
@click.option(
    "--size", type=click.IntRange(min=1), default=42, help="How many articles are to be read again."
)
@click.option("--to", type=click.Path(exists=True, file_okay=False, path_type=Path))
def second(size: int, to: Path | None) -> None:
    """Print the articles chosen for a second reading; write their bare texts into a folder."""
    for article in selection(read(())[0], size):
        click.echo(article.id)
        if to:
            (to / f"{article.id}.txt").write_text(bare(article), "utf-8")


@main.command()
@click.argument("ids", nargs=-1)
def agree(ids: tuple[str, ...]) -> None:
    """Print how far first and second readings agree, of the articles IDS or of all that were read twice."""
    pairs, findings = readings(read(())[0])
    wrong = [finding for finding in sorted(findings) if not finding.hint]
    for finding in wrong:
        click.echo(str(finding), err=True)
    for line in lines(concordance([pair for pair in pairs if not ids or pair[0].id in ids])):
        click.echo(line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
