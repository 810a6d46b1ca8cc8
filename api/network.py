"""Networks: what the claims on an incident say of whom, as nodes and edges, each edge with its claims."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from api.dossier import Dossier
from ontology.model import Claim, Proposition
from ontology.terms import Iri, Polarity, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A proposition as claims of one polarity have it, with all on whose word they have it."""

    proposition: Proposition
    polarity: Polarity
    claims: tuple[Claim, ...]
    kinds: frozenset[SpeakerKind]


def edges(found: Dossier, footings: Mapping[Iri, frozenset[SpeakerKind]]) -> list[Edge]:
    """The edges of a dossier: those with most claims first, then as they come up."""
    by_point: dict[tuple[Iri, Polarity], list[Claim]] = {}
    for claim in found.claims.values():
        by_point.setdefault((claim.proposition, claim.polarity), []).append(claim)
    made = [
        Edge(
            proposition=found.propositions[proposition],
            polarity=polarity,
            claims=tuple(claims),
            kinds=frozenset().union(*(footings[claim.iri] for claim in claims)),
        )
        for (proposition, polarity), claims in by_point.items()
    ]
    return sorted(made, key=lambda edge: -len(edge.claims))


def degrees(edges_: Iterable[Edge]) -> dict[Iri, int]:
    """The ends of edges, with how many claims of theirs speak of each."""
    found: dict[Iri, int] = {}
    for edge in edges_:
        for end in {edge.proposition.subject, edge.proposition.object}:
            found[end] = found.get(end, 0) + len(edge.claims)
    return found
