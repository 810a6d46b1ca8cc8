"""What people decided, as a GraphQL type."""

from collections.abc import Callable, Iterable
from typing import Any

import strawberry

from api.graphql.descriptions import of_class
from api.graphql.fields import answers, carried, shows
from api.graphql.looking import by_iri
from api.graphql.node import Node
from api.graphql.values import Ruling
from api.level import Level
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
        """Read for all judgements of the level at once."""
        found = self.level.once("judged", lambda: _led_to(self.level, lambda one: one.judged))
        return [found[iri] for iri in self.record.judged if iri in found]

    @answers("The article that takes the place of a withdrawn one.")
    def replaced_by(self) -> Node | None:
        """Read for all judgements of the level at once."""
        found = self.level.once("replaced by", lambda: _led_to(self.level, _replacement))
        return found.get(self.record.replaced_by)


def _led_to(level: Level[Any], leads: Callable[[model.Judgement], Iterable[str]]) -> dict[str, Any]:
    judgements = (one for one in level.values.values() if isinstance(one, model.Judgement))
    return by_iri(level.request, [iri for one in judgements for iri in leads(one)])


def _replacement(one: model.Judgement) -> tuple[str, ...]:
    return (one.replaced_by,) if one.replaced_by else ()
