"""The dossier of an incident: all claims on it, with what they say, as the questions about it need them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from api.level import Request
from api.reader import Thing
from api.selection import on_incidents
from ontology.model import Claim, Proposition
from ontology.terms import Iri


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The claims on an incident in the order of the index, their propositions, and what these speak of."""

    claims: Mapping[Iri, Claim]
    propositions: Mapping[Iri, Proposition]
    things: Mapping[Iri, Thing]

    def by_proposition(self, claims: Iterable[Claim] | None = None) -> dict[Iri, list[Claim]]:
        """Claims (all, or some) by what they are about, in the order in which it first comes up."""
        found: dict[Iri, list[Claim]] = {}
        for claim in self.claims.values() if claims is None else claims:
            found.setdefault(claim.proposition, []).append(claim)
        return found


def dossiers(request: Request, incidents: Sequence[str]) -> dict[str, Dossier]:
    """The dossier of each incident, read together; empty where nobody claims anything."""
    reader, budget = request.reader, request.budget
    on = on_incidents(request, incidents)
    budget.take(sum(map(len, on.values())))
    claims = reader.many(Claim, (iri for iris in on.values() for iri in iris))
    propositions = reader.many(Proposition, [claim.proposition for claim in claims.values()])
    ends = [iri for said in propositions.values() for iri in (said.subject, said.object)]
    things = reader.things(ends)
    return {
        incident: Dossier(claims=held, propositions=_said(held, propositions), things=things)
        for incident in incidents
        for held in [{iri: claims[iri] for iri in on[incident] if iri in claims}]
    }


def _said(claims: Mapping[Iri, Claim], known: Mapping[Iri, Proposition]) -> dict[Iri, Proposition]:
    return {claim.proposition: known[claim.proposition] for claim in claims.values()}
