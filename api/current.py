"""The generation that is being served: looked for with each request, swapped when a newer one is there."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.moment import Moment
from api.reader import Reader
from graph.generations import Generation, current, known, open_generation, seen_at
from ontology.errors import ClaimgraphError, NoGeneration, QuestionError

_OTHERS = 3  # states besides the current one that are kept open
_LOG = logging.getLogger(__name__)


class Current:
    """The current generation of a home folder. A generation is closed when it is old and nobody reads it."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._reader: Reader | None = None
        self._readers: dict[Reader, int] = {}
        self._counting = threading.Lock()
        self._opening = threading.Lock()
        self._others: dict[tuple[int, bool], Reader] = {}  # the last used comes last
        self._reaching = threading.Lock()

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

    @contextmanager
    def at(self, moment: Moment) -> Iterator[Reader]:
        """Another state, kept open until the block ends. QuestionError when there is none."""
        reader = self._other(moment)
        try:
            yield reader
        finally:
            self._leave(reader)

    def newest(self) -> int:
        """The number of the newest generation; 0 before the first."""
        try:
            return current(self._home).number
        except NoGeneration:
            return 0

    def known(self) -> tuple[Generation, ...]:
        """Every generation that can be asked, the oldest first."""
        return known(self._home)

    def _other(self, moment: Moment) -> Reader:
        """The reader of a state, opened anew unless it was one of the last; it is counted as used."""
        key = (_number(self._home, moment), moment.withdrawn)
        with self._reaching:
            with self._counting:
                reader = self._others.pop(key, None) or self._as_current(*key)
            if reader is None:
                reader = Reader(open_generation(self._home, key[0], withdrawn=key[1]))
            with self._counting:
                if reader is not self._reader:
                    self._others[key] = reader
                self._readers[reader] = self._readers.get(reader, 0) + 1
                while len(self._others) > _OTHERS:
                    self._others.pop(next(iter(self._others)))
                self._drop_unused()
        return reader

    def _as_current(self, number: int, withdrawn: bool) -> Reader | None:  # noqa: FBT001  # parts of a key
        """The reader of the current generation, when it is that one."""
        same = self._reader is not None and self._reader.generation.number == number and not withdrawn
        return self._reader if same else None

    def close(self) -> None:
        """Let go of everything that nobody reads any more."""
        with self._counting:
            self._reader = None
            self._others.clear()
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
        kept = {self._reader, *self._others.values()}
        for reader in [one for one, users in self._readers.items() if not users and one not in kept]:
            del self._readers[reader]
            reader.close()


def _number(home: Path, moment: Moment) -> int:
    """The generation that a moment names; QuestionError, silent on our folders, when there is none."""
    if moment.generation is not None and moment.as_of is not None:
        raise QuestionError("`generation` and `asOf` both say which state is meant; give one of them")
    if moment.as_of is not None:
        try:
            return seen_at(home, moment.as_of).number
        except NoGeneration as error:
            raise QuestionError(f"nothing had been published by {moment.as_of}") from error
    wanted = moment.generation if moment.generation is not None else current(home).number
    if wanted not in {one.number for one in known(home)}:
        raise QuestionError(f"there is no generation {wanted}; `generations` lists those that there are")
    return wanted
