"""The process that evaluates queries one after another and may be killed at any moment. See `pool`."""

import os
import resource
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import orjson

from graph.sparql.evaluation import evaluate
from graph.sparql.query import Query, QueryLimits
from graph.store import Store
from ontology.errors import GraphError, QueryRefused, Refused

READY = b"ready"
_MOST_QUERIES = 10_000  # of one process; memory that queries leave behind is then given back
_KILOBYTES_LEFT = 600_000  # a process that ever held more starts anew


def work(connection: Connection, place: str, limits: QueryLimits) -> None:
    """Answer queries of the store at a place until the connection closes, within limits set once for all."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends its workers
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_AS, limits.memory)
    try:
        store = Store.snapshot(Path(place))
        known = frozenset(store.graphs())
    except GraphError as error:
        connection.send_bytes(str(error).encode())
        return
    _refuse_files(Path(place))
    connection.send_bytes(READY)
    with suppress(EOFError, OSError):
        for _ in range(_MOST_QUERIES):
            query = Query(**orjson.loads(connection.recv_bytes()))
            _allow(limits.seconds)
            _answer(connection, store, known, query, limits)
            if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > _KILOBYTES_LEFT:
                return


def _answer(
    connection: Connection, store: Store, known: frozenset[str], query: Query, limits: QueryLimits
) -> None:
    try:
        reply = evaluate(store, known, query, limits)
    except QueryRefused as error:
        _send(connection, {"reason": error.reason, "message": str(error)})
    except MemoryError:
        _send(connection, {"reason": Refused.MEMORY, "message": out_of_memory(limits)})
    except Exception as error:  # noqa: BLE001  # whatever a query brings about is told to who asked it
        told = f"the query could not be answered: {type(error).__name__}"
        _send(connection, {"reason": Refused.MALFORMED, "message": told})
    else:
        head = {"form": reply.form, "rows": reply.rows, "truncated": reply.truncated}
        _send(connection, head, reply.body)


def out_of_memory(limits: QueryLimits) -> str:
    """What is said of a query that was ended for its memory."""
    return f"the query needs more than {limits.memory >> 20} MiB of memory; ask for less at once"


def _send(connection: Connection, head: dict[str, object], body: bytes = b"") -> None:
    connection.send_bytes(orjson.dumps(head))
    connection.send_bytes(body)


def _allow(seconds: float) -> None:
    """So much CPU for the next query. The server kills at its deadline; this is for when it died itself."""
    _limit(resource.RLIMIT_CPU, int(sum(os.times()[:2]) + seconds) + 1)


def _refuse_files(place: Path) -> None:
    """No more files can be opened from here on than the store has: it opens its tables as they are needed."""
    opened = max((int(name) for name in os.listdir("/proc/self/fd")), default=0)  # noqa: PTH208
    _limit(resource.RLIMIT_NOFILE, opened + 1 + sum(1 for _ in place.glob("*.sst")))


def _limit(kind: int, soft: int) -> None:
    # Not every system knows every limit; the deadline of the server remains.
    with suppress(OSError, ValueError):
        resource.setrlimit(kind, (soft, resource.getrlimit(kind)[1]))
