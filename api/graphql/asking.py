"""How claims are asked for: the same conditions wherever there is a list of claims."""

from typing import Annotated, Any

import strawberry

from api.graphql.descriptions import of_field
from api.graphql.filters import ClaimFilter
from api.graphql.listings import Listed, Look, Short, among, just, root, within
from api.graphql.ordering import ByClaims
from api.graphql.values import Certainty, Polarity, Predicate, SpeakerKind, SpeechMode
from api.selection import named
from graph.conditions import Condition, Every, Is, Some
from ontology.model import Claim

BY_WHOSE_WORD = (
    "By whose word the article has it: the footing of its holders; what came through anonymous people alone "
    "counts as ANONYMOUS and as nothing else."
)

Holder = Annotated[
    str | None, strawberry.argument(description="Whose claim it is: an IRI, a name, or how a name begins.")
]
Kinds = Annotated[list[SpeakerKind] | None, strawberry.argument(description=BY_WHOSE_WORD)]
Ways = Annotated[Polarity | None, strawberry.argument(description=of_field(Claim, "polarity"))]
Degree = Annotated[Certainty | None, strawberry.argument(description=of_field(Claim, "certainty"))]
Mode = Annotated[SpeechMode | None, strawberry.argument(description=of_field(Claim, "speech_mode"))]
Says = Annotated[Predicate | None, strawberry.argument(description="The predicate of the proposition.")]
InArticle = Annotated[strawberry.ID | None, strawberry.argument(description="IRI of the article.")]
OnIncident = Annotated[strawberry.ID | None, strawberry.argument(description="IRI of the incident.")]
Words = Annotated[
    str | None, strawberry.argument(description="Words of the quote, each as it begins; all must be there.")
]
Involved = Annotated[
    strawberry.ID | None, strawberry.argument(description="IRI of the subject or object of the proposition.")
]
Speaker = Annotated[
    strawberry.ID | None, strawberry.argument(description="IRI of anybody in the chain of speakers.")
]


def _held_by(text: Any, look: Look) -> Condition:
    """That a claim is held by those whom a text means; everything passes where it is empty."""
    if not text.strip():
        return Every()
    holders = look(text)
    return Is("holder", holders) if holders else Some()


CLAIMS = Listed(
    name="claims",
    cls=Claim,
    where=ClaimFilter,
    order_by=ByClaims,
    short={
        "holder": Short(Holder, _held_by),
        "speaker": Short(Speaker, just("speaker")),
        "speaker_kind": Short(Kinds, among("footing")),
        "polarity": Short(Ways, just("polarity")),
        "certainty": Short(Degree, just("certainty")),
        "speech_mode": Short(Mode, just("speech_mode")),
        "predicate": Short(Says, just("predicate")),
        "article": Short(InArticle, just("article")),
        "incident": Short(OnIncident, just("incident")),
        "entity": Short(Involved, just("entity")),
        "text": Short(Words, just("text")),
    },
)


def claims_of(name: str, description: str) -> Any:
    """A field with the claims that belong to a thing, in a way that the list of claims has a name for."""
    return within(CLAIMS, name, description, named)


def all_claims(description: str) -> Any:
    """A root with all claims."""
    return root(CLAIMS, description, look=named)
