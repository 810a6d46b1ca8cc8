"""Ariadne and Graphene with the same fields, over the dictionaries that `raw` makes of the same queries."""

from collections.abc import Callable
from typing import Any

import graphene
from ariadne import QueryType, graphql_sync, make_executable_schema

from api.reader import Reader
from benchmarks import raw

NESTED = """{ incidents(first: 50) { nodes { label claims(first: 50) { nodes {
  polarity certainty evidence { quote start end } article { publisher { label } }
  proposition { predicate subject { label } object { label } }
  chain { position act speakers { label } }
} } } } }"""
SMALL = "{ incidents(first: 1) { nodes { label targets { node { label } } } } }"
Ask = Callable[[str], Any]

_SDL = """
type Thing { label: String! }
type Step { position: Int! act: String! speakers: [Thing!]! }
type Mention { quote: String! start: Int! end: Int! }
type Article { publisher: Thing! }
type Proposition { predicate: String! subject: Thing! object: Thing! }
type Claim { polarity: String! certainty: String! evidence: Mention! article: Article!
  proposition: Proposition! chain: [Step!]! }
type Claims { nodes: [Claim!]! }
type Link { node: Thing! }
type Incident { label: String! claims(first: Int = 50): Claims! targets: [Link!]! }
type Incidents { nodes: [Incident!]! }
type Query { incidents(first: Int = 50): Incidents! }
"""


def ariadne(reader: Reader) -> Ask:
    """Asks Ariadne."""
    query = QueryType()
    query.set_field("incidents", lambda *_, first=50: _incidents(reader, first))
    schema = make_executable_schema(_SDL, query)
    return lambda text: graphql_sync(schema, {"query": text})[1]["data"]


def graphene_(reader: Reader) -> Ask:
    """Asks Graphene."""
    schema = graphene.Schema(query=_graphene_query(reader))
    return lambda text: schema.execute(text).data


def _incidents(reader: Reader, first: int) -> Any:
    return (raw.small(reader) if first == 1 else raw.nested(reader))["incidents"]


def _graphene_query(reader: Reader) -> Any:
    def kind(name: str, **fields: Any) -> Any:
        return type(name, (graphene.ObjectType,), fields)

    def text() -> Any:
        return graphene.String(required=True)

    def number() -> Any:
        return graphene.Int(required=True)

    def one(of: Any) -> Any:
        return graphene.Field(of, required=True)

    def many(of: Any) -> Any:
        return graphene.List(graphene.NonNull(of), required=True)

    thing = kind("Thing", label=text())
    step = kind("Step", position=number(), act=text(), speakers=many(thing))
    mention = kind("Mention", quote=text(), start=number(), end=number())
    article = kind("Article", publisher=one(thing))
    said = kind("Proposition", predicate=text(), subject=one(thing), object=one(thing))
    claim = kind(
        "Claim",
        polarity=text(),
        certainty=text(),
        evidence=one(mention),
        article=one(article),
        proposition=one(said),
        chain=many(step),
    )
    claims = kind("Claims", nodes=many(claim))
    link = kind("Link", node=one(thing))
    incident = kind(
        "Incident",
        label=text(),
        claims=graphene.Field(claims, first=graphene.Int(), required=True),
        targets=many(link),
    )
    incidents = kind("Incidents", nodes=many(incident))

    def resolve(_root: Any, _info: Any, first: int = 50) -> Any:
        return _incidents(reader, first)

    return kind(
        "Query",
        incidents=graphene.Field(incidents, first=graphene.Int(), required=True),
        resolve_incidents=resolve,
    )
