"""Connections to addresses that were checked, with one deadline for everything that happens on them."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from ssl import SSLContext
from typing import Any

import httpcore2

from pipelines.feeds.addresses import is_public
from pipelines.feeds.policy import FetchPolicy
from pipelines.outcomes import NotRead, Reason

_CONNECT_SECONDS = 10.0


class Deadline:
    """A moment after which nothing more is waited for."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def remaining(self, at_most: float | None = None) -> float:
        """Seconds left, capped; ReadTimeout when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for this article is over")
        return left if at_most is None else min(left, at_most)

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Time that does not count, such as that of waiting for one's turn."""
        begun = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - begun


class GuardedBackend(httpcore2.NetworkBackend):
    """Resolves a name once, refuses what is not public, and connects to exactly the address it checked."""

    def __init__(self, policy: FetchPolicy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline
        self._backend = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A stream to the first address that answers."""
        failure: httpcore2.ConnectError | httpcore2.ConnectTimeout | None = None
        for address in self._addresses(host, port):
            try:
                limit = self._deadline.remaining(min(timeout or _CONNECT_SECONDS, _CONNECT_SECONDS))
                place = self._policy.route(address, port)
                stream = self._backend.connect_tcp(*place, limit, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure or httpcore2.ConnectError(f"{host} has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = list(dict.fromkeys(self._policy.resolve(host, port)))
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"the name {host} is not known") from error
        if (host.lower(), port) not in self._policy.own and not all(map(is_public, found)):
            detail = "leads to a private or special address; only public ones are fetched from"
            raise NotRead(Reason.REFUSED, f"{host} {detail}, unless a feed says `this_machine`")
        return found


class _TimedStream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.remaining(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.remaining(timeout))
        return _TimedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
