"""The only keeper of what was said and by whom: write, publish, ask, check, export.

For researchers: `g = graph.open("data")` reads what is published, and `g.dataset()`, `g.claims()` and
`g.comparisons()` hand it to rdflib and to data frames.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.study import Study


def open(place: str = "data", *, generation: int | None = None) -> "Study":  # noqa: A001  # as `gzip.open`
    """What is published in a home folder, in a file of N-Quads or TriG, or by a server, for reading.

    `place` is a path or an http(s) address; `generation` is an earlier one of a home folder. NoGeneration or
    another GraphError when there is nothing to read.
    """
    from graph.study import opened  # noqa: PLC0415  # whoever imports the package does not need the store

    return opened(place, generation=generation)
