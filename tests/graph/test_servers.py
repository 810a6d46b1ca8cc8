"""Graphs on SPARQL servers: generations under versioned names, paging by keys, and who may write."""

import socket
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph import remote, updates
from graph.client import AUTHORIZATION, Client
from graph.generations import open_generation, publish
from graph.graph import Graph, open_graph, writing
from graph.remote import RemoteStore
from graph.triples import Literal, Triple
from ontology.errors import ClaimgraphError, GraphError, NoGeneration, QuestionError, StoreBusy
from ontology.model import Claim, Entity
from ontology.terms import GRAPH, Graphs

KINDS = ["oxigraph", "sparql", "virtuoso"]
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?claim a ic:Claim }"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_published_is_seen_until_the_next(
    kind: str, served: Callable[[str], str], tmp_path: Path, sample
) -> None:
    """A generation lies on the server beside what is written, and here, the same as from memory."""
    url = served(kind)
    with writing(url) as graph, open_graph("memory:") as local:
        sample.write_world(graph)
        sample.write_world(local)
        first = publish(graph, tmp_path / "a", texts=sample.texts)
        assert first.canonical_hash == publish(local, tmp_path / "b", texts=sample.texts).canonical_hash
        graph.drop(sample.courier_page().iri)
        with open_graph(url, read_only=True) as seen, open_generation(tmp_path / "a") as here:
            assert len(seen) == len(here.graph)
            assert seen.ask(COUNT).rows == ((7,),)
            assert graph.ask(COUNT).rows == ((4,),)
            assert set(seen.all(Entity)) == set(here.graph.all(Entity))
            assert seen.get(Claim, sample.courier_page().claims[0].iri)
            assert seen.store.graphs() == here.graph.store.graphs()
            assert seen.canonical_hash() == here.graph.canonical_hash()
            with pytest.raises(GraphError, match="read-only"):
                seen.drop(sample.herald_page().iri)
        publish(graph, tmp_path / "a", texts=sample.texts, keep=1)
    with open_graph(url, read_only=True) as seen:
        assert seen.ask(COUNT).rows == ((4,),)
    assert published(url) == {2}


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_refers_to_is_collected_beside_old_generations(
    kind: str, served: Callable[[str], str], tmp_path: Path, sample
) -> None:
    """Published copies keep nothing alive in what is written, and make no shortcuts."""
    url = served(kind)
    with open_graph(url) as graph:
        sample.write_world(graph)
        publish(graph, tmp_path, texts=sample.texts)
        for page in (sample.herald_page(), sample.courier_page()):
            graph.drop(page.iri)
        assert graph.collect() > 0
        graph.shortcuts()
        assert set(graph.store.graphs()) & {Graphs.SHARED, Graphs.SHORTCUTS} == set()


def published(url: str) -> set[int]:
    """The numbers of the generations that a server holds."""
    client = Client(url)
    found = client.ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")["results"]["bindings"]
    names = [row["g"]["value"].removeprefix(updates.PUBLISHED).partition("/") for row in found]
    client.close()
    return {int(number) for number, slash, _ in names if slash and number.isdecimal()}


def test_nothing_published_is_said(served: Callable[[str], str]) -> None:
    """Before the first generation there is nothing to read."""
    with pytest.raises(NoGeneration, match="nothing has been published"):
        open_graph(served("oxigraph"), read_only=True)


@pytest.mark.parametrize("kind", ["sparql", "virtuoso"])
def test_large_graphs_come_page_by_page(
    kind: str, served: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No page is cut within a subject, none is lost, and no answer is skipped over."""
    monkeypatch.setattr(remote, "_TRIPLES", remote._TRIPLES.replace("LIMIT 5000", "LIMIT 50"))
    monkeypatch.setattr(remote, "_PAGE", 50)
    written = {
        Triple(f"{GRAPH}s{n:03d}", f"{GRAPH}p{p}", Literal(f"{n}", language="en"))
        for n in range(100)
        for p in range(n % 7 + 1)
    }
    store = RemoteStore.at(served(kind))
    store.extend(written, f"{GRAPH}large")
    found = [triple for triple, _ in store.quads(f"{GRAPH}large")]
    assert len(found) == len(written)
    assert set(found) == written
    store.close()


def test_an_update_is_no_query(served: Callable[[str], str], sample) -> None:
    """A server that would take an update at the address of queries is not even asked."""
    with open_graph(served("virtuoso")) as graph:
        sample.write_world(graph)
        before = len(graph)
        for text in ("DROP ALL", f"DROP SILENT GRAPH <{sample.herald_page().iri}>"):
            with pytest.raises(QuestionError):
                graph.ask(text)
        assert len(graph) == before


def test_one_machine_has_one_writer(served: Callable[[str], str]) -> None:
    """A second writer to the same server is told to wait."""
    url = served("oxigraph")
    with writing(url), pytest.raises(StoreBusy, match=url), writing(url):
        pass


@contextmanager
def guarded(accepted: str) -> Iterator[str]:
    """The address of a server that answers nobody but those with an authorization."""

    async def respond(request: Request) -> Response:
        if request.headers.get("authorization") == accepted:
            return JSONResponse({"head": {}, "boolean": True}, media_type="application/sparql-results+json")
        return Response(status_code=401, headers={"WWW-Authenticate": 'Basic realm="x"'})

    listening = socket.create_server(("127.0.0.1", 0))
    app = Starlette(routes=[Route("/sparql", respond, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/sparql"
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.parametrize(
    ("given", "sent"),
    [("ada:love:lace", f"Basic {b64encode(b'ada:love:lace').decode()}"), ("Bearer abc", "Bearer abc")],
)
def test_one_proves_who_one_is(monkeypatch: pytest.MonkeyPatch, given: str, sent: str) -> None:
    """By user and password, or by a token; whoever does not is told that it is about the password."""
    with guarded(sent) as url:
        monkeypatch.setenv(AUTHORIZATION, given)
        client = Client(url)
        assert client.ask("ASK {}")["boolean"] is True
        client.close()
        monkeypatch.delenv(AUTHORIZATION)
        client = Client(url)
        with pytest.raises(GraphError, match="the user or password is not known"):
            client.ask("ASK {}")
        client.close()


@pytest.mark.parametrize(
    ("url", "given"), [("http://store.example/sparql", "a:b"), ("https://store.example/sparql", "token")]
)
def test_a_password_is_not_sent_in_the_open(monkeypatch: pytest.MonkeyPatch, url: str, given: str) -> None:
    """Over plain HTTP to another machine no password is sent, and what is none is told so, without it."""
    monkeypatch.setenv(AUTHORIZATION, given)
    with pytest.raises(ClaimgraphError) as caught:
        Graph(RemoteStore.at(url))
    assert given not in str(caught.value).replace("user:password", "").replace("Bearer token", "")
