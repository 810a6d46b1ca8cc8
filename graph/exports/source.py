"""What is exported: a published generation or a part of it, with what its manifest says of it."""

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.exports.part import WHOLE, Part, cut
from graph.generations import Generation, Published
from graph.graph import Graph
from graph.index import Index
from graph.indexing import build_index
from ontology.terms import Graphs

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "Headlines and quotes are words of the articles and belong to whoever holds the rights in those."
_COUNTED = f"SELECT (COUNT(?c) AS ?n) WHERE {{ GRAPH <{Graphs.COMPARISONS}> {{ ?c a ic:Comparison }} }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A graph that nobody writes, its index, the generation that it is of, and the licence it goes under."""

    graph: Graph
    index: Index
    generation: Generation
    part: Part = WHOLE
    licence: str = LICENCE

    def counts(self) -> dict[str, int]:
        """How many articles, claims, entities, comparisons and triples there are."""
        counted = self.index.counts()
        return {
            "articles": counted["documents"],
            "claims": counted["claims"],
            "entities": counted["entities"],
            "comparisons": self._comparisons(),
            "triples": len(self.graph),
        }

    def _comparisons(self) -> int:
        counted = (
            f"SELECT (COUNT(?c) AS ?n) WHERE {{ GRAPH <{Graphs.COMPARISONS}> {{ ?c a ic:Comparison }} }}"
        )
        return int(str(self.graph.ask(counted).rows[0][0]))


@contextmanager
def source(published: Published, part: Part = WHOLE, licence: str = LICENCE) -> Iterator[Source]:
    """A generation, or a part of it, ready to be exported until the block ends.

    GraphError when there is no such part. A part is copied into memory and indexed anew.
    """
    with ExitStack() as opened:
        graph, index = published.graph, published.index
        if part != WHOLE:
            graph = opened.enter_context(cut(graph, part))
            index = opened.enter_context(indexed(graph))
        yield Source(graph=graph, index=index, generation=published.generation, part=part, licence=licence)


@contextmanager
def indexed(graph: Graph) -> Iterator[Index]:
    """An index of a graph that has none, without the articles' texts, until the block ends."""
    with TemporaryDirectory(prefix="claimgraph-") as folder:
        path = Path(folder) / "index.sqlite"
        build_index(graph, path, {})
        with closing(Index(path)) as index:
            yield index
