"""A process that does one job after another and may be killed at any moment. Started by `local`."""

import importlib
import logging
import os
import resource
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from socket import socket

import orjson

from pipelines.workers.wire import receive, send

READY = b"ready"
DONE, FAILED = b"+", b"-"
_SPARE = 2  # times the seconds of a job in CPU, for when the parent has gone and cannot kill us


def main() -> None:
    """Answer jobs on the socket at descriptor 0 until it closes."""
    logging.disable()
    connection = socket(fileno=os.dup(0))
    send(connection, READY)
    with suppress(EOFError, ConnectionError):
        while True:
            order = orjson.loads(receive(connection))
            item = receive(connection)
            _limit(resource.RLIMIT_AS, order["memory"])
            _limit(resource.RLIMIT_CPU, int(sum(os.times()[:2]) + _SPARE * order["seconds"]) + 1)
            send(connection, _done(order["function"], item))


def _done(function: str, item: bytes) -> bytes:
    try:
        return DONE + _named(function)(item)
    except MemoryError:
        return FAILED + b"it needs more memory than a worker may use; it may be built to stop readers"
    except Exception as error:  # noqa: BLE001 (any fault of a library on this item must name this item)
        why = f"the reader failed on it ({type(error).__name__}: {str(error)[:200]}); please report it"
        return FAILED + why.encode("utf-8", "replace")


@cache
def _named(function: str) -> Callable[[bytes], bytes]:
    module, _, name = function.partition(":")
    found: Callable[[bytes], bytes] = getattr(importlib.import_module(module), name)
    return found


def _limit(kind: int, soft: int) -> None:
    # Not every system knows every limit; the deadline of the parent remains.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))


if __name__ == "__main__":
    main()
