"""The whole pipeline on one page: eight assets, each a thin wrapper around a stage of the flow."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, TypeAlias

import dagster as dg
from pydantic import Field

from graph.graph import writing
from graph.judgements import now
from ontology.model import Entity
from pipelines import growing, intake, logs, telemetry
from pipelines.automation import FETCH, GRAPH, READ, after_batches, derived, patience, read
from pipelines.bar import Lines
from pipelines.chart import chart
from pipelines.decided import decided
from pipelines.edition import Edition
from pipelines.extractors import Teller, accounts
from pipelines.faults import told
from pipelines.feeding import declared, visitor
from pipelines.flow import enter, prepare, written
from pipelines.flow import told as all_told
from pipelines.lost import mark
from pipelines.lots import Lot
from pipelines.partitions import BATCHES
from pipelines.previews import Tally, preview
from pipelines.reading.document import Document
from pipelines.resources import Home, Reader
from pipelines.storage import count_lines, place_of, read_lines, write_lines
from pipelines.verdicts import MOST_CLAIM, MOST_READ, most_claim, most_read

OWNERS = ["team:claimgraph"]
Result = dg.MaterializeResult[Any]
Checked: TypeAlias = dg.MaterializeResult  # Dagster looks for the plain class


class Sources(dg.Config):
    """What a batch holds that no feed planned: files, folders, URLs, lists; the bundled accounts if empty."""

    sources: list[str] = Field(default_factory=list)


@dg.asset(
    partitions_def=BATCHES, owners=OWNERS, kinds={"python", "json"}, group_name="articles",
    pool=FETCH, retry_policy=patience(), backfill_policy=dg.BackfillPolicy.single_run(),
    freshness_policy=read(),
)  # fmt: skip
def articles(context: dg.AssetExecutionContext, config: Sources, home: Home) -> None:
    """The articles of a batch as they were fetched, or why they were not. Their bytes are in the archive."""
    prepare(home.settings())
    for batch in _begun(context):
        with home.batches() as batches, home.ledger() as ledger:
            wanted = batches.items(batch) or intake.items(config.sources)
            arrived = intake.arrivals(
                wanted,
                home.archive(),
                ledger=ledger,
                feeds=declared(),
                visitor=visitor(),
                progress=Lines(sys.stderr),
            )
            _keep(context, home, batch, arrived, planned=len(wanted))


@dg.asset(
    partitions_def=BATCHES, deps=[articles], owners=OWNERS, kinds={"python", "json"}, group_name="articles",
    pool=READ, retry_policy=patience(), backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[MOST_READ],
)  # fmt: skip
def documents(context: dg.AssetExecutionContext, home: Home) -> Checked:  # type: ignore[type-arg]
    """Clean text, title, publisher, dates and language of each article, or why it was not read."""
    tallies = []
    for batch in _begun(context):
        place = place_of(home.home, "articles", batch)
        arrived, total = read_lines(place), count_lines(place)
        with home.ledger() as ledger, home.batches() as batches:
            at = now()
            taken = intake.documents(
                arrived, home.archive(), ledger, run=ledger.begin(at), at=at, progress=Lines(sys.stderr),
                total=total,
            )  # fmt: skip
            tallies.append(_keep(context, home, batch, (one.outcome for one in taken)))
            batches.finish(batch, at=now())
    return dg.MaterializeResult(check_results=[most_read(tallies)])


@dg.asset(
    partitions_def=BATCHES, deps=[documents], owners=OWNERS, kinds={"python", "json"}, group_name="articles",
    pool=READ, retry_policy=patience(), backfill_policy=dg.BackfillPolicy.single_run(),
    check_specs=[MOST_CLAIM],
)  # fmt: skip
def claims(context: dg.AssetExecutionContext, home: Home, reader: Reader) -> Checked:  # type: ignore[type-arg]
    """What each document says, in its own terms: an account with mentions, events and claims."""
    by, tallies = reader.made(home), []
    for batch in _begun(context):
        place = place_of(home.home, "documents", batch)
        kept = (one for one in read_lines(place) if isinstance(one, Document))
        found = accounts(kept, home.archive(), by, progress=Lines(sys.stderr), total=count_lines(place))
        with home.ledger() as ledger:
            at = now()
            entered = enter(found, ledger, run=ledger.begin(at), at=at)
            tallies.append(_keep(context, home, batch, (outcome for _, outcome in entered)))
        telemetry.claims(dict(tallies[-1].claims))
        if isinstance(by, Teller):
            context.add_asset_metadata({"reader": by.summary()}, partition_key=batch)
    return dg.MaterializeResult(check_results=[most_claim(tallies)])


def _derived(name: str, description: str, *deps: str) -> dg.AssetSpec:
    return dg.AssetSpec(
        name,
        deps=deps,
        description=description,
        owners=OWNERS,
        kinds={"python"},
        group_name="graph",
        automation_condition=after_batches(),
    )


@dg.multi_asset(
    specs=[
        _derived("entities", "Who and what all accounts speak of: resolved mentions.", "claims"),
        _derived("pages", "All that each document says: what will be its named graph.", "claims", "entities"),
        _derived("incidents", "The incidents that pages tell of.", "entities", "pages"),
        _derived(
            "comparisons",
            "Where claims restate, corroborate, refine or contradict each other, each with its reason.",
            *("entities", "pages", "incidents"),
        ),
    ],
    pool=GRAPH,
    retry_policy=patience(),
)  # fmt: skip
def standing(context: dg.AssetExecutionContext, home: Home, reader: Reader) -> Iterator[Result]:
    """What all accounts make together; what is new, and what that touches, is worked out anew."""
    mark(context.instance, context.run_id)
    with told(), stands(home, reader) as edition:
        yield _shown("entities", edition.entities)
        drawn = chart(edition.volume, lambda iri: _called(edition.entities.get(iri)))
        picture = {"claims per day": dg.MetadataValue.md(drawn)} if drawn else {}
        yield _shown("pages", edition.pages, claims=edition.volume.total(), **picture)
        yield _shown("incidents", edition.incidents)
        yield _shown("comparisons", edition.comparisons, incidents=len(edition.incidents))


@dg.asset(
    deps=["entities", "pages", "incidents", "comparisons"], owners=OWNERS, kinds={"python", "rdf"},
    group_name="graph", pool=GRAPH, retry_policy=patience(), automation_condition=derived(),
    freshness_policy=read(),
)  # fmt: skip
def generation(context: dg.AssetExecutionContext, home: Home, reader: Reader) -> Result:
    """An immutable published state of the graph, which is what all readers see."""
    mark(context.instance, context.run_id)
    settings = home.settings()
    with told(), writing(settings.store) as graph, stands(home, reader) as edition:
        made = written(graph, edition, settings, Lines(sys.stderr))
    return _shown(
        "generation", (made,), number=made.number, triples=made.quads, canonical_hash=made.canonical_hash
    )


def _begun(context: dg.AssetExecutionContext) -> Iterator[str]:
    """The batches of this step, one after the other; what is wrong with one is told, or tried again."""
    mark(context.instance, context.run_id)
    for batch in context.partition_keys:
        with told(), logs.context(run=context.run_id, batch=batch):
            yield batch


def _keep(
    context: dg.AssetExecutionContext, home: Home, batch: str, values: Iterable[object], **more: int
) -> Tally:
    """Keep the values of a batch, and show how many there are of what, the first of them, and the pace."""
    start, tally = perf_counter(), Tally()
    place = place_of(home.home, context.asset_key.path[-1], batch)
    write_lines(place, tally.passing(values))
    seconds = perf_counter() - start
    counts = tally.metadata()
    context.add_asset_metadata(
        {
            **counts,
            **more,
            "seconds": seconds,
            "articles per second": sum(counts[name] for name in ("values", "refused")) / max(seconds, 1e-6),
            "path": dg.MetadataValue.path(str(place)),
            "preview": dg.MetadataValue.md(tally.preview()),
        },
        partition_key=batch,
    )
    return tally


@contextmanager
def stands(home: Home, reader: Reader) -> Iterator[Edition]:
    """The edition of all accounts of all batches."""
    by, archive = reader.made(home), home.archive()
    with home.ledger() as ledger:
        at = now()
        found = all_told(archive, ledger, by, run=ledger.begin(at), at=at)
        known = decided(home.settings().home, ledger.recorded())
    with growing.standing(home.settings().home, found.documents, by, known, Lines(sys.stderr)) as edition:
        yield edition


def _called(outlet: Entity | None) -> str:
    return "unknown" if outlet is None else outlet.label


def _shown(asset: str, values: Collection[object] | Lot[Any], **more: Any) -> Result:
    """What is to be looked at of an asset: how much it is, and the first. All lies in the home folder."""
    shown = {"preview": dg.MetadataValue.md(preview(values))}
    return dg.MaterializeResult(asset_key=asset, metadata={"values": len(values), **more, **shown})
