"""The only door to Oxigraph: quads in memory or in a directory, updated atomically, asked with SPARQL.

A directory has one writer. `Store` has no way to say goodbye to its files but to lose its last reference, so
`close` drops it and every later call says that the store is closed.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Self

import pyoxigraph as ox

from graph import asking, parts
from graph.digest import Digest
from graph.incoming import look_through
from graph.marker import Marker
from graph.native import (
    FORMATS,
    SYNTAXES,
    described,
    graph_of,
    in_brief,
    lines_in,
    lines_of,
    native,
    resource,
    serialize,
    serialize_triples,
    term_of,
    terms,
)
from graph.protocol import Dataset, Described, Found, Solved
from graph.triples import Term, Triple, spell_iri
from graph.updates import exchange
from ontology.errors import GraphError, StoreBusy
from ontology.terms import PREFIXES

__all__ = ["FORMATS", "SYNTAXES", "Dataset", "Solved", "Store", "serialize", "serialize_triples"]


class Store:
    """Quads of one dataset. Not for two processes at once; see `graph.generations` for readers."""

    def __init__(self, inner: ox.Store, *, path: Path | None = None, read_only: bool = False) -> None:
        self._inner: ox.Store | None = inner
        self.path = path
        self.read_only = read_only
        self.marker = Marker(None if read_only else path)

    @classmethod
    def memory(cls) -> Self:
        """An empty store in memory."""
        return cls(ox.Store())

    @classmethod
    def directory(cls, path: Path) -> Self:
        """The store of a directory, made when absent. StoreBusy when another one has it open for writing."""
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return cls(ox.Store(str(path)), path=path)
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreBusy(f"{path} is being written by another process; try again later") from error
            raise GraphError(f"{path} cannot be opened as a store: {error}") from error

    @classmethod
    def snapshot(cls, path: Path) -> Self:
        """A directory that nobody writes any more, read-only; any number of processes may have it open."""
        try:
            return cls(ox.Store.read_only(str(path)), path=path, read_only=True)
        except OSError as error:
            raise GraphError(f"{path} cannot be opened for reading: {error}") from error

    def in_memory(self) -> "Store":
        """A read-only copy in memory."""
        return Store(parts.copied(self._live), read_only=True)

    @classmethod
    def holding(cls, lines: Iterable[str]) -> "Store":
        """These N-Quads, one a line, read-only in memory."""
        held = ox.Store()
        held.bulk_load("".join(lines).encode(), ox.RdfFormat.N_QUADS, lenient=True)
        return cls(held, read_only=True)

    @classmethod
    def reading(cls, content: IO[bytes], form: str, name: str) -> "Store":
        """What a file in one of FORMATS holds, read-only in memory. GraphError when it is not that."""
        held = ox.Store()
        try:
            held.bulk_load(content, FORMATS[form])
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"{name} cannot be read as {form}: {error}") from error
        return cls(held, read_only=True)

    def native(self) -> ox.Store:
        """The store as Oxigraph has it, for what else is built on it."""
        return self._live

    def with_update(self, text: str) -> "Store":
        """A read-only copy in memory that an update has been made to."""
        copy = self.in_memory()
        copy._live.update(text, prefixes=PREFIXES)  # noqa: SLF001  # of this class
        return copy

    def close(self) -> None:
        """Let go of the files. Closing twice is fine."""
        self._inner = None

    @property
    def _live(self) -> ox.Store:
        if self._inner is None:
            raise GraphError("this store is closed; open it again")
        return self._inner

    def __len__(self) -> int:
        return len(self._live)

    def update(self, text: str) -> None:
        """One SPARQL update: all of it happens, or nothing."""
        self.refuse_if_read_only()
        self.marker.edited()
        try:
            self._live.update(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise GraphError(f"the update is not valid SPARQL: {error}") from error
        except (OSError, RuntimeError) as error:
            raise GraphError(f"the store could not be written: {error}") from error

    def query(self, text: str, *, union: bool = True) -> Found:
        """What a query finds, by default in the union of all graphs. QuestionError when it is not valid."""
        return asking.found(self._live, text, union=union)

    def solve(self, text: str, dataset: Dataset, base: str | None = None) -> Solved:
        """What a query finds in a dataset, one row after another. QuestionError when it is not valid."""
        return asking.solved(self._live, text, dataset, base)

    def rows(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a trusted SELECT in the union of all graphs, one by one as they are found."""
        found = self._live.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(found, ox.QuerySolutions):
            yield from map(terms, found)

    def about(self, subject: str, graph: str | None = None) -> list[Triple]:
        """All triples of a subject, of one graph or of all."""
        name = ox.NamedNode(graph) if graph else None
        quads = self._live.quads_for_pattern(ox.NamedNode(subject), None, None, name)
        return [Triple(subject, quad.predicate.value, term_of(quad.object)) for quad in quads]

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """What a subject has as a property, in all graphs."""
        quads = self._live.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None)
        return [term_of(quad.object) for quad in quads]

    def described(self, subjects: Sequence[str]) -> Described:
        """All triples of some subjects, of all graphs, in one question."""
        return self._described(f"VALUES ?s {{ {' '.join(map(spell_iri, subjects))} }}")

    def reached(self, pattern: str) -> Described:
        """All triples of the subjects that a SPARQL pattern finds as `?s`, in one question."""
        return self._described(f"{{ SELECT DISTINCT ?s WHERE {{ {pattern} }} }}")

    def _described(self, some: str) -> Described:
        text = f"SELECT ?s ?p ?o WHERE {{ {some} ?s ?p ?o }}"
        return described(self._live.query(text, prefixes=PREFIXES, use_default_graph_as_union=True))

    def placed(self, subject: str) -> list[tuple[Triple, str]]:
        """All triples of a subject, each with the name of its graph."""
        quads = self._live.quads_for_pattern(ox.NamedNode(subject), None, None)
        return [(Triple(subject, q.predicate.value, term_of(q.object)), graph_of(q)) for q in quads]

    def typed(self, rdf_class: str | None, graph: str | None = None) -> list[Triple]:
        """All triples of the subjects of a class (of any class when None), of one graph or of all."""
        which = "a ?class" if rdf_class is None else f"a <{rdf_class}>"
        body = f"?s {which} ; ?p ?o"
        where = f"GRAPH <{graph}> {{ {body} }}" if graph else body
        rows = self.query(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {where} }}").rows
        return [Triple(str(s), str(p), o) for s, p, o in rows if o is not None]

    def graphs(self) -> list[str]:
        """The names of all named graphs, sorted."""
        return sorted(name.value for name in self._live.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[tuple[Triple, str]]:
        """Every triple with the name of its graph ("" for the default graph), of one graph or of all."""
        name = ox.NamedNode(graph) if graph else None
        for quad in self._live.quads_for_pattern(None, None, None, name):
            yield Triple(resource(quad.subject), quad.predicate.value, term_of(quad.object)), graph_of(quad)

    def unplaced(self) -> list[Triple]:
        """The triples of the default graph, where nothing of ours belongs."""
        quads = self._live.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return [Triple(resource(q.subject), q.predicate.value, term_of(q.object)) for q in quads]

    def extend(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a graph, all or none."""
        self.marker.edited()
        name = ox.NamedNode(graph)
        self._live.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), native(o), name) for s, p, o in triples)

    def load(self, content: bytes, graph: str | None = None, *, form: str | None = None) -> None:
        """Add RDF in one of SYNTAXES, all or none; N-Quads unless said, or N-Triples where a graph is named.

        GraphError for what is not well-formed, and for what `incoming` refuses.
        """
        named = form or ("ntriples" if graph else "nquads")
        look_through(content, named)
        self.marker.edited()
        try:
            self._live.load(content, SYNTAXES[named], to_graph=ox.NamedNode(graph) if graph else None)
        except SyntaxError as error:
            raise GraphError(f"this is not {named}: {in_brief(error)}") from error

    def backfill(self, nquads: IO[bytes]) -> None:
        """Add N-Quads of any size, as fast as it can be done: not one transaction, so for a store to be."""
        self.marker.edited()
        try:
            self._live.bulk_load(nquads, ox.RdfFormat.N_QUADS)
            self.flush()
        except SyntaxError as error:
            raise GraphError(f"this is not nquads: {in_brief(error)}") from error

    def ntriples(self, graph: str) -> bytes:
        """The N-Triples of a graph."""
        return self._live.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""

    def flush(self) -> None:
        """Make every commit survive a power loss; commits alone are not synced to disk."""
        if self.path and not self.read_only:
            self._live.flush()

    def backup(self, target: Path) -> None:
        """An independent copy in a new directory: hard links for a directory, a load for memory."""
        try:
            if self.path and not self.read_only:
                self._live.backup(str(target))
            else:
                copy = ox.Store(str(target))
                copy.bulk_extend(self._live)
                copy.flush()
        except (OSError, RuntimeError) as error:
            raise GraphError(f"no backup could be made in {target}: {error}") from error

    def at_hand(self) -> "Store":
        """Itself."""
        return self

    def publish(self, number: int, keep: int) -> None:
        """Nothing: readers open generations."""

    def dump(self, output: IO[bytes], form: str, *, graph: str | None = None) -> None:
        """Write everything, or one graph, in one of FORMATS. Triple formats flatten the graphs into one."""
        asking.dump(self._live, output, FORMATS[form], graph)

    def lines(self) -> set[str]:
        """The canonical N-Quads of all quads, one a line."""
        return {line.decode() for line in lines_of(self._live)}

    def part(self, graph: str, subject: str | None = None) -> list[str]:
        """The N-Quads of a graph, or of one of its subjects."""
        return lines_in(self._live, graph, subject)

    def refuse_if_read_only(self) -> None:
        """GraphError where nobody may write."""
        if self.read_only:
            raise GraphError("this graph is read-only; write to the store and publish again")

    def exchange(self, gone: Collection[str], new: Collection[str]) -> None:
        """Take N-Quads out and put others in: all of it happens, or nothing."""
        if gone:
            self.update(exchange(gone, new))
        elif new:
            self.marker.edited()
            parts.insert(self._live, new)

    def fill(self, new: Iterable[str]) -> None:
        """Add N-Quads as fast as it can be done; whoever is killed meanwhile may leave a part of them."""
        self.marker.edited()
        parts.fill(self._live, new)

    def clear(self) -> None:
        """Take everything out."""
        self.marker.edited()
        self._live.clear()

    def holds_any(self) -> bool:
        """Whether there is any quad."""
        return next(iter(self._live), None) is not None

    def referring(self, iri: str) -> Iterator[str]:
        """The graph of each quad that has an IRI as its object."""
        return map(graph_of, self._live.quads_for_pattern(None, None, ox.NamedNode(iri)))

    def canonical_hash(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> str:
        """The canonical hash of all quads, of all without one graph, or of those of the given graphs."""
        return self.digest(graphs, without=without).hexdigest()

    def digest(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> Digest:
        """The digest behind it."""
        return parts.digest(self._live, graphs, without)
