"""How the explorer is served: built or not, in parts that browsers may keep, and small enough."""

import gzip
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from api import explorer

SCRIPT_GZIPPED = 300_000  # bytes, all scripts together


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the built explorer."""
    monkeypatch.setattr(explorer, "BUILT", tmp_path)
    return tmp_path


@pytest.fixture
def client(folder: Path) -> TestClient:
    """A client of the explorer's addresses alone."""
    return TestClient(Starlette(routes=explorer.routes()))


def test_without_node_the_server_says_how_to_get_the_explorer(client: TestClient) -> None:
    """From a clean clone every address of the explorer gives the page of the API, which names the command."""
    for path in ("/", "/incident/some-incident", "/query", "/review"):
        reply = client.get(path)
        assert reply.status_code == 200
        assert "make web" in reply.text
        assert "/graphql" in reply.text


def test_a_built_explorer_is_served_at_all_of_its_addresses(folder: Path, client: TestClient) -> None:
    """The one page is there at each address, asks for itself anew, and its files are kept for ever."""
    (folder / "assets").mkdir()
    (folder / "index.html").write_text("<title>explorer</title>")
    (folder / "assets/index-1a2b.js").write_text("0")
    for path in (
        "/",
        "/entity/organization/some-company",
        "/claim/1a2b",
        "/comparison/1a2b",
        "/article/1a2b",
    ):
        reply = client.get(path)
        assert reply.text == "<title>explorer</title>"
        assert reply.headers["cache-control"] == "no-cache"
        assert "script-src 'self';" in reply.headers["content-security-policy"]
    assert "immutable" in client.get("/explorer/assets/index-1a2b.js").headers["cache-control"]
    assert client.get("/explorer/../settings.py").status_code == 404


def test_scripts_are_small(built: None) -> None:
    """All scripts of the built explorer together are at most 300 kB, gzipped."""
    scripts = list((explorer.STATIC / "explorer/assets").glob("*.js"))
    assert sum(len(gzip.compress(script.read_bytes(), 6)) for script in scripts) <= SCRIPT_GZIPPED
