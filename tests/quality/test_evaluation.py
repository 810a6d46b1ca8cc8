"""The measures over our corpus: a faultless reading, and the same figures as the shared scorer."""

import json
import subprocess
import sys
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from pipelines.corpus.answers import account
from pipelines.corpus.collection import read as read_corpus
from pipelines.corpus.files import build
from pipelines.corpus.splits import Split
from pipelines.evaluation.annotation import CORPUS, of_part
from pipelines.evaluation.evaluation import Evaluation, evaluate
from pipelines.extraction.account import Account
from pipelines.extraction.contract import answer
from pipelines.extractors import DEFAULT, extractor
from pipelines.reading.document import Document

SCORED = {
    "mentions, exact": ("ner", "micro.exact"),
    "mentions, overlapping": ("ner", "micro.overlap"),
    "event triggers, with type": ("events", "triggers.classified.exact"),
    "event triggers, span alone": ("events", "triggers.identified.exact"),
    "event arguments, with role": ("events", "arguments.AC"),
    "attributions, source and content": ("attribution", "linked"),
    "attributions, one to one": ("attribution", "linked_one_to_one"),
    "claims, quote found": ("claims", "spans"),
    "claims, strict": ("claims", "strict"),
}


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """What the default extractor reaches on the development part."""
    return evaluate(of_part(Split.DEV), extractor())


@pytest.fixture(scope="module")
def scores(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the shared scorer says of the same articles and the same extractor, by task."""
    folder = tmp_path_factory.mktemp("built")
    list(build(read_corpus((CORPUS,))[0], folder))
    by = extractor(DEFAULT)
    lines = (folder / "dev.jsonl").read_text("utf-8").splitlines()
    said = "".join(json.dumps(answer(by, json.loads(line))) + "\n" for line in lines)
    (folder / "said.jsonl").write_text(said, "utf-8")
    return {task: scored(shared, task, folder) for task in ("ner", "events", "attribution", "claims")}


def scored(shared: Path, task: str, folder: Path) -> Any:
    """The scorer's JSON for a task."""
    books = sorted((folder / "claims" / "dev").glob("*.json"))
    gold = books if task == "claims" else [folder / "dev.jsonl"]
    command = [sys.executable, shared / "score" / "score.py", task, "--json", "--gold", *gold]
    command += ["--pred", folder / "said.jsonl"]
    run = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


@pytest.mark.shared
@pytest.mark.parametrize("measure", SCORED)
def test_a_measure_is_that_of_the_scorer(
    measure: str, evaluation: Evaluation, scores: dict[str, Any]
) -> None:
    """Not only the shares: every count is the same."""
    task, path = SCORED[measure]
    theirs = reduce(lambda inner, key: inner[key], path.split("."), scores[task])
    ours = evaluation.measures[measure]
    counts = (theirs["found"], theirs["gold"], theirs["right"], theirs["pred"])
    assert (ours.found, ours.gold, ours.right, ours.read) == counts
    assert (ours.precision, ours.recall, ours.f) == pytest.approx((theirs["p"], theirs["r"], theirs["f"]))


@pytest.mark.shared
def test_types_are_those_of_the_scorer(evaluation: Evaluation, scores: dict[str, Any]) -> None:
    """The same types with the same counts."""
    theirs = {name: found["exact"] for name, found in scores["ner"]["types"].items()}
    assert {name: (one["right"], one["gold"], one["pred"]) for name, one in theirs.items()} == {
        name: (tally.right, tally.gold, tally.read) for name, tally in evaluation.types.items()
    }


@pytest.mark.shared
def test_facets_are_those_of_the_scorer(evaluation: Evaluation, scores: dict[str, Any]) -> None:
    """What is right of the claims that are found."""
    theirs = scores["claims"]["accuracy"]
    for name, share in evaluation.facets.items():
        expected = theirs[name.replace(" ", "_")]
        assert (name, share.right, share.of) == (name, expected["right"], expected["of"])


class Annotator:
    """An extractor that says what is annotated."""

    name, version = "annotation", "1"

    def __init__(self) -> None:
        articles = [article for one in read_corpus((CORPUS,))[0] for article in one.articles]
        self._accounts = {article.id: account(article) for article in articles}

    def extract(self, document: Document) -> Account:
        """The annotation of the document."""
        return self._accounts[document.id]


def test_a_faultless_reading_of_the_corpus_scores_one() -> None:
    """Every measure, type and facet is 1 for the annotation itself; nothing is confused."""
    found = evaluate(of_part(Split.DEV), Annotator())
    tallies = found.measures | found.types
    assert {name: tally.f for name, tally in tallies.items()} == dict.fromkeys(tallies, 1.0)
    assert {name: share.value for name, share in found.facets.items()} == dict.fromkeys(found.facets, 1.0)
    assert [one.largest(1) for one in found.confusions.values()] == [[], [], []]


def test_texts_of_the_test_part_are_not_shown() -> None:
    """It is scored, but no word of it goes into a report."""
    articles = of_part(Split.TEST).articles
    assert articles
    assert not any(one.shown for one in articles)
    assert all(one.shown for one in of_part(Split.DEV).articles)
