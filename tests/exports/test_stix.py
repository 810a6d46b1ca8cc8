"""The STIX bundle read by OASIS' validator and by stix2, and compared with the claims of the graph."""

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from graph.exports import stix_objects as objects
from graph.exports.columns import CLAIMS
from graph.exports.formats import format_of
from graph.exports.sentence import sentence
from graph.exports.source import Source, source
from graph.exports.stix import EXTENSION, schema
from graph.generations import open_generation
from graph.questions import question
from graph.settings import Settings
from graph.triples import compact
from graph.wording import STANDS
from ontology.model import Claim, Comparison, Proposition
from ontology.terms import Polarity
from pipelines.flow import run

from .conftest import Written
from .test_tables import claim, of_csv


@pytest.fixture(scope="module")
def bundle(written: Written) -> Any:
    """The bundle of everything, as stix2 reads it."""
    return stix2.parse(written("stix").decode(), allow_custom=False, version="2.1")


def of_type(bundle: Any, kind: str) -> list[Any]:
    """The objects of a type."""
    return [one for one in bundle.objects if one["type"] == kind]


def test_the_validator_of_oasis_accepts_it(written: Written) -> None:
    """No error, and no warning but on two habits that we choose: names from content, links without hashes."""
    options = ValidationOptions(version="2.1", disabled="uuid-check,extref-hashes")
    found = validate_string(written("stix").decode(), options)
    assert found.is_valid, [str(error) for error in found.errors][:3]
    assert not [str(warning) for warning in found.warnings]


def test_every_claim_is_a_note_and_comes_back_whole(whole: Source, bundle: Any) -> None:
    """The extension of the notes makes up exactly the claims of the graph."""
    notes = of_type(bundle, "note")
    empty = {column.name: [] if column.type.nested else None for column in CLAIMS}
    told = [empty | note["extensions"][EXTENSION]["claim"] for note in notes]
    assert sorted(map(claim, told), key=lambda one: one.iri) == list(whole.graph.all(Claim))
    for note, row in zip(notes, told, strict=True):
        assert note["content"] == row["quote"]
        assert list(note["authors"]) == row["holder_labels"]


def test_no_denial_becomes_a_relationship(whole: Source, bundle: Any) -> None:
    """There are denials, each is a note that says so, and there is no relationship object at all."""
    denials = [one for one in whole.graph.all(Claim) if one.polarity is Polarity.NEGATIVE]
    assert denials
    notes = {note["id"]: note for note in of_type(bundle, "note")}
    for denial in denials:
        note = notes[objects.identifier("note", denial.iri)]
        assert "polarity:negative" in note["labels"]
        assert f" {STANDS[denial.polarity, denial.certainty]}: " in note["abstract"]
    assert not of_type(bundle, "relationship")
    assert not of_type(bundle, "sighting")


def test_the_extension_keeps_to_its_schema(bundle: Any) -> None:
    """Every use of the extension is valid by the JSON Schema that the extension definition names."""
    jsonschema.Draft202012Validator.check_schema(schema())
    checked = jsonschema.Draft202012Validator(schema())
    used = [one["extensions"][EXTENSION] for one in bundle.objects if EXTENSION in one.get("extensions", {})]
    for one in used:
        checked.validate(json.loads(json.dumps(one)))
    (definition,) = of_type(bundle, "extension-definition")
    assert (definition["id"], definition["schema"]) == (EXTENSION, schema()["$id"])
    assert len(used) > len(of_type(bundle, "note"))


def test_the_schema_has_the_columns_of_the_table() -> None:
    """What a note carries is described in the same words as the columns of the table."""
    described = schema()["properties"]["claim"]["properties"]
    assert {name: told["description"] for name, told in described.items()} == {
        c.name: c.means for c in CLAIMS
    }


def test_contradictions_are_opinions(whole: Source, bundle: Any) -> None:
    """Each contradiction or corroboration is an opinion of the one note's authors on the other note."""
    compared = {c.iri: c for c in whole.graph.all(Comparison) if c.relation in objects.OPINIONS}
    opinions = of_type(bundle, "opinion")
    assert {one["extensions"][EXTENSION]["comparison"]["comparison"] for one in opinions} == set(compared)
    for one in opinions:
        comparison = compared[one["extensions"][EXTENSION]["comparison"]["comparison"]]
        assert list(one["object_refs"]) == [objects.identifier("note", comparison.right)]
        assert one["opinion"] == objects.OPINIONS[comparison.relation]
        assert one["explanation"] == comparison.reason


def test_every_reference_leads_somewhere(bundle: Any) -> None:
    """All identifiers that objects refer to are those of objects in the bundle."""
    known = {one["id"] for one in bundle.objects}
    for one in bundle.objects:
        assert {*one.get("object_refs", ()), one.get("created_by_ref", one["id"])} <= known


def test_the_question_names_the_same_objects(whole: Source, bundle: Any) -> None:
    """The named question `stix` lists the objects of the export, type by type, and no relationship."""
    answer = question("stix").ask(whole.graph)
    asked = {objects.identifier(str(row["object_type"]), str(row["thing"])) for row in answer}
    ours = {one["id"] for one in bundle.objects if one.get("external_references") or "extensions" in one}
    assert asked == ours
    assert set(answer.column("positive_relationship")) == {"no"}


def test_a_sentence_says_who_and_how(whole: Source, written: Written) -> None:
    """The sentence of a denial has the holder, a word of denial, and what is denied."""
    row = next(row for row in of_csv(written("csv")) if row["polarity"] == "negative")
    said = whole.graph.get(Proposition, row["proposition"])
    assert said
    assert sentence(row).startswith(f"{' and '.join(row['holder_labels'])} d")
    assert row["object_label"] in sentence(row)
    assert compact(row["subject"]) not in sentence(row)


def test_an_unknown_day_is_not_made_up(tmp_path: Path) -> None:
    """The report of an article without a date says that the date is not known."""
    page = Path(tmp_path, "page.txt")
    page.write_text(
        "Hackers broke into the network of Acme Pumps Ltd, the company said.\n" * 3, encoding="utf-8"
    )
    run([str(page)], Settings.of(tmp_path / "home"))
    output = io.BytesIO()
    with open_generation(tmp_path / "home") as published, source(published) as made:
        format_of("stix").write(made, output)
    (report,) = of_type(stix2.parse(output.getvalue().decode(), version="2.1"), "report")
    assert report["published"] == report["created"]
    assert list(report["labels"]) == ["article-date-unknown"]
    assert "not known" in report["description"]
