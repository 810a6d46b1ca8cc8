"""The incidents that lie in folders, with everything that is wrong with them."""

from pathlib import Path

from pipelines.corpus.agreement import flaws
from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.incidents import incident
from pipelines.corpus.soundness import problems

ROOT = Path("corpus/incidents")


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
