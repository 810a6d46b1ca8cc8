"""What propositions speak of, as GraphQL interfaces, from the most general to organizations."""

import strawberry

from api.graphql.asking import claims_of
from api.graphql.connection import Connection
from api.graphql.descriptions import of_class
from api.graphql.fields import answers, carried, leads
from api.graphql.figures import figures_of
from api.graphql.lazy import AClaim, AMention, AnIncident, AThing
from api.graphql.listable import ENTITIES, MENTIONS
from api.graphql.listings import within
from api.graphql.node import Node
from api.graphql.values import Kind, SpeakerKind
from ontology.model import Entity as Record


@strawberry.interface(description="Something that propositions speak of.")
class Thing(Node):
    """An entity, a time or a quantity."""

    kind: Kind = carried(Record, "kind")
    label: str = carried(Record, "label")


@strawberry.interface(
    description="What mentions resolve to: what it is called and described as, and what is claimed of it."
)
class Entity(Thing):
    """Of any kind."""

    aliases: list[str] = carried(Record, "aliases")
    same_as: list[strawberry.ID] = carried(Record, "same_as")
    identifiers: list[str] = carried(Record, "identifiers")
    part_of: list[AThing] = leads(Record, "part_of")
    member_of: list[AThing] = leads(Record, "member_of")

    @answers("In how many claims it takes part: as subject, object, speaker or incident.")
    def claim_count(self) -> int:
        """From the index."""
        return figures_of(self).claims

    claims: Connection[AClaim] = claims_of(
        "entity", "The claims whose proposition has it as subject or object."
    )
    said: Connection[AClaim] = claims_of("holder", "The claims that it holds.")
    incidents: Connection[AnIncident] = within(
        ENTITIES,
        "involved",
        "The incidents that claims tie it to: as subject, object or speaker of a claim on them.",
    )
    mentions: Connection[AMention] = within(
        MENTIONS, "entity", "Where texts name it, by article and place in the text."
    )


@strawberry.interface(description=of_class("Agent"))
class Agent(Entity):
    """Whoever can speak."""

    speaker_kind: SpeakerKind | None = carried(Record, "speaker_kind")
    speaks_for: AThing | None = leads(Record, "speaks_for")
    country: AThing | None = leads(Record, "country")


@strawberry.interface(description=of_class("Organization"))
class Organization(Agent):
    """Of any kind."""
