"""Links from an incident to those it is said, or denied, to have touched, as GraphQL types."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Generic, TypeVar

import strawberry

from api.dossier import Dossier
from api.effects import Claims, Link, links
from api.footing import footings
from api.graphql.asking import Kinds
from api.graphql.dossiers import claims_of, dossier_of
from api.graphql.fields import wrapped
from api.graphql.lazy import AClaim
from api.graphql.values import Polarity, SpeakerKind
from api.reader import Reader
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

    node: T = strawberry.field(description="The entity.")
    polarity: Polarity = strawberry.field(
        description="POSITIVE when its claims say that it is so; NEGATIVE when they deny it."
    )
    asserted: int = strawberry.field(
        description="How many claims say so, whatever the polarity of this link."
    )
    denied: int = strawberry.field(description="How many claims deny it, whatever the polarity of this link.")
    unconfirmed: int = strawberry.field(description="How many claims leave it open.")
    claims: list[AClaim] = strawberry.field(description="The claims that this link rests on.")


def linked(
    found: Callable[[Reader, Dossier], Claims], polarities: Iterable[Polarity], description: str
) -> Any:
    """A field with the links that claims make, by default those of some polarities."""
    usual = list(polarities)

    def go(self: Any, speaker_kind: Kinds = None, polarity: Polarities = usual) -> Any:
        reader: Reader = self.level.request.reader
        whole = dossier_of(self)
        touched = list(found(reader, whole))
        made = links(touched, _counts(reader, touched, speaker_kind), polarity)
        nodes = self.level.reach_things([link.node for link in made])
        return [_shown(self, link, wrapped(nodes, (link.node,))[0]) for link in made]

    return strawberry.field(resolver=go, description=description)


def _counts(reader: Reader, touched: Claims, kinds: list[SpeakerKind] | None) -> Callable[[Claim], bool]:
    """Whether a claim counts when only the word of some kinds of speakers does."""
    if kinds is None:
        return lambda _: True
    wanted, known = frozenset(kinds), footings(reader, {claim.iri for claim, _ in touched})
    return lambda claim: not wanted.isdisjoint(known[claim.iri])


def _shown(incident: Any, link: Link, node: Any) -> LinkTo[Any]:
    held = wrapped(claims_of(incident), [claim.iri for claim in link.claims])
    return LinkTo(node=node, polarity=link.polarity, claims=held, **link.stances._asdict())
