"""What must hold before anything is published, which stops the run, and what should, which warns."""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import dagster as dg

from pipelines import assets
from pipelines.automation import GRAPH
from pipelines.bar import Lines
from pipelines.keeping import unpublished
from pipelines.partitions import BATCHES
from pipelines.resources import Home, Reader
from pipelines.soundness import SHAPED, faults
from pipelines.storage import place_of, read_lines

_SHOWN = 20


@dg.multi_asset_check(
    specs=[
        dg.AssetCheckSpec(
            "every_quote_equals_its_span",
            asset="pages",
            blocking=True,
            description="The stored text holds, between the offsets of each mention, the words quoted.",
        ),
        dg.AssetCheckSpec(
            "every_triple_is_in_one_graph",
            asset="comparisons",
            blocking=True,
            description="No triple stands in two named graphs, where it would be counted twice, or in none.",
        ),
        dg.AssetCheckSpec(
            "shapes_conform",
            asset="comparisons",
            blocking=True,
            description="What is new keeps to the rules of the ontology, and the first"
            f" {SHAPED} pages to its shapes (SHACL). `claimgraph check` looks at all.",
        ),
    ],
    pool=GRAPH,
)
def what_is_new_is_sound(home: Home, reader: Reader) -> Iterator[dg.AssetCheckResult]:
    """Hold every page that is not published yet, and what it leads to, against the rules of the graph."""
    with assets.stands(home, reader) as edition:
        found = faults(edition, unpublished(edition, home.settings()), Lines(sys.stderr))
    yield _named("every_quote_equals_its_span", "pages", found.quotes, found.pages)
    yield _named("every_triple_is_in_one_graph", "comparisons", found.places, found.quads)
    yield _named("shapes_conform", "comparisons", found.rules, found.quads)


@dg.asset_check(asset=assets.claims, blocking=True, partitions_def=BATCHES)
def no_silent_document(
    context: dg.AssetCheckExecutionContext, home: Home, reader: Reader
) -> dg.AssetCheckResult:
    """Each article of the batch ends in a recorded reason, or in a document with an account."""
    by, archive = reader.made(home), home.archive()
    arrived = [one.source for batch in _batches(context) for one in _kept(home, "articles", batch)]
    with home.ledger() as ledger:
        rows = {source: ledger.latest(source) for source in arrived}
    lost = [f"{source} ended nowhere" for source, row in rows.items() if row is None]
    read = [row for row in rows.values() if row is not None and row.document is not None]
    mute = [
        f"{row.source} has no account"
        for row in read
        if not archive.has_account(row.document or "", extractor=by.name, version=by.version)
    ]
    return _result([*lost, *mute], checked=len(arrived))


def _named(name: str, asset: str, faults: Sequence[str], checked: int) -> dg.AssetCheckResult:
    return _result(faults, checked=checked)._replace(check_name=name, asset_key=dg.AssetKey(asset))


def _batches(context: dg.AssetCheckExecutionContext) -> Sequence[str]:
    return tuple(context.partition_keys)


def _kept(home: Home, asset: str, batch: str) -> Iterator[Any]:
    return read_lines(place_of(home.home, asset, batch))


def _result(faults: Sequence[str], *, checked: int) -> dg.AssetCheckResult:
    first = "\n".join(f"- {fault}" for fault in faults[:_SHOWN])
    return dg.AssetCheckResult(
        passed=not faults,
        description=f"{len(faults)} faults in {checked}" if faults else f"{checked} checked",
        metadata={"checked": checked, "faults": len(faults), "first": dg.MetadataValue.md(first or "none")},
    )
