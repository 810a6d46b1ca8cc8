"""The documentation holds: every command it shows is run, every file it names is there."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.accounts import bundled
from pipelines.feeds.declared import load
from tests.feeds.archived import warc

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/operations.md",
    "docs/feeds.md",
    "docs/extractors.md",
    "docs/graphql.md",
    "docs/scaling.md",
    "docs/sparql.md",
    "docs/performance.md",
    "docs/security.md",
    "docs/explorer.md",
    "docs/exports.md",
    "docs/architecture.md",
)
SHOWN = re.compile(r"^\$ (.+)$", re.MULTILINE)
REPORT = re.compile(r"^```text\n(.+?)^```", re.MULTILINE | re.DOTALL)
DECLARED = re.compile(r"^```toml\n(.+?)^```", re.MULTILINE | re.DOTALL)
LINKED = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def commands() -> list[str]:
    """Every command line that a document shows, without its comment, once."""
    lines = (line for name in DOCUMENTS for line in SHOWN.findall((ROOT / name).read_text("utf-8")))
    return sorted({line.split(" # ")[0].strip() for line in lines})


DECIDES = re.compile(r"^claimgraph (withdraw|restore|judge|undo \d|review (accept|reject|unsure))")
MOMENT = re.compile(r"(--(?:as-of|from|to)) \d{4}-\S+")  # of when the documentation was written
# Those that serve, or ask a language model, are run where there is somebody to talk with them; those that
# decide something, where there is something to decide.
OURS = [
    line
    for line in commands()
    if line.startswith("claimgraph ")
    and not re.search(r"^claimgraph serve|--extractor llm", line)
    and not DECIDES.search(line)
]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder as the documents speak of it, and what the first run over bundled accounts prints."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "news").mkdir()
    shutil.copy(bundled()[0], folder / "news")
    shutil.copy(bundled()[1], folder / "page.html")
    (folder / "feeds.toml").write_text('[feeds.saved]\nkind = "folder"\nlocation = "news"\n')
    warc(folder / "archive.warc.gz", ("https://example.org/page", (folder / "page.html").read_bytes()))
    (folder / "list-of-urls.txt").write_text(f"{folder / 'page.html'}\n")
    (folder / "my-question.rq").write_text("SELECT ?claim WHERE { ?claim a ic:Claim }")
    return folder, claimgraph(folder, "run").stdout


@pytest.fixture(scope="module")
def place(first: tuple[Path, str]) -> Path:
    """A folder with pages, a list, a question, and the bundled accounts published."""
    return first[0]


def claimgraph(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """What the command says in a folder."""
    program = Path(sys.executable).with_name("claimgraph")
    home = {
        "CLAIMGRAPH_HOME": str(folder / "data"),
        "COLUMNS": "100",
        "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
    }
    return subprocess.run(
        [str(program), *arguments],
        cwd=folder,
        env=os.environ | home,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_report_shown_is_the_report(first: tuple[Path, str]) -> None:
    """The lines that the README shows of a run are printed by it, in this order; gaps are marked."""
    printed = iter([line.rstrip() for line in first[1].splitlines()])
    (shown,) = REPORT.findall((ROOT / "README.md").read_text("utf-8"))
    for line in filter(str.strip, shown.replace(".venv/bin/", "").splitlines()):
        assert line.strip() == "…" or line.rstrip() in printed, f"not printed, or not there: {line}"


@pytest.mark.parametrize("line", OURS)
def test_every_command_shown_runs(place: Path, line: str) -> None:
    """A command of the documentation ends well on the bundled accounts."""
    given = MOMENT.sub(r"\1 2999-12-31", line.replace("https://example.org/story", "http://127.0.0.1/story"))
    result = claimgraph(place, *shlex.split(given)[1:])
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("line", filter(DECIDES.search, commands()))
def test_every_decision_shown_can_be_made(tmp_path: Path, line: str) -> None:
    """A command of the documentation that decides something has the arguments and options that it shows."""
    result = claimgraph(tmp_path, *shlex.split(line)[1:], "--help")
    assert result.returncode == 0, result.stderr


def test_serving_as_shown(place: Path) -> None:
    """`claimgraph serve` starts on the published accounts and ends when it is interrupted."""
    assert any(line.startswith("claimgraph serve") for line in commands())
    program = [str(Path(sys.executable).with_name("claimgraph")), "serve", "--port", "0"]
    home = os.environ | {"CLAIMGRAPH_HOME": str(place / "data")}
    with subprocess.Popen(
        program, env=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        assert "http://127.0.0.1:" in server.stdout.readline()
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0


def test_every_make_target_shown_exists() -> None:
    """What the documents tell people to make can be made."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = {line.split()[1] for line in commands() if line.startswith("make ")}
    assert shown
    assert shown <= targets


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_linked_is_there(name: str) -> None:
    """A link to a file of the project leads somewhere."""
    document = ROOT / name
    missing = [
        link for link in LINKED.findall(document.read_text("utf-8")) if not (document.parent / link).exists()
    ]
    assert not missing


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_is_left_to_fill_in(name: str) -> None:
    """No placeholder stands in a document."""
    assert not re.search(r"TODO|FIXME|XXX\b", (ROOT / name).read_text("utf-8"))


def test_the_feeds_shown_can_be_declared(tmp_path: Path) -> None:
    """The file that the documentation of feeds shows is one that is taken."""
    (shown,) = DECLARED.findall((ROOT / "docs/feeds.md").read_text("utf-8"))
    (tmp_path / "feeds.toml").write_text(shown)
    assert [feed.name for feed in load(tmp_path / "feeds.toml")] == ["harbour", "fjord", "saved", "crawl"]


EXCHANGE = re.compile(r"^\$ (curl .+)\n((?:(?!\$ |```).+\n)*)", re.MULTILINE)


def test_every_answer_shown_is_the_answer(place: Path) -> None:
    """What docs/sparql.md shows of the server is what it answers; `…` stands for what is left out."""
    shown = EXCHANGE.findall((ROOT / "docs" / "sparql.md").read_text("utf-8"))
    assert len(shown) > 5
    program = [str(Path(sys.executable).with_name("claimgraph")), "serve", "--port", "0"]
    home = os.environ | {"CLAIMGRAPH_HOME": str(place / "data"), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(program, env=home, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[1].rstrip("/")
        try:
            for line, expected in shown:
                words = shlex.split(line.replace("http://127.0.0.1:8000", address))
                found = subprocess.run(words, capture_output=True, timeout=60, check=True).stdout.decode()
                parts = [re.escape(part) for part in expected.rstrip("\n").split("…")]
                assert re.fullmatch(".*".join(parts) + r"\n?", found.replace("\r", ""), re.DOTALL), line
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=30)
