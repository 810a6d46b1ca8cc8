"""The same stages under Dagster: assets, checks, files between them, and the web interface."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic

import dagster as dg
import pytest

from graph.generations import current
from ontology.model import Page
from pipelines import checks
from pipelines.accounts import bundled
from pipelines.cabinet import FileCabinet
from pipelines.definitions import defs
from pipelines.extraction.account import Account
from pipelines.flow import run
from pipelines.growing import stamp
from pipelines.intake import Arrival
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document
from pipelines.resources import Home, Reader
from pipelines.shelf import Kept
from pipelines.storage import read_lines, write_lines

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
ASSETS = [
    "articles",
    "documents",
    "claims",
    "entities",
    "pages",
    "incidents",
    "comparisons",
    "generation",
]


def materialize(
    home: Path, batch: str | None, *sources: Path, selection: dg.AssetSelection | None = None
) -> dg.ExecuteInProcessResult:
    """Run the assets and their checks for one batch; what is of no batch, when there is none."""
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_dynamic_partitions("batch", [batch] if batch else [])
        return dg.materialize(
            [*(defs.assets or []), *(defs.asset_checks or [])],  # type: ignore[list-item]
            instance=instance,
            partition_key=batch,
            selection=selection,
            resources={"home": Home(home=str(home)), "reader": Reader()},
            run_config={"ops": {"articles": {"config": {"sources": [str(s) for s in sources]}}}}
            if sources
            else None,
            raise_on_error=False,
        )


@pytest.fixture(scope="module")
def materialized(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dg.ExecuteInProcessResult]:
    """A home folder and the run in which everything was materialized from the bundled accounts."""
    folder = tmp_path_factory.mktemp("dagster")
    return folder, materialize(folder, "bundled")


@pytest.fixture
def home(materialized: tuple[Path, dg.ExecuteInProcessResult]) -> Path:
    """The home folder of that run."""
    folder, result = materialized
    assert result.success
    return folder


def test_all_assets_materialize_with_counts_and_previews(tmp_path: Path, good: Path, bad: Path) -> None:
    """Each of the eight assets has its counts and a table to look at; pages are those of all batches."""
    run([str(good / "second.html")], Home(home=str(tmp_path / "home")).settings())
    result = materialize(tmp_path / "home", "b1", good / "first.html", bad)
    assert result.success
    events = {
        event.asset_key.to_user_string(): event
        for event in result.get_asset_materialization_events()
        if event.asset_key
    }
    assert list(events) == [*ASSETS, "dump"]
    shown = {name: event.materialization.metadata for name, event in events.items()}
    assert shown["documents"]["values"].value == 1
    assert shown["documents"]["refused"].value == 8
    assert shown["documents"]["refused: pdf"].value == 1
    assert "| Fjord Daily |" in str(shown["documents"]["preview"].value)
    assert shown["pages"]["values"].value == 2


def test_dagster_and_the_command_publish_the_same_graph(tmp_path: Path, home: Path) -> None:
    """The assets hold what the flow holds: after one, the other finds nothing to publish."""
    before = current(home)
    summary = run([], Home(home=str(home)).settings())
    assert (summary.unchanged, summary.generation) == (len(bundled()), before)


def test_every_check_passes_and_blocks(materialized: tuple[Path, dg.ExecuteInProcessResult]) -> None:
    """All checks pass on the bundled accounts; four of them would stop what comes after, the others warn."""
    _, result = materialized
    evaluations = {
        evaluation.check_name: evaluation.passed for evaluation in result.get_asset_check_evaluations()
    }
    assert evaluations == {
        "most_articles_are_read": True,
        "no_silent_document": True,
        "most_documents_claim_something": True,
        "every_quote_equals_its_span": True,
        "every_triple_is_in_one_graph": True,
        "shapes_conform": True,
    }
    specs = [spec for one in (*(defs.asset_checks or ()), *(defs.assets or ())) for spec in one.check_specs]  # type: ignore[union-attr]
    assert {spec.name for spec in specs if not spec.blocking} == {
        "most_articles_are_read",
        "most_documents_claim_something",
    }


def failing(home: Path, *, batch: str | None = None) -> set[str]:
    """The names of the checks that fail: those of the claims of a batch, or those of all that is new."""
    selection = dg.AssetSelection.checks(*checks.what_is_new_is_sound.check_keys)
    if batch is not None:  # the checks of a batch are made when it is
        selection = dg.AssetSelection.assets("claims")
    result = materialize(home, batch, selection=selection)
    return {
        evaluation.check_name for evaluation in result.get_asset_check_evaluations() if not evaluation.passed
    }


@pytest.fixture
def planted(home: Path) -> Iterator[Path]:
    """The home folder, in which what is known is put back as it was at the end."""
    places = [home / "growth.db", *(home / "assets").rglob("*.jsonl")]
    kept = {path: path.read_bytes() for path in places}
    yield home
    for path, content in kept.items():
        path.write_bytes(content)


def plant(home: Path, change: Callable[[Page], Page]) -> None:
    """Change the first page that has claims, as if the pipeline had made it so."""
    with FileCabinet(home / "growth.db", stamp()) as cabinet:
        pages: Kept[Page] = Kept(cabinet, "pages")
        page = next(page for page in pages.lot() if page.claims)
        pages.put(page.iri, change(page))
        cabinet.save()


def test_a_wrong_quote_fails_its_check(planted: Path) -> None:
    """A mention whose words are not those of the text at its offsets is found."""
    plant(planted, lambda page: replace(page, text=page.text.replace("e", "o")))
    assert "every_quote_equals_its_span" in failing(planted)


def test_a_shapeless_claim_fails_its_check(planted: Path) -> None:
    """A claim without a holder breaks the shapes."""
    plant(planted, lambda page: replace(page, claims=(replace(page.claims[0], holders=()), *page.claims[1:])))
    assert failing(planted) == {"shapes_conform"}


def test_a_triple_in_two_graphs_fails_its_check(planted: Path) -> None:
    """A claim that stands on two pages would be counted twice."""
    held: list[Page] = []

    def noted(page: Page) -> Page:
        held.append(page)
        return replace(page, claims=page.claims[1:])

    plant(planted, noted)
    with FileCabinet(planted / "growth.db", stamp()) as cabinet:
        pages: Kept[Page] = Kept(cabinet, "pages")
        other = next(page for page in pages.lot() if page.claims and page.iri != held[0].iri)
        pages.put(held[0].iri, replace(held[0], article=replace(held[0].article, title="Anew")))
        pages.put(other.iri, replace(other, claims=(*other.claims, *held[0].claims)))
        cabinet.save()
    assert "every_triple_is_in_one_graph" in failing(planted)


def test_a_silent_document_fails_its_check(planted: Path) -> None:
    """An article that has neither been read nor refused is found."""
    place = planted / "assets" / "articles" / "bundled.jsonl"
    lost = Arrival(source="/lost.html", sha256="0" * 64, retrieved="2024-05-01T08:00:00Z")
    write_lines(place, [*read_lines(place), lost])
    assert failing(planted, batch="bundled") == {"no_silent_document"}


def test_batches_are_kept_as_readable_lines_and_come_back(home: Path) -> None:
    """Every asset of a batch is a file of JSON lines whose values come back typed and equal."""
    kinds = {"articles": Arrival, "documents": Document, "claims": Account}
    for asset, kind in kinds.items():
        (place,) = (home / "assets" / asset).glob("*.jsonl")
        values = list(read_lines(place))
        assert all(json.loads(line)["type"] for line in place.read_text().splitlines())
        again = place.with_suffix(".again")
        write_lines(again, values)
        assert again.read_bytes() == place.read_bytes()
        again.unlink()
        assert all(isinstance(value, kind) for value in values)


def test_values_of_several_types_come_back(tmp_path: Path) -> None:
    """A batch holds values and refusals side by side."""
    values = [
        Refusal(source="a", reason=Reason.PDF, detail="it is a PDF"),
        Document(id="d1", source="b", text="Zwei Zeilen.\n“Quoted” \u00a0 text.", sha256="0"),
    ]
    write_lines(tmp_path / "mixed.jsonl", values)
    assert list(read_lines(tmp_path / "mixed.jsonl")) == values


def test_the_definitions_describe_themselves() -> None:
    """Every asset and check has a description, and every asset an owner and kinds, in flow order."""
    specs = [spec for asset in defs.assets or [] for spec in asset.specs]  # type: ignore[union-attr]
    assert [spec.key.to_user_string() for spec in specs] == [*ASSETS, "dump"]
    assert all(spec.description and spec.owners and spec.kinds for spec in specs)
    found = [spec for check in defs.asset_checks or [] for spec in check.check_specs]  # type: ignore[union-attr]
    assert all(spec.description for spec in found)


def test_the_web_interface_shows_the_assets(tmp_path: Path) -> None:
    """From any directory, the web server loads the workspace and answers with its assets."""
    pytest.importorskip("dagster_webserver")
    (tmp_path / "dagster.yaml").write_text((ROOT / "dagster.yaml").read_text())
    command = [str(BIN / "dagster-webserver"), "-w", str(ROOT / "workspace.yaml"), "--read-only"]
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            served = (
                re.search(r"Serving dagster-webserver on http://[^:]+:(\d+)", line) for line in server.stdout
            )
            names = _asset_names(int(next(filter(None, served))[1]))  # the port is of its own choice
        finally:
            server.terminate()
    assert sorted(names) == sorted([*ASSETS, "dump"])


def _asset_names(port: int) -> list[str]:
    """What the server says its assets are."""
    question = json.dumps({"query": "{ assetNodes { assetKey { path } } }"}).encode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql", question, {"Content-Type": "application/json"}
    )
    end = monotonic() + 60
    while monotonic() < end:  # it says that it serves a moment before it listens
        with suppress(OSError), urllib.request.urlopen(request, timeout=60) as answer:
            return ["/".join(node["assetKey"]["path"]) for node in json.load(answer)["data"]["assetNodes"]]
    return []
