"""What can be subscribed to: a new generation, claims on an incident, disagreement, enough origins."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from typing import Annotated, Any, TypeVar, cast

import strawberry

from api.graphql.claims import Claim, Comparison, Proposition
from api.graphql.fields import wrapped
from api.graphql.lazy import AnEntity
from api.graphql.manifests import Generation, manifest
from api.graphql.values import Polarity, Relation
from api.level import Level, Request
from api.listening import Listening
from api.selection import compared, on_incidents
from ontology import model
from ontology.terms import Iri

F = TypeVar("F", bound=Callable[..., Any])
Info = strawberry.Info[Listening, None]
_SHOWN = 200  # things of one event; their number is told in any case
_DISAGREEING = (Relation.CONTRADICTS, Relation.CONTRADICTS_IN_SCOPE)

Since = Annotated[
    int | None,
    strawberry.argument(
        description="The generation seen last, so that nothing is missed; the current one without."
    ),
]
OnIncident = Annotated[strawberry.ID, strawberry.argument(description="IRI of the incident.")]
MaybeOn = Annotated[
    strawberry.ID | None, strawberry.argument(description="IRI of the incident; on any without.")
]
Relations = Annotated[
    list[Relation] | None, strawberry.argument(description="Only these relations; contradictions without.")
]
Known = Annotated[strawberry.ID, strawberry.argument(description="IRI of the proposition.")]
Enough = Annotated[int, strawberry.argument(description="How many origins are enough, from 1.")]
Way = Annotated[
    Polarity, strawberry.argument(description="Whether those who say it is so are counted, or the others.")
]


def tells(description: str) -> Callable[[F], F]:
    """Make a method the source of a subscription, and keep its type."""
    return cast("Callable[[F], F]", strawberry.subscription(description=description))


@strawberry.type(description="Claims that came to an incident, or left it, with a new generation.")
class ClaimsChange:
    """An event."""

    generation: Generation = strawberry.field(description="The new generation.")
    added: list[Claim] = strawberry.field(description=f"Claims that are new on it; the first {_SHOWN}.")
    withdrawn: list[Claim] = strawberry.field(
        description=f"Claims that are not held on it any more, as they were; the first {_SHOWN}."
    )
    added_count: int = strawberry.field(description="How many are new.")
    withdrawn_count: int = strawberry.field(description="How many are not held any more.")


@strawberry.type(description="Comparisons that appeared with a new generation.")
class Disagreement:
    """An event."""

    generation: Generation = strawberry.field(description="The new generation.")
    comparisons: list[Comparison] = strawberry.field(description=f"The comparisons; the first {_SHOWN}.")
    total_count: int = strawberry.field(description="How many there are.")


@strawberry.type(description="A proposition that enough origins stand behind, with a new generation.")
class OriginsReached:
    """An event."""

    generation: Generation = strawberry.field(description="The new generation.")
    proposition: Proposition = strawberry.field(description="What is claimed.")
    polarity: Polarity = strawberry.field(description="Whether it is said to be so, or not to be so.")
    before: int = strawberry.field(description="How many origins there were before.")
    count: int = strawberry.field(description="How many origins there are now.")
    origins: list[AnEntity] = strawberry.field(description="From whom it comes in the end.")


@strawberry.type(
    description="What a client is told as it happens. Who is slow is told of several generations at once."
)
class Subscription:
    """Events."""

    @tells("A generation was published.")
    async def generation_published(self, info: Info, since: Since = None) -> AsyncIterator[Generation]:
        """With every generation."""
        async for event in info.context.events(lambda _, now: manifest(now.reader.generation), since):
            yield event

    @tells("Claims were added to an incident, or withdrawn from it.")
    async def claims_changed(
        self, info: Info, incident: OnIncident, since: Since = None
    ) -> AsyncIterator[ClaimsChange]:
        """With every generation that changes them."""
        async for event in info.context.events(lambda *states: _claims(incident, *states), since):
            yield event

    @tells("Accounts were found to disagree.")
    async def disagreement_appeared(
        self, info: Info, incident: MaybeOn = None, relation: Relations = None, since: Since = None
    ) -> AsyncIterator[Disagreement]:
        """With every generation that has new comparisons."""
        wanted = _DISAGREEING if relation is None else relation
        async for event in info.context.events(lambda *states: _apart(wanted, incident, *states), since):
            yield event

    @tells("Enough origins stand behind a proposition, after too few did.")
    async def origins_reached(
        self,
        info: Info,
        proposition: Known,
        count: Enough,
        polarity: Way = Polarity.POSITIVE,
        since: Since = None,
    ) -> AsyncIterator[OriginsReached]:
        """When the number is reached."""
        point = (Iri(proposition), polarity, count)
        async for event in info.context.events(lambda *states: _reached(*point, *states), since):
            yield event


def _claims(incident: str, before: Request, now: Request) -> ClaimsChange | None:
    """What changed of the claims on an incident; None when nothing did."""
    was, held = (on_incidents(one, [incident])[incident] for one in (before, now))
    added, gone = _without(held, was), _without(was, held)
    if not added and not gone:
        return None
    return ClaimsChange(
        generation=manifest(now.reader.generation),
        added=_shown(now, model.Claim, added),
        withdrawn=_shown(before, model.Claim, gone),
        added_count=len(added),
        withdrawn_count=len(gone),
    )


def _apart(
    relations: Collection[Relation], incident: str | None, before: Request, now: Request
) -> Disagreement | None:
    """The comparisons that are new; None without any."""
    was, held = (compared(one, relations, incident) for one in (before, now))
    found = _without(held, was)
    if not found:
        return None
    return Disagreement(
        generation=manifest(now.reader.generation),
        comparisons=_shown(now, model.Comparison, found),
        total_count=len(found),
    )


def _reached(
    proposition: Iri, polarity: Polarity, enough: int, before: Request, now: Request
) -> OriginsReached | None:
    """The proposition, when it has enough origins and had too few; None otherwise."""
    was, held = (one.reader.origins(proposition, polarity) for one in (before, now))
    if not len(was) < enough <= len(held):
        return None
    return OriginsReached(
        generation=manifest(now.reader.generation),
        proposition=_shown(now, model.Proposition, [proposition])[0],
        polarity=polarity,
        before=len(was),
        count=len(held),
        origins=_shown(now, model.Entity, held),
    )


def _without(some: Sequence[Iri], others: Sequence[Iri]) -> list[Iri]:
    known = frozenset(others)
    return [iri for iri in some if iri not in known]


def _shown(request: Request, cls: type[Any], iris: Sequence[Iri]) -> list[Any]:
    level: Level[Any] = Level(request, {})
    return wrapped(level.reach(cls, iris[:_SHOWN]), iris[:_SHOWN])
