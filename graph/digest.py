"""The canonical hash of a graph: one that can be changed by what changed, in any order.

Lines (canonical N-Quads) are taken together: those of a page, and in every other graph those of one subject.
Each such part, sorted, is stretched to a number of 4,096 bits by SHAKE-128. The numbers of all parts are
added up modulo 2^4096, and the hash is the SHA-256 of the sum. Adding or taking away a part needs that part
alone. See docs/decisions/0050.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from graph.lines import graph_of, subject_of
from ontology.terms import PAGE

_BYTES = 512
_MODULUS = 1 << (8 * _BYTES)


class Digest:
    """The sum over the parts that were added and not taken away."""

    def __init__(self, state: bytes = bytes(_BYTES)) -> None:
        self._sum = int.from_bytes(state, "little")

    def add(self, part: Iterable[str]) -> None:
        """Add a part; one without lines is none."""
        self._sum += _number(part)

    def remove(self, part: Iterable[str]) -> None:
        """Take a part away."""
        self._sum -= _number(part)

    def plus(self, other: "Digest") -> "Digest":
        """What both make together."""
        both = self._sum + int.from_bytes(other.state(), "little")
        return Digest((both % _MODULUS).to_bytes(_BYTES, "little"))

    def state(self) -> bytes:
        """The sum, to go on from."""
        return (self._sum % _MODULUS).to_bytes(_BYTES, "little")

    def hexdigest(self) -> str:
        """The hash."""
        return hashlib.sha256(self.state()).hexdigest()


def digest_of(lines: Iterable[str]) -> Digest:
    """The digest of lines in any order; all lines of a part must be among them."""
    found = Digest()
    for part in parts(sorted(lines, key=part_of)):
        found.add(part)
    return found


def parts(lines: Iterable[str]) -> Iterator[list[str]]:
    """Lines of which those of a part come together, part by part."""
    return (list(some) for _, some in groupby(lines, key=part_of))


def part_of(line: str) -> tuple[str, str]:
    """The graph of a line, and the subject where it is not a page."""
    graph = graph_of(line)
    return graph, "" if graph.startswith(PAGE) else subject_of(line)


def _number(part: Iterable[str]) -> int:
    joined = "".join(sorted(part)).encode()
    return int.from_bytes(hashlib.shake_128(joined).digest(_BYTES), "little") if joined else 0
