"""How an extractor does on a part of the corpus, in a table: `python tests/corpus/scores.py [PART]`.

It builds the sound incidents of the corpus, extracts, and asks the scorer in the folder `shared` beside the
checkout. Rules are made against the training part and compared on the development part.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial, reduce
from pathlib import Path
from typing import Any

from ontology.errors import ModelError
from pipelines.ahead import ahead
from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.corpus.splits import Split
from pipelines.extraction.account import Extractor
from pipelines.extraction.contract import answer, refused
from pipelines.extractors import DEFAULT, Teller, at_once, extractor

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "score" / "score.py"
TASKS = {
    "ner": {"mentions, exact": "micro.exact", "mentions, overlap": "micro.overlap"},
    "events": {
        "event triggers, with type": "triggers.classified.exact",
        "event triggers, span alone": "triggers.identified.exact",
        "event arguments, with role": "arguments.AC",
    },
    "attribution": {
        "attributions, source and content": "linked",
        "the same, one to one": "linked_one_to_one",
    },
    "claims": {"claims, quote found": "spans", "claims, strict": "strict"},
}
ACCURACY = ("polarity", "certainty", "holder", "chain_length", "speech_mode", "predicate")


def table(part: Split, name: str) -> Iterator[str]:
    """The lines of the table, in percent."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        _prepare(folder, part, name)
        results = {task: _scored(task, folder, part) for task in TASKS}
    yield f"| {part}, {results['ner']['documents']['gold']} articles | P | R | F |"
    yield "|---|---:|---:|---:|"
    for task, rows in TASKS.items():
        for label, path in rows.items():
            found = reduce(lambda inner, key: inner[key], path.split("."), results[task])
            yield f"| {label} | {' | '.join(_percent(found[key]) for key in 'prf')} |"
    yield ""
    shares = results["claims"]["accuracy"]
    right = ", ".join(
        f"{facet.replace('_', ' ')} {_percent(shares[facet]['accuracy'])}" for facet in ACCURACY
    )
    yield f"Of the {shares['polarity']['of']} claims whose quote is found, right: {right}."


def _prepare(folder: Path, part: Split, name: str) -> None:
    """The files of the corpus and what the extractor says of the part's documents."""
    incidents, findings = read((ROOT / "corpus" / "incidents",))
    wrong = {finding.path.parent.name for finding in findings if not finding.hint}
    list(build([one for one in incidents if one.slug not in wrong], folder))
    by = extractor(name)
    lines = (folder / f"{part}.jsonl").read_text("utf-8").splitlines()
    said = (json.dumps(line) + "\n" for line in ahead(partial(_said, by), lines, at_once(by)))
    (folder / "said.jsonl").write_text("".join(said), "utf-8")
    if isinstance(by, Teller):
        print(by.summary(), file=sys.stderr)


def _said(by: Extractor, line: str) -> dict[str, Any]:
    """What an extractor answers to a line; an article that a model did not read counts as missed."""
    given = json.loads(line)
    try:
        return answer(by, given)
    except ModelError as error:
        print(f"{given['id']}: {error}", file=sys.stderr)
        return refused(given["id"], str(error))


def _scored(task: str, folder: Path, part: Split) -> Any:
    gold = (
        sorted((folder / "claims" / part).glob("*.json")) if task == "claims" else [folder / f"{part}.jsonl"]
    )
    command = [sys.executable, str(SCORER), task, "--json", "--pred", str(folder / "said.jsonl")]
    run = subprocess.run([*command, "--gold", *map(str, gold)], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", type=Split, default=Split.DEV)
    parser.add_argument("--by", default=DEFAULT, help="name of an installed extractor")
    options = parser.parse_args()
    print("\n".join(table(options.part, options.by)))


if __name__ == "__main__":
    main()
