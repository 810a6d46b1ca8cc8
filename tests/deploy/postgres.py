"""A Postgres server for a test: in a folder of its own, on a free port, stopped at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import psycopg2


@contextmanager
def server(programs: Path) -> Iterator[int]:
    """The port of a server with a user `claimgraph`. Its programs refuse to run as root, who steps down."""
    folder = Path(tempfile.mkdtemp(prefix="claimgraph-pg-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    make = [programs / "initdb", "-D", data, "-U", "claimgraph", "-A", "trust", "--no-sync"]
    subprocess.run(make, user=user, check=True, capture_output=True, cwd=folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [programs / "postgres", "-D", data, "-p", str(port), "-k", folder, "-h", "127.0.0.1", "-F"]
    with subprocess.Popen(command, user=user, cwd=folder, stderr=subprocess.DEVNULL) as running:
        try:
            _wait(port)
            yield port
        finally:
            running.terminate()
            running.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int) -> None:
    end = monotonic() + 60
    while monotonic() < end:
        with suppress(psycopg2.OperationalError):
            psycopg2.connect(host="127.0.0.1", port=port, user="claimgraph", dbname="postgres").close()
            return
    raise TimeoutError("Postgres did not start")
