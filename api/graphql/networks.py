"""The network of an incident as GraphQL types: ready to be drawn, each edge with its claims."""

from typing import Any

import strawberry

from api.graphql.arguments import First
from api.graphql.claims import Stances
from api.graphql.dossiers import claims_of, dossier_of, footings_of, propositions_of
from api.graphql.fields import wrapped
from api.graphql.lazy import AClaim, AProposition, AThing
from api.graphql.values import Polarity, Predicate, SpeakerKind
from api.level import Level
from api.network import Edge, degrees, edges
from api.paging import bounded
from api.stances import stances


@strawberry.type(description="Something that claims on an incident speak of.")
class NetworkNode:
    """Of a network."""

    node: AThing = strawberry.field(description="The thing; edges name it by its `id`.")
    claim_count: int = strawberry.field(description="How many claims of the edges speak of it.")


@strawberry.type(
    description="A proposition as claims of one polarity have it. What is denied is an edge of its own, with "
    "polarity NEGATIVE; claims that take no stance are counted as unconfirmed."
)
class NetworkEdge:
    """Of a network."""

    id: strawberry.ID = strawberry.field(description="Tells the edges of a network apart.")
    source: strawberry.ID = strawberry.field(description="The `id` of the subject.")
    target: strawberry.ID = strawberry.field(description="The `id` of the object.")
    predicate: Predicate = strawberry.field(description="What is said of the subject.")
    polarity: Polarity = strawberry.field(description="POSITIVE when the claims say so, NEGATIVE when not.")
    stances: Stances = strawberry.field(description="How many of the claims take which stance.")
    speaker_kinds: list[SpeakerKind] = strawberry.field(description="By whose word the articles have it.")
    proposition: AProposition = strawberry.field(description="What is claimed.")
    claims: list[AClaim] = strawberry.field(description="The claims.")


@strawberry.type(description="What the claims on an incident say of whom, as a graph to draw.")
class Network:
    """Nodes and edges."""

    nodes: list[NetworkNode] = strawberry.field(description="The ends of the edges.")
    edges: list[NetworkEdge] = strawberry.field(description="The edges, those with most claims first.")
    total_count: int = strawberry.field(description="How many edges there are in all.")


def network_of(self: Any, first: First = 200) -> Any:
    """The network of the incident that an object shows."""
    whole = dossier_of(self)
    found = edges(whole, footings_of(self))
    shown = found[: bounded(first)]
    ends = degrees(shown)
    level = Level(self.level.request, {iri: whole.things[iri] for iri in ends})
    return Network(
        nodes=[NetworkNode(node=node, claim_count=ends[node.record.iri]) for node in wrapped(level, ends)],
        edges=[_edge(self, edge) for edge in shown],
        total_count=len(found),
    )


def _edge(self: Any, edge: Edge) -> NetworkEdge:
    said = edge.proposition
    return NetworkEdge(
        id=strawberry.ID(f"{said.iri}/{edge.polarity.value}"),
        source=strawberry.ID(said.subject),
        target=strawberry.ID(said.object),
        predicate=said.predicate,
        polarity=edge.polarity,
        stances=Stances(**stances(edge.claims)._asdict()),
        speaker_kinds=sorted(edge.kinds),
        proposition=wrapped(propositions_of(self), (said.iri,))[0],
        claims=wrapped(claims_of(self), [claim.iri for claim in edge.claims]),
    )
