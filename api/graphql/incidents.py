"""Incidents as a GraphQL type: what the accounts say of one, side by side."""

import strawberry

from api import effects
from api.comparisons import OF_CLAIM
from api.graphql.asking import claims_where
from api.graphql.connection import After, Before, Connection, First, Last, listing, related
from api.graphql.descriptions import of_class
from api.graphql.dossiers import dossier_of
from api.graphql.entities import Entity
from api.graphql.fields import answers, carried, shows
from api.graphql.kinds import GovernmentBody, Sector
from api.graphql.ladders import Ladder, ladders_of
from api.graphql.lazy import AClaim, AComparison, AnArticle, AProposition, AThing
from api.graphql.links import LinkTo, linked
from api.graphql.matrix import AccountMatrix, TimelineEntry, account_matrix, timeline_of
from api.graphql.networks import Network, network_of
from api.graphql.values import EventType, Kind, Polarity
from api.paging import Window, article_keys, claim_keys, page_of
from ontology import model

_SAID = (Polarity.POSITIVE,)
_BOTH = (Polarity.POSITIVE, Polarity.NEGATIVE)


@shows(Kind.INCIDENT)
@strawberry.type(description=of_class("Incident"))
class Incident(Entity):
    """A security incident."""

    event_type: EventType | None = carried(model.Entity, "event_type")
    claims: Connection[AClaim] = claims_where(
        "The claims on it: those that speak of it, and the others of articles that report on nothing else.",
        lambda incident: {"incident": incident.iri},
    )
    articles: Connection[AnArticle] = related(
        "articles", model.Article, "?to schema:about ?from", article_keys, "The articles that report on it."
    )
    targets: list[LinkTo[AThing]] = linked(
        lambda _, found: effects.targets(found),
        _SAID,
        "Whom and what it is said to have been directed against.",
    )
    actors: list[LinkTo[AThing]] = linked(
        lambda _, found: effects.actors(found), _SAID, "Who is held to be behind it."
    )
    affected_bodies: list[LinkTo[GovernmentBody]] = linked(
        effects.bodies,
        _SAID,
        "Government bodies said to be harmed: themselves, or through data or systems that are theirs or "
        "concern them, or as members of a collective.",
    )
    affected_sectors: list[LinkTo[Sector]] = linked(
        effects.sectors,
        _BOTH,
        "Sectors said to be touched, and, as links of polarity NEGATIVE, sectors for which that is denied. "
        "The sectors that somebody merely works for are not among them.",
    )
    account_matrix: AccountMatrix = strawberry.field(
        resolver=account_matrix, description="Who says what of it in which article."
    )
    timeline: list[TimelineEntry] = strawberry.field(
        resolver=timeline_of, description="What is said to have happened when, by earliest and latest day."
    )

    ladders: list[Ladder] = strawberry.field(
        resolver=ladders_of,
        description="How sure who is of what is claimed of it; what is most disputed comes first.",
    )
    network: Network = strawberry.field(
        resolver=network_of, description="What the claims on it say of whom, as a graph to draw."
    )

    @answers("What is claimed of it, in the order in which it first comes up.")
    def propositions(
        self, first: First = 50, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[AProposition]:
        """In the order of the dossier."""
        window = Window(first=first, after=after, last=last, before=before)
        found = dossier_of(self).by_proposition()
        keys = claim_keys(self.level.request.reader, [some[0].iri for some in found.values()])
        keyed = list(zip(keys, found, strict=True))
        return listing(self.level, model.Proposition, page_of(keyed, window), window)

    @answers("How the claims on it compare with each other.")
    def comparisons(
        self, first: First = 50, after: After = None, last: Last = None, before: Before = None
    ) -> Connection[AComparison]:
        """Those of its claims, by IRI."""
        window = Window(first=first, after=after, last=last, before=before)
        found = self.level.request.reader.pairs(OF_CLAIM, dossier_of(self).claims)
        keyed = [(str(iri), iri) for iri in sorted({iri for some in found.values() for iri in some})]
        return listing(self.level, model.Comparison, page_of(keyed, window), window)
