"""Dated dumps with an index for people and a DCAT catalogue, by the command and by the asset."""

import hashlib
import shutil
from html.parser import HTMLParser
from pathlib import Path

import dagster as dg
import pytest
import rdflib
from click.testing import CliRunner

from graph.cli import main
from graph.exports.dumps import FOLDER, write_catalogue
from graph.generations import current
from pipelines.dumps import dump
from pipelines.resources import Home

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of links, and of anything that would be fetched."""
        self.found += [value for name, value in attrs if name in {"href", "src"} and value]


@pytest.fixture(scope="module")
def place(home: Path) -> Path:
    """The folder of dumps after the asset was materialized once, with a few formats."""
    config = {"ops": {"dump": {"config": {"formats": ["nquads", "csv", "stix"]}}}}
    materialized = dg.materialize([dump], resources={"home": Home(home=str(home))}, run_config=config)
    assert materialized.success
    return home / FOLDER


def test_the_asset_writes_a_dated_dump(home: Path, place: Path) -> None:
    """The folder is named by day and generation, and holds what was asked for with its checksums."""
    generation = current(home)
    name = f"{generation.published[:10]}-generation-{generation.number}"
    files = {path.name for path in (place / name).iterdir()}
    assert {"claimgraph.nq", "claims.csv", "claimgraph.stix.json", "SHA256SUMS", "manifest.json"} <= files


def test_the_catalogue_is_dcat(place: Path) -> None:
    """Rdflib reads a catalogue whose files are there, as long as it says and with the hash that it says."""
    catalogue = rdflib.Graph().parse(place / "catalogue.ttl", publicID="https://dumps.example/")
    (top,) = catalogue.subjects(rdflib.RDF.type, DCAT.Catalog)
    (dataset,) = catalogue.objects(top, DCAT.dataset)
    distributions = list(catalogue.objects(dataset, DCAT.distribution))
    assert len(distributions) == 3
    for one in distributions:
        content = (place / str(one).removeprefix("https://dumps.example/")).read_bytes()
        assert int(str(catalogue.value(one, DCAT.byteSize))) == len(content)
        checksum = catalogue.value(one, SPDX.checksum)
        assert str(catalogue.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()


def test_the_index_leads_to_the_files(place: Path) -> None:
    """Every link leads to a file beside the page or to the licence; nothing is fetched from elsewhere."""
    links = Links()
    links.feed((place / "index.html").read_text("utf-8"))
    own = [link for link in links.found if not link.startswith("https://creativecommons.org/")]
    assert len(own) > 3
    assert all((place / link).exists() for link in own)


def test_the_command_adds_to_the_list(home: Path, place: Path, tmp_path: Path) -> None:
    """`claimgraph export --dump` goes on with the dump of the generation, and the list has it once."""
    result = CliRunner().invoke(main, ["export", "--home", str(home), "--dump", "--format", "trig"])
    assert result.exit_code == 0, result.stderr
    page = (place / "index.html").read_text("utf-8")
    assert page.count("<h2") == 1
    assert "claimgraph.trig" in page
    shutil.copytree(place, tmp_path / "dumps")
    for unfinished in (tmp_path / "dumps").glob("*/manifest.json"):
        told = unfinished.read_text("utf-8").replace('"finished": true', '"finished": false')
        unfinished.write_text(told, "utf-8")
    write_catalogue(tmp_path / "dumps")
    assert "<h2" not in (tmp_path / "dumps" / "index.html").read_text("utf-8")
