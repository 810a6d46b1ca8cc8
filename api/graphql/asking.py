"""How claims are asked for: the same conditions wherever there is a list of claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry
from strawberry.extensions import FieldExtension

from api.graphql.connection import After, Before, First, Last, listing, listings
from api.graphql.descriptions import of_field
from api.graphql.filtering import condition
from api.graphql.filters import ClaimFilter
from api.graphql.moments import Moments
from api.graphql.ordering import ByClaims, orders
from api.graphql.values import Certainty, Polarity, Predicate, SpeakerKind, SpeechMode
from api.level import Level, Request
from api.paging import Page, Window
from api.reader import Reader
from api.selection import named, select
from graph.catalogue import Order, Query
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
Which = Annotated[
    ClaimFilter | None, strawberry.argument(description="Conditions in groups of and, or and not.")
]
Involved = Annotated[
    strawberry.ID | None, strawberry.argument(description="IRI of the subject or object of the proposition.")
]
Speaker = Annotated[
    strawberry.ID | None, strawberry.argument(description="IRI of anybody in the chain of speakers.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The conditions as they were given, and the order."""

    given: Condition
    holder: str | None
    order: tuple[Order, ...]

    def within(self, reader: Reader, bounds: Mapping[str, str]) -> Query:
        """The claims that fulfil them and belong to a thing; `bounds` are conditions on claims by name."""
        parts = [self.given, *(Is(name, (value,)) for name, value in bounds.items())]
        if self.holder and self.holder.strip():
            holders = named(reader, self.holder)
            parts.append(Is("holder", holders) if holders else Some())
        return Query(name="claims", where=Every(tuple(parts)), order=self.order)


def claims_where(description: str, bounds: Callable[[Any], Mapping[str, str]] | None = None) -> Any:
    """A field with a connection of claims: all of them, or those that belong to a thing."""

    def go(  # noqa: PLR0913, PLR0917  # the arguments of the field
        self: Any,
        info: strawberry.Info[Request, None],
        holder: Holder = None,
        speaker: Speaker = None,
        speaker_kind: Kinds = None,
        polarity: Ways = None,
        certainty: Degree = None,
        speech_mode: Mode = None,
        predicate: Says = None,
        article: InArticle = None,
        incident: OnIncident = None,
        entity: Involved = None,
        text: Words = None,
        where: Which = None,
        order_by: ByClaims = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> Any:
        single = {
            "speaker": speaker,
            "polarity": polarity,
            "certainty": certainty,
            "speech_mode": speech_mode,
            "predicate": predicate,
            "article": article,
            "incident": incident,
            "entity": entity,
            "text": text,
        }
        parts: list[Condition] = [
            condition(where),
            *(Is(name, (str(value),)) for name, value in single.items() if value is not None),
        ]
        if speaker_kind is not None:
            parts.append(Is("footing", tuple(map(str, speaker_kind))) if speaker_kind else Some())
        asked = Asked(given=Every(tuple(parts)), holder=holder, order=orders(order_by))
        request = info.context if bounds is None else self.level.request
        window = Window(first=first, after=after, last=last, before=before)
        return _answer(self, request, asked, bounds, window)

    extensions: list[FieldExtension] = [Moments()] if bounds is None else []
    return strawberry.field(resolver=go, description=description, extensions=extensions)


def _answer(
    self: Any,
    request: Request,
    asked: Asked,
    bounds: Callable[[Any], Mapping[str, str]] | None,
    window: Window,
) -> Any:
    def page(value: Any) -> Page:
        query = asked.within(request.reader, bounds(value) if bounds else {})
        return select(request.reader, request.budget, query, window)

    if bounds is None:
        return listing(Level(request, {}), Claim, page(None), window)
    return listings(self, (bounds, asked, window), Claim, page, window)
