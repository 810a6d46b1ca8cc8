"""One JSON object in, one out: the contract of `claimgraph extract`."""

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from ontology.errors import ExtractionError
from pipelines.extraction.contract import answer, document_of, refused
from pipelines.extraction.rules import RuleExtractor

TEXT = (
    "Acme Corp. said on 3 May 2021 that at least 500 accounts may have been accessed.\n\n"
    "“No passwords were stolen,” said Jane Roe. "
    "Der Hafenbote reported on Monday that 2 GB of data on railways was leaked."
)
LINE = {"id": "x1", "text": TEXT, "publisher": "The Example Times", "published": "2021-05-04", "extra": [1]}
GERMAN = (
    "Die Hafenbehörde teilte am Montag mit, dass ihr Buchungssystem von außen angegriffen wurde und dass "
    "dabei Daten von mindestens fünfhundert Kunden abgeflossen sind."
)
LISTS = ("entities", "mentions", "events", "attributions", "claims")


@pytest.fixture(scope="module")
def out() -> dict[str, Any]:
    """The answer to one line."""
    return answer(RuleExtractor(), LINE)


def test_an_answer_has_the_fields_of_the_contract(out: dict[str, Any]) -> None:
    """The id, five lists, and nothing that JSON cannot hold."""
    assert set(out) == {"id", *LISTS}
    assert out["id"] == "x1"
    assert json.loads(json.dumps(out)) == out


def test_the_publisher_is_the_first_entity(out: dict[str, Any]) -> None:
    """`e0` bears the name that the input gives."""
    assert out["entities"][0] | {"aliases": []} == {
        "id": "e0",
        "type": "MediaOrganization",
        "name": "The Example Times",
        "aliases": [],
        "same_as": [],
    }


def test_every_id_is_defined(out: dict[str, Any]) -> None:
    """Mentions and claims speak of entities of the line."""
    known = {entity["id"] for entity in out["entities"]}
    assert {mention["entity"] for mention in out["mentions"]} <= known
    for claim in out["claims"]:
        assert {claim["subject"], claim["object"]} <= known
        assert all(set(step["speakers"]) <= known for step in claim["chain"])
        assert claim["chain"][-1]["speakers"] == ["e0"]


def test_lists_run_in_the_order_of_the_text(out: dict[str, Any]) -> None:
    """Mentions and claims are sorted by where they stand."""
    for name in ("mentions", "claims"):
        starts = [item["start"] for item in out[name]]
        assert starts == sorted(starts)


def test_a_claim_carries_stance_time_and_quantity(out: dict[str, Any]) -> None:
    """What the example of the contract shows is read from its sentence."""
    (claim,) = [c for c in out["claims"] if c["predicate"] == "compromised"]
    assert (claim["polarity"], claim["certainty"], claim["speech_mode"]) == (
        "positive",
        "possible",
        "indirect",
    )
    assert claim["quantity"] == {"min": 500, "max": None, "value": None, "unit": "account"}
    assert TEXT[claim["start"] : claim["end"]] == "at least 500 accounts may have been accessed"


@pytest.mark.parametrize(
    "line",
    [
        {"id": 1, "text": "x"},
        {"id": "x"},
        {"id": "x", "text": None},
        {"id": "x", "text": "y", "title": 3},
        {},
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: dict[str, Any]) -> None:
    """The error names the line and the field."""
    with pytest.raises(ExtractionError, match=r"must"):
        document_of(line)


@pytest.mark.parametrize(
    ("text", "lang", "named"),
    [
        (GERMAN, None, r"German \(de\)"),
        (GERMAN, "en", r"German \(de\)"),
        ("港湾局は月曜日、予約システムが外部から攻撃を受けたと発表した。", None, r"Japanese \(ja\)"),
        ("Nuovo attacco", "it", r"Italian \(it\)"),
    ],
)
def test_a_text_in_another_language_is_not_misread(text: str, lang: str | None, named: str) -> None:
    """The error names the language; what a page declares counts only for a few words."""
    with pytest.raises(ExtractionError, match=f"line 'x': it is in {named}; only English is read so far"):
        document_of({"id": "x", "text": text, "lang": lang})


@pytest.mark.parametrize(
    ("text", "lang", "tag"),
    [
        (TEXT, None, "en"),
        (TEXT, "de", "en"),
        (TEXT, "en-GB", "en-GB"),
        ("Acme hit", None, "en"),
        ("", "en", "en"),
    ],
)
def test_an_english_text_is_read_whatever_is_declared(text: str, lang: str | None, tag: str) -> None:
    """As are a few words that do not show their language."""
    assert document_of({"id": "x", "text": text, "lang": lang}).language == tag


def test_a_refused_line_keeps_its_id() -> None:
    """A line in error is answered with empty lists and the reason."""
    assert refused("x", "why") == {"id": "x", **{name: [] for name in LISTS}, "error": "why"}
    assert refused(7, "why")["id"] is None


def test_an_unreadable_date_is_no_date() -> None:
    """`published` that is no ISO date is left out rather than refused."""
    assert document_of({"id": "x", "text": "y", "published": "soon"}).published is None


@pytest.mark.shared
def test_the_scorer_reads_the_answer(shared: Path, out: dict[str, Any]) -> None:
    """The reader of the scorer accepts the claims as they are written."""
    spec = importlib.util.spec_from_file_location("scorer", shared / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = scorer
    spec.loader.exec_module(scorer)
    assert len(scorer.read_claims(out)) == len(out["claims"])
