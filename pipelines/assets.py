"""The whole pipeline on one page: eight assets, each a thin wrapper around a stage of the flow."""

from collections.abc import Sequence
from typing import Any

import dagster as dg
from pydantic import Field

from graph.graph import writing
from graph.judgements import now
from graph.settings import Settings
from ontology.model import Comparison, Entity, Page
from pipelines import edition as editions
from pipelines import intake
from pipelines.decided import Decided, decided
from pipelines.edition import Edition, Read
from pipelines.extractors import Teller, accounts
from pipelines.flow import enter, gathered, prepare, written
from pipelines.partitions import BATCHES
from pipelines.previews import counts, preview
from pipelines.reading.document import Document
from pipelines.resources import Home, Reader
from pipelines.storage import Outcomes

OWNERS = ["team:claimgraph"]
Result = dg.MaterializeResult[Any]


class Sources(dg.Config):
    """Which articles a batch holds: files, folders, URLs or lists of them; the bundled accounts if empty."""

    sources: list[str] = Field(default_factory=list)


@dg.asset(partitions_def=BATCHES, owners=OWNERS, kinds={"python", "json"}, group_name="articles")
def articles(config: Sources, home: Home) -> Result:
    """The articles of a batch as they were fetched, or why they were not. Their bytes are in the archive."""
    prepare(home.settings())
    return _shown(tuple(intake.arrivals(intake.items(config.sources), home.archive())))


@dg.asset(partitions_def=BATCHES, owners=OWNERS, kinds={"python", "json"}, group_name="articles")
def documents(articles: Outcomes, home: Home) -> Result:
    """Clean text, title, publisher, dates and language of each article, or why it was not read."""
    at = now()
    with home.ledger() as ledger:
        run = ledger.begin(at)
        taken = tuple(intake.documents(articles, home.archive(), ledger, run=run, at=at))
    return _shown(tuple(one.outcome for one in taken))


@dg.asset(partitions_def=BATCHES, owners=OWNERS, kinds={"python", "json"}, group_name="articles")
def claims(documents: Outcomes, home: Home, reader: Reader) -> Result:
    """What each document says, in its own terms: an account with mentions, events and claims."""
    read = [document for document in documents if isinstance(document, Document)]
    by = reader.made(home)
    found = tuple(accounts(read, home.archive(), by))
    with home.ledger() as ledger:
        enter(found, ledger, run=ledger.begin(now()), at=now())
    told = {"reader": by.summary()} if isinstance(by, Teller) else {}
    return _shown(tuple(outcome for _, outcome in found), **told)


@dg.asset(deps=[claims], owners=OWNERS, kinds={"python", "json"}, group_name="graph")
def entities(home: Home, reader: Reader) -> Result:
    """Who and what the accounts of all batches speak of: resolved mentions, incidents included."""
    return _shown(editions.entities(*_read(home, reader)))


@dg.asset(deps=[entities], owners=OWNERS, kinds={"python", "json"}, group_name="graph")
def pages(home: Home, reader: Reader) -> Result:
    """All that each document says, in terms of shared entities: what will be its named graph."""
    return _shown(editions.pages(*_read(home, reader)))


@dg.asset(owners=OWNERS, kinds={"python", "json"}, group_name="graph")
def incidents(entities: Sequence[Entity], pages: Sequence[Page]) -> Result:
    """The incidents that pages tell of."""
    told = {incident for page in pages for incident in page.article.incidents}
    found = editions.incidents(entities)
    return _shown(found, articles=sum(bool(page.article.incidents) for page in pages), told=len(told))


@dg.asset(owners=OWNERS, kinds={"python", "json"}, group_name="graph")
def comparisons(entities: Sequence[Entity], pages: Sequence[Page], incidents: Sequence[Entity]) -> Result:
    """Where claims restate, corroborate, refine or contradict each other, each with its reason."""
    return _shown(editions.comparisons(pages, entities), incidents=len(incidents))


@dg.asset(owners=OWNERS, kinds={"python", "rdf"}, group_name="graph")
def generation(
    entities: Sequence[Entity], pages: Sequence[Page], incidents: Sequence[Entity],
    comparisons: Sequence[Comparison], home: Home, reader: Reader,
) -> Result:  # fmt: skip
    """An immutable published state of the graph, which is what all readers see."""
    edition = editions.finished(assembled(entities, pages, incidents, comparisons), *_read(home, reader))
    settings: Settings = home.settings()
    with writing(settings.store) as graph:
        made = written(graph, edition, settings)
    return _shown((made,), number=made.number, triples=made.quads, canonical_hash=made.canonical_hash)


def assembled(
    entities: Sequence[Entity],
    pages: Sequence[Page],
    incidents: Sequence[Entity],
    comparisons: Sequence[Comparison],
) -> Edition:
    """The edition that these assets make up."""
    return Edition(
        pages=tuple(pages),
        entities=editions.others(entities),
        incidents=tuple(incidents),
        comparisons=tuple(comparisons),
    )


def _read(home: Home, reader: Reader) -> tuple[Read, Decided]:
    """All accounts of all batches, from the archive, and what people decided about them."""
    with home.ledger() as ledger:
        read, _ = gathered(home.archive(), ledger, reader.made(home), run=ledger.begin(now()), at=now())
        return read, decided(home.settings().home, ledger.recorded())


def _shown(values: Sequence[object], **more: int | str) -> Result:
    """The values with counts and a preview."""
    shown = {"preview": dg.MetadataValue.md(preview(values))}
    return dg.MaterializeResult(value=values, metadata={**counts(values), **more, **shown})
