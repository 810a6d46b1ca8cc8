"""From how many origins a point comes, as a GraphQL type."""

import strawberry

from api.graphql.descriptions import of_class
from api.graphql.fields import carried, leads, shows
from api.graphql.lazy import AThing
from api.graphql.node import Node
from api.graphql.values import Polarity
from ontology import model


@shows(model.Corroboration)
@strawberry.type(description=of_class("Corroboration"))
class Corroboration(Node):
    """Of a proposition and polarity."""

    polarity: Polarity = carried(model.Corroboration, "polarity")
    lower: int = carried(model.Corroboration, "lower")
    upper: int = carried(model.Corroboration, "upper")
    origins: list[AThing] = leads(model.Corroboration, "origins")
