"""Names of GraphQL types that refer to each other in circles, resolved when the schema is built."""

from typing import TYPE_CHECKING, Annotated

import strawberry

if TYPE_CHECKING:
    from api.graphql.articles import Article, Mention
    from api.graphql.claims import AttributionStep, Claim, Comparison, Proposition
    from api.graphql.entities import Entity, Thing
    from api.graphql.incidents import Incident
    from api.graphql.measures import Quantity, TimeExpression
    from api.graphql.provenance import ExtractionRun, Retrieval

_ARTICLES = strawberry.lazy("api.graphql.articles")
_CLAIMS = strawberry.lazy("api.graphql.claims")
_ENTITIES = strawberry.lazy("api.graphql.entities")
_MEASURES = strawberry.lazy("api.graphql.measures")

ARetrieval = Annotated["Retrieval", strawberry.lazy("api.graphql.provenance")]
ARun = Annotated["ExtractionRun", strawberry.lazy("api.graphql.provenance")]
AnArticle = Annotated["Article", _ARTICLES]
AMention = Annotated["Mention", _ARTICLES]
AClaim = Annotated["Claim", _CLAIMS]
AStep = Annotated["AttributionStep", _CLAIMS]
AComparison = Annotated["Comparison", _CLAIMS]
AProposition = Annotated["Proposition", _CLAIMS]
AThing = Annotated["Thing", _ENTITIES]
AnEntity = Annotated["Entity", _ENTITIES]
AnIncident = Annotated["Incident", strawberry.lazy("api.graphql.incidents")]
ATime = Annotated["TimeExpression", _MEASURES]
AQuantity = Annotated["Quantity", _MEASURES]
