"""Training from annotated documents: reproducible, and read back by the extractor that uses it."""

import json
from pathlib import Path

import pytest

from ontology.errors import SettingsError
from pipelines.corpus.collection import read
from pipelines.corpus.files import build
from pipelines.extraction.learned.shelf import SHIPPED, Shelf
from pipelines.extraction.learned.trained import TrainedExtractor
from pipelines.reading.document import Document
from pipelines.training.course import follow, run
from pipelines.training.lesson import Line
from pipelines.training.recipes import RECIPES, lines

ROOT = Path(__file__).resolve().parents[2]
INCIDENTS = ("tasman-reach-ransom", "kitamori-optics-espionage")
MODELS = ("names", "speech", "quotes", "stances", "triggers", "realis", "arguments")
TEXT = "Hackers stole customer records from Acme Corp. on Monday, its chief executive, Ada Roe, said."


@pytest.fixture(scope="module")
def annotated(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The documents of two incidents of the training part."""
    folder = tmp_path_factory.mktemp("built")
    incidents, _ = read(tuple(ROOT / "corpus" / "incidents" / name for name in INCIDENTS))
    list(build(incidents, folder))
    return [json.loads(line) for line in (folder / "train.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def trained(annotated: list[Line], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of models trained on them."""
    folder = tmp_path_factory.mktemp("weights")
    run(annotated, folder, lambda _step: None)
    return folder


def test_the_same_documents_give_the_same_bytes(annotated: list[Line], trained: Path, tmp_path: Path) -> None:
    """Every model is written, and training again writes the same."""
    run(annotated, tmp_path, lambda _step: None)
    names = {path.name for path in trained.iterdir()}
    assert {*(f"{name}.crf" for name in MODELS), "voices.json", "referents.json"} <= names
    assert all((tmp_path / name).read_bytes() == (trained / name).read_bytes() for name in names)


def test_what_is_trained_reads(trained: Path) -> None:
    """The extractor reads with models of one's own, and says so in its version."""
    own, shipped = TrainedExtractor(Shelf([trained])), TrainedExtractor(Shelf([SHIPPED]))
    document = Document(id="t", source="t", text=TEXT, sha256="", language="en")
    assert own.extract(document).claims
    assert own.version != shipped.version


def test_a_recipe_trains_from_documents_of_others(tmp_path: Path, annotated: list[Line]) -> None:
    """Its models are written beside a manifest that says what is read alone and what may be passed on."""
    given = {
        "id": "x",
        "text": TEXT,
        "attributions": [
            {"source": [[58, 92]], "cue": [[93, 97]], "content": [[0, 56]]},
            {"cue": [[93, 97]]},  # as some files have them: nothing was said
        ],
    }
    (tmp_path / "polnear.train.jsonl").write_text(json.dumps(given) + "\n", "utf-8")
    recipe = RECIPES["speech"]
    follow(recipe, lines(recipe, tmp_path), annotated, tmp_path / "own", lambda _step: None)
    manifest = json.loads((tmp_path / "own" / "manifest.json").read_text("utf-8"))
    assert manifest == {"alone": ["speech"], "licences": {"speech": "not to be passed on"}}
    assert Shelf([tmp_path / "own", SHIPPED]).alone == {"speech"}


def test_a_corpus_that_is_not_there_is_said(tmp_path: Path) -> None:
    """Which file is missing, and what to do."""
    with pytest.raises(SettingsError, match=r"casie\.train\.jsonl is not there; obtain"):
        lines(RECIPES["events"], tmp_path)
