"""How articles come in: fetched, kept as they came, read once, and each entered in the ledger."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from ontology.errors import SettingsError
from pipelines.archive import Archive
from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.fetching import DEFAULT_POLICY, fetch
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item, sources
from pipelines.ledger import Ledger, Novelty, Outcome, Row
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.reading.document import Document
from pipelines.reading.workers import Workers, shared_workers

# These depend on the day or on other articles, so they are tried again.
_TRIED_AGAIN = frozenset({Reason.TIMEOUT, Reason.CRASHED, Reason.DUPLICATE, Reason.EXTRACTION_FAILED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article as it came, without its bytes: the archive keeps those under their SHA-256."""

    source: str
    sha256: str
    retrieved: str
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    status: int | None = None
    etag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an article, and whether that is news."""

    outcome: Document | Refusal
    novelty: Novelty


_KEPT = tuple(field.name for field in fields(Arrival))


def items(given: Sequence[str]) -> tuple[Item, ...]:
    """The articles that the sources name, each once; the bundled accounts when there are no sources."""
    if not given:
        from pipelines.accounts import bundled  # noqa: PLC0415  # only those who name no source need them

        given = [str(path) for path in bundled()]
    return tuple({item.source: item for item in sources(given)}.values())


def arrivals(
    wanted: Sequence[Item],
    archive: Archive,
    *,
    policy: FetchPolicy = DEFAULT_POLICY,
    progress: Progress = silent,
) -> Iterator[Arrival | Refusal]:
    """Fetch articles and keep their bytes, in the order of the items."""
    for item in counted(wanted, Stage.FETCH, progress):
        fetched = fetch(item, policy)
        yield fetched if isinstance(fetched, Refusal) else _arrival(fetched, archive)


def documents(
    arrived: Sequence[Arrival | Refusal],
    archive: Archive,
    ledger: Ledger,
    *,
    run: int,
    at: str,
    progress: Progress = silent,
) -> Iterator[Taken]:
    """Read what arrived and enter every outcome in the ledger, in the order of arrival.

    Content that was read or refused before is not read again. `run` is that of the ledger, begun at `at`.
    """
    outcomes = _outcomes(arrived, archive, ledger, shared_workers())
    for outcome in counted(outcomes, Stage.READ, progress, len(arrived)):
        judged = ledger.judged(outcome)
        if isinstance(judged, Document):
            judged = _kept(judged, archive)
        yield Taken(outcome=judged, novelty=ledger.record(judged, run=run, at=at))


def current(archive: Archive, ledger: Ledger) -> Iterator[Document]:
    """All documents that count, by id: those kept, without the versions that their sources have replaced."""
    gone = superseded(ledger.rows(history=True))
    return (document for document in archive.documents() if document.id not in gone)


def superseded(rows: Iterable[Row]) -> frozenset[str]:
    """The documents that no source shows any more; `rows` with the history, in order.

    A source that cannot be reached today still stands by what it showed last.
    """
    shown: dict[str, str | None] = {}
    known: set[str] = set()
    for row in rows:
        if row.document:
            known.add(row.document)
        if row.document or row.reason is Reason.DUPLICATE:
            shown[_place(row.source)] = row.document
    return frozenset(known.difference(filter(None, shown.values())))


def _place(source: str) -> str:
    return source if "://" in source else os.path.abspath(source)  # noqa: PTH100  (pathlib keeps "..")


def _arrival(article: FetchedArticle, archive: Archive) -> Arrival:
    archive.put_article(article)
    return Arrival(**{name: getattr(article, name) for name in _KEPT})


def _article(arrival: Arrival, archive: Archive) -> FetchedArticle:
    content = archive.article_content(arrival.sha256)
    if content is None:
        raise SettingsError(f"the bytes of {arrival.source} are not in the archive any more; fetch it again")
    return FetchedArticle(content=content, **{name: getattr(arrival, name) for name in _KEPT})


def _outcomes(
    arrived: Sequence[Arrival | Refusal], archive: Archive, ledger: Ledger, workers: Workers
) -> Iterator[Document | Refusal]:
    """What was known before and what is read now, merged in the order of arrival."""
    known = [one if isinstance(one, Refusal) else _known(one, archive, ledger) for one in arrived]
    unread = (
        _article(arrival, archive)
        for arrival, outcome in zip(arrived, known, strict=True)
        if outcome is None and isinstance(arrival, Arrival)
    )
    fresh = workers.read_all(unread)
    for outcome in known:
        yield outcome if outcome is not None else next(fresh)


def _known(arrival: Arrival, archive: Archive, ledger: Ledger) -> Document | Refusal | None:
    row = ledger.entry(arrival.source, arrival.sha256)
    if row is None:
        return None
    if row.outcome is Outcome.READ:
        found = archive.document(row.document or "")
        return None if found is None else replace(found, source=arrival.source)
    if row.reason is None or row.reason in _TRIED_AGAIN:
        return None
    return Refusal(source=arrival.source, reason=row.reason, detail=row.detail or "", sha256=row.content)


def _kept(document: Document, archive: Archive) -> Document:
    """The document as the archive has it: reading the same again does not change when it was retrieved."""
    stored = archive.document(document.id)
    if stored is not None and replace(document, source=stored.source, retrieved=stored.retrieved) == stored:
        return replace(stored, source=document.source)
    archive.put_document(document)
    return document
