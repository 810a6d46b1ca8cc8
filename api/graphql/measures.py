"""Times and quantities as GraphQL types."""

import strawberry

from api.graphql.descriptions import of_class
from api.graphql.entities import Thing
from api.graphql.fields import carried, shows
from api.graphql.values import Kind
from ontology import model


@shows(model.TimeExpression)
@strawberry.type(description=of_class("TimeExpression"))
class TimeExpression(Thing):
    """A time with its bounds."""

    kind: Kind = strawberry.field(resolver=lambda: Kind.DATE, description="What kind of thing it is.")
    label: str = carried(model.TimeExpression, "label")
    edtf: str = carried(model.TimeExpression, "edtf")
    earliest: str | None = carried(model.TimeExpression, "earliest")
    latest: str | None = carried(model.TimeExpression, "latest")
    basis: str | None = carried(model.TimeExpression, "basis")


@shows(model.Quantity)
@strawberry.type(description=of_class("Quantity"))
class Quantity(Thing):
    """A number of things or a measure."""

    kind: Kind = strawberry.field(resolver=lambda: Kind.QUANTITY, description="What kind of thing it is.")
    label: str = carried(model.Quantity, "label")
    unit: str = carried(model.Quantity, "unit")
    value: float | None = carried(model.Quantity, "value")
    minimum: float | None = carried(model.Quantity, "minimum")
    maximum: float | None = carried(model.Quantity, "maximum")
