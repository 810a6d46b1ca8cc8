"""docs/extractors.md holds: its commands work, and its table has every variable with its default."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.accounts import bundled
from pipelines.extraction.llm.settings import PREFIX, VARIABLES, ModelSettings
from tests.extraction.llm.answers import EMPTY, TEXT, says
from tests.extraction.llm.conftest import Model

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "extractors.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ (claimgraph .+)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shown_works(model: Model, tmp_path: Path, command: str) -> None:
    """Against an endpoint, on a page and a line."""
    model.usual = says(EMPTY)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "page.html").write_bytes(bundled()[0].read_bytes())
    (tmp_path / "documents.jsonl").write_text(json.dumps({"id": "a", "text": TEXT}))
    program = [str(Path(sys.executable).with_name("claimgraph")), *shlex.split(command)[1:]]
    environment = os.environ | model.environment(tmp_path / "home")
    ended = subprocess.run(
        program, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert "llm asked stub-1" in ended.stderr
    assert model.asked


def test_every_variable_stands_in_the_table_with_its_default() -> None:
    """And no other does."""
    rows = dict(re.findall(rf"^\| `{PREFIX}(\w+)` \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE))
    usual = ModelSettings(url="", model="")
    known = {name: f"{getattr(usual, field):g}" for name, (field, _) in VARIABLES.items()}
    told = {name: f"{float(value):g}" for name, value in rows.items() if value[0].isdigit()}
    assert told == known
    assert rows.keys() - told.keys() == {"URL", "MODEL", "KEY"}
