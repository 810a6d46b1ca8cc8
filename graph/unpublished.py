"""A graph that was read from a file instead of being published here, with an index made for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.building import software
from graph.exports.source import Source, indexed
from graph.graph import Graph
from graph.indexing import INDEX_VERSION
from graph.manifest import Generation
from graph.store import Store


@contextmanager
def unpublished(store: Store) -> Iterator[Source]:
    """The store as something that can be exported and studied, until the block ends. Its number is 0."""
    with Graph(store) as graph, indexed(graph) as index:
        told = Generation(
            number=0,
            published="1970-01-01T00:00:00.000+00:00",
            quads=len(graph),
            canonical_hash=graph.canonical_hash(),
            counts=index.counts(),
            software=software(),
            index=INDEX_VERSION,
        )
        yield Source(graph=graph, index=index, generation=told)
