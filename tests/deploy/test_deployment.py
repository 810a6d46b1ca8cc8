"""What is shipped for running as a team: every file parses, and names only what is there."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
import yaml
from dagster._core.instance.ref import InstanceRef

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
HELM: dict[str, Any] = yaml.safe_load((DEPLOY / "helm" / "values.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()
KNOWN = re.compile(r'"(CLAIMGRAPH_[A-Z_]+)"')


def variables() -> set[str]:
    """The variables that the code asks for."""
    packages = [ROOT / name for name in ("pipelines", "graph", "api")]
    code = "".join(path.read_text() for package in packages for path in package.rglob("*.py"))
    return set(KNOWN.findall(code)) | {"CLAIMGRAPH_PG_PASSWORD"}


def test_the_image_is_made_of_what_is_there() -> None:
    """Every file that the image copies stands in the repository, and every extra is declared."""
    copied = [line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ")]
    ours = [line for line in copied if "--from=build" not in line]
    names = [name for line in ours for name in line if not name.startswith("--")]
    assert names
    assert all((ROOT / name).exists() for name in names)
    extras = re.search(r'ARG EXTRAS="([^"]+)"', DOCKERFILE)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert extras is not None
    assert set(extras[1].split(",")) <= set(declared)


def test_the_services_of_a_team_belong_together() -> None:
    """Postgres, code, web interface, daemon, API and SPARQL; what they mount and wait for is declared."""
    services = COMPOSE["services"]
    assert set(services) == {"postgres", "code", "webserver", "daemon", "api", "oxigraph"}
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)
        named = [volume.split(":")[0] for volume in service.get("volumes", ()) if volume[0] not in "./"]
        assert set(named) <= set(COMPOSE["volumes"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_only_known_variables_are_set() -> None:
    """A variable that nothing reads would do nothing."""
    text = "".join(path.read_text() for path in DEPLOY.rglob("*") if path.is_file())
    assert set(re.findall(r"CLAIMGRAPH_[A-Z_]+", text)) <= variables()


@pytest.mark.parametrize("name", ["dagster.yaml", "deploy/dagster-postgres.yaml"])
def test_dagster_takes_the_settings_of_an_instance(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are checked against Dagster's own schema; each keeps one writer and one run for each host."""
    for variable in ("HOST", "USER", "PASSWORD", "DB"):
        monkeypatch.setenv(f"DAGSTER_PG_{variable}", "x")
    (tmp_path / "dagster.yaml").write_text((ROOT / name).read_text())
    reference = InstanceRef.from_dir(str(tmp_path))
    settings = reference.settings
    assert settings["telemetry"] == {"enabled": False}
    assert settings["run_monitoring"]["enabled"]
    assert settings["run_retries"]["enabled"]
    assert settings["concurrency"]["pools"]["default_limit"] == 1
    assert settings["concurrency"]["runs"]["tag_concurrency_limits"][0]["key"] == "claimgraph/host"


def test_dagster_takes_the_workspace_of_a_team() -> None:
    """The code location is the service of the compose file, on the port on which it listens."""
    (origin,) = yaml.safe_load((DEPLOY / "workspace.yaml").read_text())["load_from"]
    assert origin["grpc_server"]["host"] in COMPOSE["services"]
    assert f'"-p", "{origin["grpc_server"]["port"]}"' in DOCKERFILE


def test_pods_run_what_the_chart_names() -> None:
    """The chart's code location loads our definitions, and one run at a time asks a host."""
    (code,) = HELM["dagster-user-deployments"]["deployments"]
    assert code["dagsterApiGrpcArgs"] == ["-m", "pipelines.definitions", "-a", "defs"]
    limits = HELM["dagsterDaemon"]["runCoordinator"]["config"]["queuedRunCoordinator"]
    assert limits["tagConcurrencyLimits"][0]["key"] == "claimgraph/host"
    mounted = {one["name"] for one in code["volumeMounts"]}
    assert mounted == {one["name"] for one in code["volumes"]}


POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
if POSTGRES:  # where there is a server, it is used; nothing is skipped where there is none
    from tests.deploy.postgres import server

    @pytest.fixture
    def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
        """A Postgres server, and a folder with the settings of a team."""
        with server(POSTGRES[-1].parent) as port:
            known = {"HOST": "127.0.0.1", "USER": "claimgraph", "PASSWORD": "unused", "DB": "postgres"}
            for variable, value in known.items():
                monkeypatch.setenv(f"DAGSTER_PG_{variable}", value)
            settings = (DEPLOY / "dagster-postgres.yaml").read_text().replace("port: 5432", f"port: {port}")
            (tmp_path / "dagster.yaml").write_text(settings)
            yield tmp_path

    def test_runs_are_kept_in_postgres(team: Path) -> None:
        """An instance with the settings of a team keeps runs and partitions in the server."""

        @dg.asset
        def something() -> None:
            """Nothing much."""

        with dg.DagsterInstance.from_config(str(team)) as instance:
            assert dg.materialize([something], instance=instance).success
            instance.add_dynamic_partitions("batch", ["wire-00001"])
        with dg.DagsterInstance.from_config(str(team)) as again:
            assert len(again.get_run_records()) == 1
            assert again.get_dynamic_partitions("batch") == ["wire-00001"]
