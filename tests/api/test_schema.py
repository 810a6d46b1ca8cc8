"""The schema: it says what the ontology says, stays as committed, and tells what goes wrong."""

from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, build_schema

from api.budget import Budget
from api.graphql.execution import answer
from api.graphql.schema import sdl
from api.level import Request
from api.question import Question
from api.reader import Reader
from graph.codec import mapping
from graph.generations import open_generation
from ontology import model
from ontology.terms import (
    IC,
    ICV,
    Act,
    Certainty,
    EventType,
    Kind,
    Polarity,
    Predicate,
    Relation,
    SpeakerKind,
    SpeechMode,
)
from ontology.vocabulary import definition

COMMITTED = Path(__file__).parents[2] / "api" / "graphql" / "schema.graphql"
LATER = [
    "Incident", "Organization", "Company", "GovernmentBody", "MediaOrganization", "ThreatActor", "Person",
    "Place", "Sector", "DataAsset", "Article", "Mention", "Claim", "AttributionStep", "Proposition",
    "Comparison", "TimeExpression", "Quantity", "Generation",
]  # fmt: skip
RENAMED = {"exact": "quote"}
SHOWN = (
    model.Article, model.Mention, model.Proposition, model.TimeExpression, model.Quantity,
    model.AttributionStep, model.Claim, model.Comparison, model.Retrieval, model.ExtractionRun,
)  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    """The schema as a client would build it from its text."""
    return build_schema(sdl())


def test_the_committed_schema_is_up_to_date() -> None:
    """A change of the schema is a change of a committed file, so that it is seen."""
    wrong = "write sdl() of api.graphql.schema to api/graphql/schema.graphql"
    assert COMMITTED.read_text() == sdl(), wrong


def test_has_the_types_that_front_ends_rely_on(schema: GraphQLSchema) -> None:
    """The promised types are there, and organizations are one interface with a type for each kind."""
    assert set(LATER) <= schema.type_map.keys()
    organization = schema.type_map["Organization"]
    assert isinstance(organization, GraphQLInterfaceType)
    kinds = {kind.name for kind in schema.get_possible_types(organization)}
    assert kinds == {"OtherOrganization", "Company", "GovernmentBody", "MediaOrganization"}


def test_everything_is_described(schema: GraphQLSchema) -> None:
    """No type, field, argument or value is without a description."""
    bare = [
        f"{name}.{part}"
        for name, kind in schema.type_map.items()
        if not name.startswith("__") and not _scalar(kind)
        for part, described in [("", kind), *_parts(kind)]
        if not described.description
    ]
    assert bare == []


@pytest.mark.parametrize("cls", SHOWN)
def test_types_and_fields_have_the_ontology_s_definitions(schema: GraphQLSchema, cls: type) -> None:
    """A type is described by its class, and each field that carries a property of ours by that property."""
    shown = schema.type_map[cls.__name__]
    assert isinstance(shown, GraphQLObjectType)
    assert shown.description == definition(IC + cls.__name__)
    for item in mapping(cls).fields:
        field = shown.fields[_camel(RENAMED.get(item.name, item.name))]
        if item.property.startswith(IC):
            assert field.description == definition(item.property)


@pytest.mark.parametrize(
    "kind", [kind for kind in Kind if kind not in {Kind.CONCEPT, Kind.DATE, Kind.QUANTITY}]
)
def test_kinds_have_the_ontology_s_definitions(schema: GraphQLSchema, kind: Kind) -> None:
    """Each kind of entity has a type, described by its class."""
    name = "OtherOrganization" if kind is Kind.ORGANIZATION else kind.value
    assert schema.type_map[name].description == definition(kind.iri)


@pytest.mark.parametrize(
    "values", [Act, Certainty, EventType, Polarity, Predicate, Relation, SpeakerKind, SpeechMode]
)
def test_values_have_the_ontology_s_definitions(schema: GraphQLSchema, values: Any) -> None:
    """Each closed list is an enum with all its values, described by their concepts or properties."""
    shown = schema.type_map[values.__name__]
    assert isinstance(shown, GraphQLEnumType)
    space = IC if values is Predicate else ICV
    assert {name: value.description for name, value in shown.values.items()} == {
        value.name: definition(space + value.value) for value in values
    }


def test_time_ends_a_request_in_the_middle(tmp_path: Path, publishing: Any) -> None:
    """A request that has used up its time is stopped with one error, and gives nothing by halves."""
    publishing(tmp_path)
    reader = Reader(open_generation(tmp_path))
    question = Question(query="{ claims { nodes { article { title } } } }")
    reply = answer(question, Request(reader, Budget(until=0.0)))
    reader.close()
    assert reply.keys() == {"errors"}
    assert [error["extensions"]["code"] for error in reply["errors"]] == ["TOO_MUCH"]
    assert "too long" in reply["errors"][0]["message"]


def test_our_own_faults_are_masked(tmp_path: Path, publishing: Any, caplog: pytest.LogCaptureFixture) -> None:
    """What goes wrong on our side is logged in full, and told without any detail."""
    publishing(tmp_path)
    reader = Reader(open_generation(tmp_path))
    reader.close()
    reply = answer(
        Question(query="{ claims { nodes { id } } generation { number } }"), Request(reader, Budget())
    )
    assert reply["data"] is None
    assert [error["extensions"]["code"] for error in reply["errors"]] == ["INTERNAL"]
    assert str(tmp_path) not in str(reply)
    assert "a field failed" in caplog.text


def _scalar(kind: Any) -> bool:
    return not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLEnumType)


def _parts(kind: Any) -> list[tuple[str, Any]]:
    if isinstance(kind, GraphQLEnumType):
        return list(kind.values.items())
    arguments = [(f"{name}({arg})", at) for name, one in kind.fields.items() for arg, at in one.args.items()]
    return [*kind.fields.items(), *arguments]


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
