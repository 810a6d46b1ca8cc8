"""Works on several values at a time, and answers in their order."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from threading import Semaphore, Thread
from typing import TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")


def ahead(work: Callable[[Value], Result], values: Iterable[Value], at_once: int) -> Iterator[Result]:
    """What the work makes of each value; up to `at_once` are under way or wait for the caller.

    Results come as soon as they are there, also while the next value is waited for. One at a time needs no
    thread.
    """
    if at_once <= 1:
        yield from map(work, values)
        return
    free, begun = Semaphore(at_once), Queue[Future[Result] | None]()
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        Thread(target=_begin, args=(work, iter(values), pool, free, begun), daemon=True).start()
        try:
            while (future := begun.get()) is not None:
                yield future.result()
                free.release()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(
    work: Callable[[Value], Result],
    values: Iterator[Value],
    pool: ThreadPoolExecutor,
    free: Semaphore,
    begun: "Queue[Future[Result] | None]",
) -> None:
    """Begin the work on one value after another; what goes wrong with the values is a result too."""
    try:
        while True:
            free.acquire()
            begun.put(pool.submit(work, next(values)))
    except StopIteration:
        begun.put(None)
    except Exception as error:  # noqa: BLE001  # raised again where the results are taken
        failed: Future[Result] = Future()
        failed.set_exception(error)
        begun.put(failed)
