"""SPARQL servers of others, each started here on free ports in a folder of its own, and ended."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import httpx2
import pytest

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
PASSWORD = "dba:dba"  # as a new Virtuoso has it
_INI = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of `oxigraph serve` on a folder."""
    port = free_port()
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder.parent):
        answering(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"


@contextmanager
def virtuoso(folder: Path, buffers: int = 4000) -> Iterator[str]:
    """The address of a new Virtuoso in a folder, for whoever authenticates by PASSWORD."""
    if VIRTUOSO is None:
        if os.environ.get("CI"):
            pytest.fail("Virtuoso is needed in CI; install virtuoso-opensource")
        pytest.skip("Virtuoso is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    http = free_port()
    ini = _INI.format(sql=free_port(), http=http, buffers=buffers, dirty=buffers * 3 // 4)
    (folder / "virtuoso.ini").write_text(ini)
    with running([VIRTUOSO, "+foreground", "+configfile", "virtuoso.ini"], folder):
        answering(f"http://127.0.0.1:{http}/sparql?query=ASK%20%7B%7D")
        yield f"http://127.0.0.1:{http}/sparql-auth#graphs=/sparql-graph-crud-auth"


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[None]:
    """A process in a folder, until the block ends."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet) as process:
        try:
            yield
        finally:
            process.kill()


def free_port() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def answering(url: str, seconds: float = 90.0) -> None:
    """Wait until a server answers."""
    end = monotonic() + seconds
    while True:
        try:
            httpx2.get(url, timeout=5)
        except httpx2.HTTPError:
            assert monotonic() < end, f"nobody answers at {url}"
        else:
            return
