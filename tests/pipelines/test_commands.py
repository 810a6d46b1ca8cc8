"""The commands as a user runs them: exit codes, lines on stdout, nothing else."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CLAIMGRAPH = str(Path(sys.executable).with_name("claimgraph"))
TEXT = "Norvik Shipping said on 3 May 2021 that hackers had stolen personal data of at least 500 customers."


def claimgraph(
    *arguments: str | Path, stdin: bytes = b"", seed: str = "random"
) -> subprocess.CompletedProcess[bytes]:
    """Run the command and wait."""
    command = [CLAIMGRAPH, *map(str, arguments)]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONHASHSEED": seed, "COLUMNS": "80"}
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment, timeout=120, check=False
    )


def loaded_by(arguments: list[str]) -> set[str]:
    """The modules that a command has loaded when it ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('|'.join(sys.modules), file=sys.stderr))\n"
        "from graph.cli import main\n"
        f"main({arguments!r})\n"
    )
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, capture_output=True, timeout=60, check=True)
    return set(ended.stderr.decode().strip().splitlines()[-1].split("|"))


def line(identifier: str, text: str = TEXT) -> bytes:
    """An input line of `extract`."""
    return json.dumps({"id": identifier, "text": text, "published": "2021-05-04"}).encode() + b"\n"


def test_run_reads_reports_and_repeats_itself(tmp_path: Path, good: Path) -> None:
    """`run` prints the report to stdout and progress to stderr; the second run changes nothing.

    What was read before needs neither the page cleaner nor Dagster, so that the second run is quick.
    """
    home = tmp_path / "home"
    first = claimgraph("run", good, "--home", home)
    assert first.returncode == 0, first.stderr
    told = first.stdout.decode()
    assert "2 read, 0 unchanged, 0 not read of 2 articles" in told
    assert "Fjord Daily" in told
    assert "published generation 1" in told
    assert b"reading 2" in first.stderr
    assert max(map(len, told.splitlines())) < 200
    second = json.loads(claimgraph("run", good, "--home", home, "--json").stdout)
    assert (second["read"], second["unchanged"], second["fresh"], second["generation"]) == (0, 2, False, 1)
    loaded = loaded_by(["run", str(good), "--home", str(home), "--no-report"])
    assert "pipelines.flow" in loaded
    assert not {"dagster", "trafilatura", "lxml", "pyshacl", "rdflib", "httpx2", "strawberry"} & loaded


