"""Tables read back by frictionless, polars and pyarrow, and compared with the graph claim by claim."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import frictionless
import polars as pl
import pyarrow.parquet
import pytest

from graph.exports.columns import CLAIMS, TABLES, Type
from graph.exports.formats import FORMATS, format_of
from graph.exports.source import Source
from graph.exports.writing import export_folder
from ontology.model import (
    Article,
    AttributionStep,
    Claim,
    Comparison,
    Entity,
    Mention,
    Proposition,
    Quantity,
    TimeExpression,
)

from .conftest import Written

Row = Mapping[str, Any]


@pytest.fixture(scope="module")
def folder(whole: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All CSV tables with their descriptions."""
    place = tmp_path_factory.mktemp("tables")
    export_folder(whole, place, [form for form in FORMATS.values() if form.media == "text/csv"])
    return place


def of_csv(content: bytes) -> list[dict[str, Any]]:
    """The claims of a CSV file, cells read by what the columns say."""
    rows = csv.DictReader(io.StringIO(content.decode()))
    return [{c.name: cell(c.type, row[c.name]) for c in CLAIMS} for row in rows]


def cell(kind: Type, text: str) -> Any:
    """The value of a cell."""
    if kind.nested:
        return json.loads(text)
    if text == "":
        return None
    return {Type.INTEGER: int, Type.NUMBER: float}.get(kind, str)(text)


def of_parquet(content: bytes) -> list[dict[str, Any]]:
    """The claims of a Parquet file, read by polars, with days and instants as text again."""
    frame = pl.read_parquet(io.BytesIO(content))
    days = [column.name for column in CLAIMS if column.type is Type.DATE]
    moments = [column.name for column in CLAIMS if column.type is Type.TIME]
    shown = frame.with_columns(
        pl.col(days).dt.to_string("%Y-%m-%d"), pl.col(moments).dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    )
    return shown.to_dicts()


def claim(row: Row) -> Claim:
    """A claim as the graph has it, from a row."""
    return Claim(
        iri=row["claim"], article=row["article"], proposition=row["proposition"], polarity=row["polarity"],
        certainty=row["certainty"], speech_mode=row["speech_mode"], holders=tuple(sorted(row["holders"])),
        attribution=row["attribution"], evidence=row["evidence"], cue=row["cue"],
        scope=tuple(sorted(row["scope"])), time=row["time"], place=tuple(sorted(row["places"])),
        quantity=row["quantity"], based_on=row["based_on"], origin=row["origin"], rule=row["rule"],
        score=row["score"], withdrawn=row["withdrawn"],
    )  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_claim_comes_back_whole(whole: Source, written: Written, form: str) -> None:
    """The rows of a table make up exactly the claims of the graph, field by field."""
    rows = {"csv": of_csv, "parquet": of_parquet}[form](written(form))
    assert sorted(map(claim, rows), key=lambda one: one.iri) == list(whole.graph.all(Claim))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_claims_refer_to_comes_back(whole: Source, written: Written, form: str) -> None:
    """Propositions, quotes, times, quantities and articles stand in the rows of their claims."""
    graph = whole.graph
    for row in {"csv": of_csv, "parquet": of_parquet}[form](written(form)):
        said = graph.get(Proposition, row["proposition"])
        assert said
        assert (said.subject, said.predicate, said.object) == (
            row["subject"],
            row["predicate"],
            row["object"],
        )
        quote = graph.get(Mention, row["evidence"])
        assert quote
        assert (quote.exact, quote.start, quote.end) == (row["quote"], row["start"], row["end"])
        article = graph.get(Article, row["article"])
        assert article
        assert (article.title, article.published, article.url) == (row["title"], row["published"], row["url"])
        if row["time"]:
            time = graph.get(TimeExpression, row["time"])
            assert time
            found = (row["time_edtf"], row["time_earliest"], row["time_latest"], row["time_basis"])
            assert (time.edtf, time.earliest, time.latest, time.basis) == found
        if row["quantity"]:
            amount = graph.get(Quantity, row["quantity"])
            assert amount
            assert (amount.value, amount.minimum, amount.unit) == (
                row["quantity_value"],
                row["quantity_minimum"],
                row["quantity_unit"],
            )


