"""How pages and derived graphs get to a server: as SPARQL updates, each of them whole.

What they change is not noted; whoever publishes compares.
"""

from collections.abc import Iterable, Iterator

from graph import updates
from graph.codec import encode_all
from graph.journal import Journal
from graph.marker import Equals
from graph.protocol import Quads
from graph.triples import Triple
from ontology.model import Page
from ontology.terms import Graphs


class Sender:
    """Sends updates to one store."""

    journal: Journal | None = None

    def __init__(self, store: Quads) -> None:
        self._store = store

    def put(self, page: Page) -> None:
        """Replace a page by its new version; what articles share is only added to."""
        self._store.update(updates.put(page.iri, encode_all(page.own), encode_all(page.shared)))

    def add(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Add pages, each given back once it is."""
        for page in pages:
            self.put(page)
            yield page

    def drop(self, page: str) -> None:
        """Take a page out as a whole, if it is there. GraphError for a graph that is not a page."""
        self._store.update(updates.drop(page))

    def replace(self, graph: Graphs, triples: Iterable[Triple]) -> None:
        """Make a graph hold these triples and no others."""
        self._store.update(updates.replace(graph, triples))

    def collect(self) -> int:
        """Remove from the shared graph what nothing refers to any more; the number of triples removed."""
        return collect_all(self._store)

    def shortcuts(self) -> None:
        """Rebuild what follows from claims alone."""
        self._store.update(updates.derived())

    def published(self, equals: Equals) -> None:
        """Nothing: a server is compared with what was published."""

    def close(self) -> None:
        """Nothing is open."""


def collect_all(store: Quads) -> int:
    """Remove from the shared graph of a store all that nothing refers to any more; how many triples."""
    before = after = len(store)
    while True:
        store.update(updates.COLLECT)
        if len(store) == after:
            return before - after
        after = len(store)
