"""The only door to Oxigraph: quads in memory or in a directory, updated atomically, asked with SPARQL.

A directory has one writer. `Store` has no way to say goodbye to its files but to lose its last reference, so
`close` drops it and every later call says that the store is closed.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from textwrap import shorten
from typing import IO, NamedTuple, Self

import pyoxigraph as ox

from graph.triples import Literal, Resource, Term, Triple
from ontology.errors import GraphError, QuestionError, StoreBusy
from ontology.terms import PREFIXES

FORMATS: dict[str, ox.RdfFormat] = {
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
}


class Found(NamedTuple):
    """The columns and rows of a SELECT, the yes or no of an ASK, or the triples of a CONSTRUCT."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Store:
    """Quads of one dataset. Not for two processes at once; see `graph.generations` for readers."""

    def __init__(self, inner: ox.Store, *, path: Path | None = None, read_only: bool = False) -> None:
        self._inner: ox.Store | None = inner
        self.path = path
        self.read_only = read_only

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
                raise StoreBusy(
                    f"{path} is being written by another process; try again when it is done"
                ) from error
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
        copy = ox.Store()
        with TemporaryFile() as between:  # three times faster than passing quads one by one
            self._live.dump(between, ox.RdfFormat.N_QUADS)
            between.seek(0)
            copy.bulk_load(between, ox.RdfFormat.N_QUADS, lenient=True)
        return Store(copy, read_only=True)

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
        if self.read_only:
            raise GraphError("this graph is read-only; write to the store and publish again")
        try:
            self._live.update(text, prefixes=PREFIXES)
        except SyntaxError as error:
            raise GraphError(f"the update is not valid SPARQL: {error}") from error
        except OSError as error:
            raise GraphError(f"the store could not be written: {error}") from error

    def query(self, text: str, *, union: bool = True) -> Found:
        """What a query finds, by default in the union of all graphs. QuestionError when it is not valid."""
        try:
            found = self._live.query(text, prefixes=PREFIXES, use_default_graph_as_union=union)
            if isinstance(found, ox.QueryBoolean):
                return Found(("answer",), [(_yes_or_no(found),)])
            if isinstance(found, ox.QueryTriples):
                return Found(("subject", "predicate", "object"), [_terms(triple) for triple in found])
            return Found(tuple(v.value for v in found.variables), [_terms(row) for row in found])
        except SyntaxError as error:
            raise QuestionError(f"the query is not valid SPARQL: {_in_brief(error)}") from error
        except (OSError, RuntimeError) as error:
            raise QuestionError(f"the query could not be answered: {error}") from error

    def rows(self, text: str) -> Iterator[tuple[Term | None, ...]]:
        """The rows of a trusted SELECT in the union of all graphs, one by one as they are found."""
        found = self._live.query(text, prefixes=PREFIXES, use_default_graph_as_union=True)
        if isinstance(found, ox.QuerySolutions):
            yield from map(_terms, found)

    def about(self, subject: str, graph: str | None = None) -> list[Triple]:
        """All triples of a subject, of one graph or of all."""
        name = ox.NamedNode(graph) if graph else None
        quads = self._live.quads_for_pattern(ox.NamedNode(subject), None, None, name)
        return [Triple(subject, quad.predicate.value, _term(quad.object)) for quad in quads]

    def placed(self, subject: str) -> list[tuple[Triple, str]]:
        """All triples of a subject, each with the name of its graph."""
        quads = self._live.quads_for_pattern(ox.NamedNode(subject), None, None)
        return [(Triple(subject, q.predicate.value, _term(q.object)), _graph(q)) for q in quads]

    def typed(self, rdf_class: str | None, graph: str | None = None) -> list[Triple]:
        """All triples of the subjects of a class (of any class when None), of one graph or of all."""
        which = "a ?class" if rdf_class is None else f"a <{rdf_class}>"
        body = f"?s {which} ; ?p ?o"
        where = f"GRAPH <{graph}> {{ {body} }}" if graph else body
        found = self.query(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {where} }}")
        return [Triple(str(s), str(p), o) for s, p, o in found.rows if o is not None]

    def graphs(self) -> list[str]:
        """The names of all named graphs, sorted."""
        return sorted(name.value for name in self._live.named_graphs())

    def quads(self, graph: str | None = None) -> Iterator[tuple[Triple, str]]:
        """Every triple with the name of its graph ("" for the default graph), of one graph or of all."""
        name = ox.NamedNode(graph) if graph else None
        for quad in self._live.quads_for_pattern(None, None, None, name):
            yield Triple(_resource(quad.subject), quad.predicate.value, _term(quad.object)), _graph(quad)

    def unplaced(self) -> list[Triple]:
        """The triples of the default graph, where nothing of ours belongs."""
        quads = self._live.quads_for_pattern(None, None, None, ox.DefaultGraph())
        return [Triple(_resource(q.subject), q.predicate.value, _term(q.object)) for q in quads]

    def extend(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a graph, all or none."""
        name = ox.NamedNode(graph)
        self._live.extend(ox.Quad(ox.NamedNode(s), ox.NamedNode(p), _native(o), name) for s, p, o in triples)

    def load(self, nquads: bytes) -> None:
        """Add N-Quads, all or none."""
        try:
            self._live.load(nquads, ox.RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise GraphError(f"these are not N-Quads: {error}") from error

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
                self._copy(target)
        except (OSError, RuntimeError) as error:
            raise GraphError(f"no backup could be made in {target}: {error}") from error

    def _copy(self, target: Path) -> None:
        copy = ox.Store(str(target))
        copy.bulk_extend(self._live)
        copy.flush()

    def dump(self, output: IO[bytes], form: str, *, graph: str | None = None) -> None:
        """Write everything, or one graph, in one of FORMATS. Triple formats flatten the graphs into one."""
        form_of = FORMATS[form]
        name = ox.NamedNode(graph) if graph else None
        if form_of.supports_datasets or name:
            self._live.dump(output, form_of, from_graph=name, prefixes=PREFIXES)
            return
        triples = (quad.triple for quad in self._live)
        ox.serialize(triples, output, form_of, prefixes=PREFIXES)

    def lines(self) -> set[str]:
        """The canonical N-Quads of all quads, one a line."""
        return {line.decode() for line in _lines(self._live)}

    def canonical_hash(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> str:
        """SHA-256 of the canonical N-Quads (RDFC-1.0) of all quads, or of those of the given graphs.

        `without` names one graph that is left out when all are meant.
        """
        lines = _lines(self._live) if graphs is None else _canonical(self._live, graphs)
        if without is not None:
            end = f"<{without}> .\n".encode()
            lines = [line for line in lines if not line.endswith(end)]
        digest = hashlib.sha256()
        for line in sorted(lines):
            digest.update(line)
        return digest.hexdigest()


def _lines(store: ox.Store) -> list[bytes]:
    """The canonical N-Quads of a whole store; without blank nodes they are what the store writes anyway."""
    buffer = io.BytesIO()
    store.dump(buffer, ox.RdfFormat.N_QUADS)
    content = buffer.getvalue()
    return _canonical(store, None) if b"_:" in content else content.splitlines(keepends=True)


def _canonical(store: ox.Store, graphs: Iterable[str] | None) -> list[bytes]:
    names = [None] if graphs is None else [ox.NamedNode(name) for name in graphs]
    quads = [quad for name in names for quad in store.quads_for_pattern(None, None, None, name)]
    if any(isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode) for quad in quads):
        dataset = ox.Dataset(quads)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        quads = list(dataset)
    buffer = io.BytesIO()
    ox.serialize(quads, buffer, ox.RdfFormat.N_QUADS)
    return buffer.getvalue().splitlines(keepends=True)


def _terms(
    row: Iterable[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None],
) -> tuple[Term | None, ...]:
    return tuple(None if term is None else _term(term) for term in row)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Term:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language)
    return _resource(term)


def _graph(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else _resource(quad.graph_name)


def _resource(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> Resource:
    if isinstance(node, ox.NamedNode):
        return Resource(node.value)
    return Resource(str(node))


def _native(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Resource):
        return ox.NamedNode(term)
    if term.language:
        return ox.Literal(term.text, language=term.language)
    return ox.Literal(term.text, datatype=ox.NamedNode(term.datatype))


def _in_brief(error: Exception) -> str:
    """The message on one line: the parser lists every character that it would have taken."""
    return shorten(str(error), 160, placeholder=" …")


def _yes_or_no(found: ox.QueryBoolean) -> Literal:
    return Literal(str(bool(found)).lower(), "http://www.w3.org/2001/XMLSchema#boolean")
