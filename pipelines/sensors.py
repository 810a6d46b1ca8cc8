"""A sensor for each feed: what is new there is put into batches, and a run is asked for each batch."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import dagster as dg

from graph.judgements import now
from pipelines.batches import Batch
from pipelines.batches import new as unasked
from pipelines.due import is_due
from pipelines.feeding import new
from pipelines.feeds.declared import Feed
from pipelines.outcomes import Refusal
from pipelines.partitions import BATCHES, NAME
from pipelines.resources import Home

HOST = "claimgraph/host"  # the tag by which dagster.yaml lets one run at a time ask a host
_EVERY = 60  # seconds between two ticks: whether a look is due costs nothing
_RUNTIME = str(6 * 3600)  # seconds after which run monitoring ends a run


def sensors(feeds: Sequence[Feed], job: Any) -> list[dg.SensorDefinition]:
    """One for each feed, that asks for runs of this job."""
    return [sensor(feed, job) for feed in feeds]


def sensor(feed: Feed, job: Any) -> dg.SensorDefinition:
    """The sensor of a feed. What it planned and could not ask for, since it was killed, it asks for next."""

    @dg.sensor(
        name=f"feed_{feed.name.replace('-', '_')}",
        job=job,
        minimum_interval_seconds=_EVERY,
        description=f"Looks at {', '.join(feed.location)} ({feed.schedule} UTC) and batches what is new.",
        default_status=dg.DefaultSensorStatus.RUNNING,
        metadata={"kind": feed.kind.value, "terms": feed.terms or "unknown"},
    )
    def look(context: dg.SensorEvaluationContext, home: Home) -> dg.SensorResult:
        due = is_due(feed.schedule, context.cursor, now())
        for refusal in _planned(feed, home) if due else ():
            context.log.warning(f"{refusal.source}: {refusal.reason.value}: {refusal.detail}")
        with home.batches() as batches:
            waiting = list(unasked(batches.all(feed.name), context.instance.get_dynamic_partitions(NAME)))
        names = [batch.name for batch in waiting]
        return dg.SensorResult(
            run_requests=[_request(batch, feed) for batch in waiting],
            dynamic_partitions_requests=[BATCHES.build_add_request(names)] if names else None,
            cursor=now() if due else context.cursor,
        )

    return look


def _planned(feed: Feed, home: Home) -> list[Refusal]:
    """Put what is new into batches; what the feed itself could not show."""
    refused: list[Refusal] = []

    def items() -> Iterator[Any]:
        for one in new(feed, home.settings().home):
            if isinstance(one, Refusal):
                refused.append(one)
            else:
                yield one

    with home.batches() as batches:
        batches.plan(feed.name, items(), at=now())
    return refused


def _request(batch: Batch, feed: Feed) -> dg.RunRequest:
    hosts = sorted({urlsplit(place).hostname or "" for place in feed.location if "://" in place})
    tags = {"claimgraph/feed": feed.name, "dagster/max_runtime": _RUNTIME}
    return dg.RunRequest(
        run_key=batch.name,
        partition_key=batch.name,
        tags=tags | ({HOST: hosts[0]} if hosts else {}),
    )
