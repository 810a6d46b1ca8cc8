"""A sound incident that a test may spoil, and the corpus as it is read once for all tests."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.corpus.annotation import Finding, Incident
from pipelines.corpus.collection import read

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
EXEMPLAR = CORPUS / "incidents" / "tasman-reach-ransom"


@pytest.fixture(scope="session")
def corpus() -> tuple[list[Incident], list[Finding]]:
    """Every incident of the corpus, and everything found in them."""
    return read((CORPUS / "incidents",))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of a sound incident."""
    return Path(shutil.copytree(EXEMPLAR, tmp_path / "tasman-reach-ransom"))


@pytest.fixture
def spoiled(copy: Path) -> Callable[[str, str, str], tuple[int, list[Finding]]]:
    """Replaces words in a file of the copy; gives the line they stood in and the errors found then."""

    def spoil(name: str, old: str, new: str) -> tuple[int, list[Finding]]:
        path = copy / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, "the words to be spoiled must stand in the file once"
        path.write_text(text.replace(old, new), "utf-8")
        line = text[: text.index(old)].count("\n") + 1
        return line, [finding for finding in read((copy,))[1] if not finding.hint]

    return spoil
