"""Progress, logs, measures and traces: what people and machines are told of a run."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket

import pytest

from ontology.errors import SettingsError
from pipelines import logs
from pipelines.bar import Lines, rate, shown_progress
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Stage, counted, ended

WATCHED = """
import sys, urllib.request
from pipelines import telemetry
from pipelines.outcomes import Reason, Refusal
from pipelines.progress import Stage, counted, silent
values = ["a", Refusal(source="b", reason=Reason.PDF, detail=""), "c"]
with telemetry.span("run", batch="wire-00001"):
    list(counted(values, Stage.READ, silent))
telemetry.claims({"target": 3})
if len(sys.argv) > 1:
    print(urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/metrics").read().decode())
telemetry.flush()
"""


def test_lines_tell_the_rate_and_what_is_left() -> None:
    """Where there is no terminal: one line when a stage begins and one every ten seconds."""
    output, times = io.StringIO(), iter([0.0, 5.0, 10.0, 20.0, 30.0])
    lines = Lines(output, clock=lambda: next(times))
    for done in (0, 50, 100, 200, 400):
        lines(Stage.READ, done, 400)
    assert output.getvalue().splitlines() == [
        "reading 400 ...",
        "reading 100 of 400, 10.0/s, 30 s left ...",
        "reading 200 of 400, 10.0/s, 20 s left ...",
    ]


def test_a_terminal_gets_a_bar_with_rate_and_time() -> None:
    """The bar is drawn on a terminal, and is gone at the end."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    output = Terminal()
    with shown_progress(output) as progress:
        for done in range(4):
            progress(Stage.READ, done, 3)
    assert "reading" in output.getvalue()
    assert "3/3" in output.getvalue()


@pytest.mark.parametrize(("speed", "told"), [(0.0, ""), (0.5, "30/min"), (12.34, "12.3/s")])
def test_rates_are_told_in_the_unit_that_says_more(speed: float, told: str) -> None:
    """Slow work is told by the minute."""
    assert rate(speed) == told


def test_what_ended_badly_is_known_by_its_reason() -> None:
    """A refusal alone, or beside its document."""
    refusal = Refusal(source="b", reason=Reason.PDF, detail="")
    assert (ended(refusal), ended(("d", refusal)), ended("d"), ended(())) == ("pdf", "pdf", None, None)


def test_counting_passes_everything_on() -> None:
    """The values come as they are, and the end is told."""
    told: list[int] = []
    assert list(counted([1, 2], Stage.READ, lambda _, done, __: told.append(done))) == [1, 2]
    assert told == [0, 1, 2]


def test_logs_have_the_run_the_batch_and_the_article(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, one object a line, with the fields of the contexts around the event."""
    logs.configure("json", "info")
    with logs.context(run=7, batch="wire-00001"):
        logs.log("read", article="https://a.example/1", outcome="pdf")
    logs.log("unseen", level=10)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert told.pop("timestamp").endswith("Z")
    assert told == {
        "event": "read",
        "level": "info",
        "run": 7,
        "batch": "wire-00001",
        "article": "https://a.example/1",
        "outcome": "pdf",
    }


def test_logs_are_silent_unless_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """By default only errors are written; a form or level that is none is refused."""
    logs.configure("off")
    logs.log("read", article="a")
    assert capsys.readouterr().err == ""
    with pytest.raises(SettingsError, match="off, text, json"):
        logs.configure("xml")
    with pytest.raises(SettingsError, match="debug, info"):
        logs.configure("text", "loud")


@pytest.fixture
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A collector of traces on a port of its own, and what was posted to it."""
    posted: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", posted
    server.shutdown()
    server.server_close()


def watched(environment: dict[str, str], *arguments: str) -> str:
    """What a process prints that does a little work under these variables."""
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments],
        env={"PATH": "", "PYTHONPATH": str(Path(__file__).resolve().parents[2])} | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_measures_are_served_to_prometheus() -> None:
    """Items by stage and outcome, how long each took, and claims by predicate."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    served = watched({"CLAIMGRAPH_METRICS_PORT": port}, port)
    assert 'claimgraph_items_total{outcome="done",stage="read"} 2.0' in served
    assert 'claimgraph_items_total{outcome="pdf",stage="read"} 1.0' in served
    assert 'claimgraph_item_seconds_count{stage="read"} 3.0' in served
    assert 'claimgraph_claims_total{predicate="target"} 3.0' in served


def test_traces_are_sent_to_a_collector(collector: tuple[str, list[bytes]]) -> None:
    """A span of the run, and one of each stage within it, over OTLP."""
    address, posted = collector
    watched({"OTEL_EXPORTER_OTLP_ENDPOINT": address})
    sent = b"".join(posted)
    assert b"claimgraph" in sent
    assert b"run" in sent
    assert b"read" in sent
    assert b"wire-00001" in sent


def test_without_being_asked_nothing_is_imported() -> None:
    """Neither library costs anything where nobody looks."""
    code = "import sys; from pipelines import progress; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
