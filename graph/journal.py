"""The journal of a writer: what it changed since the state that was published last, line by line.

A part is a page, or all that another graph says of one subject. Lines lie in a file until they are asked for;
in memory is only which parts were touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from tempfile import TemporaryFile
from typing import TextIO, cast
from weakref import finalize

from graph.digest import Digest, part_of
from graph.lines import graph_of
from graph.protocol import Quads
from ontology.terms import Graphs

_IN, _OUT = "+", "-"


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
        file.writelines(_OUT + line for line in gone)
        file.writelines(_IN + line for line in new)

    def lines(self) -> Iterator[tuple[bool, str]]:
        """Every line that came (True) or went, each once; what came and went again is left out."""
        file = self._opened()
        file.seek(0)
        twice: dict[str, int] = {}
        graphs = {graph for graph, _ in self._again}
        for signed in file:
            line = signed[1:]
            if graphs and graph_of(line) in graphs and part_of(line) in self._again:
                twice[line] = twice.get(line, 0) + (1 if signed[0] == _IN else -1)
            else:
                yield signed[0] == _IN, line
        yield from ((count > 0, line) for line, count in twice.items() if count)

    def _opened(self) -> TextIO:
        if self._file is None:
            self._file = cast("TextIO", TemporaryFile("w+", encoding="utf-8", newline="\n"))  # noqa: SIM115
            finalize(self, self._file.close)
        return self._file
