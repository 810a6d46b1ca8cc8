"""What Dagster loads: the assets in flow order, their checks, sensors and schedules, and what they use."""

import os

import dagster as dg

from pipelines import assets, checks, dumps
from pipelines.feeding import declared
from pipelines.lost import lost_runs
from pipelines.resources import Home, Reader
from pipelines.sensors import sensors


def _executor() -> dg.ExecutorDefinition:
    """In this process unless the environment says otherwise: a process costs 8 to 12 seconds a step."""
    wanted = os.environ.get("CLAIMGRAPH_EXECUTOR", "in-process")
    if wanted == "kubernetes":
        from dagster_k8s import k8s_job_executor  # noqa: PLC0415  # only in the image for a cluster

        return k8s_job_executor  # type: ignore[no-any-return]
    return {"in-process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}[wanted]


everything = dg.define_asset_job(
    "everything",
    selection=dg.AssetSelection.all() - dg.AssetSelection.groups("publication"),
    description="Read a batch, and publish what all batches claim.",
)
batch = dg.define_asset_job(
    "batch",
    selection=dg.AssetSelection.groups("articles"),
    description="Fetch, read and extract one batch. What all batches claim is published afterwards.",
    tags={"dagster/priority": "0"},
)
publication = dg.define_asset_job(
    "publication",
    selection=dg.AssetSelection.groups("graph"),
    description="Resolve and compare all accounts, and publish what they claim.",
    tags={"dagster/priority": "1"},
)

defs = dg.Definitions(
    assets=[
        assets.articles,
        assets.documents,
        assets.claims,
        assets.standing,
        assets.generation,
        dumps.dump,
    ],
    asset_checks=[
        checks.no_silent_document,
        checks.what_is_new_is_sound,
    ],
    jobs=[everything, batch, publication],
    schedules=[
        dg.ScheduleDefinition(
            name="daily_publication",
            job=publication,
            cron_schedule="30 4 * * *",
            execution_timezone="UTC",
            description="Publishes once a day whatever was read, also while batches are still being read.",
        )
    ],
    sensors=[
        *sensors(declared(), batch),
        lost_runs,
        dg.AutomationConditionSensorDefinition(
            "automation",
            target=dg.AssetSelection.groups("graph", "publication"),
            default_status=dg.DefaultSensorStatus.RUNNING,
            description="Makes assets anew when what they rest on was made anew.",
        ),
    ],
    resources={"home": Home(), "reader": Reader()},
    executor=_executor(),
)
