"""Everything that has an IRI of its own."""

from typing import Any

import strawberry

from api.graphql.fields import identity
from api.level import Level


@strawberry.interface(description="Something with an IRI, which is its global id.")
class Node:
    """A value of the model on the level where it was reached."""

    level: strawberry.Private[Level[Any]]
    record: strawberry.Private[Any]
    id: strawberry.ID = identity()
