"""The W3C's tests of SPARQL 1.1: whatever `oxigraph serve` passes, our endpoint and our store pass too.

Both endpoints hold the data of all tests at once, each file in a graph of its own, and each query is asked of
the graphs that are its data. Updates go through the store, as the pipeline's do, and to `oxigraph serve` by
HTTP. Federation is left out: our endpoint refuses SERVICE. So are the requests that would write through the
endpoint, which only reads, and the Graph Store Protocol, which it does not speak.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest

from graph.store import Store
from ontology.errors import GraphError
from tests.graph.servers import oxigraph
from tests.w3c.endpoints import Endpoint, ours
from tests.w3c.manifest import Case, Data, Manifest, triples
from tests.w3c.outcomes import expected, graph, of_csv, solutions

pytestmark = pytest.mark.shared
LEFT_OUT = {"service", "syntax-fed", "http-rdf-update", "graph-store-protocol"}
ACCEPT = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srx": "application/sparql-results+xml"}
JSON = "application/sparql-results+json"
READ = {
    ".csv": of_csv,
    ".tsv": lambda content: solutions(content, ox.QueryResultsFormat.TSV),
    ".srx": lambda content: solutions(content, ox.QueryResultsFormat.XML),
}
UPDATES = {"UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11"}
GROUPS = (
    "aggregates bind bindings cast construct csv-tsv-res entailment exists functions grouping json-res "
    "negation project-expression property-path protocol service-description subquery syntax-query"
).split()
UPDATE_GROUPS = (
    "add basic-update clear copy delete delete-data delete-insert delete-where drop move syntax-update-1 "
    "syntax-update-2 update-silent"
).split()


@dataclass(frozen=True)
class Passed:
    """The tests of a group, and those that each of the two passes."""

    all: frozenset[str]
    bare: frozenset[str]
    ours: frozenset[str]


@pytest.fixture(scope="module")
def cases(shared: Path) -> dict[str, list[Case]]:
    """All tests by group."""
    folder = shared / "suites" / "rdf-tests" / "sparql" / "sparql11"
    found: dict[str, list[Case]] = {}
    for path in sorted(folder.glob("*/manifest.ttl")):
        if path.parent.name not in LEFT_OUT:
            found[path.parent.name] = list(Manifest(path).cases())
    return found


@pytest.fixture(scope="module")
def endpoints(
    cases: dict[str, list[Case]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Endpoint, Endpoint]]:
    """Both endpoints, with the data of all queries."""
    folder = tmp_path_factory.mktemp("w3c")
    filled(cases, folder / "store")
    ox.Store(str(folder / "store")).backup(str(folder / "backup"))
    with oxigraph(folder / "store") as bare, ours(folder / "backup") as mine, httpx2.Client(timeout=60) as c:
        yield Endpoint(client=c, query=f"{bare}/query"), Endpoint(client=c, query=f"{mine}/sparql")


def filled(cases: dict[str, list[Case]], place: Path) -> None:
    """A store with each data file of each query in a graph of its own."""
    store, seen = ox.Store(str(place)), set()
    for case in (case for group in cases.values() for case in group if case.kind not in UPDATES):
        named = [(path.resolve().as_uri(), path) for path in case.before.default]
        for name, path in [*named, *case.before.named]:
            if name not in seen:
                seen.add(name)
                store.extend(ox.Quad(*triple, ox.NamedNode(name)) for triple in triples(path))
    store.flush()


@pytest.mark.parametrize("group", GROUPS)
def test_queries(cases: dict[str, list[Case]], endpoints: tuple[Endpoint, Endpoint], group: str) -> None:
    """What bare Oxigraph passes over HTTP, our endpoint passes over HTTP."""
    asked = [
        case for case in cases[group] if case.kind not in UPDATES and not case.name.startswith("update_")
    ]
    bare, mine = ({case.name for case in asked if passes(case, one)} for one in endpoints)
    told(group, Passed(frozenset(case.name for case in asked), frozenset(bare), frozenset(mine)))


@pytest.mark.parametrize("group", UPDATE_GROUPS)
def test_updates(
    cases: dict[str, list[Case]], tmp_path_factory: pytest.TempPathFactory, group: str, updated: str
) -> None:
    """What bare Oxigraph passes over HTTP, our store passes."""
    asked = [case for case in cases[group] if case.kind in UPDATES or case.kind.startswith("Negative")]
    with httpx2.Client(timeout=60, base_url=updated) as client:
        bare = {case.name for case in asked if changes(case, lambda case: by_http(client, case))}
    mine = {case.name for case in asked if changes(case, by_store)}
    told(group, Passed(frozenset(case.name for case in asked), frozenset(bare), frozenset(mine)))


@pytest.fixture(scope="module")
def updated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an `oxigraph serve` to write to."""
    with oxigraph(tmp_path_factory.mktemp("w3c") / "updated") as address:
        yield address


