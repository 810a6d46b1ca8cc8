"""The whole way from sources to a published generation: what Dagster runs, without Dagster."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from graph.generations import Generation
from graph.generations import current as current_generation
from graph.graph import Graph, writing
from graph.judgements import now
from graph.settings import Settings
from ontology.errors import NoGeneration, SettingsError
from pipelines import growing, intake, logs, telemetry
from pipelines.archive import Archive
from pipelines.decided import decided
from pipelines.edition import Edition
from pipelines.extraction.account import Account, Extractor
from pipelines.extractors import accounts, extractor
from pipelines.feeds.declared import Feed
from pipelines.feeds.fetching import DEFAULT_POLICY
from pipelines.feeds.policy import FetchPolicy
from pipelines.gathering import gather, visitor_of
from pipelines.intake import Taken
from pipelines.keeping import issue, keep
from pipelines.ledger import Ledger, Novelty
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Progress, silent
from pipelines.reading.document import Document
from pipelines.visits import Visits

if TYPE_CHECKING:
    from pipelines.feeds.visitor import Visitor
from pipelines.workers.port import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a run did. `documents` are the ids of what stands behind the sources that were given."""

    given: int
    read: int
    unchanged: int
    refusals: tuple[Refusal, ...]
    documents: tuple[str, ...]
    generation: Generation | None  # None where nothing was ever read
    fresh: bool  # whether this run published it
    unlisted: tuple[str, ...] = ()  # documents of which some claims had to be left out
    troubles: tuple[Refusal, ...] = ()  # what feeds name and could not be looked into

    @property
    def known(self) -> bool:
        """Whether anything given was read, now or before."""
        duplicates = any(refusal.reason is Reason.DUPLICATE for refusal in self.refusals)
        return bool(self.read or self.unchanged or duplicates)


def run(  # noqa: PLR0913  # what a caller may choose
    sources: Sequence[str],
    settings: Settings,
    *,
    feeds: Sequence[Feed] = (),
    by: Extractor | None = None,
    policy: FetchPolicy = DEFAULT_POLICY,
    visitor: "Visitor | None" = None,
    progress: Progress = silent,
    workers: Workers | None = None,
) -> Summary:
    """Read the sources and what is new of the feeds, and publish what all accounts now say.

    Without either, the bundled accounts are read. `workers` read and extract; those of this process unless
    given. StoreBusy while another process writes to the same store.
    """
    prepare(settings)
    by = by or extractor()
    archive = Archive(settings.home)
    with writing(settings.store) as graph, Ledger(settings.home) as ledger:
        at = now()
        number = ledger.begin(at)
        with logs.context(run=number), telemetry.span("run", run=number):
            visitor = visitor or (visitor_of(policy) if feeds else None)
            visits = Visits(ledger, archive)
            shown, troubles = gather(feeds, visits, visitor, progress) if visitor else ((), ())
            wanted = (*(intake.items(sources) if sources or not feeds else ()), *shown)
            arrived = tuple(
                intake.arrivals(
                    wanted, archive, ledger=ledger, feeds=feeds, policy=policy, visitor=visitor,
                    progress=progress,
                )
            )  # fmt: skip
            taken = intake.documents(
                arrived, archive, ledger, run=number, at=at, progress=progress, workers=workers
            )
            endings = [_ending(one) for one in taken]
            found = told(archive, ledger, by, run=number, at=at, progress=progress, workers=workers)
            before = current_or_none(settings)
            judged = decided(settings.home, ledger.recorded())
            with growing.standing(settings.home, found.documents, by, judged, progress) as edition:
                generation = written(graph, edition, settings, progress) if found.documents else before
                made = _summary(endings, found, before, generation, edition.unlisted)
                return replace(made, troubles=troubles)


def republish(
    settings: Settings,
    *,
    by: Extractor | None = None,
    enter: Callable[[], object] = lambda: None,
    progress: Progress = silent,
) -> Generation:
    """Publish what all accounts that were read say, with all that people have decided.

    `enter` is called first, when nobody else can write: what it decides is published, or not entered at all.
    NoGeneration when nothing was ever read; StoreBusy while another process writes to the same store.
    """
    if not (settings.home / "ledger.db").exists():
        raise NoGeneration(f"nothing has been read into {settings.home}; run `claimgraph run` first")
    with writing(settings.store) as graph, Ledger(settings.home) as ledger:
        enter()
        at = now()
        number, archive, by = ledger.begin(at), Archive(settings.home), by or extractor()
        found = told(archive, ledger, by, run=number, at=at, progress=progress)
        known = decided(settings.home, ledger.recorded())
        with growing.standing(settings.home, found.documents, by, known, progress) as edition:
            return written(graph, edition, settings, progress)


