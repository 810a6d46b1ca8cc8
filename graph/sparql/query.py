"""What a stranger asks and is told: a query with its dataset, its limits, and its reply."""

from dataclasses import dataclass
from enum import StrEnum


class QueryKind(StrEnum):
    """The four forms of a query, by the word that it begins with."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_triples(self) -> bool:
        """Whether its result is a graph."""
        return self in {QueryKind.CONSTRUCT, QueryKind.DESCRIBE}


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLimits:
    """What one query may cost. Sizes in bytes, times in seconds, of wall clock and of CPU alike."""

    text: int = 65_536
    depth: int = 64  # brackets within brackets
    patterns: int = 100  # triple patterns and steps of paths
    operators: int = 1_000  # operators, brackets and graph patterns together
    seconds: float = 10.0
    memory: int = 1 << 30  # of address space
    rows: int = 10_000  # or triples
    size: int = 10_000_000  # of a result


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A text and the dataset that it is asked of: IRIs of graphs, or None for what the text itself says.

    Without either it is asked of the union of all graphs where `union` holds, else of the default graph.
    `rows` and `triples` name the syntax that each is wanted in; None where none that is known is acceptable.
    """

    text: str
    base: str | None = None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    union: bool = True
    rows: str | None = "json"
    triples: str | None = "turtle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole result in one syntax. `truncated` when there was more than the limits let through."""

    form: str
    body: bytes
    rows: int
    truncated: bool = False
