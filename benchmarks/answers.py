"""What answering over GraphQL costs against the same by hand and by others: `python -m benchmarks.answers`.

All times are CPU time in one process, medians of interleaved rounds; the ratios are what counts.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson
from graphql import execute, parse, validate

from api.budget import Budget
from api.graphql.execution import answer
from api.graphql.schema import schema
from api.level import Request
from api.question import Question
from api.reader import Reader
from benchmarks import peers, raw, shelf

TARGETS = {
    "nested, by hand": "at most 1.5",
    "nested, Ariadne": "at most 0.5",
    "nested, Graphene": "at most 0.5",
    "small, by hand": "at most 4",
    "page 1000, page 1": "at most 1.2",
}
Work = Callable[[], Any]


def medians(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median CPU milliseconds of each; all take turns."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = time.process_time()
            work()
            took[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(some) for name, some in took.items()}


def ours(reader: Reader, query: str) -> Any:
    """The data that we answer."""
    reply = answer(Question(query=query), Request(reader, Budget()))
    assert "errors" not in reply, reply["errors"]
    return reply["data"]


def stock(reader: Reader, query: str) -> Any:
    """The same schema answered by graphql-core alone, parsed and validated each time."""
    document = parse(query)
    assert not validate(schema.core, document)
    return execute(schema.core, document, context_value=Request(reader, Budget())).data  # type: ignore[union-attr]


def cold(reader: Reader, query: str) -> Any:
    """Our answer by a reader that has read nothing yet."""
    return ours(Reader(reader._published), query)  # noqa: SLF001


def compare(reader: Reader, query: str, by_hand: Work, rounds: int) -> dict[str, float]:
    """The times of one question by all ways; the JSON of all is equal."""
    ariadne, graphene = peers.ariadne(reader), peers.graphene_(reader)
    works: dict[str, Work] = {
        "by hand": by_hand,
        "ours": lambda: ours(reader, query),
        "ours, nothing read yet": lambda: cold(reader, query),
        "graphql-core alone": lambda: stock(reader, query),
        "Ariadne": lambda: ariadne(query),
        "Graphene": lambda: graphene(query),
    }
    replies = {orjson.dumps(work(), option=orjson.OPT_SORT_KEYS) for work in works.values()}
    assert len(replies) == 1, "the answers differ"
    return medians(works, rounds)


def pages(reader: Reader, rounds: int) -> dict[str, float]:
    """The times of the first and the thousandth page of a list of 20,000 claims."""
    query = (
        "query($after: String) { claims(first: 20, after: $after) { nodes { id } pageInfo { endCursor } } }"
    )
    after = None
    for _ in range(999):
        after = page(reader, query, after)["pageInfo"]["endCursor"]
    return medians(
        {"page 1": lambda: page(reader, query, None), "page 1000": lambda: page(reader, query, after)}, rounds
    )


def page(reader: Reader, query: str, after: str | None) -> Any:
    """A page of claims."""
    reply = answer(Question(query=query, variables={"after": after}), Request(reader, Budget()))
    return reply["data"]["claims"]


def measured(folder: Path, rounds: int) -> dict[str, Any]:
    """Everything measured, in CPU milliseconds."""
    reader = shelf.incidents(folder / "incidents", 100)
    claims = sum(len(one["claims"]["nodes"]) for one in ours(reader, peers.NESTED)["incidents"]["nodes"])
    found: dict[str, Any] = {"claims": claims}
    found["nested"] = compare(reader, peers.NESTED, lambda: raw.nested(reader), rounds)
    found["small"] = compare(reader, peers.SMALL, lambda: raw.small(reader), 10 * rounds)
    found["pages"] = pages(shelf.long_list(folder / "long", 20, 1000), 10 * rounds)
    return found


def ratios(found: Mapping[str, Any]) -> dict[str, float]:
    """Ours to the others."""
    nested, small, long = found["nested"], found["small"], found["pages"]
    return {
        "nested, by hand": nested["ours"] / nested["by hand"],
        "nested, nothing read yet, by hand": nested["ours, nothing read yet"] / nested["by hand"],
        "nested, graphql-core alone": nested["ours"] / nested["graphql-core alone"],
        "nested, Ariadne": nested["ours"] / nested["Ariadne"],
        "nested, Graphene": nested["ours"] / nested["Graphene"],
        "small, by hand": small["ours"] / small["by hand"],
        "page 1000, page 1": long["page 1000"] / long["page 1"],
    }


def main() -> None:
    """Print the times and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        found = measured(Path(folder), options.rounds)
    found["ratios"] = ratios(found)
    if options.json:
        print(json.dumps(found, indent=2))
        return
    print(f"nested: {found['claims']} claims; CPU milliseconds, medians")
    for group in ("nested", "small", "pages"):
        for name, took in found[group].items():
            print(f"  {group:7} {name:26} {took:9.3f}")
    print("ours to the others")
    for name, ratio in found["ratios"].items():
        print(f"  {name:36} {ratio:6.2f}  {TARGETS.get(name, '')}")


if __name__ == "__main__":
    main()
