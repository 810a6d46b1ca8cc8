"""What workers are: somewhere that jobs are done on bytes, and one that crashes harms no other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from pipelines.outcomes import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A function from bytes to bytes, with the limits for each call: seconds of time, bytes of memory.

    `function` is its module and name, `"package.module:name"`, since only names can travel. It must give the
    same bytes for the same bytes wherever it runs.
    """

    function: str
    doing: str  # what it does to an item, in words for people
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Stopped:
    """What became of an item that stopped or crashed its worker."""

    reason: Reason  # timeout or crashed
    detail: str


Done = bytes | Stopped


class Workers(Protocol):
    """Somewhere that jobs are done. `at_once` says how many calls run side by side."""

    @property
    def at_once(self) -> int:
        """How many calls run side by side."""
        ...

    def each(self, job: Job, items: Iterable[bytes]) -> Iterator[Done]:
        """What a job makes of each item, in the order of the items, which are taken a few ahead."""
        ...

    def close(self) -> None:
        """End everything that was started."""
        ...

    def __enter__(self) -> Self:
        """Use them in a `with`, which closes them."""
        ...

    def __exit__(self, *_: object) -> None:
        """Close them."""
        ...
