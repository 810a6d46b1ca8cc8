"""A pipe from a thread that writes to a response that is sent: whoever is slower makes the other wait."""

from asyncio import to_thread
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Executor
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event
from time import monotonic
from typing import IO, Any, cast

_PIECE = 1 << 16  # bytes that are sent together
_PIECES = 16  # that wait to be sent
_STALLED = 60.0  # seconds without a reader after which the writer gives up
_PATIENCE = 0.5  # seconds between two looks whether anybody still listens


class Broken(Exception):
    """Nobody reads any more."""


class Pipe:
    """An output whose content is sent as it comes. It has one writer and one reader."""

    closed = False

    def __init__(self) -> None:
        self._pieces: Queue[bytes | BaseException | None] = Queue(_PIECES)
        self._held = bytearray()
        self._left = Event()

    def write(self, content: bytes) -> int:
        """Hold some of it and pass on the rest; Broken when the reader has left."""
        self._held += content
        if len(self._held) >= _PIECE:
            self.flush()
        return len(content)

    def flush(self) -> None:
        """Pass on what is held."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()

    def fill(self, threads: Executor, write: Callable[[IO[bytes]], None]) -> None:
        """Begin to write in a thread. What `write` raises breaks the response off."""
        threads.submit(self._run, write)

    async def sent(self) -> AsyncIterator[bytes]:
        """What is written, piece by piece."""
        try:
            while (piece := await to_thread(self._get)) is not None:
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._left.set()

    def _run(self, write: Callable[[IO[bytes]], None]) -> None:
        try:
            write(cast("IO[bytes]", self))
            self.flush()
            self._put(None)
        except Broken:
            return
        except Exception as error:  # noqa: BLE001  # it is raised again where the response is sent
            with suppress(Broken):
                self._put(error)

    def _put(self, piece: Any) -> None:
        tired = monotonic() + _STALLED
        while not self._left.is_set() and monotonic() < tired:
            try:
                self._pieces.put(piece, timeout=_PATIENCE)
            except Full:
                continue
            return
        raise Broken

    def _get(self) -> bytes | BaseException | None:
        while True:
            try:
                return self._pieces.get(timeout=_PATIENCE)
            except Empty:
                if self._left.is_set():
                    return None
