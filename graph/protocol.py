"""The graph protocol: what a store of quads can do, be it in memory, in a directory or on a server."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple, Protocol

from graph.digest import Digest
from graph.triples import Term, Triple

if TYPE_CHECKING:
    from graph.store import Store


class Found(NamedTuple):
    """The columns and rows of a SELECT, the yes or no of an ASK, or the triples of a CONSTRUCT."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]


class Dataset(NamedTuple):
    """Of which graphs a query is asked: of those named, or of the union of all, or as the text says."""

    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    union: bool = False


class Solved(NamedTuple):
    """What a query finds: columns and rows, or triples for `serialize_triples`, or yes or no."""

    columns: tuple[str, ...] | None = None
    rows: Iterator[tuple[Term | None, ...]] = iter(())
    triples: Iterator[object] = iter(())
    answer: bool | None = None


# what is said of each subject: the objects by predicate
Described = Mapping[str, Mapping[str, Sequence[Term]]]


class Quads(Protocol):
    """Triples in named graphs, changed by updates and asked with SPARQL. Errors are a GraphError."""

    path: Path | None
    read_only: bool

    def __len__(self) -> int: ...

    def close(self) -> None:
        """Let go of files and connections. Closing twice is fine."""

    def update(self, text: str) -> None:
        """One SPARQL update: all of it happens, or nothing, where the store keeps transactions."""

    def query(self, text: str, *, union: bool = True) -> Found:
        """What a query finds, by default in the union of all graphs. QuestionError when it is not valid."""

    def about(self, subject: str, graph: str | None = None) -> list[Triple]:
        """All triples of a subject, of one graph or of all."""

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """What a subject has as a property, in all graphs."""

    def described(self, subjects: Sequence[str]) -> Described:
        """All triples of some subjects, of all graphs, in one question."""

    def reached(self, pattern: str) -> Described:
        """All triples of the subjects that a SPARQL pattern finds as `?s`, in one question."""

    def placed(self, subject: str) -> list[tuple[Triple, str]]:
        """All triples of a subject, each with the name of its graph."""

    def typed(self, rdf_class: str | None, graph: str | None = None) -> list[Triple]:
        """All triples of the subjects of a class (of any class when None), of one graph or of all."""

    def graphs(self) -> list[str]:
        """The names of all named graphs, sorted."""

    def quads(self, graph: str | None = None) -> Iterator[tuple[Triple, str]]:
        """Every triple with the name of its graph ("" for the default graph), of one graph or of all."""

    def unplaced(self) -> list[Triple]:
        """The triples of the default graph, where nothing of ours belongs."""

    def extend(self, triples: Iterable[Triple], graph: str) -> None:
        """Add triples to a graph."""

    def load(self, content: bytes, graph: str | None = None, *, form: str | None = None) -> None:
        """Add RDF in a syntax; N-Quads unless said, or N-Triples where a graph is named."""

    def backfill(self, nquads: IO[bytes]) -> None:
        """Add N-Quads of any size, as fast as it can be done."""

    def flush(self) -> None:
        """Make every commit survive a power loss."""

    def backup(self, target: Path) -> None:
        """An independent copy in a new directory."""

    def at_hand(self) -> "Store":
        """The same quads where asking for many of them is quick; itself unless it lies on a server."""

    def publish(self, number: int, keep: int) -> None:
        """Show a generation to those who read the same store, and keep the last few; nothing without any."""

    def dump(self, output: IO[bytes], form: str, *, graph: str | None = None) -> None:
        """Write everything, or one graph, in a form of `graph.store.FORMATS`."""

    def part(self, graph: str, subject: str | None = None) -> list[str]:
        """The canonical N-Quads of a graph, or of one of its subjects."""

    def lines(self) -> set[str]:
        """The canonical N-Quads of all quads, one a line."""

    def digest(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> Digest:
        """The digest of all quads, or of those of the given graphs."""

    def canonical_hash(self, graphs: Iterable[str] | None = None, *, without: str | None = None) -> str:
        """The canonical hash (`graph.digest`) of all quads, or of those of the given graphs."""
