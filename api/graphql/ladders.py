"""Ladders of certainty as GraphQL types."""

from typing import Annotated, Any

import strawberry

from api.graphql.arguments import First
from api.graphql.dossiers import claims_of, dossier_of, propositions_of
from api.graphql.fields import wrapped
from api.graphql.lazy import AClaim, AProposition
from api.graphql.values import Predicate
from api.ladder import Rung as Found
from api.ladder import ladder
from api.level import Level
from api.paging import bounded
from ontology.model import Claim

HEIGHT = (
    "From -3 to 3: certainly, probably, possibly not so; 0 for no stance; possibly, probably, certainly so."
)
Predicates = Annotated[
    list[Predicate] | None, strawberry.argument(description="Only of these predicates; of all without.")
]


@strawberry.type(description="The claims that hold a proposition to be so, or not so, to one degree.")
class Rung:
    """Of a ladder."""

    height: int = strawberry.field(description=HEIGHT)
    claims: list[AClaim] = strawberry.field(description="The claims.")


@strawberry.type(
    description="How sure who is of a proposition, from the surest denial to the surest assertion."
)
class Ladder:
    """Of a proposition."""

    proposition: AProposition = strawberry.field(description="What is claimed.")
    rungs: list[Rung] = strawberry.field(
        description="The rungs on which some claim stands, the lowest first."
    )


def rungs(level: Level[Claim], found: tuple[Found, ...]) -> list[Rung]:
    """A ladder as GraphQL has it; `level` holds its claims."""
    return [
        Rung(height=one.height, claims=wrapped(level, [claim.iri for claim in one.claims])) for one in found
    ]


def ladders_of(self: Any, predicate: Predicates = None, first: First = 50) -> Any:
    """The ladders of the incident that an object shows: those with most rungs first."""
    whole = dossier_of(self)
    found = {
        iri: ladder(claims)
        for iri, claims in whole.by_proposition().items()
        if predicate is None or whole.propositions[iri].predicate in predicate
    }
    chosen = sorted(found, key=lambda iri: -len(found[iri]))[: bounded(first)]
    return [
        Ladder(
            proposition=wrapped(propositions_of(self), (iri,))[0], rungs=rungs(claims_of(self), found[iri])
        )
        for iri in chosen
    ]
