"""The command line: names, help, errors, and the commands that read the published graph."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph import names
from graph.cli import COMMANDS, GROUP, main
from graph.generations import current, publish
from graph.graph import Graph
from graph.questions import questions
from graph.settings import Settings


@pytest.fixture
def home(tmp_path: Path, world: Graph, sample) -> Path:
    """A home with the invented world published."""
    publish(world, tmp_path, texts=sample.texts)
    return tmp_path


def run(home: Path, *arguments: str) -> Result:
    """A command, in this process."""
    wide = {"COLUMNS": "240"}  # whoever runs the tests may have said how wide their terminal is
    return CliRunner().invoke(main, arguments, env={"CLAIMGRAPH_HOME": str(home)} | wide)


def test_the_table_of_commands_agrees_with_the_entry_points() -> None:
    """Every command that is registered is in the help, and the other way round."""
    ours = {
        entry.name for entry in entry_points(group=GROUP) if entry.dist and entry.dist.name == "claimgraph"
    }
    assert set(COMMANDS) == ours


def test_help_imports_no_command() -> None:
    """The help is shown within a third of a second of work and imports nothing heavy."""
    program = (
        "import sys, time, graph.cli\n"
        "try: graph.cli.main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rdflib', 'pyoxigraph', 'dagster', 'strawberry', 'trafilatura', 'rich', 'pyshacl'}\n"
        "print(sorted(heavy & set(sys.modules)), time.process_time())\n"
    )
    shown = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    loaded, seconds = shown.strip().splitlines()[-1].rsplit(" ", 1)
    assert loaded == "[]"
    assert float(seconds) < 0.3 * 3  # three times the aim, for machines that are slow or busy
    for name, line in COMMANDS.items():
        assert name in shown
        assert line.split()[0] in shown


def test_version() -> None:
    """The version is that of the distribution."""
    result = CliRunner().invoke(main, ["--version"])
    assert result.output.startswith("claimgraph, version ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonsense"], "No such command 'nonsense'"),
        (["--nonsense"], "No such option"),
        (["ask", "--nonsense"], "No such option"),
        (["ask", "denials", "-p", "holder"], "not NAME=TEXT"),
        (["export", "--format", "pdf"], "pdf"),
    ],
)
def test_usage_errors_are_one_line(home: Path, arguments: list[str], told: str) -> None:
    """A wrong call ends with exit code 2 and one line that says what is wrong and where help is."""
    result = run(home, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert told in line
    assert "--help" in line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing-like-it"], "there are "),
        (["/no/file.rq"], "/no/file.rq"),
        (["denials", "-p", "x=y"], "holder"),
    ],
)
def test_a_question_that_cannot_be_asked_is_a_usage_error(
    home: Path, arguments: list[str], told: str
) -> None:
    """A name, file or parameter that is not there is one line that says what is, and exit code 2."""
    result = run(home, "ask", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    assert told in line


def test_refusals_are_one_line(tmp_path: Path) -> None:
    """What claimgraph refuses ends with exit code 1 and its message on one line."""
    for arguments in (["ask", "denials"], ["export"], ["check"]):
        result = run(tmp_path, *arguments)
        assert result.exit_code == 1
        (line,) = result.stderr.splitlines()
        assert "run `claimgraph run` first" in line


def test_no_name_lists_the_questions(home: Path) -> None:
    """Without a name every question is listed, also as JSON with its parameters."""
    shown = run(home, "ask").stdout
    assert all(name in shown for name in questions())
    listed = json.loads(run(home, "ask", "--format", "json").stdout)
    assert [entry["name"] for entry in listed] == list(questions())
    assert all(entry["answers"] for entry in listed)


def test_ask_shows_a_table_of_names(home: Path) -> None:
    """A table shows labels, whole quotes and the number of rows."""
    shown = run(home, "ask", "denials", "-p", "holder=acme").stdout
    assert "Acme Pumps" in shown
    assert "It has not confirmed that the power industry was hit" in shown
    assert "2 rows" in shown
    assert "Jo Field" not in shown


def test_ask_answers_programs(home: Path, sample) -> None:
    """JSON has IRIs with labels and numbers as numbers; CSV has IRIs."""
    answer = json.loads(run(home, "ask", "claims", "-p", "speech_mode=direct", "--format", "json").stdout)
    (row,) = answer["rows"]
    assert row["holder"] == {"iri": sample.acme.iri, "label": "Acme Pumps"}
    assert row["start"] == sample.texts["herald-1"].index("Nothing")
    lines = run(home, "ask", "quotes", "--format", "csv").stdout.splitlines()
    assert lines[0].startswith("holder,speech_mode,quote")
    assert lines[1].startswith(f"{sample.acme.iri},")


def test_ask_takes_a_file(home: Path, tmp_path: Path) -> None:
    """A SPARQL file is asked of the published graph."""
    path = tmp_path / "count.rq"
    path.write_text("SELECT (COUNT(*) AS ?n) { ?c a ic:Claim }")
    assert run(home, "ask", str(path), "--format", "csv").stdout == "n\n7\n"
    path.write_text("SELECT ?x WHERE { ?x\n nonsense }")
    broken = run(home, "ask", str(path))
    assert broken.exit_code == 2
    (line,) = broken.stderr.splitlines()
    assert "not valid SPARQL" in line


def test_export_writes_a_file_whole(home: Path, tmp_path: Path, world: Graph) -> None:
    """The file holds every quad; a refused export leaves no file."""
    target = tmp_path / "all.nq"
    assert run(home, "export", "--format", "nquads", "-o", str(target)).exit_code == 0
    assert len(target.read_bytes().splitlines()) == len(world)
    refused = run(home, "export", "--article", "https://nobody.example/", "-o", str(tmp_path / "none.nq"))
    assert refused.exit_code == 1
    assert [path.name for path in tmp_path.glob("*.nq")] == ["all.nq"]
    assert not list(tmp_path.glob(".*unfinished"))


def test_export_to_a_pipe(home: Path, world: Graph) -> None:
    """Without a file the export goes to stdout, byte for byte."""
    found = run(home, "export", "--format", "nquads")
    assert len(found.stdout_bytes.splitlines()) == len(world)


def test_a_closed_pipe_is_no_crash(home: Path) -> None:
    """When the reader of the output goes away, there is no traceback."""
    command = f"{sys.executable} -c 'from graph.cli import main; main()' ask claims --format json | head -1"
    environment = {**os.environ, "CLAIMGRAPH_HOME": str(home)}
    result = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment, check=False)
    assert "Traceback" not in result.stderr
    assert result.stdout == "{\n"


def test_settings_put_the_store_into_the_home() -> None:
    """The store is in the home folder unless its URL is given apart."""
    assert Settings.of("here") == Settings(home=Path("here"), store=str(Path("here") / "store"))
    assert Settings.of("here", "memory:").store == "memory:"


def test_options_win_over_the_environment(home: Path, tmp_path: Path) -> None:
    """--home on the command line wins over CLAIMGRAPH_HOME."""
    result = run(tmp_path / "elsewhere", "ask", "incidents", "--home", str(home), "--format", "csv")
    assert result.exit_code == 0


def test_an_earlier_generation_can_be_asked(home: Path, world: Graph, sample) -> None:
    """What readers saw before can be asked and exported by its number; a number that is not kept is said."""
    first = current(home).number
    world.drop(names.page("courier-1"))
    publish(world, home, texts=sample.texts)
    now, then = (
        json.loads(run(home, "ask", "articles", "--format", "json", *more).stdout)["rows"]
        for more in ([], ["--generation", str(first)])
    )
    assert len(then) == len(now) + 1
    assert "courier-1" in run(home, "export", "--generation", str(first)).stdout
    assert "courier-1" not in run(home, "export").stdout
    assert "is not in" in str(run(home, "ask", "articles", "--generation", "99").output)
