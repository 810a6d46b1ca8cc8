"""The incidents that an entity is tied to, so that its page leads across incidents."""

from typing import Any

import strawberry

from api.graphql.connection import After, Before, Connection, First, Last, listings
from api.graphql.ordering import ByEntities, orders
from api.paging import Page, Window
from api.selection import select
from graph.catalogue import Query
from graph.conditions import Condition, Every, Has, Is, Some
from ontology import model
from ontology.terms import Kind


def incidents_of(description: str) -> Any:
    """A field with the incidents on which there are claims of or about an entity."""

    def go(
        self: Any,
        order_by: ByEntities = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Connection[Any]:
        window = Window(first=first, after=after, last=last, before=before)
        order = orders(order_by)

        def page(value: Any) -> Page:
            asked = Query(name="entities", where=_tied(value.iri), order=order)
            return select(self.level.request.reader, self.level.request.budget, asked, window)

        return listings(self, ("incidents", order, window), model.Entity, page, window)

    return strawberry.field(resolver=go, description=description)


def _tied(entity: str) -> Condition:
    claims = Some((Is("entity", (entity,)), Is("speaker", (entity,))))
    return Every((Is("kind", (Kind.INCIDENT.value,)), Has("on_it", claims)))
