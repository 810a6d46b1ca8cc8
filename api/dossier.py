"""The dossier of an incident: all claims on it, with what they say, as the questions about it need them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.level import Request
from api.reader import Thing
from api.selection import on_incident, selected
from graph.effects import EVENTS
from ontology.model import Claim, Entity, Proposition
from ontology.terms import Iri, Predicate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The claims on an incident in the order of the index, their propositions, and what these speak of."""

    claims: Mapping[Iri, Claim]
    propositions: Mapping[Iri, Proposition]
    things: Mapping[Iri, Thing]

    def about(self, predicates: Iterable[Predicate]) -> Iterator[tuple[Claim, Proposition]]:
        """The claims with one of these predicates that say something of an event.

        What is said of an actor as a rule, or of a company's business, says nothing of the incident.
        """
        wanted = frozenset(predicates)
        for claim in self.claims.values():
            proposition = self.propositions[claim.proposition]
            subject = self.things[proposition.subject]
            if proposition.predicate in wanted and isinstance(subject, Entity) and subject.kind in EVENTS:
                yield claim, proposition

    def by_proposition(self, claims: Iterable[Claim] | None = None) -> dict[Iri, list[Claim]]:
        """Claims (all, or some) by what they are about, in the order in which it first comes up."""
        found: dict[Iri, list[Claim]] = {}
        for claim in self.claims.values() if claims is None else claims:
            found.setdefault(claim.proposition, []).append(claim)
        return found


def dossier(request: Request, incident: Iri) -> Dossier:
    """The dossier of an incident; empty when nobody claims anything of it."""
    reader, budget = request.reader, request.budget
    iris = selected(reader, budget, on_incident(incident))
    budget.take(len(iris))
    claims = reader.many(Claim, iris)
    propositions = reader.many(Proposition, [claim.proposition for claim in claims.values()])
    ends = [iri for said in propositions.values() for iri in (said.subject, said.object)]
    return Dossier(claims=claims, propositions=propositions, things=reader.things(ends))
