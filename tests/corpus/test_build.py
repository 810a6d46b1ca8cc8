"""The files built from the corpus say what was annotated, and the scorer reads them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from pipelines.corpus.__main__ import main
from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.declarations import TYPES
from pipelines.corpus.files import build
from pipelines.corpus.gold import quantity_id
from pipelines.corpus.splits import Split
from pipelines.extraction.account import Amount
from pipelines.extraction.contract import document_of


@pytest.fixture(scope="module")
def built(corpus: tuple[list[Incident], list[Finding]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built corpus."""
    folder = tmp_path_factory.mktemp("build")
    list(build(corpus[0], folder))
    return folder


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def documents(built: Path) -> dict[str, dict[str, Any]]:
    """The documents of all parts by id."""
    return {line["id"]: line for part in Split for line in _lines(built / f"{part}.jsonl")}


def test_nothing_is_lost_on_the_way(
    corpus: tuple[list[Incident], list[Finding]], documents: dict[str, dict[str, Any]]
) -> None:
    """Text, marks, events, attributions and claims come back as they were read."""
    articles = [article for one in corpus[0] for article in one.articles]
    assert len(documents) == len(articles)
    for article in articles:
        line, known = documents[article.id], article.entities
        assert line["text"] == article.text
        assert line["entities"] == [
            [*m.span, TYPES[known[m.entity].kind], {"entity": m.entity, "form": m.form}]
            for m in article.mentions
        ]
        assert sorted(e["trigger"] for e in line["events"]) == sorted([*e.trigger] for e in article.events)
        assert len(line["attributions"]) == len(article.attributions)
        assert [(c["id"], c["start"], c["end"], c["predicate"]) for c in line["claims"]] == [
            (c.id, *c.span, c.predicate) for c in article.claims
        ]


def test_claims_speak_of_known_entities(documents: dict[str, dict[str, Any]]) -> None:
    """Every id in a claim or mention is in the cast."""
    for line in documents.values():
        cast = {one["id"] for one in line["cast"]}
        used = {claim[end] for claim in line["claims"] for end in ("subject", "object")}
        used |= {name for claim in line["claims"] for step in claim["chain"] for name in step["speakers"]}
        assert used | {one["entity"] for one in line["mentions"]} <= cast, line["id"]


def test_documents_can_be_read_by_extract(documents: dict[str, dict[str, Any]]) -> None:
    """Publisher and date of publication arrive."""
    document = document_of(documents["tasman-reach-ransom-01"])
    assert (document.publisher, document.published) == ("Southern Wire", "2021-06-08")


def test_gold_quotes_are_the_words_at_their_offsets(
    built: Path, documents: dict[str, dict[str, Any]]
) -> None:
    """So are the surfaces of mentions; times and quantities are defined."""
    books = [json.loads(path.read_text("utf-8")) for path in built.glob("claims/*/*.json")]
    assert {book["article"] for book in books} == set(documents)
    for book in books:
        text = documents[book["article"]]["text"]
        assert all(text[m["start"] : m["end"]] == m["surface"] for m in book["mentions"])
        for claim in book["claims"]:
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            assert claim["time"] is None or claim["time"] in book["times"]
            assert claim["quantity"] is None or claim["quantity"] in book["quantities"]
            assert {claim["subject"], claim["object"], *claim["holders"]} <= set(book["entities"])


@pytest.mark.parametrize(
    ("amount", "identifier"),
    [
        (Amount(unit="account", value=1_200_000), "q/1200000_account"),
        (Amount(unit="file server", minimum=41), "q/41.._file_server"),
        (Amount(unit="office", minimum=10, maximum=1_234_567), "q/10..1234567_office"),
    ],
)
def test_amounts_have_ids_of_their_own(amount: Amount, identifier: str) -> None:
    """Digits are kept, so that different amounts never share an id."""
    assert quantity_id(amount) == identifier


def test_a_second_build_is_the_same(
    corpus: tuple[list[Incident], list[Finding]], built: Path, tmp_path: Path
) -> None:
    """Byte for byte, and books of articles that are gone go."""
    (tmp_path / "claims" / "train").mkdir(parents=True)
    (tmp_path / "claims" / "train" / "gone-01.json").write_text("{}", "utf-8")
    list(build(corpus[0], tmp_path))
    files = sorted(path.relative_to(built) for path in built.rglob("*.json*"))
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.json*"))
    assert all((built / name).read_bytes() == (tmp_path / name).read_bytes() for name in files)


def test_a_corpus_with_errors_is_not_built(copy: Path, tmp_path: Path) -> None:
    """Unless what is unsound is to be left out."""
    path = copy / "01-southern-wire.txt"
    path.write_text(path.read_text("utf-8").replace("style: wire", "style: gossip"), "utf-8")
    out = tmp_path / "out"
    refused = CliRunner().invoke(main, ["build", str(copy), "--to", str(out)])
    assert refused.exit_code == 1
    assert "errors in tasman-reach-ransom" in refused.output
    assert not out.exists()
    assert CliRunner().invoke(main, ["build", str(copy), "--to", str(out), "--sound"]).exit_code == 0
    assert not [line for part in Split for line in _lines(out / f"{part}.jsonl")]


@pytest.mark.shared
@pytest.mark.parametrize("task", ["ner", "events", "attribution", "claims"])
def test_the_scorer_finds_the_answers_perfect(shared: Path, built: Path, task: str) -> None:
    """Gold and answers come from one annotation by different ways; all that is measured must be right."""
    gold = [built / "train.jsonl"] if task != "claims" else sorted(built.glob("claims/train/*.json"))
    command = [sys.executable, str(shared / "score" / "score.py"), task, "--json", "--pred"]
    command += [str(built / "train.answers.jsonl"), "--gold", *map(str, gold)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    result = json.loads(run.stdout)
    assert result["documents"]["missing"] == 0
    assert set(_fractions(result)) == {1.0}


def _fractions(result: Any) -> list[float]:
    """Every F and every accuracy in a result, wherever it stands."""
    if not isinstance(result, dict):
        return []
    own = [result[key] for key in ("f", "accuracy") if isinstance(result.get(key), float)]
    return own + [value for inner in result.values() for value in _fractions(inner)]
