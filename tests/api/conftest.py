"""The invented world, published, and the real server that answers from it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.stories import publish_world
from tests.api.world import World


@contextmanager
def serving(home: Path, *options: str) -> Iterator[str]:
    """The real server, as the command starts it, on a free port; its address."""
    program = str(Path(sys.executable).parent / "claimgraph")
    command = [program, "serve", "--port", "0", "--home", str(home), *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            found = re.search(r"http://[\d.]+:\d+", process.stdout.readline())
            assert found, "the server does not say where it listens"
            yield found[0]
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


@dataclass(frozen=True)
class Asking:
    """Asks a server, and insists on an answer without errors."""

    client: httpx2.Client

    def __call__(self, query: str, **variables: Any) -> Any:
        """The data of the reply."""
        reply = self.client.post("/graphql", json={"query": query, "variables": variables})
        found = reply.json()
        assert "errors" not in found, found["errors"]
        return found["data"]

    def refused(self, query: str, **variables: Any) -> list[dict[str, Any]]:
        """The errors of a question that must not be answered."""
        reply = self.client.post("/graphql", json={"query": query, "variables": variables})
        assert reply.status_code < 500
        errors: list[dict[str, Any]] = reply.json()["errors"]
        return errors


@pytest.fixture(scope="session")
def world() -> type[World]:
    """Everybody and everything in the invented world."""
    return World


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the invented world."""
    home = tmp_path_factory.mktemp("api")
    publish_world(home)
    with serving(home) as address:
        yield address


@pytest.fixture(scope="session")
def client(server: str) -> Iterator[httpx2.Client]:
    """A client of the server."""
    with httpx2.Client(base_url=server, timeout=30) as made:
        yield made


@pytest.fixture(scope="session")
def ask(client: httpx2.Client) -> Asking:
    """Asks the server."""
    return Asking(client)


@pytest.fixture(scope="session")
def servers() -> Callable[..., Any]:
    """Starts further servers, of other home folders."""
    return serving


@pytest.fixture(scope="session")
def publishing() -> Callable[..., None]:
    """Publishes the invented world, or another one, in a home folder."""
    return publish_world
