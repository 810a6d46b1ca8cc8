"""What all ways to ask a server share: the generations of a home folder, threads, and who may do what."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from api.budget import Budget
from api.current import Current
from api.desk import Desk
from api.level import Request
from api.persisted import Persisted
from api.rates import Rates
from api.replies import Replies

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One server. `reviewers` has the SHA-256 of each token by the name of who has it."""

    home: Path
    current: Current
    threads: Executor
    reviewers: Mapping[str, str] = field(default_factory=dict)
    persisted: Persisted = field(default_factory=Persisted)
    replies: Replies = field(default_factory=Replies)
    rates: Rates | None = None

    def take(self, client: str) -> None:
        """Let a client ask once more. RequestError (429) when it may not."""
        if self.rates is not None:
            self.rates.take(client)

    def in_thread(self, work: Callable[..., T], *given: object) -> Awaitable[T]:
        """Do some work where it does not hold up the others."""
        return asyncio.get_running_loop().run_in_executor(self.threads, work, *given)

    @contextmanager
    def request(self, budget: Budget, at: Desk | None = None) -> Iterator[Request]:
        """A request to the newest generation, which stays open until the block ends."""
        with self.current.reading() as reader, ExitStack() as others:
            yield Request(
                reader,
                budget,
                lambda moment: others.enter_context(self.current.at(moment)),
                self.current.known,
                at,
            )