def told(group: str, passed: Passed) -> None:
    """Print how many passed, and insist that ours are at least those of the other."""
    print(f"{group}: of {len(passed.all)} bare {len(passed.bare)}, ours {len(passed.ours)}")
    assert passed.all
    assert passed.bare - passed.ours == set()


def passes(case: Case, endpoint: Endpoint) -> bool:
    """Whether an endpoint does what a test expects."""
    if case.kind == "ProtocolTest":
        return all(_exchanged(request, endpoint) for request in case.requests)
    if case.kind == "ServiceDescriptionTest":
        return _described(case, endpoint)
    reply = _asked(case, endpoint)
    if case.kind.startswith("Negative"):
        return reply.status_code == 400
    if case.kind.startswith("Positive") or reply.status_code != 200:
        return reply.status_code == 200
    assert case.result
    content = reply.headers["content-type"].partition(";")[0]
    if content in {"application/n-triples", "text/turtle"}:
        return graph(quad.triple for quad in ox.parse(reply.content, ox.RdfFormat.TURTLE)) == expected(
            case.result
        )
    return READ.get(case.result.suffix, _json)(reply.content) == expected(case.result)


def _json(content: bytes) -> object:
    return solutions(content, ox.QueryResultsFormat.JSON)


def _asked(case: Case, endpoint: Endpoint) -> httpx2.Response:
    assert case.text
    wanted = ACCEPT.get(case.result.suffix, JSON) if case.result else JSON
    data = {
        "query": based(case.text),
        "default-graph-uri": [path.resolve().as_uri() for path in case.before.default] or ["urn:empty"],
        "named-graph-uri": [name for name, _ in case.before.named],
    }
    headers = {"accept": f"{wanted}, application/n-triples;q=0.9"}
    return endpoint.client.post(endpoint.query, data=data, headers=headers)


def based(path: Path) -> str:
    """The text of a file, with itself as the base of its IRIs."""
    return f"BASE <{path.resolve().as_uri()}>\n{path.read_text('utf-8')}"


def _exchanged(request, endpoint: Endpoint) -> bool:
    url = endpoint.query + request.path.removeprefix("/sparql/").removeprefix("/sparql")
    reply = endpoint.client.request(request.method, url, headers=request.headers, content=request.body)
    if str(reply.status_code)[0] not in request.statuses:
        return False
    if request.boolean is None:
        return True
    form = ox.QueryResultsFormat.from_media_type(reply.headers["content-type"])
    return form is not None and solutions(reply.content, form) == request.boolean


def _described(case: Case, endpoint: Endpoint) -> bool:
    reply = endpoint.client.get(endpoint.query, headers={"accept": "text/turtle"})
    if reply.status_code != 200:
        return False
    found = list(ox.parse(reply.content, ox.RdfFormat.TURTLE, base_iri=endpoint.query))
    if case.name == "has-endpoint-triple":
        return any(quad.predicate.value.endswith("#endpoint") for quad in found)
    return bool(found)


def changes(case: Case, make: Callable[[Case], frozenset | None]) -> bool:
    """Whether an update does what a test expects; None stands for a refusal."""
    found = make(case)
    if case.kind.startswith("Negative"):
        return found is None
    if case.kind.startswith("Positive"):
        return found is not None
    return found == _state(case.after)


def _state(data: Data) -> frozenset:
    default = [triple for path in data.default for triple in triples(path)]
    return graph(default, [(name, list(triples(path))) for name, path in data.named])


def by_store(case: Case) -> frozenset | None:
    """What an update makes of its data in our store; None when it is refused."""
    assert case.text
    store = Store.memory()
    store.load(_nquads(case.before))
    try:
        store.update(based(case.text))
    except GraphError:
        return None
    return _canonical("".join(store.lines()).encode())


def by_http(client: httpx2.Client, case: Case) -> frozenset | None:
    """What an update makes of its data in bare Oxigraph; None when it is refused."""
    assert case.text
    client.post("/update", content="DROP ALL", headers={"content-type": "application/sparql-update"})
    client.post("/store", content=_nquads(case.before), headers={"content-type": "application/n-quads"})
    update = based(case.text).encode()
    reply = client.post("/update", content=update, headers={"content-type": "application/sparql-update"})
    if reply.status_code >= 400:
        return None
    return _canonical(client.get("/store", headers={"accept": "application/n-quads"}).content)


def _nquads(data: Data) -> bytes:
    quads = [ox.Quad(*triple) for path in data.default for triple in triples(path)]
    quads += [ox.Quad(*triple, ox.NamedNode(name)) for name, path in data.named for triple in triples(path)]
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _canonical(content: bytes) -> frozenset:
    dataset = ox.Dataset(ox.parse(content, ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))
