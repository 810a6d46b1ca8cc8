"""What Dagster loads: the assets in flow order, their checks, and what they work with."""

import os

import dagster as dg

from pipelines import assets, checks, dumps
from pipelines.resources import Home, Reader
from pipelines.storage import JsonLines

# Processes of their own cost 8 to 12 seconds for each step, so they are for runs with long steps.
_EXECUTORS = {"in-process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}

everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("publication"),
    description="Read a batch, and publish what all batches claim.",
)

defs = dg.Definitions(
    assets=[
        assets.articles,
        assets.documents,
        assets.claims,
        assets.entities,
        assets.pages,
        assets.incidents,
        assets.comparisons,
        assets.generation,
        dumps.dump,
    ],
    asset_checks=[
        checks.no_silent_document,
        checks.every_quote_equals_its_span,
        checks.every_triple_is_in_one_graph,
        checks.shapes_conform,
    ],
    jobs=[everything],
    resources={"home": Home(), "reader": Reader(), "io_manager": JsonLines()},
    executor=_EXECUTORS[os.environ.get("CLAIMGRAPH_EXECUTOR", "in-process")],
)
