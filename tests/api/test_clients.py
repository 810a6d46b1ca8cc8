"""The client examples: each does what it says against a running server, with types made from the schema."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
NPM = shutil.which("npm")
CI = bool(os.environ.get("CI"))


def ran(*command: str, folder: Path) -> str:
    """What a command prints, which must end well."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=540, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_the_python_client_shows_both_sides(server: str) -> None:
    """It prints each disagreement on the incident that is told of most, with both quotes."""
    told = ran(sys.executable, "disagreements.py", server, "intrusion", folder=EXAMPLES / "python")
    assert told.startswith("Intrusion at Acme Pumps: 5 origins (generation 1)")
    assert "contradicts: one says that plans were taken" in told
    assert "“no plans were taken” — News of Intrusion at Acme Pumps" in told
    assert "Evening Courier reported that Jo Field said that this is not so" in told


def test_the_python_client_says_what_is_wrong(server: str) -> None:
    """An incident that nobody knows is said so, with a failing status."""
    command = [sys.executable, "disagreements.py", server, "xyzzy"]
    ended = subprocess.run(
        command, cwd=EXAMPLES / "python", capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (1, "no such incident\n")


@pytest.mark.skipif(NPM is None and not CI, reason="npm is not installed, which the TypeScript example needs")
def test_the_typescript_client_is_typed_by_the_schema(server: str, tmp_path: Path) -> None:
    """Its types are made from the committed schema and notice a wrong field; it prints marked quotes."""
    here = tmp_path / "typescript"
    shutil.copytree(
        EXAMPLES / "typescript", here, ignore=shutil.ignore_patterns("node_modules", "dist", "questions.ts")
    )
    schema = EXAMPLES.parent / "api" / "graphql" / "schema.graphql"
    npm = NPM or "npm"
    ran(npm, "ci", "--no-progress", folder=here)
    ran("node", "generate.mjs", str(schema), folder=here)
    ran(npm, "run", "-s", "check", folder=here)
    told = ran(npm, "run", "-s", "start", "--", server, "intrusion", folder=here)
    assert told.startswith("Intrusion at Acme Pumps (generation 1)")
    assert "[No sensitive grid data was taken]" in told
    assert "-3 Evening Courier reported that Jo Field said that this is not so" in told
    client = here / "src" / "client.ts"
    client.write_text(client.read_text().replace("claim.sentence", "claim.verdict"))
    wrong = subprocess.run(
        [npm, "run", "-s", "check"], cwd=here, capture_output=True, text=True, timeout=300, check=False
    )
    assert wrong.returncode != 0
    assert "'verdict' does not exist" in wrong.stdout


def test_the_lock_names_no_place_to_download_from() -> None:
    """The lock has versions and hashes, and leaves to each user's registry where they come from."""
    lock = (EXAMPLES / "typescript" / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
