"""The whole way from sources to a published generation: what Dagster runs, without Dagster."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.generations import Generation
from graph.generations import current as current_generation
from graph.graph import Graph, writing
from graph.judgements import now
from graph.settings import Settings
from ontology.errors import NoGeneration, SettingsError
from pipelines import edition as editions
from pipelines import intake
from pipelines.archive import Archive
from pipelines.decided import decided
from pipelines.edition import Edition, Read
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


def run(
    sources: Sequence[str],
    settings: Settings,
    *,
    feeds: Sequence[Feed] = (),
    by: Extractor | None = None,
    policy: FetchPolicy = DEFAULT_POLICY,
    visitor: "Visitor | None" = None,
    progress: Progress = silent,
) -> Summary:
    """Read the sources and what is new of the feeds, and publish what all accounts now say.

    Without either, the bundled accounts are read. StoreBusy while another process writes to the same store.
    """
    prepare(settings)
    by = by or extractor()
    archive = Archive(settings.home)
    with writing(settings.store) as graph, Ledger(settings.home) as ledger:
        visitor = visitor or (visitor_of(policy) if feeds else None)
        shown, troubles = gather(feeds, Visits(ledger, archive), visitor, progress) if visitor else ((), ())
        wanted = (*(intake.items(sources) if sources or not feeds else ()), *shown)
        arrived = tuple(
            intake.arrivals(
                wanted, archive, ledger=ledger, feeds=feeds, policy=policy, visitor=visitor, progress=progress
            )
        )
        at = now()
        number = ledger.begin(at)
        taken = tuple(intake.documents(arrived, archive, ledger, run=number, at=at, progress=progress))
        read, failed = gathered(archive, ledger, by, run=number, at=at, progress=progress)
        before = current_or_none(settings)
        edition = editions.edition(read, progress, decided(settings.home, ledger.recorded()))
        generation = written(graph, edition, settings, progress) if read else before
    return replace(_summary(taken, failed, before, generation), unlisted=edition.unlisted, troubles=troubles)


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
        number, archive = ledger.begin(at), Archive(settings.home)
        read, _ = gathered(archive, ledger, by or extractor(), run=number, at=at, progress=progress)
        edition = editions.edition(read, progress, decided(settings.home, ledger.recorded()))
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


def gathered(
    archive: Archive, ledger: Ledger, by: Extractor, *, run: int, at: str, progress: Progress = silent
) -> tuple[Read, Mapping[str, Refusal]]:
    """All documents that count with their accounts, and by document id why others have none."""
    documents = tuple(intake.current(archive, ledger))
    found = tuple(accounts(documents, archive, by, progress=progress, total=len(documents)))
    enter(found, ledger, run=run, at=at)
    read = [(document, account) for document, account in found if isinstance(account, Account)]
    return read, {document.id: outcome for document, outcome in found if isinstance(outcome, Refusal)}


def enter(found: Sequence[tuple[Document, Account | Refusal]], ledger: Ledger, *, run: int, at: str) -> None:
    """Enter in the ledger which documents no account could be made of, and of which one can be made again."""
    wrong = {row.source for row in ledger.rows(failed=True) if row.reason is Reason.EXTRACTION_FAILED}
    for document, outcome in found:
        failed = isinstance(outcome, Refusal)
        if failed != (document.source in wrong):
            ledger.record(outcome if isinstance(outcome, Refusal) else document, run=run, at=at)


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


def _summary(
    taken: Sequence[Taken],
    failed: Mapping[str, Refusal],
    before: Generation | None,
    generation: Generation | None,
) -> Summary:
    ended = [(_ended(one.outcome, failed), one.novelty) for one in taken]
    documents = [(outcome.id, novelty) for outcome, novelty in ended if isinstance(outcome, Document)]
    unchanged = sum(novelty is Novelty.UNCHANGED for _, novelty in documents)
    return Summary(
        given=len(taken),
        read=len(documents) - unchanged,
        unchanged=unchanged,
        refusals=tuple(outcome for outcome, _ in ended if isinstance(outcome, Refusal)),
        documents=tuple(identifier for identifier, _ in documents),
        generation=generation,
        fresh=generation is not None and (before is None or generation.number != before.number),
    )


def _ended(outcome: Document | Refusal, failed: Mapping[str, Refusal]) -> Document | Refusal:
    if isinstance(outcome, Refusal) or outcome.id not in failed:
        return outcome
    return replace(failed[outcome.id], source=outcome.source)
