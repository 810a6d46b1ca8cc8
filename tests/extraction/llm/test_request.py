"""The instruction tells the model every term that it may use, and the schema takes no other."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from ontology.terms import Act, Certainty, Kind, Polarity, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.llm.request import instruction, request
from pipelines.extraction.llm.schema import schema
from tests.extraction.llm.answers import DOCUMENT, EMPTY, REPLY, TEXT

GUIDE = instruction().split("# The form of the answer")[0]


@pytest.mark.parametrize("term", [*Kind, *Predicate, *Act, *Certainty, Polarity.NEGATIVE])
def test_every_term_is_explained(term: str) -> None:
    """In words, not only as a value of the schema."""
    assert re.search(rf"\b{re.escape(str(term))}\b", GUIDE)


def test_a_faithful_reply_fits_the_schema() -> None:
    """The form that the model is told is the one that is read."""
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(REPLY)
    Draft202012Validator(schema()).validate(EMPTY)


def test_strict_endpoints_take_the_schema() -> None:
    """They want every property required and no others, at every level."""
    told = json.loads(instruction().split("\n\n")[-1])
    assert told == schema()
    objects = [told]
    while objects:
        one = objects.pop()
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
        objects += [p["items"] for p in one["properties"].values() if p.get("items", {}).get("properties")]


def test_the_same_question_has_the_same_key() -> None:
    """Whatever the document is called; another text, publisher or model has another."""
    whole = Span(0, len(TEXT))
    key = request(DOCUMENT, whole).key("m")
    same = DOCUMENT.__class__(
        **{f: getattr(DOCUMENT, f) for f in ("text", "sha256", "publisher", "published")}, id="x", source="y"
    )
    other = DOCUMENT.__class__(
        id="d1", source="d1", text=TEXT, sha256="", publisher="Another", published="2021-05-04"
    )
    assert request(same, whole).key("m") == key
    assert len({key, request(DOCUMENT, whole).key("n"), request(other, whole).key("m")}) == 3
    assert request(DOCUMENT, Span(0, 50)).key("m") != key
