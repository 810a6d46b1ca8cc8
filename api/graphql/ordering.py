"""Orders as GraphQL inputs: several values one behind the other; ties go by the list's own order."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import strawberry

from api.graphql.values import publish
from graph.catalogue import Order

_LAST = "What is not known comes last."


class Direction(StrEnum):
    """Which end comes first."""

    ASC = "asc"
    DESC = "desc"


publish(
    Direction,
    "Which end of an order comes first.",
    {Direction.ASC: "The least or earliest.", Direction.DESC: "The greatest or latest."},
)


class ClaimOrderBy(StrEnum):
    """By what claims are ordered."""

    PUBLISHED = "published"
    TIME = "time"
    CERTAINTY = "certainty"
    ORIGINS = "origins"
    PREDICATE = "predicate"
    HOLDER = "holder"
    OUTLET = "outlet"


class EntityOrderBy(StrEnum):
    """By what entities are ordered."""

    NAME = "name"
    KIND = "kind"
    CLAIMS = "claims"
    ARTICLES = "articles"
    ORIGINS = "origins"
    FIRST_PUBLISHED = "first_published"
    LAST_PUBLISHED = "last_published"
    TIME = "time"


class ArticleOrderBy(StrEnum):
    """By what articles are ordered."""

    PUBLISHED = "published"
    TITLE = "title"
    CLAIMS = "claims"
    OUTLET = "outlet"


class PropositionOrderBy(StrEnum):
    """By what propositions are ordered."""

    CLAIMS = "claims"
    ARTICLES = "articles"
    ORIGINS = "origins"
    PREDICATE = "predicate"


class ComparisonOrderBy(StrEnum):
    """By what comparisons are ordered."""

    RELATION = "relation"
    ASPECT = "aspect"
    NOTABILITY = "notability"


class MentionOrderBy(StrEnum):
    """By what mentions are ordered."""

    PUBLISHED = "published"


_CLAIMS = "In how many claims it takes part."
_WORDS: Mapping[str, str] = {
    "published": f"The day of publication. {_LAST}",
    "time": f"When it is said to hold, by the earliest day. {_LAST}",
    "certainty": "From the surest denial through no stance to the surest assertion.",
    "origins": "From how many origins it comes, at most.",
    "predicate": "The predicate, by its name.",
    "holder": "The names of those whose claim it is.",
    "outlet": "The name of who published it.",
    "name": "Its name.",
    "kind": "What kind of entity it is.",
    "claims": "How many claims there are of it.",
    "articles": "How many articles there are of it.",
    "first_published": f"Of incidents, the day of the first article. {_LAST}",
    "last_published": f"Of incidents, the day of the last article. {_LAST}",
    "title": f"Its title. {_LAST}",
    "relation": "How the two claims stand to each other.",
    "notability": "How much is gained by reading it; the most notable come first in descending order.",
    "aspect": f"In what respect they are compared. {_LAST}",
}
for _by, _what in (
    (ClaimOrderBy, "claims"),
    (EntityOrderBy, "entities"),
    (ArticleOrderBy, "articles"),
    (PropositionOrderBy, "propositions"),
    (ComparisonOrderBy, "comparisons"),
    (MentionOrderBy, "mentions"),
):
    publish(_by, f"By what {_what} are ordered.", {one: _WORDS[one.value] for one in _by})

_HOW = "Which end comes first."


@strawberry.input(description="An order of claims.")
class ClaimOrder:
    """Of claims."""

    by: ClaimOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


@strawberry.input(description="An order of entities.")
class EntityOrder:
    """Of entities."""

    by: EntityOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


@strawberry.input(description="An order of articles.")
class ArticleOrder:
    """Of articles."""

    by: ArticleOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


@strawberry.input(description="An order of propositions.")
class PropositionOrder:
    """Of propositions."""

    by: PropositionOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


@strawberry.input(description="An order of comparisons.")
class ComparisonOrder:
    """Of comparisons."""

    by: ComparisonOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


@strawberry.input(description="An order of mentions.")
class MentionOrder:
    """Of mentions."""

    by: MentionOrderBy = strawberry.field(description="By what.")
    direction: Direction = strawberry.field(default=Direction.ASC, description=_HOW)


_SEVERAL = "The order; of several, each decides what the one before leaves equal. Ties go by the usual order."
ByClaims = Annotated[list[ClaimOrder] | None, strawberry.argument(description=_SEVERAL)]
ByEntities = Annotated[list[EntityOrder] | None, strawberry.argument(description=_SEVERAL)]
ByArticles = Annotated[list[ArticleOrder] | None, strawberry.argument(description=_SEVERAL)]
ByPropositions = Annotated[list[PropositionOrder] | None, strawberry.argument(description=_SEVERAL)]
ByComparisons = Annotated[list[ComparisonOrder] | None, strawberry.argument(description=_SEVERAL)]
ByMentions = Annotated[list[MentionOrder] | None, strawberry.argument(description=_SEVERAL)]


def orders(given: list[Any] | None) -> tuple[Order, ...]:
    """The order of a list."""
    return tuple(Order(one.by.value, down=one.direction is Direction.DESC) for one in given or ())
