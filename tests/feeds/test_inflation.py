"""Unpacking: what was packed comes back, in whatever pieces it arrives, and in bounded pieces."""

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from pipelines.feeds.inflation import gunzip, inflate


def pieces(data: bytes, size: int) -> list[bytes]:
    """The data cut into pieces."""
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(content=st.binary(max_size=2000), size=st.integers(1, 300))
def test_gzip_comes_back(content: bytes, size: int) -> None:
    """However the packed data is cut."""
    assert b"".join(gunzip(pieces(gzip.compress(content), size))) == content


@given(content=st.binary(max_size=2000), size=st.integers(2, 300))
def test_both_kinds_of_deflate_come_back(content: bytes, size: int) -> None:
    """With the zlib frame that the standard asks for, and without it as some servers send it."""
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    naked = bare.compress(content) + bare.flush()
    assert b"".join(inflate(pieces(zlib.compress(content), size))) == content
    assert b"".join(inflate(pieces(naked, size))) == content


def test_pieces_stay_small() -> None:
    """A piece that unfolds a thousandfold is given out in steps."""
    assert max(map(len, gunzip([gzip.compress(bytes(5_000_000))]))) <= 64 * 1024
