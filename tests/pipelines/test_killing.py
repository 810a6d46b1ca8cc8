"""A run that is killed at any moment is begun again: nothing is lost, and nothing is read twice."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graph.generations import current
from graph.settings import Settings
from pipelines.flow import run
from pipelines.ledger import Ledger
from tests.pipelines.conftest import write_page

ARTICLES = 30
# Each is killed when the run first says that it does this, after so many items of it.
MOMENTS = {
    "fetching articles": 3,
    "reading": 7,
    "finding claims": 4,
    "telling who is who": 0,
    "writing pages": 2,
    "publishing": 0,
}
KILLED = """
import os, signal, sys
from graph.settings import Settings
from pipelines.flow import run

def progress(stage, done, total):
    if stage.value == sys.argv[3] and done >= int(sys.argv[4]):
        os.kill(os.getpid(), signal.SIGKILL)

run([sys.argv[1]], Settings.of(sys.argv[2]), progress=progress)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some pages of several outlets about a few incidents."""
    made = tmp_path_factory.mktemp("pages")
    draw = random.Random(7)
    for number in range(ARTICLES):
        company = ("Norvik Shipping", "Polar Systems", "Orion Electric")[number % 3]
        text = (
            f"{company} said on Monday that intruders had copied the data of {draw.randrange(9000)} people.",
            "“No customer data was stolen,” said Ingrid Aasen, a spokeswoman. Police are investigating.",
            f"The group Grey Heron was probably behind the attack, said people in room {number}.",
        )
        write_page(made / f"{number:02}.html", f"{company} was hit", "Fjord Daily", "2024-04-15", text)
    return made


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The canonical hash of what a run publishes that nobody kills."""
    home = tmp_path_factory.mktemp("whole")
    summary = run([str(folder)], Settings.of(home))
    assert summary.generation is not None
    return summary.generation.canonical_hash


def entered(home: Path) -> dict[str, int]:
    """In which run each article was entered last."""
    if not (home / "ledger.db").exists():
        return {}
    with Ledger(home) as ledger:
        return {row.source: row.run for row in ledger.rows()}


@pytest.mark.parametrize("stage", MOMENTS)
def test_a_killed_run_is_taken_up(stage: str, folder: Path, expected: str, tmp_path: Path) -> None:
    """What was entered is not read again, all else is, and what is published is the same to the last."""
    home = tmp_path / "home"
    command = [sys.executable, "-c", KILLED, str(folder), str(home), stage, str(MOMENTS[stage])]
    killed = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    before = entered(home)
    kept = {path: path.stat().st_mtime_ns for path in home.glob("[da]*/**/*.json")}
    summary = run([str(folder)], Settings.of(home))
    assert summary.read + summary.unchanged == ARTICLES
    assert summary.read == ARTICLES - len(before)  # now were read those that had not been entered
    assert {path: path.stat().st_mtime_ns for path in kept} == kept  # no document or account was made again
    assert current(home).canonical_hash == expected
    assert len(entered(home)) == ARTICLES
