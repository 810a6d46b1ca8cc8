"""How articles come in: fetched, kept as they came, read once, and each entered in the ledger."""

import os
from collections.abc import Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from ontology.errors import SettingsError
from pipelines.archive import Archive
from pipelines.arrival import Arrival, Desk, in_lanes, visit_of
from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.declared import Feed
from pipelines.feeds.fetching import DEFAULT_POLICY
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item, sources
from pipelines.ledger import Ledger, Novelty, Outcome, Row
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Progress, Stage, counted, silent
from pipelines.reading.document import Document
from pipelines.reading.workers import read_all
from pipelines.workers.choice import shared_workers
from pipelines.workers.port import Workers

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor

__all__ = ["Arrival", "Taken", "arrivals", "current", "documents", "items", "superseded"]

# These depend on the day or on other articles, so they are tried again.
_TRIED_AGAIN = frozenset({Reason.TIMEOUT, Reason.CRASHED, Reason.DUPLICATE, Reason.EXTRACTION_FAILED})
_AT_A_TIME = 256  # articles; so many documents are in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of an article, and whether that is news."""

    outcome: Document | Refusal
    novelty: Novelty


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
    ledger: Ledger | None = None,
    feeds: Sequence[Feed] = (),
    policy: FetchPolicy = DEFAULT_POLICY,
    visitor: "Visitor | None" = None,
    progress: Progress = silent,
) -> Iterator[Arrival | Refusal]:
    """Fetch articles and keep their bytes, in the order of the items, from several hosts at once.

    `feeds` are those that items came from, whose limits count. What the ledger knows is asked for only if
    it has changed. `visitor` asks the web, and is to be the same for all who fetch in one process.
    """
    desk = Desk(archive, ledger, feeds, policy, visitor)
    yield from counted(in_lanes(wanted, desk.arrived), Stage.FETCH, progress, len(wanted))


def documents(  # noqa: PLR0913  # what a caller may choose
    arrived: Iterable[Arrival | Refusal],
    archive: Archive,
    ledger: Ledger,
    *,
    run: int,
    at: str,
    progress: Progress = silent,
    total: int = 0,
    workers: Workers | None = None,
) -> Iterator[Taken]:
    """Read what arrived and enter every outcome in the ledger, in the order of arrival.

    Content that was read or refused before is not read again. `run` is that of the ledger, begun at `at`.
    Articles are taken a few hundred at a time, and read by these workers or those of this process.
    """
    known = total or (len(arrived) if isinstance(arrived, Sized) else 0)
    outcomes = _outcomes(arrived, archive, ledger, workers or shared_workers())
    for one, outcome in counted(outcomes, Stage.READ, progress, known):
        judged = ledger.judged(outcome)
        if isinstance(judged, Document):
            judged = _kept(judged, archive)
        # Whoever is stopped before this finds the article new again.
        with ledger.together():
            novelty = ledger.record(judged, run=run, at=at)
            ledger.note(one.source, visit_of(one, at))
        yield Taken(outcome=judged, novelty=novelty)


def current(archive: Archive, ledger: Ledger) -> list[str]:
    """The ids of all documents that count: those kept, but no version that its source has replaced."""
    gone = superseded(ledger.rows(history=True))
    return [name for name in archive.document_names() if name not in gone]


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


def _article(arrival: Arrival, archive: Archive) -> FetchedArticle:
    content = archive.article_content(arrival.sha256)
    if content is None:
        raise SettingsError(f"the bytes of {arrival.source} are not in the archive any more; fetch it again")
    return arrival.article(content)


def _outcomes(
    arrived: Iterable[Arrival | Refusal], archive: Archive, ledger: Ledger, workers: Workers
) -> Iterator[tuple[Arrival | Refusal, Document | Refusal]]:
    """What was known before and what is read now, each beside what arrived, in the order of arrival."""
    rest = iter(arrived)
    while some := list(islice(rest, _AT_A_TIME)):
        known = [one if isinstance(one, Refusal) else _known(one, archive, ledger) for one in some]
        unread = (
            _article(arrival, archive)
            for arrival, outcome in zip(some, known, strict=True)
            if outcome is None and isinstance(arrival, Arrival)
        )
        fresh = read_all(unread, workers)
        for one, outcome in zip(some, known, strict=True):
            yield one, outcome if outcome is not None else next(fresh)


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
    if stored is None:
        archive.put_document(document)
        return document
    if (
        replace(document, source=stored.source, retrieved=stored.retrieved, retrieval=stored.retrieval)
        == stored
    ):
        return replace(stored, source=document.source)
    archive.put_document(document)
    return document
