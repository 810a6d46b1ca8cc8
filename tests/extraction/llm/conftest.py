"""A language model's endpoint on this machine that answers, and misbehaves, as the test says."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from pipelines.extraction.llm.extractor import ModelExtractor
from pipelines.extraction.llm.settings import ModelSettings

KEY = "a-key-that-nobody-may-see"
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """A request as it came."""

    body: dict[str, Any]
    headers: dict[str, str]
    at: float

    @property
    def article(self) -> str:
        """What the user message says."""
        said: str = self.body["messages"][1]["content"]
        return said


@dataclass
class Model:
    """The endpoint: what it answers next, what it answers always, and what it was asked."""

    url: str
    usual: Answer | None = None
    script: list[Answer] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    under_way: int = 0
    most: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def then(self, *answers: Answer) -> None:
        """Answer so, one after the other."""
        self.script += answers

    def settings(self, **changes: Any) -> ModelSettings:
        """Settings that lead here and do not wait long."""
        return ModelSettings(
            **({"url": self.url, "model": "stub-1", "key": KEY, "wait": 0.001, "seconds": 10.0} | changes)
        )

    def extractor(self, home: Path, **changes: Any) -> ModelExtractor:
        """An extractor that asks here."""
        return ModelExtractor(self.settings(**changes), home)

    def environment(self, home: Path) -> dict[str, str]:
        """What a shell would set to lead here."""
        return {
            "CLAIMGRAPH_LLM_URL": self.url.removesuffix("/chat/completions"),
            "CLAIMGRAPH_LLM_MODEL": "stub-1",
            "CLAIMGRAPH_LLM_KEY": KEY,
            "CLAIMGRAPH_HOME": str(home),
        }


@pytest.fixture
def model() -> Iterator[Model]:
    """The endpoint, for one test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            headers = {name.lower(): value for name, value in self.headers.items()}
            with here.lock:
                here.asked.append(Asked(body, headers, monotonic()))
                here.under_way += 1
                here.most = max(here.most, here.under_way)
                answer = here.script.pop(0) if here.script else here.usual
            try:
                assert answer is not None, "the test has no answer to this request"
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True
            finally:
                with here.lock:
                    here.under_way -= 1

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Model(url=f"http://127.0.0.1:{server.server_port}/v1/chat/completions")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield here
    here.over.set()
    server.shutdown()
    server.server_close()
    thread.join()
