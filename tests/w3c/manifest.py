"""The W3C's tests of SPARQL 1.1 as their manifests list them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
UT = "http://www.w3.org/2009/sparql/tests/test-update#"
HT = "http://www.w3.org/2011/http#"
CNT = "http://www.w3.org/2011/content#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
FORMATS = {".ttl": ox.RdfFormat.TURTLE, ".nt": ox.RdfFormat.N_TRIPLES, ".rdf": ox.RdfFormat.RDF_XML}

Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """Files of the default graph, and of named graphs by their names."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent, and which of the hundreds of status codes may come back."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test: its group, name and kind (the local name of its class), and what the kind needs."""

    group: str
    name: str
    kind: str
    text: Path | None = None
    before: Data = Data()
    after: Data = Data()
    result: Path | None = None
    requests: tuple[Request, ...] = ()


class Manifest:
    """One manifest, as triples."""

    def __init__(self, path: Path) -> None:
        self._group = path.parent.name
        self._store = ox.Store()
        self._store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri())

    def cases(self) -> Iterator[Case]:
        """Its tests in their order."""
        (manifest,) = self._subjects(RDF + "type", MF + "Manifest")
        for test in self._list(self._one(manifest, MF + "entries")):
            yield self._case(test)

    def _case(self, test: Node) -> Case:
        kind = str(self._one(test, RDF + "type").value).rpartition("#")[2]
        action, result = self._one(test, MF + "action"), self._one(test, MF + "result")
        plain = isinstance(action, ox.NamedNode)
        text = action if plain else self._one(action, QT + "query") or self._one(action, UT + "request")
        return Case(
            group=self._group,
            name=test.value.rpartition("#")[2],
            kind=kind,
            text=_path(text) if text else None,
            before=self._data(test if kind == "ProtocolTest" else action),
            after=self._data(result) if isinstance(result, ox.BlankNode) else Data(),
            result=_path(result) if isinstance(result, ox.NamedNode) and "#" not in result.value else None,
            requests=tuple(map(self._request, self._list(self._one(action, HT + "requests")))),
        )

    def _data(self, node: Node) -> Data:
        default = [*self._all(node, QT + "data"), *self._all(node, UT + "data")]
        named = [(one.value, _path(one)) for one in self._all(node, QT + "graphData")]
        for one in self._all(node, UT + "graphData"):
            graph = self._one(one, UT + "graph") or self._one(one, UT + "data")
            named.append((self._one(one, RDFS + "label").value, _path(graph)))
        return Data(default=tuple(map(_path, default)), named=tuple(named))

    def _request(self, node: Node) -> Request:
        reply, body = self._one(node, HT + "resp"), self._one(node, HT + "body")
        headers = {
            self._one(header, HT + "fieldName").value: self._one(header, HT + "fieldValue").value
            for header in self._list(self._one(node, HT + "headers"))
        }
        boolean = self._one(reply, MF + "expectedBoolean")
        encoding = self._one(body, CNT + "characterEncoding").value if body else "UTF-8"
        return Request(
            method=self._one(node, HT + "methodName").value,
            path=self._one(node, HT + "absolutePath").value,
            headers=headers,
            body=self._one(body, CNT + "chars").value.encode(encoding) if body else b"",
            statuses=tuple(one.value[-3] for one in self._all(reply, MF + "expectedStatus")),
            boolean=None if boolean is None else boolean.value == "true",
        )

    def _subjects(self, predicate: str, value: str) -> list:
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), ox.NamedNode(value))
        return [quad.subject for quad in found]

    def _all(self, node, predicate: str) -> list:
        if node is None or isinstance(node, ox.Literal):
            return []
        return [quad.object for quad in self._store.quads_for_pattern(node, ox.NamedNode(predicate), None)]

    def _one(self, node, predicate: str):
        return next(iter(self._all(node, predicate)), None)

    def _list(self, node) -> Iterator:
        while node is not None and node.value != RDF + "nil":
            yield self._one(node, RDF + "first")
            node = self._one(node, RDF + "rest")


def _path(node) -> Path:
    return Path(node.value.removeprefix("file://"))


def triples(path: Path) -> Iterator[ox.Triple]:
    """The triples of a file."""
    content = path.read_bytes()
    for quad in ox.parse(content, FORMATS[path.suffix], base_iri=path.resolve().as_uri()):
        yield quad.triple
