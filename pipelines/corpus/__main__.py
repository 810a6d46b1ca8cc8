"""`python -m pipelines.corpus`: check the corpus, show how an article was read, build its files."""

import sys
from pathlib import Path

import click

from pipelines.corpus.agreement import flaws
from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.digest import digest
from pipelines.corpus.incidents import incident
from pipelines.corpus.soundness import problems
from pipelines.corpus.statistics import statistics

ROOT = Path("corpus/incidents")


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


def read(paths: tuple[Path, ...]) -> tuple[list[Incident], list[Finding]]:
    """The incidents that lie in the paths, and everything found in them."""
    incidents, findings = [], []
    for folder in folders(paths or (ROOT,)):
        one, wrong = incident(folder)
        findings += wrong
        if one:
            incidents.append(one)
            findings += [*flaws(one), *(finding for article in one.articles for finding in problems(article))]
    return incidents, findings


def folders(paths: tuple[Path, ...]) -> list[Path]:
    """The folders of incidents that lie in the paths, each once, in order."""
    found: set[Path] = set()
    for path in paths:
        if path.is_file():
            found.add(path.parent)
        elif (path / "incident.txt").exists() or any(path.glob("[0-9][0-9]-*.txt")):
            found.add(path)
        else:
            found |= {child for child in path.iterdir() if child.is_dir()}
    return sorted(found)


if __name__ == "__main__":
    main()
