"""What fetching may do: how long, how much, how far, and which addresses it may speak to."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

MEBIBYTE = 1024 * 1024


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host name, in the system's order of preference; OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def utc_now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def user_agent() -> str:
    """Who asks: the program and its version, never the name of a browser."""
    # Slow to import, and only the web wants to know.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        return f"claimgraph/{version('claimgraph')}"
    except PackageNotFoundError:
        return "claimgraph"


def permit_all(_url: str) -> str | None:
    """No objection to any URL."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """The limits of fetching one article. Sizes are bytes; `seconds` covers all redirects together."""

    allow_private: bool = False  # loopback, private and special addresses, and ports besides 80 and 443
    seconds: float = 30.0
    wire_bytes: int = 5 * MEBIBYTE
    decoded_bytes: int = 10 * MEBIBYTE
    redirects: int = 5
    objection: Callable[[str], str | None] = permit_all  # why a URL must not be asked for, such as robots.txt
    resolve: Callable[[str, int], Sequence[str]] = resolve
    clock: Callable[[], str] = utc_now
