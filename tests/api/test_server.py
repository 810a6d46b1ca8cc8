"""The server: whether it is up and ready, what it shows a browser, and how it follows new generations."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2
import pytest

from graph.graph import Graph
from ontology.terms import Graphs, Iri

QUESTION = {"query": "{ generation { number } incidents { totalCount } }"}
OURS = {"/", "/graphql"}


def test_health_says_that_it_is_up(client: httpx2.Client) -> None:
    """A probe of life needs no generation."""
    reply = client.get("/health")
    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_ready_tells_the_generation(client: httpx2.Client) -> None:
    """A server with something to serve says which generation it is."""
    reply = client.get("/ready")
    assert (reply.status_code, reply.json()) == (200, {"status": "ready", "generation": 1})


def test_waits_for_the_first_generation_and_follows_new_ones(
    tmp_path: Path, servers: Callable[[Path], Any], publishing: Callable[..., None], world: Any
) -> None:
    """Without a generation it is not ready; each one that is published answers at once, without a restart."""

    def one_incident(graph: Graph) -> None:
        graph.replace(Graphs.INCIDENTS, (world.intrusion,))

    with servers(tmp_path) as address, httpx2.Client(base_url=address, timeout=30) as client:
        assert client.get("/ready").status_code == 503
        reply = client.post("/graphql", json=QUESTION)
        assert reply.status_code == 503
        assert "claimgraph run" in reply.json()["errors"][0]["message"]
        publishing(tmp_path)
        assert client.get("/ready").json()["generation"] == 1
        publishing(tmp_path, one_incident)
        found = client.post("/graphql", json=QUESTION).json()["data"]
        assert found == {"generation": {"number": 2}, "incidents": {"totalCount": 1}}
        assert client.get("/ready").json()["generation"] == 2


def test_a_graph_that_cannot_be_read_is_503(tmp_path: Path, servers: Callable[[Path], Any]) -> None:
    """A broken folder is neither ready nor a fault of the client, and its path is told to nobody."""
    (tmp_path / "generations").mkdir()
    (tmp_path / "generations" / "current").write_text("7")
    with servers(tmp_path) as address, httpx2.Client(base_url=address, timeout=30) as client:
        for reply in (client.get("/ready"), client.post("/graphql", json=QUESTION)):
            assert reply.status_code == 503
            assert str(tmp_path) not in reply.text
        assert client.get("/health").status_code == 200


def test_lets_go_of_generations_that_nobody_reads(
    tmp_path: Path, servers: Callable[[Path], Any], publishing: Callable[..., None], world: Any
) -> None:
    """An old generation is closed when a newer one answers, so that its files are free."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("open files are only listed under /proc")
    publishing(tmp_path)
    with servers(tmp_path) as address, httpx2.Client(base_url=address, timeout=30) as client:
        pid = _listener(tmp_path)
        for number in range(2, 8):
            publishing(tmp_path, lambda graph, n=number: graph.drop(_page(world, n)))
            client.post("/graphql", json=QUESTION)
        held = {int(found[1]) for link in _files(pid) if (found := re.search(r"/generations/(\d+)/", link))}
        number = client.get("/ready").json()["generation"]
        assert held == {number}


def test_the_page_of_the_api_leads_to_everything(client: httpx2.Client) -> None:
    """It links to where things are, and every link works."""
    page = client.get("/api").text
    links = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert {"/", "/graphql", "/schema.graphql", "/ready", "/health"} <= set(links)
    for link in links:
        assert client.get(link, headers={"accept": "text/html"}).status_code == 200


def test_graphiql_needs_no_other_server(client: httpx2.Client) -> None:
    """The page to try questions out loads its files from here, without inline script, by a strict policy."""
    reply = client.get("/graphql", headers={"accept": "text/html,application/xhtml+xml"})
    assert reply.headers["content-type"].startswith("text/html")
    policy = reply.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "default-src 'none'" in policy
    page = reply.text
    assert not re.search(r"(?:https?:)?//", page)
    assert all(body == "" for body in re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL))
    assert not re.search(r"\son\w+=", page)
    files = re.findall(r'(?:href|src)="([^"]+)"', page)
    assert len(files) == 6
    for file in files:
        served = client.get(f"/{file}")
        assert (served.status_code, len(served.content) > 100) == (200, True)
        assert served.headers["x-content-type-options"] == "nosniff"


def test_vendored_files_name_no_source_maps_and_no_registry(client: httpx2.Client) -> None:
    """Files of others are whole, named with their licences, and do not point to what is not here."""
    folder = Path(__file__).parents[2] / "api" / "static" / "graphiql"
    notice = (folder / "NOTICE").read_text()
    for file in folder.glob("*.min.*"):
        text = file.read_text()
        assert "sourceMappingURL" not in text
        assert "npmjs" not in text
        assert file.name in notice
    assert notice.count("Permission is hereby granted") == 2
    del client


def test_the_schema_can_be_fetched(client: httpx2.Client) -> None:
    """The schema is served as text, the same as the committed one."""
    committed = Path(__file__).parents[2] / "api" / "graphql" / "schema.graphql"
    assert client.get("/schema.graphql").text == committed.read_text()


def test_other_origins_may_ask_without_credentials(client: httpx2.Client) -> None:
    """A page of any origin may ask, but no browser will send it cookies or show it those of others."""
    reply = client.post("/graphql", json=QUESTION, headers={"origin": "https://front.example"})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    asked = {"origin": "https://front.example", "access-control-request-method": "POST"}
    flight = client.options("/graphql", headers={**asked, "access-control-request-headers": "content-type"})
    assert flight.status_code == 200


def test_a_taken_port_is_one_clear_line(server: str) -> None:
    """A port that cannot be had ends in one line that says so and what to do, with exit code 1."""
    port = server.rsplit(":", 1)[1]
    done = _serve("--port", port)
    assert done.returncode == 1
    assert done.stderr.strip().count("\n") == 0
    assert port in done.stderr
    assert "--port" in done.stderr


def test_a_wrong_port_is_a_usage_error() -> None:
    """A port that does not exist is a usage error, exit code 2."""
    assert _serve("--port", "65536").returncode == 2


def test_ctrl_c_ends_it_in_peace(tmp_path: Path) -> None:
    """The server says in one line where to look, and ends on Ctrl-C with exit code 0 and no traceback."""
    command = [_claimgraph(), "serve", "--port", "0", "--home", str(tmp_path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout
        line = process.stdout.readline()
        address = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
        assert address
        with socket.create_connection(("127.0.0.1", int(address[1]))):
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")


def _serve(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [_claimgraph(), "serve", *options], capture_output=True, text=True, timeout=60, check=False
    )


def _claimgraph() -> str:
    return str(Path(sys.executable).parent / "claimgraph")


def _page(world: Any, number: int) -> Iri:
    """A page of the world to drop; after the last one, one that is not there."""
    documents = [*world.texts, *(f"gone-{n}" for n in range(10))]
    return Iri(f"https://w3id.org/claimgraph/graph/article/{documents[number - 2]}")


def _listener(home: Path) -> int:
    """The process that serves a home folder."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(home).encode() in words and b"serve" in words:
            return int(place.name)
    raise AssertionError(f"nobody serves {home}")


def _files(pid: int) -> list[str]:
    """What a process has open."""
    return [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
