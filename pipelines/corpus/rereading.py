"""Second readings: which articles are read again, their bare texts, and the files in which they were read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipelines.corpus.annotation import AnnotatedArticle, Entity, Finding, Incident
from pipelines.corpus.reader import Reading
from pipelines.corpus.soundness import problems

SECOND = Path("corpus/second")
LIST = "LIST.txt"
EXEMPLARS = frozenset(
    {"tasman-reach-ransom", "kitamori-optics-espionage"}
)  # the guide shows how they are read
PERMITTED = frozenset({"there are no events"})  # events are not read again


def selection(incidents: Iterable[Incident], size: int) -> list[AnnotatedArticle]:
    """The first articles by the hash of their id, at most one of an incident, none that the guide shows.

    The first article of a style that would be missing stands in for the one of its incident.
    """
    known = [one for one in incidents if one.slug not in EXEMPLARS and one.articles]
    everything = sorted((article for one in known for article in one.articles), key=_place)
    chosen = dict(reversed([(_slug(article), article) for article in everything]))
    first = sorted(chosen.values(), key=_place)[:size]
    for article in _missing(first, everything):
        first = [article if _slug(one) == _slug(article) else one for one in first]
    return sorted(first, key=_place)


def _missing(first: list[AnnotatedArticle], everything: list[AnnotatedArticle]) -> list[AnnotatedArticle]:
    """The first article of every style that none has of those chosen, of an incident that was chosen."""
    known, slugs = {one.header["style"] for one in first}, {_slug(one) for one in first}
    fitting = [one for one in everything if _slug(one) in slugs and one.header["style"] not in known]
    return list(dict(reversed([(one.header["style"], one) for one in fitting])).values())


def _slug(article: AnnotatedArticle) -> str:
    return article.id[:-3]


def _place(article: AnnotatedArticle) -> str:
    return sha256(article.id.encode()).hexdigest()


def bare(article: AnnotatedArticle) -> str:
    """An article without marks and annotation: its header and a `## text` of clean paragraphs."""
    lines = [*(f"{field}: {value}" for field, value in article.header.items()), "## text"]
    return "\n".join([*lines, *article.text.split("\n\n")]) + "\n"


def readings(
    incidents: Iterable[Incident], folder: Path = SECOND
) -> tuple[list[tuple[AnnotatedArticle, AnnotatedArticle]], list[Finding]]:
    """First and second reading of every article that has both, and what is wrong with the second ones.

    Of what the accounts of an incident share, a second reading knows the publisher alone.
    """
    first = {article.id: (article, one) for one in incidents for article in one.articles}
    pairs, findings = [], []
    for path in sorted(folder.glob("*-[0-9][0-9].txt")):
        if path.stem not in first:
            findings.append(Finding(path, 1, "there is no article of this id in the corpus"))
            continue
        article, incident = first[path.stem]
        reading = Reading(path, _publisher(article, incident))
        second = reading.article()
        findings += reading.findings
        if second:
            wrong = (one for one in problems(second) if one.message not in PERMITTED)
            findings += [*_differences(article, second), *wrong]
            pairs.append((article, replace(second, id=article.id)))
    return pairs, findings


def _publisher(article: AnnotatedArticle, incident: Incident) -> dict[str, Entity]:
    known = incident.entities.get(article.header.get("publisher", ""))
    return {known.id: Entity(id=known.id, kind=known.kind, name=known.name)} if known else {}


def _differences(first: AnnotatedArticle, second: AnnotatedArticle) -> Iterator[Finding]:
    if first.header != second.header:
        yield Finding(second.path, 1, "the header is not that of the first reading")
    if first.text == second.text:
        return
    paragraphs = zip(first.text.split("\n\n"), second.text.split("\n\n"), strict=False)
    differing = (n for n, (one, other) in enumerate(paragraphs) if one != other)
    line = second.starts[min(next(differing, 0), len(second.starts) - 1)][1]
    yield Finding(second.path, line, "the text is not that of the first reading")
