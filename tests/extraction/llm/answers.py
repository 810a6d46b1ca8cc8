"""What an endpoint may answer: a reply, or trouble; and a small article with a faithful reply to it."""

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

from pipelines.reading.document import Document
from tests.extraction.llm.conftest import Answer

TEXT = (
    "Norvik Shipping said on 3 May 2021 that at least 500 customer records had been copied from a server in "
    "Bergen. “No passwords were taken,” said Ingrid Aasen, a spokeswoman for the company.\n\n"
    "Two people close to the inquiry told Fjord Daily that Grey Heron was probably behind the attack."
)
DOCUMENT = Document(
    id="d1", source="d1", text=TEXT, sha256="", publisher="Fjord Daily", published="2021-05-04"
)


def entity(identifier: str, kind: str, *names: str, **more: Any) -> dict[str, Any]:
    """An entity of a reply."""
    nothing = dict.fromkeys(("of", "part_of", "speaks_for", "job", "event_type", "sector"))
    return {"id": identifier, "type": kind, "names": list(names), "descriptions": []} | nothing | more


def step(speaker: str, act: str, cue: str = "") -> dict[str, Any]:
    """A step of a chain."""
    return {"speakers": [speaker], "act": act, "cue": cue}


def claim(quote: str, subject: str, predicate: str, thing: str, *chain: Any, **more: Any) -> dict[str, Any]:
    """A claim of a reply."""
    usual = {
        "before": "",
        "polarity": "positive",
        "certainty": "certain",
        "hedge": "",
        "time": "",
        "quantity": "",
    }
    said = {"quote": quote, "subject": subject, "predicate": predicate, "object": thing, "chain": list(chain)}
    return usual | said | more


ENTITIES = [
    entity("i", "Incident"),
    entity("norvik", "Company", "Norvik Shipping", descriptions=["the company"]),
    entity("day", "TimeExpression", "3 May 2021"),
    entity("many", "Quantity", "at least 500"),
    entity("records", "DataAsset", "customer records", of="norvik"),
    entity("server", "Asset", "server"),
    entity("bergen", "Place", "Bergen"),
    entity("passwords", "DataAsset", "passwords"),
    entity("aasen", "Person", "Ingrid Aasen", job="spokeswoman"),
    entity("sources", "UnnamedSource", "Two people close to the inquiry"),
    entity("heron", "ThreatActor", "Grey Heron"),
]
CLAIMS = [
    claim(
        "at least 500 customer records had been copied from a server in Bergen",
        *("i", "exfiltrated", "records"),
        step("norvik", "says", "said"),
        quantity="at least 500",
        time="on 3 May 2021",
    ),
    claim(
        "No passwords were taken",
        *("i", "exfiltrated", "passwords"),
        step("aasen", "says", "said"),
        polarity="negative",
        hedge="No",
    ),
    claim(
        "Grey Heron was probably behind the attack",
        *("i", "attributedTo", "heron"),
        step("sources", "says", "told"),
        certainty="probable",
        hedge="probably",
    ),
    claim("had been copied", "i", "target", "norvik", step("norvik", "says", "said")),
]
REPLY: dict[str, Any] = {
    "entities": ENTITIES,
    "attributions": [
        {
            "source": "Ingrid Aasen, a spokeswoman for the company",
            "cue": "said",
            "content": ["No passwords were taken"],
        }
    ],
    "events": [
        {
            "type": "exfiltration",
            "trigger": "copied",
            "clause": "at least 500 customer records had been copied",
            "realis": "actual",
            "arguments": [{"role": "Compromised-Data", "words": "customer records"}],
        }
    ],
    "claims": CLAIMS,
}
EMPTY: dict[str, Any] = {"entities": [], "attributions": [], "events": [], "claims": []}


def says(reply: Any, *, ended: str = "stop", tokens: int | None = 1200, **message: Any) -> Answer:
    """An answer with a reply: an object, or words that should have been one."""
    content = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
    choice = {"message": {"role": "assistant", "content": content} | message, "finish_reason": ended}
    usage = {} if tokens is None else {"usage": {"total_tokens": tokens}}
    return sends(json.dumps({"choices": [choice]} | usage).encode())


def sends(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer of these bytes."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def complains(status: int, message: str, **headers: str) -> Answer:
    """An error as such endpoints word it."""
    return sends(json.dumps({"error": {"message": message}}).encode(), status, **headers)


def hangs_up(request: BaseHTTPRequestHandler) -> None:
    """Nothing, and the connection ends."""
    request.close_connection = True


def breaks_off(request: BaseHTTPRequestHandler) -> None:
    """The beginning of an answer, and the connection ends."""
    request.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"choices": [')
    request.close_connection = True
