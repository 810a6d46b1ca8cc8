"""What other projects test of a GraphQL endpoint: the audits of graphql-http, and schemathesis."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

AUDITS = Path(__file__).parent / "audits"


@pytest.mark.skipif(
    not os.environ.get("CI") and shutil.which("npm") is None, reason="the audits need node and npm"
)
def test_all_audits_of_graphql_http_are_ok(server: str, tmp_path: Path) -> None:
    """Every audit of the GraphQL-over-HTTP specification is passed, those that are only recommended too."""
    shutil.copytree(AUDITS, tmp_path / "audits", ignore=shutil.ignore_patterns("node_modules"))
    npm = ["npm", "ci", "--ignore-scripts", "--silent"]
    subprocess.run(npm, cwd=tmp_path / "audits", check=True, timeout=300)
    audit = ["node", "audit.mjs", f"{server}/graphql"]
    done = subprocess.run(
        audit, cwd=tmp_path / "audits", capture_output=True, text=True, check=True, timeout=120
    )
    found = json.loads(done.stdout)
    assert len(found) == 61
    assert [one for one in found if one["status"] != "ok"] == []


def test_schemathesis_finds_no_fault_of_ours(server: str) -> None:
    """Whatever schemathesis makes of the schema, no answer is 5xx or tells of a fault of ours."""
    schema = schemathesis.graphql.from_url(f"{server}/graphql", timeout=60)

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=schema.as_strategy())
    def answered(case: Any) -> None:
        reply = case.call(timeout=60)
        assert reply.status_code < 500
        assert "INTERNAL" not in reply.text

    answered()


def test_the_lock_names_no_registry() -> None:
    """What is installed for the audits is known by its content, wherever it comes from."""
    lock = (AUDITS / "package-lock.json").read_text()
    assert "resolved" not in lock
    assert lock.count("sha512-") == 2
