"""The kinds of lists besides claims: entities, articles, propositions, comparisons and mentions."""

from typing import Annotated

import strawberry

from api.graphql.filters import (
    ArticleFilter,
    ComparisonFilter,
    EntityFilter,
    MentionFilter,
    PropositionFilter,
)
from api.graphql.listings import Listed, Short, among, just
from api.graphql.ordering import ByArticles, ByComparisons, ByEntities, ByMentions, ByPropositions
from api.graphql.values import Kind, Relation
from graph.conditions import Condition, Is
from ontology import model

Name = Annotated[
    str | None, strawberry.argument(description="Words of a name, each as it begins; all must be there.")
]
OfKind = Annotated[list[Kind] | None, strawberry.argument(description="Only those of these kinds.")]
_Relations = Annotated[list[Relation] | None, strawberry.argument(description="Only these relations.")]
_Reported = Annotated[
    strawberry.ID | None, strawberry.argument(description="Only between claims on the incident of this IRI.")
]
_TEXT = {"text": Short(Name, just("text"))}

ENTITIES = Listed(name="entities", cls=model.Entity, where=EntityFilter, order_by=ByEntities, short=_TEXT)
ENTITIES_OF_KINDS = Listed(
    name="entities",
    cls=model.Entity,
    where=EntityFilter,
    order_by=ByEntities,
    short={"kind": Short(OfKind, among("kind")), **_TEXT},
)
ARTICLES = Listed(name="articles", cls=model.Article, where=ArticleFilter, order_by=ByArticles)
PROPOSITIONS = Listed(
    name="propositions", cls=model.Proposition, where=PropositionFilter, order_by=ByPropositions
)
COMPARISONS = Listed(
    name="comparisons",
    cls=model.Comparison,
    where=ComparisonFilter,
    order_by=ByComparisons,
    short={
        "relation": Short(_Relations, among("relation")),
        "incident": Short(_Reported, just("incident")),
    },
)
COMPARISONS_OF_ONE = Listed(
    name="comparisons",
    cls=model.Comparison,
    where=ComparisonFilter,
    order_by=ByComparisons,
    short={"relation": Short(_Relations, among("relation"))},
)
MENTIONS = Listed(name="mentions", cls=model.Mention, where=MentionFilter, order_by=ByMentions)


def of_kinds(*kinds: Kind) -> Condition:
    """Of entities: that they are of one of these kinds."""
    return Is("kind", tuple(kind.value for kind in kinds))