def test_run_exits_with_one_when_nothing_was_read(tmp_path: Path, bad: Path) -> None:
    """Only bad input is exit code 1, with each reason in the report."""
    ended = claimgraph("run", bad / "empty.html", tmp_path / "gone.html", "--home", tmp_path / "home")
    assert ended.returncode == 1
    told = ended.stdout.decode()
    assert "empty" in told
    assert "not-found" in told
    assert "nothing was read" in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--nonsense"),
        ("run", "--extractor", "crystal-ball"),
        ("run", "--home", "/dev/null/home"),
        ("extract", "/no/file"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_two(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """An unknown option, extractor or file, or an impossible home, is one clear line on stderr."""
    ended = claimgraph(*arguments)
    assert ended.returncode == 2
    assert ended.stdout == b""
    assert len(ended.stderr.strip().splitlines()) == 1


def test_status_tells_what_was_not_read_and_why(tmp_path: Path, good: Path, bad: Path) -> None:
    """`status --failed` lists every source that was refused, with its reason."""
    home = tmp_path / "home"
    claimgraph("run", good, bad, "--home", home, "--no-report")
    failed = json.loads(claimgraph("status", "--failed", "--json", "--home", home).stdout)
    assert (failed["read"], failed["refused"]) == (2, 8)
    assert {Path(row["source"]).name: row["reason"] for row in failed["rows"]}["paper.pdf"] == "pdf"
    told = claimgraph("status", "--failed", "--home", home).stdout.decode()
    assert "unsupported-language" in told
    assert "generation 1 (which readers see): 2 articles" in told


def test_status_of_nothing(tmp_path: Path) -> None:
    """Looking at a home that is not there says so and makes none."""
    ended = claimgraph("status", "--home", tmp_path / "none")
    assert ended.returncode == 0
    assert b"nothing has been read" in ended.stdout
    assert not (tmp_path / "none").exists()


def test_extract_answers_every_line_in_order() -> None:
    """Each input line has its output line; what cannot be read has an error, and the exit code is then 1."""
    lines = [line("a"), b"no json\n", b"[1]\n", b'{"id": "c"}\n', b"\n", b"\xff\xfe\n", line("d", "")]
    ended = claimgraph("extract", stdin=b"".join(lines))
    found = [json.loads(answer) for answer in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert [answer["id"] for answer in found] == ["a", None, None, "c", None, None, "d"]
    assert ["error" in answer for answer in found] == [False, True, True, True, True, True, False]
    lists = ("entities", "mentions", "events", "attributions", "claims")
    assert all(isinstance(answer[name], list) for answer in found for name in lists)
    assert found[0]["claims"]
    assert not found[1]["entities"]


def test_a_text_in_another_language_is_recorded_as_such(tmp_path: Path) -> None:
    """`extract` answers it with an error that names the language, `run` refuses it with its reason."""
    german = (
        "Die Hafenbehörde teilte am Montag mit, dass ihr Buchungssystem von außen angegriffen wurde. Daten "
        "von mindestens fünfhundert Kunden seien abgeflossen, sagte eine Sprecherin; die Polizei ermittelt."
    )
    ended = claimgraph("extract", stdin=line("a", german) + line("b"))
    refused, read = (json.loads(answer) for answer in ended.stdout.splitlines())
    assert ended.returncode == 1
    assert refused["error"] == "line 'a': it is in German (de); only English is read so far"
    assert not refused["claims"]
    assert read["claims"]
    (tmp_path / "artikel.txt").write_text(f"{german}\n\n{german}")
    ran = claimgraph("run", tmp_path / "artikel.txt", "--home", tmp_path / "home", "--json")
    (refusal,) = json.loads(ran.stdout)["refusals"]
    assert (ran.returncode, refusal["reason"]) == (1, "unsupported-language")
    assert "German (de)" in refusal["detail"]


def test_extract_keeps_its_contract(tmp_path: Path) -> None:
    """Spans lie in the text without white space at their ends, ids are listed, the publisher is last."""
    file = tmp_path / "in.jsonl"
    file.write_bytes(line("a"))
    ended = claimgraph("extract", file)
    assert (ended.returncode, ended.stderr) == (0, b"")
    (answer,) = map(json.loads, ended.stdout.splitlines())
    ids = {entity["id"] for entity in answer["entities"]}
    for span in [*answer["mentions"], *answer["events"], *answer["claims"]]:
        quote = TEXT[span["start"] : span["end"]]
        assert quote == quote.strip() != ""
    assert {mention["entity"] for mention in answer["mentions"]} <= ids
    for claim in answer["claims"]:
        assert {claim["subject"], claim["object"]} <= ids
        assert claim["chain"][-1]["speakers"] == ["e0"]


def test_extract_is_the_same_on_every_run_and_beside_any_line() -> None:
    """A document's line depends neither on the hash seed nor on the lines around it."""
    alone = claimgraph("extract", stdin=line("a"), seed="1").stdout
    beside = claimgraph("extract", stdin=line("z", "Another text.") + line("a"), seed="2").stdout
    assert beside.splitlines()[1] == alone.strip()


def test_extract_answers_before_the_input_ends() -> None:
    """A line is answered as soon as it is there, so that a program can talk with it."""
    with subprocess.Popen(
        [CLAIMGRAPH, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line("a"))
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == "a"
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], {"pipelines.cli", "graph.commands", "dagster", "rich", "rdflib", "orjson"}),
        (
            ["run", "--help"],
            {"pipelines.flow", "pipelines.resolution", "dagster", "rich", "rdflib", "trafilatura"},
        ),
        (["extract", "--help"], {"pipelines.extraction.rules", "dagster", "rich"}),
    ],
    ids=["claimgraph", "run", "extract"],
)
def test_help_imports_next_to_nothing(arguments: list[str], unwanted: set[str]) -> None:
    """Whoever only asks how a command is used does not wait for the libraries behind it."""
    assert not unwanted & loaded_by(arguments)


def test_run_takes_the_workers_that_are_asked_for(tmp_path: Path, good: Path) -> None:
    """`--workers` says who reads; what is no kind of workers is a usage error in one line."""
    told = claimgraph("run", good, "--home", tmp_path / "home", "--workers", "processes:1", "--json")
    assert json.loads(told.stdout)["read"] == 2
    wrong = claimgraph("run", good, "--home", tmp_path / "home", "--workers", "elves")
    assert wrong.returncode == 2
    assert b"'elves' are no workers; there are processes, processes:COUNT, ray" in wrong.stderr
