"""Which workers do the work: those that the environment names, or processes of this machine."""

import atexit
import os
from functools import cache

from ontology.errors import SettingsError
from pipelines.workers.local import LocalWorkers
from pipelines.workers.port import Workers

VARIABLE = "CLAIMGRAPH_WORKERS"
DEFAULT = "processes"


def workers(wanted: str) -> Workers:
    """Workers by name: `processes`, `processes:COUNT`, `ray` or `ray:ADDRESS`; SettingsError for another."""
    kind, _, detail = wanted.partition(":")
    if kind == "processes" and (not detail or detail.isdecimal()):
        return LocalWorkers(int(detail or 0) or None)
    if kind == "ray":
        from pipelines.workers.cluster import AUTO, RayWorkers  # noqa: PLC0415  # an extra

        return RayWorkers(detail or AUTO)
    raise SettingsError(
        f"{wanted!r} are no workers; there are processes, processes:COUNT, ray and ray:ADDRESS"
    )


@cache
def shared_workers() -> Workers:
    """The workers of this process, as `$CLAIMGRAPH_WORKERS` has them, closed when it ends."""
    made = workers(os.environ.get(VARIABLE, DEFAULT))
    atexit.register(made.close)
    return made
