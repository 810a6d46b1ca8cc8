"""`import graph; graph.open(...)`: what researchers get, from a folder, a file and a server."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import rdflib

import graph
from graph.exports.columns import CLAIMS, COMPARISONS, names
from graph.generations import Published
from ontology.errors import GraphError, MissingExtra, NoGeneration
from ontology.model import Claim, Comparison
from ontology.terms import IC

from .conftest import Written


def test_frames_of_claims_and_comparisons(home: Path, published: Published) -> None:
    """Each claim and each comparison is a row of a polars frame, with the documented columns."""
    with graph.open(str(home)) as study:
        claims, compared = study.claims(), study.comparisons("polars")
    assert isinstance(claims, pl.DataFrame)
    assert tuple(claims.columns) == names(CLAIMS)
    assert tuple(compared.columns) == names(COMPARISONS)
    assert set(claims["claim"]) == {claim.iri for claim in published.graph.all(Claim)}
    assert set(compared["comparison"]) == {one.iri for one in published.graph.all(Comparison)}
    assert claims["holders"].dtype == pl.List(pl.String)


def test_a_dataset_of_rdflib(home: Path, published: Published) -> None:
    """Rdflib sees every triple in its named graph, and its SPARQL counts over the union of all."""
    with graph.open(str(home)) as study:
        dataset = study.dataset()
        assert sum(1 for _ in dataset.quads()) == len(published.graph)
        (count,) = next(iter(dataset.query("SELECT (COUNT(?c) AS ?n) WHERE { ?c a ic:Claim }")))
        assert int(count) == len(published.graph.all(Claim))
        claim = next(iter(dataset.subjects(rdflib.RDF.type, rdflib.URIRef(IC + "Claim"))))
        assert dataset.value(claim, rdflib.URIRef(IC + "polarity"))
        del dataset


@pytest.mark.parametrize(("form", "suffix"), [("nquads", "nq"), ("trig", "trig")])
def test_a_file_is_opened_too(
    published: Published, written: Written, tmp_path: Path, form: str, suffix: str
) -> None:
    """An export can be opened again where nothing else is, with the same claims."""
    path = tmp_path / f"dump.{suffix}"
    path.write_bytes(written(form))
    with graph.open(str(path)) as study:
        assert set(study.claims()["claim"]) == {claim.iri for claim in published.graph.all(Claim)}
        assert len(study.graph) == len(published.graph)
        assert len(study.ask("denials")) > 0


def test_what_cannot_be_opened_is_said(tmp_path: Path, home: Path) -> None:
    """A folder without anything, a file of another kind, a broken file, an unknown library."""
    with pytest.raises(NoGeneration, match="claimgraph run"):
        graph.open(str(tmp_path))
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(GraphError, match=r"neither N-Quads \(\.nq\) nor TriG"):
        graph.open(str(tmp_path / "a.pdf"))
    (tmp_path / "a.nq").write_bytes(b"this is not RDF\n")
    with pytest.raises(GraphError, match="cannot be read as nquads"):
        graph.open(str(tmp_path / "a.nq"))
    with pytest.raises(GraphError, match="could not be read"):
        graph.open("http://127.0.0.1:9/nothing")
    with graph.open(str(home)) as study, pytest.raises(GraphError, match="choose one of polars, pandas"):
        study.claims("excel")


def test_a_missing_library_names_its_extra(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the library the error says what to install."""
    monkeypatch.setitem(sys.modules, "oxrdflib.store", None)
    with graph.open(str(home)) as study, pytest.raises(MissingExtra, match=r"claimgraph\[rdflib\]"):
        study.dataset()
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with graph.open(str(home)) as study, pytest.raises(MissingExtra, match=r"claimgraph\[tables\]"):
        study.claims()


def test_importing_the_package_costs_nothing() -> None:
    """`import graph` loads neither store nor rdflib nor data frames."""
    program = "import sys, graph; print({'pyoxigraph', 'rdflib', 'polars', 'pyarrow'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
