"""Reading in processes of their own, so that a page can stop or crash its reader and nothing else."""

import atexit
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from socket import socket, socketpair
from typing import Self

from ontology.errors import ReadingError
from pipelines.feeds.article import FetchedArticle
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.reading.wire import receive, send_article, unpack

_SECONDS = 10.0
_MEMORY = 1024 * 1024 * 1024
_START_SECONDS = 120.0  # the first import on a cold disk is slow, and that is no page's fault
_PACKAGES = str(Path(__file__).resolve().parents[2])


class Workers:
    """A few persistent processes that read articles; start them late, close them once.

    `seconds` and `memory` (bytes of address space) are the limits for one article. Safe to use from
    several threads.
    """

    def __init__(self, count: int | None = None, *, seconds: float = _SECONDS, memory: int = _MEMORY) -> None:
        self._count = count or min(os.cpu_count() or 1, 4)
        self._seconds = seconds
        self._memory = memory
        self._idle: SimpleQueue[_Worker] = SimpleQueue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, article: FetchedArticle) -> Document | Refusal:
        """Read one article. A worker that dies or takes too long costs only this article."""
        worker = self._borrowed()
        outcome = worker.read(article, self._seconds)
        if isinstance(outcome, Refusal) and outcome.reason in {Reason.TIMEOUT, Reason.CRASHED}:
            worker.kill()
        else:
            self._idle.put(worker)
        return outcome

    def read_all(self, articles: Iterable[FetchedArticle]) -> Iterator[Document | Refusal]:
        """Read many articles at once; the outcomes come in the order of the articles."""
        waiting: deque[Future[Document | Refusal]] = deque()
        with ThreadPoolExecutor(self._count) as threads:
            for article in articles:
                waiting.append(threads.submit(self.read, article))
                if len(waiting) > 2 * self._count:
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
        return _Worker(self._memory, self._seconds)


class _Worker:
    def __init__(self, memory: int, seconds: float) -> None:
        self._connection, theirs = socketpair()
        with theirs:
            self._process = _started(theirs, memory, seconds)
        try:
            receive(self._connection, _START_SECONDS)
        except (OSError, EOFError) as error:
            self.kill()
            raise ReadingError(
                "the process that reads articles did not start; is claimgraph installed whole?"
            ) from error

    def read(self, article: FetchedArticle, seconds: float) -> Document | Refusal:
        self._connection.settimeout(seconds)
        try:
            send_article(self._connection, article)
            return unpack(receive(self._connection, seconds))
        except TimeoutError:
            reason = Reason.TIMEOUT
            detail = f"reading it took more than {seconds:g} seconds; it may be built to stop readers"
        except (OSError, EOFError):
            reason = Reason.CRASHED
            detail = f"its reader was ended by {self._ending()}; it may be built to stop readers"
        return Refusal(source=article.source, reason=reason, detail=detail, sha256=article.sha256)

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        self._connection.close()
        self._process.kill()
        self._process.wait()

    def _ending(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(1.0)
        code = self._process.returncode
        return signal.Signals(-code).name if code is not None and code < 0 else "a fault of its own"


def _started(connection: socket, memory: int, seconds: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "pipelines.reading.worker", str(memory), str(int(seconds) + 1)]
    path = os.pathsep.join(filter(None, [_PACKAGES, os.environ.get("PYTHONPATH")]))
    # One thread and one hash seed: the same page gives the same document in every worker.
    settings = {
        "PYTHONPATH": path,
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    return subprocess.Popen(  # noqa: S603 (our own module)
        command,
        stdin=connection.fileno(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **settings},
        start_new_session=True,  # Ctrl-C is for the parent, which then closes its workers
    )


@cache
def shared_workers() -> Workers:
    """The workers of this process, closed when it ends."""
    workers = Workers()
    atexit.register(workers.close)
    return workers


def read(article: FetchedArticle) -> Document | Refusal:
    """Read one article with the workers of this process."""
    return shared_workers().read(article)
