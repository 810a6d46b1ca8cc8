"""What many articles cost from bytes to published claims under Dagster: `python -m benchmarks.scale COUNT`.

Invented pages lie in a WARC file. They are cut into batches and read by the jobs of the code location, in one
process with its workers and with Dagster's storage in SQLite; after each batch, what it holds is published.
CPU and memory are those of all processes. Dagster's share is what the same jobs cost for a batch of nothing.
"""

import argparse
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psutil

from benchmarks.pages import write_warc

BATCH = 5_000


class Watch:
    """CPU seconds, wall seconds and the most memory of this process and its children while a block runs."""

    def __enter__(self) -> "Watch":
        self.peak, self._done = 0, threading.Event()
        self._seen: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._start, self._wall = self._cpu(), time.perf_counter()
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self.wall, self.cpu = time.perf_counter() - self._wall, self._cpu() - self._start

    def _look(self) -> None:
        while not self._done.wait(0.5):
            found = [psutil.Process(), *psutil.Process().children(recursive=True)]
            self.peak = max(self.peak, sum(map(_memory, found)))
            self._cpu()

    def _cpu(self) -> float:
        for one in psutil.Process().children(recursive=True):
            self._seen[one.pid] = max(self._seen.get(one.pid, 0.0), _seconds(one))
        return sum(os.times()[:2]) + sum(self._seen.values())


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _seconds(process: psutil.Process) -> float:
    try:
        return float(sum(process.cpu_times()[:2]))
    except psutil.Error:
        return 0.0


def measured(count: int, size: int, folder: Path) -> dict[str, Any]:
    """Read and publish so many articles in a folder, batch by batch; figures by name."""
    os.environ |= {"DAGSTER_HOME": str(folder), "CLAIMGRAPH_HOME": str(folder / "data")}
    os.environ["PYTHONWARNINGS"] = "ignore"
    shutil.copy(Path(__file__).resolve().parents[1] / "dagster.yaml", folder)
    warc = folder / "pages.warc.gz"
    write_warc(warc, range(count))
    from dagster import DagsterInstance  # noqa: PLC0415  # after the environment says where

    from graph.judgements import now  # noqa: PLC0415  # after the environment says where
    from pipelines.batches import Batches  # noqa: PLC0415  # as above
    from pipelines.definitions import defs  # noqa: PLC0415  # as above
    from pipelines.feeds.sources import sources  # noqa: PLC0415  # as above

    with Batches(folder / "data") as batches:
        planned = [one.name for one in batches.plan("bench", sources([str(warc)]), at=now(), size=size)]
    job, publication = defs.resolve_job_def("batch"), defs.resolve_job_def("publication")
    with DagsterInstance.get() as instance:
        instance.add_dynamic_partitions("batch", [*planned, "nothing"])

        def run(what: Callable[[], Any]) -> Watch:
            with Watch() as watch:
                assert what().success
            return watch

        def batch(name: str) -> Callable[[], Any]:
            config = {"ops": {"articles": {"config": {"sources": [str(folder / "empty")]}}}}
            more = {"run_config": config} if name == "nothing" else {}
            return lambda: job.execute_in_process(instance=instance, partition_key=name, **more)

        (folder / "empty").mkdir()
        (folder / "empty" / "nothing.html").touch()
        run(batch("nothing"))  # whatever is loaded once is loaded now
        nothing, before = run(batch("nothing")), rows(folder)
        read, published = [], []
        for number, name in enumerate(planned):
            read.append(run(batch(name)))
            published.append(run(lambda: publication.execute_in_process(instance=instance)))
            there = min(count, (number + 1) * size)
            _tell(there, there - number * size, read[-1], published[-1])
        after = rows(folder)
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
        "Dagster's share of CPU": nothing.cpu * len(planned) / reading,
        "event rows an article": (after - before) / count,
        "disk KB an article": occupied(folder / "data") / count / 1000,
        "quads an article": quads(folder / "data") / count,
    }


def _tell(there: int, new: int, read: Watch, published: Watch) -> None:
    """A line on stderr about a batch that is done, since many take hours."""
    costs = ", ".join(
        f"{1000 * one.cpu / new:.0f} ms and {one.peak / 1e6:.0f} MB" for one in (read, published)
    )
    print(f"{there:,} articles; to read and to publish {new:,} of them: {costs}", file=sys.stderr, flush=True)


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
    parser.add_argument("--batch", type=int, default=BATCH, help="articles that are read together")
    parser.add_argument("--json", action="store_true", dest="as_json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="claimgraph-scale-") as folder:
        told = measured(options.count, options.batch, Path(folder))
    if options.as_json:
        print(json.dumps(told))
        return
    for name, figure in told.items():
        print(f"{name:38} {figure:,.4g}")


if __name__ == "__main__":
    main()
