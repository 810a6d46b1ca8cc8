"""Processes that evaluate queries, so that a query can stop or crash its own process and nothing else.

They are forked from a small process that has imported the store's library and opened nothing, so that one
that was killed is replaced within hundredths of a second.
"""

import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

import orjson

from graph.sparql.query import Query, QueryLimits, Reply
from graph.sparql.worker import READY, out_of_memory, work
from ontology.errors import GraphError, QueryRefused, Refused

_QUICK_SECONDS = 0.1  # after which a query lets those of others go first
_START_SECONDS = 60.0  # the first import on a cold disk is slow, and that is no query's fault
_FORKS = get_context("forkserver")


class Pool:
    """Up to `size` processes at work, each on one generation; safe to use from as many threads."""

    def __init__(self, size: int, limits: QueryLimits | None = None) -> None:
        self.limits = limits or QueryLimits()
        self._size = size
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._turn = threading.Lock()
        self._closed = False
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="sparql-starter")
        _FORKS.set_forkserver_preload(["graph.sparql.worker"])

    def answer(self, query: Query, place: Path) -> Reply:
        """The result of a query on the store at a place. QueryRefused when there is none, and why."""
        worker = self._borrowed(place)
        with self._turn:
            self._busy.add(worker)
        try:
            reply = worker.answer(query)
        except QueryRefused:
            self._give_back(worker)
            raise
        except _Ended as ended:
            self._replace(worker)
            raise QueryRefused(ended.reason, ended.told) from None
        self._give_back(worker)
        return reply

    def warm(self, place: Path) -> None:
        """Have a process ready for a place, unless enough are idle."""
        if not self._closed and len(self._idle) < self._size:
            with suppress(GraphError):  # whoever asks will be told
                self._give_back(_Worker(place, self.limits))

    def close(self) -> None:
        """End all processes, also those at work, whose queries are then refused."""
        self._closed = True
        self._starter.shutdown(cancel_futures=True)
        self._drop(lambda _: True)
        with self._turn:
            busy = list(self._busy)
        for one in busy:
            one.end()

    def _borrowed(self, place: Path) -> "_Worker":
        self._drop(lambda one: one.place != place)
        while True:
            with self._turn:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return _Worker(place, self.limits)
            if worker.place == place and worker.is_alive():
                return worker
            worker.kill()

    def _give_back(self, worker: "_Worker") -> None:
        if worker.slow:
            self._replace(worker)
            return
        with self._turn:
            self._busy.discard(worker)
            if not self._closed and len(self._idle) < self._size:
                self._idle.append(worker)
                return
        worker.kill()

    def _replace(self, worker: "_Worker") -> None:
        with self._turn:
            self._busy.discard(worker)
        worker.kill()
        if not self._closed:
            self._starter.submit(self.warm, worker.place)

    def _drop(self, old: Callable[["_Worker"], bool]) -> None:
        with self._turn:
            gone = [one for one in self._idle if old(one)]
            self._idle = [one for one in self._idle if one not in gone]
        for one in gone:
            one.kill()


class _Ended(Exception):
    """A process ended with its query."""

    def __init__(self, reason: Refused, told: str) -> None:
        super().__init__(told)
        self.reason = reason
        self.told = told


class _Worker:
    def __init__(self, place: Path, limits: QueryLimits) -> None:
        self.place = place
        self.slow = False  # it has stepped back behind others, and cannot come forward again
        self._limits = limits
        self._connection, theirs = _FORKS.Pipe()
        self._process = _FORKS.Process(target=work, args=(theirs, str(place), limits), daemon=True)
        self._process.start()
        theirs.close()
        try:
            said = self._receive(_START_SECONDS)
        except (EOFError, OSError, TimeoutError) as error:
            self.kill()
            raise GraphError("the process that answers queries did not start") from error
        if said != READY:
            self.kill()
            raise GraphError(said.decode())

    def answer(self, query: Query) -> Reply:
        """The reply; _Ended when the process cannot be used any more."""
        end = monotonic() + self._limits.seconds
        try:
            self._connection.send_bytes(orjson.dumps(query))
            if not self._connection.poll(_QUICK_SECONDS):
                self._step_back()
            head = orjson.loads(self._receive(end - monotonic()))
            body = self._receive(end - monotonic())
        except TimeoutError:
            raise _Ended(Refused.TIMEOUT, self._late()) from None
        except (EOFError, OSError):
            raise self._ending() from None
        if "reason" in head:
            raise QueryRefused(Refused(head["reason"]), head["message"])
        return Reply(body=body, **head)

    def is_alive(self) -> bool:
        return self._process.is_alive() and not self._connection.poll()

    def end(self) -> None:
        self._process.kill()

    def kill(self) -> None:
        self.end()
        self._process.join()
        self._connection.close()

    def _step_back(self) -> None:
        self.slow = True
        pid = self._process.pid
        with suppress(OSError):
            if pid is not None:
                os.setpriority(os.PRIO_PROCESS, pid, 10)

    def _receive(self, seconds: float) -> bytes:
        if not self._connection.poll(max(seconds, 0.0)):
            raise TimeoutError
        return self._connection.recv_bytes()

    def _ending(self) -> _Ended:
        self._process.join(1.0)
        if self._process.exitcode == -signal.SIGXCPU:
            return _Ended(Refused.TIMEOUT, self._late())
        return _Ended(Refused.MEMORY, out_of_memory(self._limits))

    def _late(self) -> str:
        return f"the query takes longer than {self._limits.seconds:g} seconds; ask for less at once"
