"""What changed between two published states, as GraphQL types."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any

import strawberry

from api.graphql.connection import PageInfo, page_info
from api.graphql.fields import answers
from api.graphql.looking import by_iri
from api.graphql.manifests import Generation, manifest
from api.graphql.node import Node
from api.graphql.values import publish
from api.level import Level, Request
from api.moment import Moment
from api.paging import Window, page_of
from graph.feed import Feed, Told

_BOUND = "A generation by its number, or a moment: ISO 8601, UTC without a zone."
From = Annotated[str | None, strawberry.argument(name="from", description=_BOUND)]
To = Annotated[str | None, strawberry.argument(description=_BOUND)]


class ChangeKind(StrEnum):
    """What may change."""

    ARTICLE = "articles"
    CLAIM = "claims"
    ENTITY = "entities"
    COMPARISON = "comparisons"
    JUDGEMENT = "judgements"


class ChangeWay(StrEnum):
    """How it may change."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    CHANGED = "changed"


publish(
    ChangeKind,
    "What may change from one published state to another.",
    {
        ChangeKind.ARTICLE: "Articles.",
        ChangeKind.CLAIM: "Claims.",
        ChangeKind.ENTITY: "Entities, incidents among them.",
        ChangeKind.COMPARISON: "Comparisons between claims.",
        ChangeKind.JUDGEMENT: "What people decided.",
    },
)
publish(
    ChangeWay,
    "How something changed from one published state to another.",
    {
        ChangeWay.ADDED: "It is held now, and was not before.",
        ChangeWay.WITHDRAWN: "It was held before, and is not any more, for whatever reason.",
        ChangeWay.CHANGED: "It is held otherwise: the same words are read or resolved in another way.",
    },
)
Kinds = Annotated[list[ChangeKind] | None, strawberry.argument(description="Only changes of these.")]
Ways = Annotated[list[ChangeWay] | None, strawberry.argument(description="Only changes of these ways.")]


@strawberry.type(description="Something that changed from one published state to another.")
class Change:
    """A change, with what leads to both versions."""

    told: strawberry.Private[Told]
    sides: strawberry.Private["Sides"]
    kind: ChangeKind = strawberry.field(description="What it is.")
    way: ChangeWay = strawberry.field(description="How it changed.")
    id: strawberry.ID = strawberry.field(description="Its IRI.")
    text: str = strawberry.field(description="What changed, in words.")
    details: list[str] = strawberry.field(description="In what its two versions differ.")
    why: str | None = strawberry.field(
        description="By whose judgement it was withdrawn, where it was by one."
    )

    @answers("It as it was; null when it was not held.")
    def before(self) -> Node | None:
        """From the earlier state."""
        return self.sides.before().get(_earlier(self.told))

    @answers("It as it is now; null when it is not held.")
    def after(self) -> Node | None:
        """From the later state."""
        return self.sides.after().get(self.told.iri)


class Sides:
    """What the changes of a page changed, as it was and as it is; each read for all of them at once."""

    def __init__(self, requests: tuple[Request, Request], told: Sequence[Told]) -> None:
        self._levels: tuple[Level[Any], Level[Any]] = (Level(requests[0], {}), Level(requests[1], {}))
        self._told = told

    def before(self) -> dict[str, Any]:
        """As it was, by IRI."""
        return self._read(self._levels[0], map(_earlier, self._told))

    def after(self) -> dict[str, Any]:
        """As it is, by IRI."""
        return self._read(self._levels[1], (one.iri for one in self._told))

    def _read(self, level: Level[Any], iris: Iterable[str]) -> dict[str, Any]:
        return level.once("nodes", lambda: by_iri(level.request, iris))


@strawberry.type(description="How many of a kind changed in a way.")
class ChangeCount:
    """A count."""

    kind: ChangeKind = strawberry.field(description="What they are.")
    way: ChangeWay = strawberry.field(description="How they changed.")
    count: int = strawberry.field(description="How many.")


@strawberry.type(description="What changed from one published state to another.")
class Changes:
    """A page of changes, with counts of all."""

    before: Generation = strawberry.field(description="The earlier state.")
    after: Generation = strawberry.field(description="The later state.")
    counts: list[ChangeCount] = strawberry.field(description="How many changed, of what and how.")
    changes: list[Change] = strawberry.field(description="The changes on this page.")
    total_count: int = strawberry.field(description="How many changes there are of those asked for.")
    page_info: PageInfo = strawberry.field(description="Where this page stands among them.")
    origins: list[str] = strawberry.field(
        description="Of which points the origins are others now, in words; corroboration counts origins."
    )
    narrowed: int = strawberry.field(
        description="How many matters lost comparisons, but stand between other claims."
    )
    inactive: int = strawberry.field(
        description="How many matters lost all comparisons, as nobody is left on a side."
    )


def moment(text: str | None) -> Moment:
    """The state that a text names: a number or a moment; the current one without."""
    if text is None or text.isdecimal():
        return Moment(generation=int(text) if text else None)
    return Moment(as_of=text)


def changes(
    requests: tuple[Request, Request],
    kinds: list[ChangeKind] | None,
    ways: list[ChangeWay] | None,
    window: Window,
) -> Changes:
    """The changes between what two requests read."""
    found: Feed = requests[1].reader.changes_since(requests[0].reader)
    wanted = _wanted(found, kinds, ways)
    keyed: list[tuple[str, Any]] = [(f"{at:09d}", one) for at, one in enumerate(wanted)]
    page: Any = page_of(keyed, window)  # of changes instead of IRIs
    requests[1].budget.take(len(page.iris))
    sides = Sides(requests, page.iris)
    return Changes(
        before=manifest(found.before),
        after=manifest(found.after),
        counts=[_count(name, count) for name, count in found.found.counts().items()],
        changes=[_change(one, sides) for one in page.iris],
        total_count=len(wanted),
        page_info=page_info(page, window),
        origins=list(found.support),
        narrowed=len(found.found.narrowed),
        inactive=len(found.found.inactive),
    )


def _wanted(found: Feed, kinds: list[ChangeKind] | None, ways: list[ChangeWay] | None) -> list[Told]:
    return [
        one
        for one in found.told
        if (kinds is None or one.kind in kinds) and (ways is None or one.way in ways)
    ]


def _count(name: str, count: int) -> ChangeCount:
    kind, way = name.split()
    return ChangeCount(kind=ChangeKind(kind), way=ChangeWay(way), count=count)


def _earlier(told: Told) -> str:
    return told.before or told.iri


def _change(one: Told, sides: Sides) -> Change:
    return Change(
        told=one,
        sides=sides,
        kind=ChangeKind(one.kind),
        way=ChangeWay(one.way),
        id=strawberry.ID(one.iri),
        text=one.text,
        details=list(one.details),
        why=one.why,
    )
