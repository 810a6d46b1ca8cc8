"""When assets are made without being asked: conditions, patience, pools, freshness."""

import warnings
from datetime import timedelta
from typing import Any

import dagster as dg

# Backfill and freshness policies may still change in Dagster, which its lock keeps from happening unseen.
warnings.filterwarnings("ignore", category=dg.BetaWarning)
warnings.filterwarnings("ignore", category=dg.PreviewWarning)

# Each pool has one place on one machine (dagster.yaml): one process asks the web, one writes the graph.
FETCH, READ, GRAPH, DUMP = "fetch", "read", "graph", "dump"

_TRIES, _WAIT = 3, 15.0  # seconds before the first try, doubled for each later one
_FRESH = timedelta(hours=30)  # a feed is looked at once a day at the least
_WARN = timedelta(hours=26)


def patience() -> dg.RetryPolicy:
    """Try what failed again a few times, ever later, never all at the same moment."""
    return dg.RetryPolicy(
        max_retries=_TRIES, delay=_WAIT, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.FULL
    )


def read() -> dg.FreshnessPolicy:
    """Something new within a day; a warning some hours before it is overdue."""
    return dg.FreshnessPolicy.time_window(fail_window=_FRESH, warn_window=_WARN)


def after_batches() -> dg.AutomationCondition[Any]:
    """When batches were read and none is being read: many batches are resolved at once.

    A batch that failed does not hold up the others, so a missing partition is no obstacle.
    """
    return dg.AutomationCondition.eager().without(~dg.AutomationCondition.any_deps_missing())


def derived() -> dg.AutomationCondition[Any]:
    """Whenever what it is made of was made anew."""
    return dg.AutomationCondition.eager()


def daily() -> dg.AutomationCondition[Any]:
    """Once a day, when there is a generation that is newer than the day before."""
    return dg.AutomationCondition.on_cron("@daily")
