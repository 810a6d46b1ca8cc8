"""Models are taken from a folder of one's own first, then from those that are shipped."""

from pathlib import Path

import pytest

from ontology.errors import SettingsError
from pipelines.extraction.learned.ranking import Ranker
from pipelines.extraction.learned.shelf import SHIPPED, VARIABLE, Shelf, shelf
from pipelines.extraction.learned.tagging import train

EXAMPLES = [([["w=a"], ["w=b"]], ["X", "O"]), ([["w=b"], ["w=a"]], ["O", "X"])]


def test_the_first_folder_that_has_a_model_gives_it(tmp_path: Path) -> None:
    """One's own model takes the place of the shipped one, and the others stay."""
    train(EXAMPLES, tmp_path / "speech.crf", {"c1": 0.0, "c2": 0.1})
    models = Shelf([tmp_path, SHIPPED])
    assert set(models.get("speech").labels) == {"X", "O"}
    assert "B" in models.get("quotes").labels
    assert models.digest != Shelf([SHIPPED]).digest


def test_rankers_are_taken_from_the_first_folder_too(tmp_path: Path) -> None:
    """A ranker of one's own takes the place of the shipped one."""
    Ranker({"mine": 1.0}).write(tmp_path / "voices.json")
    models = Shelf([tmp_path, SHIPPED])
    assert models.ranker("voices").score(["mine"]) == 1.0
    assert models.ranker("referents").score(["mine"]) == 0.0


def test_a_manifest_says_what_is_read_alone(tmp_path: Path) -> None:
    """Models of one's own may take the place of the rules."""
    (tmp_path / "manifest.json").write_text('{"alone": ["events"]}')
    assert Shelf([tmp_path, SHIPPED]).alone == {"events"}
    assert Shelf([SHIPPED]).alone == frozenset()


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    """Which model, where it was looked for, and what to do."""
    with pytest.raises(SettingsError, match=r"no model quotes\.crf in .*make train"):
        Shelf([tmp_path]).get("quotes")
    assert Shelf([tmp_path]).find("quotes") is None
    with pytest.raises(SettingsError, match=r"no model voices\.json in .*make train"):
        Shelf([tmp_path]).ranker("voices")


def test_the_environment_names_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not there is refused by name; without one, what is shipped is taken."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match="nowhere"):
        shelf()
    monkeypatch.delenv(VARIABLE)
    assert shelf().get("names").labels
