"""The graph for researchers: an rdflib dataset over it, and data frames of its claims and comparisons."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from graph.answer import Answer
from graph.exports.source import Source, source
from graph.exports.tables import frame
from graph.generations import open_generation
from graph.graph import Graph
from graph.questions import question
from graph.store import Store
from graph.unpublished import unpublished
from ontology.errors import GraphError, MissingExtra

if TYPE_CHECKING:
    import rdflib

_SUFFIXES = {".nq": "nquads", ".trig": "trig"}
_LIBRARIES = ("polars", "pandas")


@dataclass(slots=True, kw_only=True)
class Study:
    """An opened graph. Close it, or use it in a `with`; what was taken out of it stays good."""

    source: Source
    opened: ExitStack

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its files."""
        self.opened.close()

    @property
    def graph(self) -> Graph:
        """The graph itself: values by class and IRI, and SPARQL by `ask`."""
        return self.source.graph

    def dataset(self) -> "rdflib.Dataset":
        """All named graphs as an rdflib Dataset, a view and no copy; MissingExtra without oxrdflib.

        SPARQL in it is answered by Oxigraph, over the union of all graphs. Close the study only after it.
        """
        from graph.dataset import dataset_of  # noqa: PLC0415  # an extra

        return dataset_of(self.graph.store.at_hand())

    def claims(self, library: str | None = None) -> Any:
        """One row a claim, with the columns of `graph.exports.columns.CLAIMS`, as a data frame.

        `library` is polars or pandas; without it the first that is installed. MissingExtra without either.
        """
        return self._frame("claims", library)

    def comparisons(self, library: str | None = None) -> Any:
        """One row a comparison; see `claims`."""
        return self._frame("comparisons", library)

    def entities(self, library: str | None = None) -> Any:
        """One row an entity; see `claims`."""
        return self._frame("entities", library)

    def ask(self, name: str, **parameters: str) -> Answer:
        """The answer to a named question or to a SPARQL file. QuestionError when there is none."""
        return question(name).ask(self.graph, parameters)

    def _frame(self, table: str, library: str | None) -> Any:
        made = frame(self.source, table)
        return _reader(library)(made)


def opened(place: str, *, generation: int | None = None) -> Study:
    """What lies at a place; see `graph.open`."""
    with ExitStack() as stack:
        if place.startswith(("http://", "https://")):
            found = stack.enter_context(unpublished(_fetched(place)))
        elif Path(place).is_file():
            form = _SUFFIXES.get(Path(place).suffix)
            if form is None:
                raise GraphError(f"{place} is neither N-Quads (.nq) nor TriG (.trig); export one of these")
            found = stack.enter_context(unpublished(_read(Path(place), form)))
        else:
            published = stack.enter_context(open_generation(Path(place), generation))
            found = stack.enter_context(source(published))
        return Study(source=found, opened=stack.pop_all())


def _read(path: Path, form: str) -> Store:
    with path.open("rb") as content:
        return Store.reading(content, form, str(path))


def _fetched(address: str) -> Store:
    """The N-Quads at an address, or of the claimgraph server there."""
    import httpx2  # noqa: PLC0415  # only what is far away needs it

    url = address if address.endswith(".nq") else f"{address.rstrip('/')}/exports/all.nq"
    try:
        with (
            TemporaryFile() as content,
            httpx2.stream("GET", url, follow_redirects=True, timeout=60) as reply,
        ):
            reply.raise_for_status()
            for piece in reply.iter_bytes():
                content.write(piece)
            content.seek(0)
            return Store.reading(content, "nquads", url)
    except httpx2.HTTPError as error:
        raise GraphError(f"{url} could not be read: {error}") from error


def _reader(library: str | None) -> Callable[[Any], Any]:
    """What makes a data frame of an Arrow table."""
    for name in (library,) if library else _LIBRARIES:
        if name not in _LIBRARIES:
            raise GraphError(f"{name} is not a library of data frames; choose one of {', '.join(_LIBRARIES)}")
        try:
            found = import_module(name)
        except ImportError:
            continue
        return found.from_arrow if name == "polars" else lambda made: made.to_pandas()
    raise MissingExtra("data frames", "tables")
