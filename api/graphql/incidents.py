"""Incidents as a GraphQL type: what the accounts say of one, side by side."""

import strawberry

from api.graphql.asking import claims_of
from api.graphql.connection import Connection
from api.graphql.descriptions import of_class
from api.graphql.entities import Entity
from api.graphql.fields import answers, carried, shows
from api.graphql.figures import figures_of
from api.graphql.kinds import GovernmentBody, Sector
from api.graphql.ladders import Ladder, ladders_of
from api.graphql.lazy import AClaim, AComparison, AnArticle, AProposition, AThing
from api.graphql.links import LinkTo, linked
from api.graphql.listable import ARTICLES, COMPARISONS_OF_ONE, PROPOSITIONS
from api.graphql.listings import within
from api.graphql.matrix import AccountMatrix, TimelineEntry, account_matrix, timeline_of
from api.graphql.networks import Network, network_of
from api.graphql.values import EventType, Kind, Polarity
from ontology import model

_SAID = (Polarity.POSITIVE,)
_BOTH = (Polarity.POSITIVE, Polarity.NEGATIVE)


@shows(Kind.INCIDENT)
@strawberry.type(description=of_class("Incident"))
class Incident(Entity):
    """A security incident."""

    event_type: EventType | None = carried(model.Entity, "event_type")

    @answers("How many articles report on it.")
    def article_count(self) -> int:
        """From the index."""
        return figures_of(self).articles

    @answers("From how many origins the claims on it come.")
    def origin_count(self) -> int:
        """From the index."""
        return figures_of(self).origins

    @answers("The day of the first article on it (ISO 8601); null when none is dated.")
    def first_published(self) -> str | None:
        """From the index."""
        return figures_of(self).first

    @answers("The day of the last article on it (ISO 8601); null when none is dated.")
    def last_published(self) -> str | None:
        """From the index."""
        return figures_of(self).last

    claims: Connection[AClaim] = claims_of(
        "incident",
        "The claims on it: those that speak of it, and the others of articles that report on nothing else.",
    )
    articles: Connection[AnArticle] = within(
        ARTICLES, "incident", "The articles that report on it, by publication date, unknown last."
    )
    propositions: Connection[AProposition] = within(
        PROPOSITIONS,
        "incident",
        "What is claimed of it, in the order in which it first comes up, on whatever incident.",
    )
    comparisons: Connection[AComparison] = within(
        COMPARISONS_OF_ONE, "incident", "How the claims on it compare with each other and with others."
    )
    targets: list[LinkTo[AThing]] = linked(
        "target", _SAID, "Whom and what it is said to have been directed against."
    )
    actors: list[LinkTo[AThing]] = linked("actor", _SAID, "Who is held to be behind it.")
    affected_bodies: list[LinkTo[GovernmentBody]] = linked(
        "body",
        _SAID,
        "Government bodies said to be harmed: themselves, or through data or systems that are theirs or "
        "concern them, or as members of a collective.",
    )
    affected_sectors: list[LinkTo[Sector]] = linked(
        "sector",
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