def test_some_rows_have_times_quantities_and_places(written: Written) -> None:
    """The accounts that these tests read have what they compare."""
    rows = of_csv(written("csv"))
    for column in ("time", "quantity", "places", "scope", "origin", "cue", "published"):
        assert any(row[column] for row in rows), column


def test_the_chain_is_that_of_the_graph(whole: Source, written: Written) -> None:
    """The steps run from the holder outwards to the publisher, with acts and cue words."""
    for row in of_parquet(written("parquet")):
        step = whole.graph.get(AttributionStep, row["attribution"])
        for told in row["chain"]:
            assert step
            assert (step.position, step.act.value, step.cue) == (told["position"], told["act"], told["cue"])
            assert sorted(step.speakers) == sorted(told["speakers"])
            step = whole.graph.get(AttributionStep, step.within) if step.within else None
        assert step is None
        assert row["chain"][-1]["position"] == 1


def test_csv_and_parquet_are_one_table(written: Written) -> None:
    """Both forms have the same cells in the same order."""
    assert of_csv(written("csv")) == of_parquet(written("parquet"))


def test_frictionless_finds_the_package_valid(folder: Path) -> None:
    """Types, required cells, keys and links between the tables hold by their description."""
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "message"])[:5]
    assert {task.name for task in report.tasks} == set(TABLES)


def test_frictionless_reads_the_claims(folder: Path, whole: Source) -> None:
    """Frictionless makes typed rows of the claims, lists among them."""
    package = frictionless.Package(str(folder / "datapackage.json"))
    rows = package.get_resource("claims").read_rows()
    assert len(rows) == whole.index.counts()["claims"]
    assert all(isinstance(row["holders"], list) and isinstance(row["start"], int) for row in rows)


def test_every_column_is_described(folder: Path, written: Written) -> None:
    """CSV on the Web, Frictionless and Parquet all carry the meaning of every column."""
    web = json.loads((folder / "claims.csv-metadata.json").read_text("utf-8"))["tableSchema"]["columns"]
    assert [(one["name"], one["dc:description"]) for one in web] == [(c.name, c.means) for c in CLAIMS]
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    fields = next(one for one in package["resources"] if one["name"] == "claims")["schema"]["fields"]
    assert [one["description"] for one in fields] == [c.means for c in CLAIMS]
    schema = pyarrow.parquet.read_schema(io.BytesIO(written("parquet")))
    assert [schema.field(c.name).metadata[b"description"].decode() for c in CLAIMS] == [
        c.means for c in CLAIMS
    ]


def test_comparisons_and_entities_have_tables(whole: Source, written: Written) -> None:
    """Each comparison and each entity that is spoken of is a row."""
    frame = pl.read_parquet(io.BytesIO(written("comparisons-parquet")))
    found = {(c.iri, c.left, c.right, c.relation.value, c.reason) for c in whole.graph.all(Comparison)}
    assert {tuple(row[:5]) for row in frame.rows()} == found
    names = csv.DictReader(io.StringIO(written("entities-csv").decode()))
    known = {row["entity"]: row["label"] for row in names}
    assert {entity.iri: entity.label for entity in whole.graph.all(Entity)}.items() <= known.items()


def test_a_part_is_a_table_of_its_claims(whole: Source, written: Written) -> None:
    """The table of one article has its claims and no other."""
    article = whole.graph.all(Article)[0].iri
    rows = of_csv(written("csv", article=article))
    assert {row["claim"] for row in rows} == {c.iri for c in whole.graph.all(Claim) if c.article == article}
    assert format_of("csv").media == "text/csv"
