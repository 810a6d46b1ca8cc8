"""SPARQL over HTTP: how a query may come, in which syntax it is answered, and what is refused."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import httpx2
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.store import Store
from graph.triples import Literal, Triple
from ontology.terms import Graphs

NAMES = "SELECT ?name WHERE { ?incident a ic:Incident ; rdfs:label ?name } ORDER BY ?name"
EXPECTED = ["Intrusion at Acme Pumps", "Outage at Beta Lines"]
EVERYTHING = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a ic:Incident ; ?p ?o }"
UPDATE = "application/sparql-update"
JSON, XML, CSV, TSV = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)


def names(reply: httpx2.Response) -> list[str]:
    """The names in a JSON result."""
    assert reply.status_code == 200, reply.text
    return [row["name"]["value"] for row in reply.json()["results"]["bindings"]]


def test_a_query_may_come_in_three_ways(client: httpx2.Client) -> None:
    """By GET, as a form and as the body of a POST the same is answered."""
    assert names(client.get("/sparql", params={"query": NAMES})) == EXPECTED
    assert names(client.post("/sparql", data={"query": NAMES})) == EXPECTED
    content = {"content-type": "application/sparql-query; charset=utf-8"}
    assert names(client.post("/sparql", content=NAMES, headers=content)) == EXPECTED


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "POST", "content": NAMES, "headers": {"content-type": "text/plain"}}, 415),
        ({"method": "POST", "data": {"x": "y"}}, 400),
        ({"method": "POST", "data": {"update": "DROP ALL"}}, 400),
        ({"method": "POST", "content": "DROP ALL", "headers": {"content-type": UPDATE}}, 400),
        ({"method": "POST", "data": {"query": [NAMES, NAMES]}}, 400),
        ({"method": "GET", "params": {"query": [NAMES, NAMES]}}, 400),
        ({"method": "GET", "params": {"query": NAMES, "format": "pdf"}}, 400),
        ({"method": "GET", "params": {"query": NAMES, "default-graph-uri": "no iri"}}, 400),
        ({"method": "GET", "params": {"query": NAMES}, "headers": {"accept": "image/png"}}, 406),
        ({"method": "GET", "params": {"query": NAMES}, "headers": {"accept": "text/turtle"}}, 406),
        ({"method": "GET", "params": {"query": "SELECT ?x"}}, 400),
        ({"method": "PUT", "params": {"query": NAMES}}, 405),
    ],
)  # fmt: skip
def test_what_is_no_query_is_told_so(client: httpx2.Client, request_: dict[str, Any], status: int) -> None:
    """Each mistake has its status and a sentence."""
    reply = client.request(url="/sparql", **request_)
    assert reply.status_code == status
    assert len(reply.text.split()) >= 3


def test_bytes_that_are_no_text_are_refused(client: httpx2.Client) -> None:
    """A query is UTF-8, in a body as in a URL."""
    content = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=b"SELECT * { ?s ?p '\xff' }", headers=content).status_code == 400
    assert client.get("/sparql?query=ASK%20%7B%7D%ff").status_code == 400


@pytest.mark.parametrize(
    ("accept", "content"),
    [
        ("", JSON), ("*/*", JSON), (JSON, JSON), (XML, XML), (CSV, CSV), (TSV, TSV),
        ("application/json", JSON), ("application/*", JSON), (f"{XML};q=0.5, {CSV};q=0.9", CSV),
        ("text/*", CSV), (f"{JSON};q=0, */*;q=0.1", XML),
    ],
)  # fmt: skip
def test_rows_come_in_the_syntax_that_is_wanted_most(
    client: httpx2.Client, accept: str, content: str
) -> None:
    """Accept decides, with its qualities and wildcards."""
    reply = client.get("/sparql", params={"query": NAMES}, headers={"accept": accept})
    assert reply.headers["content-type"].partition(";")[0] == content
    assert "Accept" in reply.headers["vary"]


ODD = 'quotes " and \\, <tags> & ,commas; a\ttab, a\nline'


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_every_syntax_says_the_same(client: httpx2.Client, form: str) -> None:
    """IRIs, text, numbers, languages and what is unbound come back whole, read by somebody else."""
    query = f"SELECT * {{ VALUES (?a ?b ?c ?d ?e) {{ (<x:y> {json.dumps(ODD)} 4 'é'@fr UNDEF) }} }}"
    reply = client.get("/sparql", params={"query": query, "format": form})
    found = READERS[form](reply.content)
    assert found == {"a": "x:y", "b": ODD, "c": "4", "d": "é"}


def _of_rdflib(form: str, content: bytes) -> dict[str, str]:
    from rdflib.query import Result  # noqa: PLC0415

    (row,) = Result.parse(io.BytesIO(content), format=form).bindings
    return {str(name): str(value) for name, value in row.items()}


def _of_csv(content: bytes) -> dict[str, str]:
    (row,) = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return {name: value for name, value in row.items() if value}


READERS: dict[str, Callable[[bytes], dict[str, str]]] = {
    "json": lambda content: _of_rdflib("json", content),
    "xml": lambda content: _of_rdflib("xml", content),
    "tsv": lambda content: _of_rdflib("tsv", content),
    "csv": _of_csv,
}


@pytest.mark.parametrize(
    ("form", "parser"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")]
)
def test_triples_come_in_every_syntax(client: httpx2.Client, form: str, parser: str) -> None:
    """A graph is the same in all of them, read by somebody else."""
    reply = client.get("/sparql", params={"query": EVERYTHING, "format": form})
    found = rdflib.Graph().parse(data=reply.content, format=parser)
    expected = client.get("/sparql", params={"query": EVERYTHING, "format": "ntriples"})
    assert len(found) >= 6
    assert isomorphic(found, rdflib.Graph().parse(data=expected.content, format="nt"))


def test_yes_and_no_and_descriptions(client: httpx2.Client) -> None:
    """ASK and DESCRIBE are answered too."""
    assert client.get("/sparql", params={"query": "ASK { ?x a ic:Claim }"}).json()["boolean"] is True
    reply = client.get("/sparql", params={"query": "ASK {}"}, headers={"accept": XML})
    assert ET.fromstring(reply.content).find("{*}boolean").text == "true"  # type: ignore[union-attr]
    reply = client.get("/sparql", params={"query": "DESCRIBE ?x { ?x a ic:Incident }"})
    assert reply.headers["content-type"] == "text/turtle; charset=utf-8"
    assert len(rdflib.Graph().parse(data=reply.content)) >= 6


def test_the_dataset_can_be_chosen(client: httpx2.Client) -> None:
    """Without a choice all graphs are asked; parameters and FROM narrow it, parameters before FROM."""
    count = "SELECT (COUNT(*) AS ?name) {} {{ ?s a ic:Incident }}"
    everything, incidents, shared = "", str(Graphs.INCIDENTS), str(Graphs.SHARED)

    def counted(query: str, **parameters: str) -> str:
        given = {name.replace("_", "-"): value for name, value in parameters.items()}
        return names(client.get("/sparql", params={"query": query, **given}))[0]

    assert counted(count.format(everything)) == "2"
    assert counted(count.format(f"FROM <{incidents}>")) == "2"
    assert counted(count.format(f"FROM <{shared}>")) == "0"
    assert counted(count.format(""), default_graph_uri=shared) == "0"
    assert counted(count.format(f"FROM <{shared}>"), default_graph_uri=incidents) == "2"
    inside = "SELECT (COUNT(*) AS ?name) { GRAPH ?g { ?s a ic:Incident } }"
    assert counted(inside) == "2"
    assert counted(inside, named_graph_uri=incidents) == "2"
    assert counted(inside, named_graph_uri=shared) == "0"
    assert counted(inside, default_graph_uri=incidents) == "0"


def test_an_unknown_graph_is_named(client: httpx2.Client) -> None:
    """FROM a graph that is not here is refused, and says which."""
    reply = client.get("/sparql", params={"query": "SELECT * FROM <http://elsewhere/> { ?s ?p ?o }"})
    assert (reply.status_code, "http://elsewhere/" in reply.text) == (400, True)


def test_answers_name_their_generation(client: httpx2.Client) -> None:
    """Whoever cites an answer can say of which state of the graph it is, from other origins too."""
    reply = client.get("/sparql", params={"query": NAMES}, headers={"origin": "https://front.example"})
    assert reply.headers["claimgraph-generation"] == "1"
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "Claimgraph-Truncated" in reply.headers["access-control-expose-headers"]


@pytest.fixture(scope="module")
def large(
    tmp_path_factory: pytest.TempPathFactory, publishing: Callable[..., None], servers: Callable[..., Any]
) -> Any:
    """A server of a graph with more than one answer may have."""
    home = tmp_path_factory.mktemp("large")

    def fill(graph: Any) -> None:
        store: Store = graph.store
        store.extend((Triple("x:s", "x:p", Literal(f"{n:05d} " + "x" * 2000)) for n in range(10_001)), "x:g")

    publishing(home, fill)
    with servers(home) as address, httpx2.Client(base_url=address, timeout=60) as made:
        yield made


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "turtle", "ntriples", "jsonld", "rdfxml"])
def test_what_is_cut_says_so_and_is_whole(large: httpx2.Client, form: str) -> None:
    """Too many rows or bytes: fewer come, well-formed, with their number in the head."""
    pattern = "{ <x:s> <x:p> ?text BIND(SUBSTR(?text, 1, 5) AS ?name) }"
    graphs = form in {"turtle", "ntriples", "jsonld", "rdfxml"}
    few = f"CONSTRUCT {{ <x:s> <x:p> ?name }} {pattern}" if graphs else f"SELECT ?name {pattern}"
    much = f"CONSTRUCT {pattern[:19]} }} {pattern}" if graphs else f"SELECT ?text {pattern}"
    by_rows = large.get("/sparql", params={"query": few, "format": form})
    by_size = large.get("/sparql", params={"query": much, "format": form})
    assert by_rows.headers["claimgraph-truncated"] == "rows=10000"
    number = int(by_size.headers["claimgraph-truncated"].removeprefix("rows="))
    assert 3000 < number < 5000
    assert len(by_size.content) <= 10_001_000
    assert counted(form, by_rows.content) == 10_000
    assert counted(form, by_size.content) == number


def counted(form: str, content: bytes) -> int:
    """The rows or triples of a result, by a parser of others."""
    if form == "json":
        found = json.loads(content)
        assert found["head"]["link"]
        return len(found["results"]["bindings"])
    if form == "xml":
        return len(ET.fromstring(content).findall(".//{*}result"))
    if form in {"csv", "tsv"}:
        return len(content.decode().splitlines()) - 1
    name = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}.get(form, form)
    return len(rdflib.Graph().parse(data=content, format=name))


def test_what_fits_is_not_called_cut(large: httpx2.Client) -> None:
    """As many rows as are allowed are simply all."""
    query = "SELECT (SUBSTR(?text, 1, 5) AS ?name) { <x:s> <x:p> ?text } LIMIT 10000"
    reply = large.get("/sparql", params={"query": query})
    assert "claimgraph-truncated" not in reply.headers
    assert len(reply.json()["results"]["bindings"]) == 10_000
    assert "link" not in reply.json()["head"]


SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


def test_the_service_describes_itself(client: httpx2.Client, server: str) -> None:
    """Without a query there is a description, in the syntax that is wanted, with every graph by name."""
    graph = rdflib.Graph().parse(data=client.get("/sparql").content, format="turtle")
    (service,) = graph.subjects(rdflib.RDF.type, SD.Service)
    assert str(service) == f"{server}/sparql"
    assert graph.value(service, SD.endpoint) == service
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert rdflib.URIRef(Graphs.SHARED) in set(graph.objects(None, SD.name))
    xml = client.get("/sparql", headers={"accept": "application/rdf+xml"})
    assert isomorphic(graph, rdflib.Graph().parse(data=xml.content, format="xml"))


def test_void_counts_what_there_is(client: httpx2.Client, server: str) -> None:
    """The description of the dataset says where to ask it and how much it holds, class by class."""
    reply = client.get("/.well-known/void", headers={"accept": "application/ld+json"})
    graph = rdflib.Graph().parse(data=reply.content, format="json-ld")
    (dataset,) = graph.subjects(rdflib.RDF.type, VOID.Dataset)
    assert str(graph.value(dataset, VOID.sparqlEndpoint)) == f"{server}/sparql"
    total = names(client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?name) { ?s ?p ?o }"}))
    assert str(graph.value(dataset, VOID.triples)) == total[0]
    sizes = {
        str(graph.value(part, VOID["class"])).rpartition("#")[2]: int(graph.value(part, VOID.entities))
        for part in graph.objects(dataset, VOID.classPartition)
    }
    assert sizes["Incident"] == 2


def test_nothing_published_is_503(tmp_path: Path, servers: Callable[..., Any]) -> None:
    """Before the first generation queries are told to come back, and none is started."""
    with servers(tmp_path) as address, httpx2.Client(base_url=address, timeout=30) as waiting:
        for path in ("/sparql?query=ASK%20%7B%7D", "/sparql", "/.well-known/void", "/questions/claims"):
            reply = waiting.get(path)
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "2")
