"""A graph on a SPARQL 1.1 server, written and read over HTTP alone.

A server may hold the graphs of others: ours are those below `ontology.terms.GRAPH`. A published generation is
a copy of them under names with its number, and one triple says which of these readers see; whoever reads it
sees the names without the number. An update is one request, and one transaction where the
server has them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from graph import updates
from graph.client import Client
from graph.digest import Digest
from graph.lines import lines
from graph.protocol import Described, Found
from graph.replies import bound, number, rows_of
from graph.sparql.admission import kind_of
from graph.store import Store
from graph.triples import Term, Triple, spell_iri
from ontology.errors import GraphError, NoGeneration, QuestionError
from ontology.terms import GRAPH, PREFIXES

_PAGE = 5_000  # rows of one answer; Virtuoso sorts at most 10,000
_TOGETHER = 5_000  # triples of one request; Virtuoso takes them in parts
_SUBJECTS = 200  # whose triples are asked for in one request
_PROLOGUE = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in PREFIXES.items())
_GRAPHS = f"""SELECT DISTINCT ?graph WHERE {{
  GRAPH ?graph {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?graph), "%s") && STR(?graph) > "%s")
}} ORDER BY STR(?graph) LIMIT {_PAGE}"""
_TRIPLES = f"""SELECT ?s ?p ?o WHERE {{
  GRAPH %s {{ ?s ?p ?o }} FILTER(STR(?s) > "%s")
}} ORDER BY STR(?s) LIMIT {_PAGE}"""


class RemoteStore:
    """The graphs of ours on a server; with `published`, the generation that readers see, read-only."""

    path: Path | None = None

    def __init__(self, client: Client, *, published: bool = False) -> None:
        self.read_only = published
        self._client: Client | None = client
        number = self._current() if published else None
        self._space = f"{updates.PUBLISHED}{number}/" if number else GRAPH
        self._union = updates.union(number) if number else None  # the graph that holds all others
        self._named: list[str] | None = None  # our graphs, as the server names them

    @classmethod
    def at(cls, url: str, *, published: bool = False) -> "RemoteStore":
        """The store of a URL, see `graph.client`. NoGeneration when nothing is published and it should be."""
        client = Client(url)
        try:
            return cls(client, published=published)
        except GraphError:
            client.close()
            raise

    def close(self) -> None:
        """Let go of connections. Closing twice is fine."""
        if self._client is not None:
            self._client.close()
        self._client = None

    @property
    def _live(self) -> Client:
        if self._client is None:
            raise GraphError("this store is closed; open it again")
        return self._client

    def __len__(self) -> int:
        found = self._ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ {self._anywhere('?s ?p ?o')} }}")
        return number(found.rows[0][0])

    def update(self, text: str) -> None:
        """One SPARQL update, in one request."""
        if self.read_only:
            raise GraphError("this graph is read-only; write to the store and publish again")
        self._live.update(_PROLOGUE + text)
        self._named = None

    def query(self, text: str, *, union: bool = True) -> Found:
        """What a query finds, by default in the union of our graphs. QuestionError when it is not valid.

        A published generation has a graph for that. What is being written has not, so that every graph is
        named, which takes servers the longer the more there are.
        """
        if not union:
            return self._ask(text)
        if self._union is None:
            graphs = self._names() or [f"{self._space}none"]
            return self._ask(text, graphs, graphs)
        return self._ask(text, [self._union], self._names() if "graph" in text.lower() else [])

    def _ask(self, text: str, default: Sequence[str] = (), named: Sequence[str] = ()) -> Found:
        _refuse_update(text)
        asked = (_PROLOGUE + text).replace(f"<{GRAPH}", f"<{self._space}")
        return rows_of(self._live.ask(asked, default, named), self._space)

    def _anywhere(self, pattern: str) -> str:
        """A pattern in any of our graphs, as ?graph."""
        return f'GRAPH ?graph {{ {pattern} }} FILTER(STRSTARTS(STR(?graph), "{self._space}"))'

    def _names(self) -> list[str]:
        """Our graphs as the server names them, page by page."""
        if self._named is None:
            self._named, last = [], ""
            while page := self._live.ask(_GRAPHS % (self._space, last))["results"]["bindings"]:
                self._named += [row["graph"]["value"] for row in page]
                last = self._named[-1]
        return self._named

    def about(self, subject: str, graph: str | None = None) -> list[Triple]:
        """All triples of a subject, of one graph or of all."""
        return [triple for triple, name in self.placed(subject) if graph in {None, name}]

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """What a subject has as a property, in all graphs."""
        return [triple.object for triple in self.about(subject) if triple.predicate == predicate]

    def described(self, subjects: Sequence[str]) -> Described:
        """All triples of some subjects, so many in one request."""
        found: dict[str, dict[str, list[Term]]] = {}
        for start in range(0, len(subjects), _SUBJECTS):
            some = " ".join(map(spell_iri, subjects[start : start + _SUBJECTS]))
            where = f"VALUES ?s {{ {some} }} {self._anywhere('?s ?p ?o')}"
            for s, p, o in self._ask(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {where} }}").rows:
                found.setdefault(str(s), {}).setdefault(str(p), []).append(bound(o))
        return found

    def reached(self, pattern: str) -> Described:
        """All triples of the subjects that a SPARQL pattern finds as `?s`."""
        return self.described(
            [str(row[0]) for row in self.query(f"SELECT DISTINCT ?s WHERE {{ {pattern} }}").rows]
        )

    def placed(self, subject: str) -> list[tuple[Triple, str]]:
        """All triples of a subject, each with the name of its graph."""
        where = self._anywhere(f"{spell_iri(subject)} ?p ?o")
        found = self._ask(f"SELECT ?p ?o ?graph WHERE {{ {where} }}").rows
        return [(Triple(subject, str(p), bound(o)), str(graph)) for p, o, graph in found]

    def typed(self, rdf_class: str | None, graph: str | None = None) -> list[Triple]:
        """All triples of the subjects of a class (of any class when None), of one graph or of all."""
        body = f"?s {'a ?class' if rdf_class is None else f'a {spell_iri(rdf_class)}'} ; ?p ?o"
        where = f"GRAPH {spell_iri(graph)} {{ {body} }}" if graph else self._anywhere(body)
        found = self._ask(f"SELECT DISTINCT ?s ?p ?o WHERE {{ {where} }}").rows
        return [Triple(str(s), str(p), bound(o)) for s, p, o in found]

    def graphs(self) -> list[str]:
        """The names of our graphs, sorted."""
        return [GRAPH + name.removeprefix(self._space) for name in self._names()]

    def quads(self, graph: str | None = None) -> Iterator[tuple[Triple, str]]:
        """Every triple with the name of its graph, of one graph or of all."""
        for name in self.graphs() if graph is None else [graph]:
            yield from ((triple, name) for triple in self._triples(name))

    def unplaced(self) -> list[Triple]:
        """Nothing: what lies outside our graphs is not ours."""
        return []

    def extend(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a graph."""
        found = list(triples)
        if found:
            self.update(updates.insert(graph, found))

    def load(self, content: bytes, graph: str | None = None, *, form: str | None = None) -> None:
        """Add RDF as `graph.store` does; each graph is one request where the server can."""
        copy = Store.memory()
        copy.load(content, graph, form=form)
        self._add(copy)

    def backfill(self, nquads: IO[bytes]) -> None:
        """Add N-Quads, graph by graph; they are held in memory."""
        copy = Store.memory()
        copy.backfill(nquads)
        self._add(copy)

    def _add(self, copy: Store) -> None:
        """Add graphs: the large ones one by one, where the server can, the others together."""
        waiting: list[tuple[Triple, str]] = []
        for name in copy.graphs():
            found = list(copy.quads(name))
            if self._live.address.graphs and len(found) > _TOGETHER:
                self._live.add(name, copy.ntriples(name))
            else:
                waiting += found
            while len(waiting) > _TOGETHER:
                self.update(updates.insert_all(waiting[:_TOGETHER]))
                del waiting[:_TOGETHER]
        if waiting:
            self.update(updates.insert_all(waiting))
        self._named = None

    def flush(self) -> None:
        """Nothing: how well a commit is kept is up to the server."""

    def backup(self, target: Path) -> None:
        """A copy of everything in a new directory."""
        self.at_hand().backup(target)

    def dump(self, output: IO[bytes], form: str, *, graph: str | None = None) -> None:
        """Write everything, or one graph."""
        self.at_hand().dump(output, form, graph=graph)

    def part(self, graph: str, subject: str | None = None) -> list[str]:
        """The canonical N-Quads of a graph, or of one of its subjects."""
        triples = (one for one in self._triples(graph) if subject in {None, one.subject})
        return lines(triples, graph)

    def lines(self) -> set[str]:
        """The canonical N-Quads of all quads, one a line."""
        return self.at_hand().lines()

    def digest(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> Digest:
        """The digest of all quads, or of those of the given graphs."""
        return self.at_hand().digest(graphs, without=without)

    def canonical_hash(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> str:
        """The canonical hash (`graph.digest`) of all quads, or of those of the given graphs."""
        return self.at_hand().canonical_hash(graphs, without=without)

    def publish(self, number: int, keep: int) -> None:
        """Copy everything into a generation, show readers that one, and drop those before the last few."""
        self.update(f"{self._dropping(number)}{updates.copy(number)}")
        self.update(updates.point(number))
        old = number - max(keep, 1)
        while old > 0 and (dropping := self._dropping(old)):
            self.update(dropping.removesuffix(" ;\n"))
            old -= 1

    def _dropping(self, number: int) -> str:
        """What drops a published generation, to stand before another update; nothing when there is none."""
        page = self._live.ask(_GRAPHS % (f"{updates.PUBLISHED}{number}/", ""))["results"]["bindings"]
        names = [row["graph"]["value"] for row in page]
        names += [updates.union(number)] if names else []
        return "".join(f"DROP SILENT GRAPH {spell_iri(name)} ;\n" for name in names)

    def _current(self) -> int:
        found = rows_of(self._live.ask(updates.CURRENT), GRAPH).rows
        if not found:
            raise NoGeneration(f"nothing has been published on {self._live.address.query}")
        return number(found[0][0])

    def at_hand(self) -> Store:
        """A copy of everything, in memory."""
        copy = Store.memory()
        for name in self.graphs():
            if self._live.address.graphs:
                copy.load(self._live.fetch(name.replace(GRAPH, self._space)), name)
            else:
                copy.extend(self._triples(name), name)
        return copy

    def _triples(self, graph: str) -> Iterator[Triple]:
        """The triples of a graph, page by page: each begins behind the last subject that came whole."""
        last = ""
        while True:
            text = _TRIPLES % (spell_iri(graph), last)
            page = [Triple(str(s), str(p), bound(o)) for s, p, o in self._ask(text).rows]
            whole = [one for one in page if one.subject != page[-1].subject] if len(page) == _PAGE else page
            if page and not whole:
                raise GraphError(
                    f"{page[0].subject} has more than {_PAGE} triples, which is more than a page"
                )
            yield from whole
            if len(page) < _PAGE:
                return
            last = whole[-1].subject


def _refuse_update(text: str) -> None:
    """Some servers take an update for a query."""
    try:
        kind_of(text)
    except QuestionError as error:
        raise QuestionError(f"the query is not valid SPARQL: {error}") from error
