"""The floors below which the quality of extraction may not fall: measured, compared, moved on purpose.

Run `python -m tests.quality.gate` to measure, with `--write` to pin what is reached less a margin; a floor is
lowered only with `--allow-regression`.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

from pipelines.extraction.contract import answer
from pipelines.extractors import extractor

FLOORS = Path(__file__).with_name("floors.json")
SHARED = Path(__file__).resolve().parents[2].parent / "shared"
REQUIRED = {"claims.spans.recall": 0.80, "claims.strict.f": 0.55}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is measured: the texts (every `step`-th), how they are scored, and which figures are kept."""

    source: str
    kind: str
    figures: Mapping[str, str]  # name to the path in the scorer's JSON
    corpus: str | None = None
    gold: str | None = None
    step: int = 1


MEASURES = (
    Measure(
        source="seeds/000_dfc7812cfa99e46f.txt",
        gold="seeds/gold/000_dfc7812cfa99e46f.json",
        kind="claims",
        figures={"claims.spans.recall": "spans.r", "claims.strict.f": "strict.f"},
    ),
    Measure(
        source="corpora/polnear.dev.jsonl",
        kind="attribution",
        step=3,
        figures={"polnear.linked.f": "linked.f", "polnear.source": "source_given_content.accuracy"},
    ),
    Measure(
        source="corpora/casie.dev.jsonl",
        kind="events",
        corpus="casie",
        step=3,
        figures={"casie.triggers.f": "triggers.classified.exact.f", "casie.arguments.f": "arguments.AC.f"},
    ),
    Measure(
        source="corpora/worldwide.dev.jsonl",
        kind="ner",
        corpus="worldwide",
        step=3,
        figures={"worldwide.ner.f": "micro.exact.f"},
    ),
    Measure(
        source="corpora/annoctr.dev.jsonl",
        kind="ner",
        corpus="annoctr",
        step=3,
        figures={"annoctr.ner.f": "micro.exact.f"},
    ),
)


def documents(measure: Measure, shared: Path) -> list[dict[str, Any]]:
    """The input lines of a measure."""
    path = shared / measure.source
    if path.suffix == ".txt":
        return [{"id": path.stem, "text": path.read_bytes().decode("utf-8")}]
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines[:: measure.step]]


def measured(measure: Measure, shared: Path) -> dict[str, float]:
    """The figures that the scorer gives for what the extractor reads now."""
    by = extractor()
    lines = documents(measure, shared)
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
        pred.write_text("".join(json.dumps(answer(by, line)) + "\n" for line in lines), "utf-8")
        given = shared / measure.gold if measure.gold else gold
        options = ["--corpus", measure.corpus] if measure.corpus else []
        command = [sys.executable, str(shared / "score" / "score.py"), measure.kind]
        run = subprocess.run(
            [*command, "--gold", str(given), "--pred", str(pred), "--json", *options],
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(run.stdout)
    return {name: round(_at(found, path), 4) for name, path in measure.figures.items()}


def _at(found: Mapping[str, Any], path: str) -> float:
    value: Any = reduce(lambda inner, key: inner[key], path.split("."), found)
    return float(value)


def digests(shared: Path) -> Iterator[tuple[str, str]]:
    """Each input with its SHA-256, so that a floor is known to belong to the texts it was measured on."""
    for measure in MEASURES:
        for name in (measure.source, measure.gold):
            if name is not None:
                yield name, hashlib.sha256((shared / name).read_bytes()).hexdigest()


def moved(old: Mapping[str, float], new: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The floors that would fall, with what they were and would be."""
    return {name: (floor, new[name]) for name, floor in old.items() if name in new and new[name] < floor}


def pinned(reached: Mapping[str, float], margin: float = 0.015) -> dict[str, float]:
    """Floors a small margin below what is reached, never below what is required."""
    return {name: max(round(value - margin, 3), REQUIRED.get(name, 0.0)) for name, value in reached.items()}


def main(arguments: list[str] | None = None) -> int:
    """Measure, and write the floors when asked to. 1 when a floor would fall without leave."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="pin what is reached, less a margin")
    parser.add_argument("--allow-regression", action="store_true", help="let a floor fall")
    parser.add_argument("--whole", metavar="NAME", help="print the figures of all texts of one source")
    options = parser.parse_args(arguments)
    if options.whole:
        wanted = [replace(m, step=1) for m in MEASURES if options.whole in m.source]
        print(
            json.dumps({name: value for m in wanted for name, value in measured(m, SHARED).items()}, indent=1)
        )
        return 0
    reached = {name: value for m in MEASURES for name, value in measured(m, SHARED).items()}
    floors = pinned(reached)
    known = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.exists() else {}
    print(json.dumps(reached, indent=1))
    fallen = moved(known, reached)
    if fallen and not options.allow_regression:
        print(f"below their floors: {fallen}; nothing is written without --allow-regression", file=sys.stderr)
        return 1
    if options.write:
        kept = (
            floors if options.allow_regression else {n: max(v, known.get(n, 0.0)) for n, v in floors.items()}
        )
        FLOORS.write_text(
            json.dumps({"floors": kept, "inputs": dict(digests(SHARED))}, indent=1) + "\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
