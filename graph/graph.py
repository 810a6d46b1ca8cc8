"""The graph: pages put and dropped as wholes, derived graphs replaced, values read back, questions asked.

Every triple lives in exactly one named graph, so questions are asked of the union of all graphs and count
rightly.
"""

import fcntl
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir
from typing import IO, Self
from urllib.parse import unquote, urlsplit

from graph import reference
from graph.answer import Answer
from graph.codec import R, Record, encode_all, mapping
from graph.journal import Journal
from graph.marker import Equals
from graph.parameters import Bound, fill
from graph.protocol import Described, Quads
from graph.recognition import Thing, called, of_any, thing_of
from graph.sender import Sender
from graph.store import Store
from graph.triples import Literal, Term, Triple, is_iri, spell_iri, value_of
from graph.writer import Writer
from ontology.errors import GraphError, StoreBusy
from ontology.model import Entity, Page
from ontology.terms import IC, PAGE, Graphs, Iri

MEMORY = "memory:"

_DERIVED = (Graphs.ENTITIES, Graphs.INCIDENTS, Graphs.COMPARISONS)


class Graph:
    """What was said and by whom. Close it, or use it in a `with`, to let go of its files."""

    def __init__(self, store: Quads, *, noted: bool = True) -> None:
        self._store = store
        self._writer = Writer(store, noted=noted) if isinstance(store, Store) else Sender(store)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._store)

    @property
    def store(self) -> Quads:
        """The quads beneath, for the rest of this package."""
        return self._store

    @property
    def read_only(self) -> bool:
        """Whether every attempt to write is refused."""
        return self._store.read_only

    def close(self) -> None:
        """Let go of the files; every later call is a GraphError."""
        self._writer.close()
        self._store.close()

    def flush(self) -> None:
        """Make everything written so far survive a power loss."""
        self._store.flush()

    def put(self, page: Page) -> None:
        """Replace a page by its new version in one atomic update; what articles share is only added to."""
        self._writer.put(page)

    def add(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Add pages of which nothing is there, each given back once it is. See `clear` for who is killed."""
        yield from self._writer.add(pages)

    def drop(self, page: str) -> None:
        """Take a page out as a whole, if it is there. See `collect` for what it leaves behind."""
        self._writer.drop(page)

    @property
    def remembers(self) -> bool:
        """Whether what is changed here is noted, so that parts of derived graphs can be changed alone."""
        return isinstance(self._writer, Writer)

    def clear(self) -> None:
        """Take everything out: what a killed `add` left is not to be built on. Not for servers."""
        self._local().clear()

    def pages(self) -> dict[Iri, str]:
        """The SHA-256 of the text that each page was read from, by page."""
        body = "GRAPH ?page { ?article a ic:Article ; schema:sha256 ?digest }"
        only = (
            f"FILTER(STRSTARTS(STR(?page), STR(<{PAGE}>)))"  # an IRI, so that a published one is meant there
        )
        found = self._store.query(f"SELECT ?page ?digest WHERE {{ {body} {only} }}", union=False)
        return {Iri(str(page)): str(value_of(digest)) for page, digest in found.rows if page and digest}

    def replace(self, graph: Graphs, values: Iterable[Record]) -> None:
        """Replace a derived graph by these values, atomically; things of the reference are not repeated."""
        if graph not in _DERIVED:
            raise GraphError(f"{graph} cannot be replaced by values; {', '.join(_DERIVED)} can")
        self._writer.replace(graph, encode_all(values))

    def revise(self, graph: Graphs, values: Iterable[Record], gone: Iterable[str] = ()) -> None:
        """Replace what a derived graph says of these values, and take out what it says of others (IRIs)."""
        self._local().revise(graph, values, gone)

    def replace_reference(self) -> None:
        """Load what our sectors, values, classes and properties are called and mean."""
        self._writer.replace(Graphs.REFERENCE, reference.triples())

    def replace_history(self, history: Iterable[Triple]) -> None:
        """Say anew when articles came to be known, what was withdrawn, and what people decided."""
        self._writer.replace(Graphs.HISTORY, history)

    def collect(self) -> int:
        """Remove from the shared graph what nothing refers to any more; the number of triples removed."""
        return self._writer.collect()

    def shortcuts(self) -> None:
        """Bring what follows from claims alone up to date: plain edges, and the origins of points."""
        self._writer.shortcuts()

    @property
    def journal(self) -> Journal | None:
        """What was changed since the state published last; None where nobody notes it."""
        return self._writer.journal

    @property
    def equals(self) -> Equals | None:
        """The generation that this equals, where that is known; never for a graph on a server."""
        return self._store.marker.equals if isinstance(self._store, Store) else None

    def published(self, equals: Equals) -> None:
        """Note that this is the state that a generation holds, until something is written."""
        self._writer.published(equals)

    def _local(self) -> Writer:
        if isinstance(self._writer, Writer):
            return self._writer
        raise GraphError("a graph on a server is changed by whole pages and derived graphs only")

    def get(self, cls: type[R], iri: str) -> R | None:
        """The value of that class and IRI, or None when there is none."""
        return self.many(cls, (iri,)).get(Iri(iri))

    def many(self, cls: type[R], iris: Iterable[str]) -> dict[Iri, R]:
        """The values of these IRIs, in the order given; IRIs that are not of the class are left out."""
        return self.any((cls,), iris)

    def any(self, classes: Sequence[type[R]], iris: Iterable[str]) -> dict[Iri, R]:
        """The values of these IRIs, each of the first of the classes that it is of; see `many`."""
        wanted, about = self._about(iris)
        found = ((iri, of_any(classes, iri, about[iri])) for iri in wanted if iri in about)
        return {Iri(iri): value for iri, value in found if value is not None}

    def things(self, iris: Iterable[str]) -> dict[Iri, Thing]:
        """What propositions speak of: entities, times and quantities. What is only named is a concept."""
        wanted, about = self._about(iris)
        return {Iri(iri): thing_of(iri, about.get(iri, {})) for iri in wanted}

    def holding(self, cls: type[R], field: str, iris: Iterable[str]) -> dict[Iri, R]:
        """The values of a class of which a field holds one of these IRIs, in one question."""
        carried = next(item.property for item in mapping(cls).fields if item.name == field)
        some = " ".join(spell_iri(iri) for iri in dict.fromkeys(iris))
        return self.reached(cls, f"VALUES ?held {{ {some} }} ?s {spell_iri(carried)} ?held")

    def reached(self, cls: type[R], pattern: str) -> dict[Iri, R]:
        """The values of a class that a SPARQL pattern finds as `?s`, in one question, by IRI."""
        about = self._store.reached(pattern)
        found = ((iri, of_any((cls,), iri, about[iri])) for iri in sorted(about))
        return {Iri(iri): value for iri, value in found if value is not None}

    def all(self, cls: type[R], graph: str | None = None) -> tuple[R, ...]:
        """Every value of a class, of one named graph or of all, ordered by IRI.

        Without a graph, entities are those of the entity and incident graphs. Things of the reference, such
        as sectors, are not among them, but `get` and `many` know them.
        """
        graphs = (Graphs.ENTITIES, Graphs.INCIDENTS) if cls is Entity and graph is None else (graph,)
        values = (value for name in graphs for value in self._values(cls, name))
        return tuple(sorted(values, key=lambda value: value.iri))

    def _values(self, cls: type[R], graph: str | None) -> Iterator[R]:
        about: dict[str, dict[str, list[Term]]] = {}
        for subject, predicate, thing in self._store.typed(mapping(cls).rdf_class, graph):
            about.setdefault(subject, {}).setdefault(predicate, []).append(thing)
        found = (of_any((cls,), iri, said) for iri, said in about.items())
        return (value for value in found if value is not None)

    def ask(self, sparql: str, **bindings: Bound) -> Answer:
        """Ask the union of all graphs; `$name` in the text stands for the binding of that name.

        Text that is an absolute http(s) or urn IRI is bound as an IRI; a `Literal` is bound as text.
        The prefixes of `ontology.terms.PREFIXES` are known. QuestionError when it is not valid SPARQL. The
        text is trusted: it is limited neither in time nor in memory.
        """
        found = self._store.query(fill(sparql, bindings))
        rows = tuple(tuple(None if term is None else value_of(term) for term in row) for row in found.rows)
        return Answer(columns=found.columns, rows=rows)

    def labels(self, iris: Iterable[str]) -> dict[str, str]:
        """What things are called (label or headline) by IRI; things without a name are left out."""
        wanted, about = self._about(iris)
        found = ((iri, called(about.get(iri, {}))) for iri in wanted)
        return {iri: label for iri, label in found if label}

    def withdrawn(self, iris: Iterable[str]) -> dict[str, str]:
        """Since when articles and claims are withdrawn, by IRI; those that are not are left out."""
        found = {iri: _since(self._store.about(iri, Graphs.HISTORY)) for iri in iris}
        return {iri: since for iri, since in found.items() if since}

    def _about(self, iris: Iterable[str]) -> tuple[list[str], Described]:
        """Those that can be asked for, once each, and what is said of them."""
        wanted = [str(iri) for iri in dict.fromkeys(iris) if is_iri(iri)]
        return wanted, self._store.described(wanted) if wanted else {}

    def dump(self, output: IO[bytes], form: str = "nquads", *, graph: str | None = None) -> None:
        """Write everything, or one named graph, as nquads, trig, turtle or ntriples."""
        self._store.dump(output, form, graph=graph)

    def canonical_hash(self, graphs: Iterable[str] | None = None) -> str:
        """SHA-256 of the canonical form (RDFC-1.0) of what is claimed, or of the quads of the given graphs.

        The history graph says when things came to be known here; it is no part of what is claimed.
        """
        return self._store.canonical_hash(graphs, without=None if graphs else Graphs.HISTORY)


def open_graph(url: str, *, read_only: bool = False, noted: bool = True) -> Graph:
    """A graph in memory (`memory:`), in a directory (a path or `file:` URL), or on a server (see `client`).

    Open a directory read-only only when nobody writes it any more: `graph.generations` is the way to read
    beside a writer. On a server, read-only is the generation that readers see. What is in memory and will not
    be published need not be `noted`, which takes time. GraphError for anything else.
    """
    if _on_server(url):
        from graph.remote import RemoteStore  # noqa: PLC0415  # few graphs need an HTTP client

        return Graph(RemoteStore.at(url, published=read_only))
    path = directory_of(url)
    if path is None:
        return Graph(Store.memory(), noted=noted)
    return Graph(Store.snapshot(path) if read_only else Store.directory(path))


@contextmanager
def writing(url: str) -> Iterator[Graph]:
    """The graph, for this process alone until the block ends; StoreBusy when another one is writing.

    The graph is closed at the end, whoever still holds it; its files are then free for the next writer. To a
    server, only the processes of this machine are kept apart.
    """
    place = _lock_of(url)
    if place is None:
        with open_graph(url) as graph:
            yield graph
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreBusy(f"another process is writing to {url}; try again when it is done") from error
        with open_graph(url) as graph:
            yield graph


def directory_of(url: str) -> Path | None:
    """The directory that a URL names, None for memory. GraphError for what is neither."""
    if url == MEMORY:
        return None
    if urlsplit(url).scheme == "file":
        return Path(unquote(urlsplit(url).path))
    if not url or "://" in url:
        raise GraphError(f"{url!r} is not a store; give a directory, {MEMORY} or the URL of a SPARQL server")
    return Path(url)


def _on_server(url: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"}


def _lock_of(url: str) -> Path | None:
    if _on_server(url):
        return Path(gettempdir()) / f"claimgraph-{sha256(url.encode()).hexdigest()[:16]}.lock"
    path = directory_of(url)
    return path.with_name(path.name + ".lock") if path else None


def _since(triples: Iterable[Triple]) -> str | None:
    """The time at which something was withdrawn."""
    times = (
        t.object.text for t in triples if t.predicate == IC + "withdrawn" and isinstance(t.object, Literal)
    )
    return min(times, default=None)
