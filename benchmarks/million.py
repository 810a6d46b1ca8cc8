"""Lists of a million claims: `python -m benchmarks.million [--claims N]`.

20,000 claims are published; the others are copies of their rows in the side index alone, behind the published
ones. So the first thousand pages are whole, and the list is as long as it says.
"""

# ruff: noqa: S608  # only names and numbers of this file are joined into a statement

import argparse
import json
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from api.reader import Reader
from benchmarks import shelf
from benchmarks.answers import medians, ours, page
from graph import indexing
from graph.catalogue import Query, Window, parts, totals
from graph.conditions import Is
from graph.index import Index

SIZE = 20  # claims on a page
PAGE = "query($after: String) { claims(first: 20, after: $after) { nodes { id } pageInfo { endCursor } } }"
TARGETS = {
    "first page, answered": "at most 5 ms",
    "page 1000, of the index": "at most 1 ms",
    "page 1000 to page 1, answered": "at most 1.2",
}


def lengthened(path: Path, count: int) -> None:
    """Copy the claims of an index behind themselves until there are so many."""
    with closing(sqlite3.connect(path)) as database, database:
        known = database.execute("SELECT count(*), max(id) + 1 FROM claim").fetchone()
        columns = [f'"{row[1]}"' for row in database.execute("PRAGMA table_info(claim)")]
        other = {
            '"id"': "id + {n} * {step}",
            '"iri"': "iri || '-{n}'",
            '"published"': "'2030-01-01'",
            '"sort"': "'2030-01-01|' || sort || '|{n:04}'",
        }
        copied = ", ".join(other.get(name, name) for name in columns)
        for n in range(1, count // known[0]):
            values = copied.format(n=n, step=known[1])
            database.execute(f"INSERT INTO claim SELECT {values} FROM claim WHERE id < ?", [known[1]])
            database.execute(
                f"INSERT INTO claim_incident SELECT claim + {n} * {known[1]}, incident FROM claim_incident "
                "WHERE claim < ?",
                [known[1]],
            )
        database.execute("UPDATE size SET n = (SELECT count(*) FROM claim) WHERE name = 'claim'")
        database.execute("ANALYZE")


def reader_of(folder: Path, count: int) -> Reader:
    """A reader of a long list of claims."""
    short = shelf.long_list(folder / "published", 20, 1000).published
    path = folder / "index.sqlite"
    indexing.build_index(short.graph, path, {})
    lengthened(path, count)
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
