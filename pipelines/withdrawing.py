"""Withdrawing an article and taking that back: what is entered, what is published, what it comes to."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from graph import names
from graph.feed import Feed, feed
from graph.generations import Generation, open_generation
from graph.judgements import Judgements, Side, Words
from graph.settings import Settings
from ontology.errors import JudgementError
from ontology.terms import Ruling
from pipelines.archive import Archive
from pipelines.extraction.account import Extractor
from pipelines.flow import current_or_none, republish
from pipelines.ledger import Ledger
from pipelines.progress import Progress, silent
from pipelines.reading.document import Document


class Reasoned(NamedTuple):
    """Who decides, and why."""

    by: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a judgement came to: a new generation and what it changed; no feed when nothing did."""

    label: str
    generation: Generation
    feed: Feed | None


def withdraw(
    article: str,
    reasoned: Reasoned,
    settings: Settings,
    *,
    by: Extractor,
    replaced_by: str | None = None,
    progress: Progress = silent,
) -> Effect:
    """Withdraw an article, given by IRI, document id, URL or source. JudgementError when it is not there."""
    document = found(article, settings)
    side = side_of(document)
    replacement = side_of(found(replaced_by, settings)) if replaced_by else None
    ledger = Judgements(settings.home)
    before = next((entry for entry in ledger.standing() if entry.key == _key(document)), None)
    if before is not None:
        raise JudgementError(
            f"{side.label} was withdrawn by {before.by} on {before.at[:10]} ({before.why}); "
            f"`claimgraph restore` takes that back"
        )
    if replacement is not None and replacement.iri == side.iri:
        raise JudgementError("an article cannot replace itself; give another with --replaced-by")
    content: dict[str, Any] = {**reasoned._asdict(), "key": _key(document), "replaced_by": replacement}
    enter = partial(ledger.add, Ruling.WITHDRAWN, (side,), **content)
    return published(side.label, settings, enter=enter, by=by, progress=progress)


def restore(
    article: str, reasoned: Reasoned, settings: Settings, *, by: Extractor, progress: Progress = silent
) -> Effect:
    """Take a withdrawal back. JudgementError when the article is not withdrawn."""
    document = found(article, settings)
    ledger = Judgements(settings.home)
    before = next((entry for entry in ledger.standing() if entry.key == _key(document)), None)
    if before is None:
        raise JudgementError(f"{side_of(document).label} is not withdrawn")
    enter = partial(ledger.undo, before.number, by=reasoned.by, why=reasoned.why)
    return published(before.label, settings, enter=enter, by=by, progress=progress)


def published(
    label: str,
    settings: Settings,
    *,
    enter: Callable[[], object],
    by: Extractor,
    progress: Progress = silent,
) -> Effect:
    """Enter a judgement, publish what counts then, and say what that changed."""
    before = current_or_none(settings)
    generation = republish(settings, by=by, enter=enter, progress=progress)
    if before is None or before.number == generation.number:
        return Effect(label=label, generation=generation, feed=None)
    with (
        open_generation(settings.home, before.number) as old,
        open_generation(settings.home, generation.number) as new,
    ):
        return Effect(label=label, generation=generation, feed=feed(old, new))


def found(article: str, settings: Settings) -> Document:
    """The document of an article by IRI, document id, URL or source. JudgementError when there is none."""
    archive = Archive(settings.home)
    identifier = article.rsplit("/", 1)[-1]
    for document in archive.documents():
        if document.id == identifier and article in {document.id, names.article(document.id)}:
            return document
    if (settings.home / "ledger.db").exists():
        with Ledger(settings.home) as ledger:
            row = ledger.latest(article)
        if row is not None and row.document and (kept := archive.document(row.document)):
            return kept
    place = os.path.abspath(article)  # noqa: PTH100
    for document in archive.documents():
        if article in {document.url, document.source} or place == document.source:
            return document
    raise JudgementError(
        f"there is no article {article}; `claimgraph ask articles --format json` has their IRIs"
    )


def side_of(document: Document) -> Side:
    """An article as a judgement names it."""
    label = document.title or Path(document.source).name or document.id
    return Side(
        kind="Article",
        label=label,
        iri=names.article(document.id),
        found=(Words(document.id, ""),),
    )


def _key(document: Document) -> str:
    return f"article {document.id}"
