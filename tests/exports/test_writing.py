"""Folders of exports: manifests, hashes, going on where it was broken off; and the command."""

import hashlib
import json
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.cli import main
from graph.exports.formats import FORMATS, by_suffix, format_of
from graph.exports.manifest import manifest
from graph.exports.part import Part, answered
from graph.exports.source import Source, source
from graph.exports.writing import export_folder
from graph.generations import Published
from ontology.errors import GraphError, QuestionError
from ontology.model import Article, Claim, Comparison

FORMS = [format_of(name) for name in ("csv", "comparisons-csv", "trig", "nquads")]


def told(folder: Path) -> dict[str, object]:
    """The manifest of a folder."""
    found: dict[str, object] = json.loads((folder / "manifest.json").read_bytes())
    return found


def command(home: Path, *arguments: str) -> Result:
    """`claimgraph export`, in this process."""
    return CliRunner().invoke(main, ["export", "--home", str(home), *arguments], env={"COLUMNS": "200"})


def test_the_manifest_tells_what_was_written(whole: Source, tmp_path: Path) -> None:
    """Generation, licence, software, counts, and each file with its bytes and its hash."""
    export_folder(whole, tmp_path, FORMS)
    found = told(tmp_path)
    assert found["generation"] == {
        "number": whole.generation.number,
        "published": whole.generation.published,
        "canonical_hash": whole.generation.canonical_hash,
    }
    assert found["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert str(found["software"]).startswith("claimgraph ")
    assert found["counts"] == {
        "articles": len(whole.graph.all(Article)),
        "claims": len(whole.graph.all(Claim)),
        "entities": whole.index.counts()["entities"],
        "comparisons": len(whole.graph.all(Comparison)),
        "triples": len(whole.graph),
    }
    assert [one["format"] for one in found["files"]] == [form.name for form in FORMS]  # type: ignore[attr-defined]
    for one in found["files"]:  # type: ignore[attr-defined]
        content = (tmp_path / one["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (one["bytes"], one["sha256"])


def test_the_sums_are_those_that_sha256sum_checks(whole: Source, tmp_path: Path) -> None:
    """`sha256sum --check` finds every file as it was written."""
    export_folder(whole, tmp_path, FORMS)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(b": OK") == len(FORMS)


def test_the_same_export_twice_is_the_same(whole: Source, tmp_path: Path) -> None:
    """Two exports of one generation are equal byte for byte, manifests included."""
    for name in ("one", "two"):
        export_folder(whole, tmp_path / name, FORMS)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@contextmanager
def room(most: int) -> Iterator[None]:
    """As on a full disk, no file can grow beyond so many bytes until the block ends."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_export_that_was_broken_off_goes_on(whole: Source, tmp_path: Path) -> None:
    """What was finished when a disk was full is kept; the rest is written, and nothing half-written stays."""
    # the tables are smaller, TriG is larger
    with room(400_000), pytest.raises(GraphError, match="the same command goes on"):
        export_folder(whole, tmp_path, FORMS)
    assert told(tmp_path)["finished"] is False
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "claims.csv",
        "comparisons.csv",
        "manifest.json",
    ]
    before = (tmp_path / "claims.csv").stat()
    written: list[str] = []
    export_folder(whole, tmp_path, FORMS, lambda file, _: written.append(file))
    assert set(written) == {"claimgraph.trig", "claimgraph.nq"}
    assert (tmp_path / "claims.csv").stat().st_ino == before.st_ino
    assert told(tmp_path)["finished"] is True


def test_what_was_changed_is_written_anew(whole: Source, tmp_path: Path) -> None:
    """A file that is no longer what the manifest says is not taken for finished."""
    export_folder(whole, tmp_path, FORMS[:2])
    (tmp_path / "claims.csv").write_bytes(b"x" * (tmp_path / "claims.csv").stat().st_size)
    written: list[str] = []
    export_folder(whole, tmp_path, FORMS[:2], lambda file, _: written.append(file))
    assert written == ["claims.csv"]
    assert (tmp_path / "claims.csv").read_bytes()[:1] != b"x"


def test_a_part_names_itself(published: Published, tmp_path: Path) -> None:
    """The manifest of a part says of which article, and counts its claims only."""
    article = published.graph.all(Article)[0].iri
    with source(published, Part(article=article), "https://example.org/licence") as part:
        found = json.loads(manifest(part, []))
    assert found["part"] == {"article": article}
    assert found["counts"]["articles"] == 1
    assert 0 < found["counts"]["claims"] < published.index.counts()["claims"]
    assert found["licence"] == "https://example.org/licence"


def test_claims_of_an_answer(home: Path, published: Published, tmp_path: Path) -> None:
    """The claims that a question names go with their articles, chains and quotes; others stay behind."""
    output = tmp_path / "denied.csv"
    result = command(
        home, "--question", "stix", "-p", "polarity=negative", "--format", "csv", "-o", str(output)
    )
    assert result.exit_code == 0, result.stderr
    rows = output.read_text("utf-8").splitlines()[1:]
    negative = {c.iri for c in published.graph.all(Claim) if c.polarity.value == "negative"}
    assert {row.partition(",")[0] for row in rows if row.startswith("https://")} == negative
    beside = json.loads((tmp_path / "denied.csv.manifest.json").read_text("utf-8"))
    assert beside["part"] == {"question": "stix (polarity=negative)"}
    assert beside["files"][0]["sha256"] == hashlib.sha256(output.read_bytes()).hexdigest()


def test_an_answer_without_claims_is_refused(published: Published) -> None:
    """A question about something else says what its answer lacks."""
    with pytest.raises(QuestionError, match="names no claims"):
        answered(published.graph, "incidents", {})


def test_everything_in_every_format_by_one_command(home: Path, tmp_path: Path) -> None:
    """`--to` writes a file for each format, and says what it wrote."""
    result = command(home, "--to", str(tmp_path / "all"))
    assert result.exit_code == 0, result.stderr
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {form.file for form in FORMATS.values()} | {
        "manifest.json",
        "SHA256SUMS",
        "datapackage.json",
    } <= names
    assert "claims.parquet" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--format", "csv", "--format", "trig"], "several formats go into a folder"),
        (["--to", "a", "--dump"], "give one of them"),
        (["--param", "a=b"], "--param belongs to a question"),
        (["--question", "denials", "--article", "https://a.example/"], "do not give --incident or --article"),
        (["--question", "nonsense"], "no question nonsense"),
        (["--article", "https://a.example/"], "no article https://a.example/"),
    ],
)
def test_what_cannot_be_exported_is_said(home: Path, arguments: list[str], told: str) -> None:
    """A wrong order ends in one line that says why."""
    result = command(home, *arguments)
    assert result.exit_code in {1, 2}
    assert told in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_suffixes_tell_formats_apart() -> None:
    """Every suffix leads to its format, and no two formats share one."""
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
    for form in FORMATS.values():
        assert by_suffix(f"a.b/c.{form.suffix}") == ("a.b/c", form)
    assert by_suffix("c.pdf") is None
    with pytest.raises(GraphError, match="not a format"):
        format_of("pdf")
