"""Workers of this machine: processes of their own, so that an item can stop or crash its worker only."""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from socket import socket, socketpair
from typing import Self

import orjson

from ontology.errors import ReadingError
from pipelines.outcomes import Reason
from pipelines.workers.port import Done, Job, Stopped
from pipelines.workers.process import DONE
from pipelines.workers.wire import receive, send

_START_SECONDS = 120.0  # the first import on a cold disk is slow, and that is no item's fault
_PACKAGES = str(Path(__file__).resolve().parents[2])
_MOST = 4


class LocalWorkers:
    """A few persistent processes; they start late and are closed once. Safe to use from several threads."""

    def __init__(self, count: int | None = None) -> None:
        self.at_once = count or min(os.cpu_count() or 1, _MOST)
        self._idle: SimpleQueue[_Worker] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def one(self, job: Job, item: bytes) -> Done:
        """Do a job on one item. A worker that dies or takes too long costs only this item."""
        worker = self._borrowed()
        done = worker.do(job, item)
        if worker.is_fit:
            self._idle.put(worker)
        else:
            worker.kill()
        return done

    def each(self, job: Job, items: Iterable[bytes]) -> Iterator[Done]:
        """Do a job on many items at once; the results come in the order of the items."""
        waiting: deque[Future[Done]] = deque()
        with ThreadPoolExecutor(self.at_once) as threads:
            for item in items:
                waiting.append(threads.submit(self.one, job, item))
                if len(waiting) > 2 * self.at_once:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()

    def close(self) -> None:
        """End all idle workers."""
        with suppress(Empty):
            while True:
                self._idle.get_nowait().kill()

    def _borrowed(self) -> "_Worker":
        with suppress(Empty):
            while True:
                worker = self._idle.get_nowait()
                if worker.is_alive():
                    return worker
                worker.kill()
        return _Worker()


class _Worker:
    def __init__(self) -> None:
        self.is_fit = True
        self._connection, theirs = socketpair()
        with theirs:
            self._process = _started(theirs)
        try:
            receive(self._connection, _START_SECONDS)
        except (OSError, EOFError) as error:
            self.kill()
            raise ReadingError("a worker process did not start; is claimgraph installed whole?") from error

    def do(self, job: Job, item: bytes) -> Done:
        order = {"function": job.function, "seconds": job.seconds, "memory": job.memory}
        self._connection.settimeout(job.seconds)
        try:
            send(self._connection, orjson.dumps(order))
            send(self._connection, item)
            answer = receive(self._connection, job.seconds)
        except TimeoutError:
            detail = f"{job.doing} it took more than {job.seconds:g} seconds"
            return self._stopped(Reason.TIMEOUT, f"{detail}; it may be built to stop readers")
        except (OSError, EOFError):
            return self._stopped(
                Reason.CRASHED, f"its worker was ended by {self._ending()}; it may be built to stop readers"
            )
        if answer[:1] == DONE:
            return answer[1:]
        return self._stopped(Reason.CRASHED, answer[1:].decode())

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def _stopped(self, reason: Reason, detail: str) -> Stopped:
        self.is_fit = False
        return Stopped(reason, detail)

    def _ending(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        code = self._process.returncode
        return signal.Signals(-code).name if code is not None and code < 0 else "a fault of its own"


def _started(connection: socket) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, [_PACKAGES, os.environ.get("PYTHONPATH")]))
    # One thread and one hash seed: the same item gives the same bytes in every worker.
    settings = {
        "PYTHONPATH": path,
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pipelines.workers.process"],
        stdin=connection.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **settings},
        start_new_session=True,  # Ctrl-C is for the parent, which then closes its workers
    )
