"""The journal of a writer: what it changed since the state that was published last, part by part.

A part is a page, or all that another graph says of one subject. Lines lie in a file until they are asked for;
in memory is only which parts were touched.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import NamedTuple, TextIO, cast
from weakref import finalize

from graph.digest import Digest
from graph.protocol import Quads
from ontology.terms import Graphs


class Part(NamedTuple):
    """Lines of one graph that went, and lines that came."""

    graph: str
    gone: list[str]
    new: list[str]


class Journal:
    """What changed since generation `base`: 0 where nothing was there before, None where it is not known."""

    def __init__(self, base: int | None) -> None:
        self.base = base
        self.digest = Digest()  # of what came, without what went; the history graph is not in it
        self.touched: dict[str, set[str]] = defaultdict(set)  # subjects by graph; a page is its own
        self.points: set[str] = set()  # propositions that are said by more, or fewer
        self.orphans: set[str] = set()  # what may be referred to no more
        self._again: set[tuple[str, str]] = set()
        self._file: TextIO | None = None

    @classmethod
    def between(cls, base: int, was: Quads, now: Quads) -> "Journal":
        """What was changed from one store to another, found out graph by graph."""
        made = cls(base)
        for graph in sorted({*was.graphs(), *now.graphs()}):
            made.note(graph, "", was.part(graph), now.part(graph))
        return made

    def close(self) -> None:
        """Forget the lines."""
        if self._file is not None:
            self._file.close()

    def note(self, graph: str, subject: str, was: Collection[str], now: Collection[str]) -> None:
        """Note what a part was and is. The subject of a page is nothing."""
        gone, new = set(was).difference(now), set(now).difference(was)
        if not gone and not new:
            return
        if graph != Graphs.HISTORY:
            self.digest.remove(was)
            self.digest.add(now)
        if not self.base:
            return  # all there is is new, or nothing is known
        if subject in self.touched[graph]:
            self._again.add((graph, subject))
        self.touched[graph].add(subject)
        file = self._opened()
        file.write(f"{graph} {subject} {len(gone)} {len(new)}\n")
        file.writelines(gone)
        file.writelines(new)

    def parts(self) -> Iterator[Part]:
        """What came and went of each part that was touched; what came and went again is left out."""
        file = self._opened()
        file.seek(0)
        again: dict[str, Counter[str]] = {}
        for head in file:
            graph, subject, gone, new = head.rstrip("\n").split(" ")
            part = Part(graph, list(islice(file, int(gone))), list(islice(file, int(new))))
            if (graph, subject) not in self._again:
                yield part
                continue
            counts = again.setdefault(graph, Counter())
            counts.update(part.new)
            counts.subtract(part.gone)
        for graph, counts in again.items():
            gone_, new_ = ([line for line, n in counts.items() if n == sign] for sign in (-1, 1))
            yield Part(graph, gone_, new_)

    def _opened(self) -> TextIO:
        if self._file is None:
            self._file = cast("TextIO", TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
            finalize(self, self._file.close)
        return self._file
