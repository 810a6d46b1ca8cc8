"""The command `evaluate` as a user runs it."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from ontology.errors import SettingsError
from pipelines.corpus.splits import Split, split
from pipelines.evaluation.annotation import of_part
from pipelines.evaluation.command import evaluate
from pipelines.extractors import DEFAULT

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path, gold: dict[str, Any]) -> Write:
    """Writes the article into a file, with other values for some fields."""

    def written(name: str = "gold.jsonl", **other: Any) -> Path:
        path = tmp_path / name
        path.write_text(json.dumps(gold | other) + "\n", "utf-8")
        return path

    return written


def run(*arguments: str | Path) -> Result:
    """The command, in this process."""
    return CliRunner().invoke(main, ["evaluate", "--by", "rules", *map(str, arguments)])


def test_the_default_extractor_is_the_default() -> None:
    """The command names it itself, so that help imports no extractor."""
    options = {one.name: one.default for one in evaluate.params if isinstance(one, click.Option)}
    assert options["name"] == DEFAULT


def test_tables_are_printed(write: Write) -> None:
    """Measures, types and facets, headed by what was measured on what."""
    result = run(write())
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("rules ")
    assert "on gold.jsonl (1 article)" in result.stdout
    for title in ("Measures", "Mentions by type", "Claims whose quote is found"):
        assert title in result.stdout


def test_no_figure_is_cut_off_on_a_narrow_terminal(write: Write) -> None:
    """The terminal may wrap lines, but the words printed are the same."""
    path = str(write())
    printed = [
        CliRunner().invoke(main, ["evaluate", "--by", "rules", path], env={"COLUMNS": columns}).stdout
        for columns in ("46", "200")
    ]
    assert "attributions, source and content" in printed[0]
    assert printed[0].split() == printed[1].split()


def test_json_is_all_that_is_printed(write: Write) -> None:
    """One object, with counts behind every figure and the digest of the input."""
    path = write()
    printed = json.loads(run(path, "--json").stdout)
    assert printed["documents"] == 1
    assert printed["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert printed["measures"]["mentions, exact"]["gold"] == 4
    assert printed["facets"]["holder"]["of"] <= 3
    assert sum(cell["count"] for cell in printed["confusions"]["mention types"]) >= 4


def test_a_report_says_what_it_rests_on(write: Write, tmp_path: Path) -> None:
    """Extractor, version, digest, and words of the text for what was confused; equal runs, equal bytes."""
    path = write()
    for name in ("one", "other"):
        assert run(path, "--to", tmp_path / name).exit_code == 0
    page = (tmp_path / "one" / "report.md").read_text("utf-8")
    assert sha256(path.read_bytes()).hexdigest() in page
    assert "- extractor: rules 1" in page
    assert "(norvik-01)" in page
    assert "](confusion.png)" in page
    for name in ("report.md", "confusion.png"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert (tmp_path / "one" / "confusion.png").read_bytes().startswith(b"\x89PNG")


def test_a_report_of_held_back_texts_quotes_nothing(write: Write, tmp_path: Path) -> None:
    """An article of our test part, given as a file, is scored and not shown."""
    incident = next(name for name in map(str, range(99)) if split(name) is Split.TEST)
    path = write(source="claimgraph corpus", incident=incident)
    assert run(path, "--to", tmp_path).exit_code == 0
    page = (tmp_path / "report.md").read_text("utf-8")
    assert "scored, not shown" in page
    assert "(norvik-01)" not in page
    assert "Grey Heron" not in page


def test_without_matplotlib_the_page_is_written(write: Write, tmp_path: Path) -> None:
    """The message names the extra, and the page points to no picture."""
    program = "import sys; sys.modules['matplotlib'] = None; from graph.cli import main; main(sys.argv[1:])"
    arguments = ["evaluate", "--by", "rules", str(write()), "--to", str(tmp_path / "out")]
    ended = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "claimgraph[plots]" in ended.stderr
    assert "confusion.png" not in (tmp_path / "out" / "report.md").read_text("utf-8")
    assert not (tmp_path / "out" / "confusion.png").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no json\n", "gold.jsonl, line 1 is not JSON"),
        (b'{"id": "a", "text": "b"}\n', "has no `entities`"),
        (b"[]\n", "is not an annotated article"),
        (b"", "no article is there"),
    ],
)
def test_what_is_no_annotated_article_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """One line that says which line of which file, and what it should be."""
    path = tmp_path / "gold.jsonl"
    path.write_bytes(content)
    result = run(path)
    assert result.exit_code == 1
    assert message in result.stderr
    assert "python -m pipelines.corpus build" in result.stderr or "not JSON" in result.stderr


def test_two_articles_of_one_id_are_refused(write: Write) -> None:
    """Figures over an article that is counted twice would mean nothing."""
    result = run(write("one.jsonl"), write("two.jsonl"))
    assert result.exit_code == 1
    assert "two articles are called norvik-01" in result.stderr


def test_an_article_that_is_not_read_counts_as_missed(write: Write) -> None:
    """The exit code is 1, and the reason is told."""
    norwegian = (
        "Hackere stjal opplysninger om fem hundre kunder hos rederiet, sier selskapet til avisen. " * 3
    )
    result = run(write(text=norwegian, lang="no"), "--json")
    assert result.exit_code == 1
    assert "norvik-01 was not read" in result.stderr
    printed = json.loads(result.stdout)
    tally = printed["measures"]["claims, quote found"]
    assert (tally["gold"], tally["read"], tally["precision"], tally["recall"]) == (3, 0, 0.0, 0.0)
    assert list(printed["unread"]) == ["norvik-01"]


def test_files_and_a_part_are_too_much(write: Write) -> None:
    """It would not be clear what was measured."""
    result = run(write(), "--part", "dev")
    assert result.exit_code == 2
    assert "not both" in result.stderr


def test_an_absent_corpus_is_explained(tmp_path: Path) -> None:
    """An installed package has none."""
    with pytest.raises(SettingsError, match="not in the installed package"):
        of_part(Split.DEV, tmp_path / "corpus")
