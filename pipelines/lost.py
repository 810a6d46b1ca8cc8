"""Runs whose process was killed: on one machine nobody else notices, and they would count as going on."""

import os
import socket
from pathlib import Path

import dagster as dg

PROCESS = "claimgraph/process"
_EVERY = 60  # seconds
_GONE = "its process is gone; it was killed, or the machine went down"


def mark(instance: dg.DagsterInstance, run: str) -> None:
    """Note in a run which process does it, where it is one process from beginning to end."""
    if os.environ.get("CLAIMGRAPH_EXECUTOR", "in-process") != "in-process":
        return
    instance.add_run_tags(run, {PROCESS: f"{socket.gethostname()} {os.getpid()} {_begun(os.getpid())}"})


@dg.sensor(minimum_interval_seconds=_EVERY, default_status=dg.DefaultSensorStatus.RUNNING, jobs=[])
def lost_runs(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Ends runs whose process on this machine is gone, so that Dagster begins them again."""
    going = context.instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED]))
    lost = [run for run in going if is_gone(run.tags.get(PROCESS))]
    for run in lost:
        context.instance.report_run_failed(run, _GONE)
    return dg.SkipReason(f"{len(lost)} of {len(going)} runs were lost")


def is_gone(process: str | None) -> bool:
    """Whether a process of this machine has ended; False for what is not known or runs elsewhere."""
    if process is None:
        return False
    host, pid, begun = process.split()
    return host == socket.gethostname() and _begun(int(pid)) != begun


def _begun(pid: int) -> str:
    """When a process began, so that another one of its number is not taken for it; "-" when there is none."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return "-"
    return told.rpartition(")")[2].split()[19]
