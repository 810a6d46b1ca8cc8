"""The generation that is being served: looked for with each request, swapped when a newer one is there."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.reader import Reader
from graph.generations import current, open_generation
from ontology.errors import ClaimgraphError, NoGeneration

_LOG = logging.getLogger(__name__)


class Current:
    """The current generation of a home folder. A generation is closed when it is old and nobody reads it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._reader: Reader | None = None
        self._readers: dict[Reader, int] = {}
        self._counting = threading.Lock()
        self._opening = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The newest generation, kept open until the block ends. NoGeneration when nothing was published."""
        self._look()
        with self._counting:
            reader = self._reader
            if reader is None:
                raise NoGeneration(f"nothing has been published in {self._home}; run `claimgraph run` first")
            self._readers[reader] = self._readers.get(reader, 0) + 1
        try:
            yield reader
        finally:
            self._leave(reader)

    def close(self) -> None:
        """Let go of everything that nobody reads any more."""
        with self._counting:
            self._reader = None
            self._drop_unused()

    def _look(self) -> None:
        """Open a newer generation, unless another request is just doing so and the old one still serves."""
        waits = self._reader is None
        if not self._opening.acquire(blocking=waits):
            return
        try:
            self._open()
        except ClaimgraphError:
            if self._reader is None:
                raise
            _LOG.exception("the newest generation cannot be opened; the one before is served on")
        finally:
            self._opening.release()

    def _open(self) -> None:
        newest = current(self._home)
        if self._reader and self._reader.generation == newest:
            return
        opened = Reader(open_generation(self._home))
        with self._counting:
            self._reader = opened
            self._readers.setdefault(opened, 0)
            self._drop_unused()

    def _leave(self, reader: Reader) -> None:
        with self._counting:
            self._readers[reader] -= 1
            self._drop_unused()

    def _drop_unused(self) -> None:
        for reader in [one for one, users in self._readers.items() if not users and one is not self._reader]:
            del self._readers[reader]
            reader.close()
