"""Links from an incident to those it is said, or denied, to have touched, as GraphQL types."""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.effects import Link, links
from api.graphql.asking import Kinds
from api.graphql.fields import answers, wrapped
from api.graphql.lazy import AClaim
from api.graphql.values import Polarity, SpeakerKind
from api.level import Level
from ontology.model import Claim

T = TypeVar("T")
Polarities = Annotated[
    list[Polarity],
    strawberry.argument(description="POSITIVE for what is said to be so, NEGATIVE for what is denied."),
]


@strawberry.type(
    name="Link",
    description="An entity to which claims of one polarity link an incident. Claims that take no stance "
    "make a link too; it then has neither assertions nor denials.",
)
class LinkTo(Generic[T]):
    """An edge that carries its claims."""

    link: strawberry.Private[Link]
    among: strawberry.Private["Links"]
    polarity: Polarity = strawberry.field(
        description="POSITIVE when its claims say that it is so; NEGATIVE when they deny it."
    )
    asserted: int = strawberry.field(
        description="How many claims say so, whatever the polarity of this link."
    )
    denied: int = strawberry.field(description="How many claims deny it, whatever the polarity of this link.")
    unconfirmed: int = strawberry.field(description="How many claims leave it open.")

    @answers("The entity.")
    def node(self) -> T:
        """Read for all links at once."""
        found: T = wrapped(self.among.nodes(), (self.link.node,))[0]
        return found

    @answers("The claims that this link rests on.")
    def claims(self) -> list[AClaim]:
        """Read for all links at once."""
        return wrapped(self.among.claims(), self.link.claims)


class Links:
    """The links that one field has of all incidents on a level, and what they lead to."""

    def __init__(self, level: Level[Any], by_incident: dict[str, list[Link]]) -> None:
        self._level: Level[Any] = Level(level.request, {})
        self.by_incident = by_incident

    def nodes(self) -> Level[Any]:
        """Their entities."""
        return self._level.once("nodes", lambda: self._level.reach_things(link.node for link in self._all()))

    def claims(self) -> Level[Any]:
        """Their claims."""
        iris = (claim for link in self._all() for claim in link.claims)
        return self._level.once("claims", lambda: self._level.reach(Claim, iris))

    def _all(self) -> Iterator[Link]:
        return (link for some in self.by_incident.values() for link in some)


def linked(role: str, polarities: Iterable[Polarity], description: str) -> Any:
    """A field with the links to entities in a role, by default those of some polarities."""
    usual = list(polarities)

    def go(self: Any, speaker_kind: Kinds = None, polarity: Polarities = usual) -> Any:
        kinds = None if speaker_kind is None else tuple(speaker_kind)
        return _links(self.level, role, kinds, tuple(polarity)).get(self.record.iri, [])

    return strawberry.field(resolver=go, description=description)


def _links(
    level: Level[Any], role: str, kinds: tuple[SpeakerKind, ...] | None, polarities: tuple[Polarity, ...]
) -> dict[str, list[LinkTo[Any]]]:
    """The links of all incidents of a level, as they are shown."""

    def read() -> dict[str, list[LinkTo[Any]]]:
        found = Links(level, links(level.request, role, list(level.values), kinds, polarities))
        return {
            incident: [
                LinkTo(link=link, among=found, polarity=link.polarity, **link.stances._asdict())
                for link in some
            ]
            for incident, some in found.by_incident.items()
        }

    return level.once((role, kinds, polarities), read)
