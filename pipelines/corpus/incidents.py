"""`incident.txt`: what the accounts of an incident share, their origins, the comparisons of their claims."""

import re
from pathlib import Path

from ontology.terms import Relation
from pipelines.corpus.annotation import (
    AnnotatedArticle,
    ComparedClaims,
    CorpusError,
    Entity,
    Finding,
    Incident,
)
from pipelines.corpus.declarations import declarations, references
from pipelines.corpus.reader import Reading
from pipelines.corpus.sections import Source, source

SECTIONS = ("entities", "origins", "comparisons")
ORIGINS = ("syndicates", "rewrites", "translates", "relays", "follows-up", "corrects")
_ORIGIN = re.compile(r"(\d\d) ([a-z-]+) (\d\d)$")
_COMPARISON = re.compile(r"(\d\d)\.(c\d+) ([a-z-]+) (\d\d)\.(c\d+) : (\S.*)$")


def incident(folder: Path) -> tuple[Incident | None, list[Finding]]:
    """The incident of a folder with its articles, and all that is wrong with its files."""
    path = folder / "incident.txt"
    findings: list[Finding] = []
    try:
        read = source(path, SECTIONS)
    except CorpusError as error:
        return None, [Finding(path, 1, str(error))]
    shared = _entities(read, findings)
    found = Incident(
        slug=folder.name,
        path=path,
        header=read.header,
        entities=shared,
        articles=_articles(folder, shared, findings),
        origins=_origins(read, findings),
        comparisons=_comparisons(read, findings),
    )
    return found, findings


def _articles(
    folder: Path, shared: dict[str, Entity], findings: list[Finding]
) -> tuple[AnnotatedArticle, ...]:
    articles = []
    for file in sorted(folder.glob("[0-9][0-9]-*.txt")):
        reading = Reading(file, shared)
        articles.append(reading.article())
        findings += reading.findings
    return tuple(article for article in articles if article)


def _entities(read: Source, findings: list[Finding]) -> dict[str, Entity]:
    shared: dict[str, Entity] = {}
    for number, line in read.sections.get("entities", []):
        try:
            for entity in declarations(line):
                _share(entity, shared)
        except CorpusError as error:
            findings.append(Finding(read.path, number, str(error)))
    for entity in shared.values():
        for missing in (r for r in references(entity) if r not in shared and ":" not in r):
            message = f"{entity.id!r} refers to {missing!r}, which is not declared in incident.txt"
            findings.append(Finding(read.path, read.begins.get("entities", 1), message))
    return shared


def _share(entity: Entity, shared: dict[str, Entity]) -> None:
    if entity.id in shared:
        raise CorpusError(f"{entity.id!r} is declared twice")
    if not entity.name:
        raise CorpusError(f"{entity.id!r} needs its canonical name here: ` = Name`")
    shared[entity.id] = entity


def _origins(read: Source, findings: list[Finding]) -> tuple[tuple[str, str, str], ...]:
    found = []
    for number, line in read.sections.get("origins", []):
        match = _ORIGIN.match(line)
        if not match or match[2] not in ORIGINS:
            message = f"{line!r} is no origin; write `03 rewrites 01` with one of {' '.join(ORIGINS)}"
            findings.append(Finding(read.path, number, message))
            continue
        found.append((match[1], match[2], match[3]))
    return tuple(found)


def _comparisons(read: Source, findings: list[Finding]) -> tuple[ComparedClaims, ...]:
    found = []
    for number, line in read.sections.get("comparisons", []):
        match = _COMPARISON.match(line)
        if not match or match[3] not in set(Relation):
            message = (
                f"{line[:50]!r}: write `01.c3 contradicts 02.c5 : reason` with one of {' '.join(Relation)}"
            )
            findings.append(Finding(read.path, number, message))
            continue
        left, right = (match[1], match[2]), (match[4], match[5])
        found.append(ComparedClaims(left=left, right=right, relation=match[3], reason=match[6], line=number))
    return tuple(found)
