"""How articles and outcomes travel between this process and its workers: length, then JSON or bytes."""

import struct
from dataclasses import asdict, replace
from socket import socket
from time import monotonic
from typing import Any

import orjson

from pipelines.feeds.article import FetchedArticle, Retrieval, Robots
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document

_LENGTH = struct.Struct(">I")


def send_article(connection: socket, article: FetchedArticle) -> None:
    """Send one article."""
    # A reader needs neither what came on the wire nor the headers.
    send(connection, orjson.dumps(replace(article, content=b"", wire=None, headers=()), default=lambda _: ""))
    send(connection, article.content)


def receive_article(connection: socket) -> FetchedArticle:
    """Wait for one article; EOFError when the other side has gone."""
    fields: dict[str, Any] = orjson.loads(receive(connection))
    robots = fields["robots"]
    known = {**fields, "robots": Robots(robots) if robots else None, "headers": ()}
    return FetchedArticle(**{**known, "content": receive(connection)})


def pack(outcome: Document | Refusal) -> bytes:
    """An outcome as bytes."""
    return orjson.dumps({type(outcome).__name__: asdict(outcome)})


def unpack(message: bytes) -> Document | Refusal:
    """An outcome from bytes."""
    fields: dict[str, dict[str, Any]] = orjson.loads(message)
    if "Document" in fields:
        return _document(fields["Document"])
    refusal = fields["Refusal"]
    return Refusal(**{**refusal, "reason": Reason(refusal["reason"])})


def _document(fields: dict[str, Any]) -> Document:
    came = fields["retrieval"]
    if came is None:
        return Document(**fields)
    robots = Robots(came["robots"]) if came["robots"] else None
    return Document(**{**fields, "retrieval": Retrieval(**{**came, "robots": robots})})


def send(connection: socket, message: bytes) -> None:
    """Send one message."""
    connection.sendall(_LENGTH.pack(len(message)))
    connection.sendall(message)


def receive(connection: socket, seconds: float | None = None) -> bytes:
    """Wait for one message; TimeoutError after so many seconds, EOFError when the other side has gone."""
    end = None if seconds is None else monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(connection, _LENGTH.size, end))
    return _exactly(connection, length, end)


def _exactly(connection: socket, length: int, end: float | None) -> bytes:
    received = bytearray()
    while len(received) < length:
        if end is not None:
            connection.settimeout(max(end - monotonic(), 0.001))
        piece = connection.recv(length - len(received))
        if not piece:
            raise EOFError
        received += piece
    return bytes(received)
