"""Workers on a cluster: jobs as tasks of Ray. The only door to ray.

Each task does some items with a killable process beside it, as on one machine. A task on a node that is lost
is done again on another one.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, Self

from ontology.errors import SettingsError
from pipelines.workers.local import LocalWorkers
from pipelines.workers.port import Done, Job

AUTO = "auto"  # the cluster of $RAY_ADDRESS, or one on this machine
_ITEMS = 16  # of one task: a task costs about as much as reading one article
_TRIES = 8  # of a task whose node or process is lost


class RayWorkers:
    """The CPUs of a Ray cluster. SettingsError where Ray is not installed or not there."""

    def __init__(self, address: str = AUTO, *, items: int = _ITEMS) -> None:
        self._ray = _ray()
        self._items = items
        self._ours = not self._ray.is_initialized()
        if self._ours:
            _join(self._ray, address)
        self._task = self._ray.remote(num_cpus=1, max_retries=_TRIES, retry_exceptions=False)(_do)

    @property
    def at_once(self) -> int:
        """How many CPUs the cluster has now."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def each(self, job: Job, items: Iterable[bytes]) -> Iterator[Done]:
        """Do a job on many items on all nodes; the results come in the order of the items."""
        waiting: deque[Any] = deque()
        rest = iter(items)
        while part := list(islice(rest, self._items)):
            waiting.append(self._task.remote(job, part))
            if len(waiting) > 2 * self.at_once:
                yield from self._ray.get(waiting.popleft())
        while waiting:
            yield from self._ray.get(waiting.popleft())

    def close(self) -> None:
        """Leave the cluster, if it was joined here."""
        if self._ours:
            self._ray.shutdown()


def _do(job: Job, items: list[bytes]) -> list[Done]:
    """Do some items, on whatever node this runs."""
    return list(_beside().each(job, items))


@cache
def _beside() -> LocalWorkers:
    return LocalWorkers(1)


def _join(ray: Any, address: str) -> None:
    where = {} if address == AUTO and "RAY_ADDRESS" not in os.environ else {"address": address}
    try:
        ray.init(**where, log_to_driver=False, include_dashboard=False, logging_level="warning")
    except ConnectionError as error:
        raise SettingsError(f"no Ray cluster is at {address} ({error}); start one, or name it") from error


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is sent home
    try:
        import ray  # noqa: PLC0415  # an extra
    except ImportError as error:
        raise SettingsError("workers on a cluster need Ray; install claimgraph[ray]") from error
    return ray
