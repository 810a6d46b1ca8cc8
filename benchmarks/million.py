"""Lists of a million claims: `python -m benchmarks.million [--claims N]`.

20,000 claims are published; the others are rows of the side index alone, which its own code writes, behind
the published ones. So the first thousand pages are whole, and the list is as long as it says.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from api.reader import Reader
from benchmarks import shelf
from benchmarks.answers import medians, ours, page
from graph import indexing
from graph.catalogue import Query, Window, parts, totals
from graph.conditions import Is
from graph.graph import Graph
from graph.index import Index
from graph.rows import ClaimRow, claims_of
from ontology.model import Article

SIZE = 20  # claims on a page
PAGE = "query($after: String) { claims(first: 20, after: $after) { nodes { id } pageInfo { endCursor } } }"
TARGETS = {
    "first page, answered": "at most 5 ms",
    "page 1000, of the index": "at most 1 ms",
    "page 1000 to page 1, answered": "at most 1.2",
}


def longer(count: int) -> Callable[[Graph, Iterable[Article]], list[ClaimRow]]:
    """Reads the claims of a graph as the index does, with invented ones behind them up to a number."""

    def rows(graph: Graph, articles: Iterable[Article]) -> list[ClaimRow]:
        known = claims_of(graph, articles)
        return known + [
            known[at % len(known)]._replace(
                iri=f"{known[0].iri}-{at:07}", published="2030-01-01", start=at, quote=f"Point {at:07}."
            )
            for at in range(count - len(known))
        ]

    return rows


def reader_of(folder: Path, count: int) -> Reader:
    """A reader of a long list of claims."""
    short = shelf.long_list(folder / "published", 20, 1000).published
    path = folder / "index.sqlite"
    with mock.patch.object(indexing, "claims_of", longer(count)):
        indexing.build_index(short.graph, path, {})
    return Reader(replace(short, index=Index(path)))


def measured(reader: Reader, rounds: int) -> dict[str, Any]:
    """CPU milliseconds of pages and counts, asked of the index alone and answered over GraphQL."""
    index, everything = reader.index, Query(name="claims")
    denied = Query(name="claims", where=Is("polarity", ("positive",)))
    after: str | None = None
    for _ in range(999):
        after = page(reader, PAGE, after)["pageInfo"]["endCursor"]
    return medians(
        {
            "first page, answered": lambda: page(reader, PAGE, None),
            "page 1000, answered": lambda: page(reader, PAGE, after),
            "last page, of the index": lambda: parts(index, everything, Window(last=SIZE)),
            "first page, of the index": lambda: parts(index, everything, Window(first=SIZE)),
            "page 1000, of the index": lambda: parts(index, everything, Window(first=SIZE, after=after)),
            "how many, of the index": lambda: totals(index, everything),
            "how many with a filter, of the index": lambda: totals(index, denied),
            "first page with its total, answered": lambda: ours(
                reader, "{ claims(first: 20) { totalCount nodes { id } } }"
            ),
        },
        rounds,
    )


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        reader = reader_of(Path(folder), options.claims)
        built = time.perf_counter() - start
        found: dict[str, Any] = measured(reader, options.rounds)
        reader.close()
    found["page 1000 to page 1, answered"] = found["page 1000, answered"] / found["first page, answered"]
    if options.json:
        print(json.dumps({"seconds to build": built, **found}, indent=2))
        return
    print(f"{options.claims:,} claims, built in {built:.0f} s; CPU milliseconds, medians")
    for name, value in found.items():
        print(f"  {name:38} {value:9.3f}  {TARGETS.get(name, '')}")


if __name__ == "__main__":
    main()
