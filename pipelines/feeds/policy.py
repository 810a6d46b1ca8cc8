"""What fetching may do: how long, how much, how far, and which addresses it may speak to."""

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

MEBIBYTE = 1024 * 1024
Origin = tuple[str, int]  # a host as it stands in a URL, in small letters, and a port


def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host name, in the system's order of preference; OSError when there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def straight(address: str, port: int) -> tuple[str, int]:
    """The address and port themselves."""
    return address, port


def utc_now() -> str:
    """The time as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def user_agent(contact: str | None = None) -> str:
    """Who asks: the program, its version and how to reach whoever runs it, never the name of a browser."""
    # Slow to import, and only the web wants to know.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        program = f"claimgraph/{version('claimgraph')}"
    except PackageNotFoundError:
        program = "claimgraph"
    return f"{program} (+{contact})" if contact else program


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchPolicy:
    """The limits of fetching one article. Sizes are bytes; `seconds` covers all redirects together."""

    # These may be private or special addresses, and ports besides 80 and 443. Nothing else may.
    own: frozenset[Origin] = frozenset()
    ports: frozenset[int] = frozenset({80, 443})
    seconds: float = 30.0
    wire_bytes: int = 5 * MEBIBYTE
    decoded_bytes: int = 10 * MEBIBYTE
    unfolding: int = 100  # how many times larger than on the wire a body may become, beyond 1 MiB
    redirects: int = 5
    contact: str | None = None
    resolve: Callable[[str, int], Sequence[str]] = resolve
    route: Callable[[str, int], tuple[str, int]] = straight  # where an address that was checked is reached
    clock: Callable[[], str] = utc_now
