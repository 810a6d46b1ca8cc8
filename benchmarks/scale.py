"""What many articles cost from bytes to published claims under Dagster: `python -m benchmarks.scale COUNT`.

Invented pages lie in a WARC file. They are cut into batches and read by the jobs of the code location, with
Dagster's storage in SQLite; after each batch, what it holds is published. Each run has a process of its own,
as under Dagster's daemon, with two workers. CPU and memory are those of all processes of a run. Dagster's
share is what the same job costs for a batch of nothing.
"""

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

import psutil

from benchmarks.pages import write_warc

BATCH = 5_000


class Watch:
    """CPU seconds, wall seconds and the most memory of a command and all processes that it starts."""

    def __init__(self, command: list[str]) -> None:
        self.peak, self._done = 0, threading.Event()
        cpu, wall = _children(), time.perf_counter()
        with subprocess.Popen(command) as process:  # noqa: S603  # our own
            look = threading.Thread(target=self._look, args=(psutil.Process(process.pid),), daemon=True)
            look.start()
            code = process.wait()
        self._done.set()
        look.join()
        self.cpu, self.wall = _children() - cpu, time.perf_counter() - wall
        if code:
            raise SystemExit(f"{' '.join(command)} ended with {code}")

    def _look(self, process: psutil.Process) -> None:
        while not self._done.wait(0.5):
            self.peak = max(self.peak, sum(map(_memory, _family(process))))


def _children() -> float:
    """CPU seconds of all processes that were started from here and have ended."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(process: psutil.Process) -> list[psutil.Process]:
    try:
        return [process, *process.children(recursive=True)]
    except psutil.Error:
        return []


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def execute(job: str, batch: str | None) -> None:
    """Run a job of the code location, on a batch where it takes one; the batch "nothing" has no article."""
    from dagster import DagsterInstance  # noqa: PLC0415  # after the environment says where

    from pipelines.definitions import defs  # noqa: PLC0415  # as above

    config: dict[str, Any] = {}
    if batch == "nothing":
        sources = [str(Path(os.environ["DAGSTER_HOME"]) / "empty")]
        config = {"ops": {"articles": {"config": {"sources": sources}}}}
    with DagsterInstance.get() as instance:
        done = defs.resolve_job_def(job).execute_in_process(
            instance=instance, partition_key=batch, run_config=config
        )
    raise SystemExit(0 if done.success else 1)


def planned(warc: Path, folder: Path, size: int) -> list[str]:
    """Cut the pages of a WARC file into batches, and let Dagster know of these; their names."""
    from dagster import DagsterInstance  # noqa: PLC0415  # after the environment says where

    from graph.judgements import now  # noqa: PLC0415  # as above
    from pipelines.batches import Batches  # noqa: PLC0415  # as above
    from pipelines.feeds.sources import sources  # noqa: PLC0415  # as above

    with Batches(folder / "data") as batches:
        found = [one.name for one in batches.plan("bench", sources([str(warc)]), at=now(), size=size)]
    with DagsterInstance.get() as instance:
        instance.add_dynamic_partitions("batch", [*found, "nothing"])
    return found


def measured(count: int, size: int, folder: Path) -> dict[str, Any]:
    """Read and publish so many articles in a folder, batch by batch; figures by name."""
    os.environ |= {"DAGSTER_HOME": str(folder), "CLAIMGRAPH_HOME": str(folder / "data")}
    os.environ["PYTHONWARNINGS"] = "ignore"
    shutil.copy(Path(__file__).resolve().parents[1] / "dagster.yaml", folder)
    (folder / "empty").mkdir()
    (folder / "empty" / "nothing.html").touch()
    write_warc(folder / "pages.warc.gz", range(count))
    batches = planned(folder / "pages.warc.gz", folder, size)

    def run(*words: str) -> Watch:
        return Watch([sys.executable, *_PATHS, "-m", "benchmarks.scale", "--execute", *words])

    nothing, before = run("batch", "nothing"), rows(folder)
    read, published = [], []
    for ends, name in zip(pairwise([*range(0, count, size), count]), batches, strict=True):
        read.append(run("batch", name))
        between = rows(folder)
        published.append(run("publication"))
        _tell(*ends, read[-1], published[-1], rows(folder) - between)
    reading, publishing = (sum(one.cpu for one in some) for some in (read, published))
    return {
        "articles": count,
        "articles/s/core, bytes to claims": count / reading,
        "articles/s/core, with publication": count / (reading + publishing),
        "CPU ms an article, reading": 1000 * reading / count,
        "CPU ms an article, publication": 1000 * publishing / count,
        "wall s": sum(one.wall for one in (*read, *published)),
        "peak MB, reading": max(one.peak for one in read) / 1e6,
        "peak MB, publication": max(one.peak for one in published) / 1e6,
        "Dagster's share of CPU": nothing.cpu * len(batches) / reading,
        "event rows an article": (rows(folder) - before) / count,
        "disk KB an article": occupied(folder / "data") / count / 1000,
        "quads an article": quads(folder / "data") / count,
    }


_PATHS = ["-P"] if sys.flags.safe_path else []


def _tell(first: int, last: int, read: Watch, published: Watch, events: int) -> None:
    """A line on stderr about a batch that is done, since many take hours."""
    of = (
        f"{1000 * one.cpu / (last - first):.0f} ms and {one.peak / 1e6:.0f} MB" for one in (read, published)
    )
    costs = f"{' to read, '.join(of)} to publish with {events} rows of events"
    print(f"{last:,} articles; one of these {last - first:,}: {costs}", file=sys.stderr, flush=True)


def rows(folder: Path) -> int:
    """How many rows the event logs of Dagster have."""
    found = 0
    for path in (folder / "history" / "runs").glob("*.db"):
        with closing(sqlite3.connect(path)) as database:
            names = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
            if "event_logs" in names:
                (here,) = database.execute("SELECT count(*) FROM event_logs").fetchone()
                found += here
    return found


def occupied(folder: Path) -> int:
    """How many bytes lie in a folder, files with several names once."""
    files = {(s.st_ino): s.st_size for p in folder.rglob("*") if p.is_file() and (s := p.stat())}
    return sum(files.values())


def quads(home: Path) -> int:
    """How many quads the published generation has."""
    from graph.generations import current  # noqa: PLC0415  # after the environment says where

    return current(home).quads


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1_000)
    parser.add_argument("--execute", nargs="+", help="run a job, on a batch; for this benchmark itself")
    parser.add_argument("--batch", type=int, default=BATCH, help="articles that are read together")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    if options.execute:
        execute(options.execute[0], next(iter(options.execute[1:]), None))
    with tempfile.TemporaryDirectory(prefix="claimgraph-scale-") as folder:
        told = measured(options.count, options.batch, Path(folder))
    if options.as_json:
        print(json.dumps(told))
        return
    for name, figure in told.items():
        print(f"{name:38} {figure:,.4g}")


if __name__ == "__main__":
    main()
