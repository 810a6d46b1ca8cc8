"""Compressed bytes and back, never beyond a limit: a few kilobytes can unfold to gigabytes."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from pipelines.outcomes import NotRead, Reason

_GZIP = 16 + zlib.MAX_WBITS
_STEP = 64 * 1024
_FREE = 1024 * 1024


class Decoder(Protocol):
    """Turns the pieces of a body into decoded pieces."""

    def __call__(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Decoded pieces of bounded size; NotRead when the data is damaged."""
        ...


def identity(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces as they are."""
    yield from pieces


def gunzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The content of a gzip file of one or several members, in pieces of at most 64 KiB."""
    inflater = zlib.decompressobj(_GZIP)
    anything = False
    for piece in pieces:
        pending = piece
        while pending:
            anything = True
            if inflater.eof:
                inflater = zlib.decompressobj(_GZIP)
            yield _inflate(inflater, pending)
            pending = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if anything and not inflater.eof:
        raise NotRead(Reason.UNDECODABLE, "the gzip data ends too early; fetch or pack the file again")


def inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What HTTP calls deflate: zlib data, or the bare deflate stream that some servers send instead."""
    inflater: zlib._Decompress | None = None
    for piece in pieces:
        pending = piece
        while pending:
            inflater = inflater or zlib.decompressobj(_window(pending))
            yield _inflate(inflater, pending)
            pending = inflater.unconsumed_tail


DECODERS: dict[str, Decoder] = {
    "": identity,
    "identity": identity,
    "gzip": gunzip,
    "x-gzip": gunzip,
    "deflate": inflate,
}


def unfolding(decoder: Decoder, pieces: Iterable[bytes], times: int) -> Iterator[bytes]:
    """The decoded pieces until they are so many times what came in, beyond a first MiB; then NotRead."""
    came, total = [0], 0
    for piece in decoder(_counted(pieces, came)):
        total += len(piece)
        if total > max(_FREE, times * came[0]):
            raise NotRead(Reason.TOO_LARGE, f"it unfolds to more than {times} times its size, a known attack")
        yield piece


def limited(pieces: Iterable[bytes], limit: int, what: str) -> Iterator[bytes]:
    """The pieces until they exceed `limit` bytes, then NotRead; `what` names them in the message."""
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > limit:
            raise too_large(what, None, limit)
        yield piece


def too_large(what: str, size: int | None, limit: int) -> NotRead:
    """The error for something over its limit; sizes in bytes, None when only the excess is known."""
    found = f"is {_megabytes(size)}" if size is not None else "goes on beyond that"
    return NotRead(Reason.TOO_LARGE, f"the limit is {_megabytes(limit)}, and {what} {found}")


def _counted(pieces: Iterable[bytes], came: list[int]) -> Iterator[bytes]:
    for piece in pieces:
        came[0] += len(piece)
        yield piece


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _window(start: bytes) -> int:
    is_zlib = start[0] & 0x0F == 8 and (len(start) < 2 or (start[0] * 256 + start[1]) % 31 == 0)
    return zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS


def _inflate(inflater: "zlib._Decompress", pending: bytes) -> bytes:
    try:
        return inflater.decompress(pending, _STEP)
    except zlib.error as error:
        raise NotRead(
            Reason.UNDECODABLE, f"the compressed data is damaged ({error}); fetch it again"
        ) from error
