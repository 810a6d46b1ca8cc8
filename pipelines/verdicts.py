"""Checks that come with an asset and only warn: they cost no step of their own."""

from collections.abc import Sequence

import dagster as dg

from pipelines.outcomes import Reason
from pipelines.previews import Tally

MOST_READ = dg.AssetCheckSpec(
    "most_articles_are_read",
    asset="documents",
    description="At least half of the articles of a batch were read; else the feed or its site has changed.",
)
MOST_CLAIM = dg.AssetCheckSpec(
    "most_documents_claim_something",
    asset="claims",
    description="At least half of the documents of a batch claim something; else they tell of other things.",
)


def most_read(tallies: Sequence[Tally]) -> dg.AssetCheckResult:
    """Whether most articles were read; those that were read elsewhere count as such."""
    refused = sum(tally.refused(without=Reason.DUPLICATE) for tally in tallies)
    return _verdict(MOST_READ, refused, sum(tally.total for tally in tallies), "not read")


def most_claim(tallies: Sequence[Tally]) -> dg.AssetCheckResult:
    """Whether most documents claim something."""
    mute = sum(tally.refused() + tally.mute for tally in tallies)
    return _verdict(MOST_CLAIM, mute, sum(tally.total for tally in tallies), "without a claim")


def _verdict(spec: dg.AssetCheckSpec, bad: int, total: int, called: str) -> dg.AssetCheckResult:
    return dg.AssetCheckResult(
        check_name=spec.name,
        asset_key=spec.asset_key,
        passed=2 * bad <= total,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{bad:,} of {total:,} {called}",
        metadata={"checked": total, "faults": bad},
    )
