"""What people decided, as a GraphQL type."""

import strawberry

from api.graphql.descriptions import of_class
from api.graphql.fields import answers, carried, shows
from api.graphql.looking import nodes
from api.graphql.node import Node
from api.graphql.values import Ruling
from ontology import model


@shows(model.Judgement)
@strawberry.type(description=of_class("Judgement"))
class Judgement(Node):
    """A judgement that counts."""

    label: str = carried(model.Judgement, "label")
    ruling: Ruling = carried(model.Judgement, "ruling")
    judge: str = carried(model.Judgement, "judge")
    recorded: str = carried(model.Judgement, "recorded")
    reason: str = carried(model.Judgement, "reason")

    @answers("What it is about, as far as it is held in this state: a withdrawn article is not, by default.")
    def judged(self) -> list[Node]:
        """By IRI."""
        return nodes(self.level.request, self.record.judged)

    @answers("The article that takes the place of a withdrawn one.")
    def replaced_by(self) -> Node | None:
        """By IRI."""
        wanted = [self.record.replaced_by] if self.record.replaced_by else []
        return next(iter(nodes(self.level.request, wanted)), None)
