"""How messages travel between this process and its workers: their length, then their bytes."""

import struct
from socket import socket
from time import monotonic

_LENGTH = struct.Struct(">I")


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