def prepare(settings: Settings) -> None:
    """Make the home folder; SettingsError when that is not possible."""
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise SettingsError(
            f"{settings.home} cannot be the home folder: {why}; give another with --home"
        ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which documents that count have an account, by id, and why others have none."""

    documents: tuple[str, ...]
    failed: Mapping[str, Refusal]


def told(  # what a caller may choose
    archive: Archive,
    ledger: Ledger,
    by: Extractor,
    *,
    run: int,
    at: str,
    progress: Progress = silent,
    workers: Workers | None = None,
) -> Told:
    """See to it that all documents that count have an account, or a reason why not in the ledger."""
    counting = intake.current(archive, ledger)
    has = partial(archive.has_account, extractor=by.name, version=by.version)
    wrong = {row.source for row in ledger.rows(failed=True) if row.reason is Reason.EXTRACTION_FAILED}
    unread = [name for name in counting if not has(name) or _is_of(archive.document(name), wrong)]
    documents = filter(None, map(archive.document, unread))
    made = accounts(documents, archive, by, progress=progress, total=len(unread), workers=workers)
    entered = enter(made, ledger, run=run, at=at)
    failed = {document.id: outcome for document, outcome in entered if isinstance(outcome, Refusal)}
    return Told(documents=tuple(name for name in counting if name not in failed), failed=failed)


def _is_of(document: Document | None, sources: Collection[str]) -> bool:
    return bool(sources) and document is not None and document.source in sources


def enter(
    found: Iterable[tuple[Document, Account | Refusal]], ledger: Ledger, *, run: int, at: str
) -> Iterator[tuple[Document, Account | Refusal]]:
    """The same, entering in the ledger which documents no account could be made of, and which can again."""
    wrong = {row.source for row in ledger.rows(failed=True) if row.reason is Reason.EXTRACTION_FAILED}
    for document, outcome in found:
        failed = isinstance(outcome, Refusal)
        if failed != (document.source in wrong):
            ledger.record(outcome if isinstance(outcome, Refusal) else document, run=run, at=at)
        yield document, outcome


def written(graph: Graph, edition: Edition, settings: Settings, progress: Progress = silent) -> Generation:
    """Make the graph hold the edition, and publish it."""
    keep(graph, edition, settings, progress)
    return issue(graph, edition, settings, progress)


def current_or_none(settings: Settings) -> Generation | None:
    """The generation that readers see; None when nothing was published."""
    try:
        return current_generation(settings.home)
    except NoGeneration:
        return None


@dataclass(frozen=True, slots=True)
class _Ending:
    """How an article ended: as a document of an id, or refused; and whether that is news."""

    source: str
    document: str | None
    refusal: Refusal | None
    novelty: Novelty


def _ending(one: Taken) -> _Ending:
    if isinstance(one.outcome, Refusal):
        return _Ending(one.outcome.source, None, one.outcome, one.novelty)
    return _Ending(one.outcome.source, one.outcome.id, None, one.novelty)


def _summary(
    endings: Sequence[_Ending],
    found: Told,
    before: Generation | None,
    generation: Generation | None,
    unlisted: tuple[str, ...],
) -> Summary:
    ended = [_as_told(one, found.failed) for one in endings]
    documents = [(one.document, one.novelty) for one in ended if one.document is not None]
    unchanged = sum(novelty is Novelty.UNCHANGED for _, novelty in documents)
    return Summary(
        given=len(endings),
        read=len(documents) - unchanged,
        unchanged=unchanged,
        refusals=tuple(one.refusal for one in ended if one.refusal is not None),
        documents=tuple(identifier for identifier, _ in documents),
        generation=generation,
        fresh=generation is not None and (before is None or generation.number != before.number),
        unlisted=unlisted,
    )


def _as_told(one: _Ending, failed: Mapping[str, Refusal]) -> _Ending:
    if one.document is None or one.document not in failed:
        return one
    refusal = replace(failed[one.document], source=one.source)
    return replace(one, document=None, refusal=refusal)
