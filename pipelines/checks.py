"""What must hold before anything is published; each check stops the run when it fails."""

from collections.abc import Sequence

import dagster as dg

from graph.check import Finding, placement, rules, shapes
from ontology.model import Comparison, Entity, Page
from pipelines import assets
from pipelines.keeping import misquotes, proof
from pipelines.resources import Home, Reader
from pipelines.storage import batches

_SHOWN = 20
_EDITION = {name: dg.AssetIn(name) for name in ("entities", "pages", "incidents")}


@dg.asset_check(asset=assets.pages, blocking=True)
def every_quote_equals_its_span(pages: Sequence[Page]) -> dg.AssetCheckResult:
    """The stored text holds, between the offsets of each mention and claim, exactly the words quoted."""
    return _result(misquotes(pages), checked=sum(len(page.mentions) for page in pages))


@dg.asset_check(asset=assets.claims, blocking=True)
def no_silent_document(home: Home, reader: Reader) -> dg.AssetCheckResult:
    """Each article of every batch ends in a recorded reason, or in a document with an account."""
    by, archive = reader.made(home), home.archive()
    arrived = [one.source for batch in batches(home.home, "articles") for one in batch]
    with home.ledger() as ledger:
        rows = {source: ledger.latest(source) for source in arrived}
    lost = [f"{source} ended nowhere" for source, row in rows.items() if row is None]
    read = [row for row in rows.values() if row is not None and row.document is not None]
    accounts = {
        row.document: archive.account(row.document or "", extractor=by.name, version=by.version)
        for row in read
    }
    mute = [f"{row.source} has no account" for row in read if accounts[row.document] is None]
    return _result([*lost, *mute], checked=len(arrived))


@dg.asset_check(asset=assets.comparisons, additional_ins=_EDITION, blocking=True)
def every_triple_is_in_one_graph(
    entities: Sequence[Entity],
    pages: Sequence[Page],
    incidents: Sequence[Entity],
    comparisons: Sequence[Comparison],
) -> dg.AssetCheckResult:
    """No triple stands in two named graphs, where a question would count it twice, or in none."""
    with proof(assets.assembled(entities, pages, incidents, comparisons)) as graph:
        return _result(_told(tuple(placement(graph))), checked=len(graph))


@dg.asset_check(asset=assets.comparisons, additional_ins=_EDITION, blocking=True)
def shapes_conform(
    entities: Sequence[Entity],
    pages: Sequence[Page],
    incidents: Sequence[Entity],
    comparisons: Sequence[Comparison],
) -> dg.AssetCheckResult:
    """The graph keeps to the shapes (SHACL) and rules of the ontology."""
    with proof(assets.assembled(entities, pages, incidents, comparisons)) as graph:
        return _result(_told((*shapes(graph), *rules(graph))), checked=len(graph))


def _told(findings: Sequence[Finding]) -> list[str]:
    return [f"{finding.rule}: {finding.focus}: {finding.message}" for finding in findings]


def _result(faults: Sequence[str], *, checked: int) -> dg.AssetCheckResult:
    first = "\n".join(f"- {fault}" for fault in faults[:_SHOWN])
    return dg.AssetCheckResult(
        passed=not faults,
        description=f"{len(faults)} faults in {checked}" if faults else f"{checked} checked",
        metadata={"checked": checked, "faults": len(faults), "first": dg.MetadataValue.md(first or "none")},
    )
