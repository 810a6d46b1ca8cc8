"""How claims are asked for: the same conditions wherever there is a list of claims."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import strawberry
from strawberry.extensions import FieldExtension

from api.graphql.connection import After, First, listing, listings
from api.graphql.descriptions import of_field
from api.graphql.moments import Moments
from api.graphql.values import Certainty, Polarity, Predicate, SpeakerKind, SpeechMode
from api.level import Level, Request
from api.paging import Page
from api.reader import Reader
from api.selection import Selection, named, select
from graph.listing import ClaimFilter
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The conditions as they were given."""

    which: ClaimFilter
    holder: str | None
    speaker_kind: tuple[SpeakerKind, ...] | None

    def within(self, reader: Reader, bounds: Mapping[str, str]) -> Selection:
        """The claims that fulfil them and belong to a thing; `bounds` are fields of `ClaimFilter`."""
        given = {name: getattr(self.which, name) for name in ClaimFilter.__dataclass_fields__}
        holders = named(reader, self.holder) if self.holder is not None else None
        if holders is not None and len(holders) == 1 and "holder" not in bounds:
            (given["holder"],), holders = holders, None  # the index knows one holder
        return Selection(
            which=ClaimFilter(**{**given, **bounds}),
            holders=holders,
            footing=frozenset(self.speaker_kind) if self.speaker_kind is not None else None,
        )


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
        first: First = 50,
        after: After = None,
    ) -> Any:
        which = ClaimFilter(
            speaker=speaker,
            polarity=polarity,
            certainty=certainty,
            speech_mode=speech_mode,
            predicate=predicate,
            article=article,
            incident=incident,
            entity=entity,
            text=text,
        )
        kinds = tuple(speaker_kind) if speaker_kind is not None else None
        asked = Asked(which=which, holder=holder, speaker_kind=kinds)
        request = info.context if bounds is None else self.level.request
        return _answer(self, request, asked, bounds, first, after)

    extensions: list[FieldExtension] = [Moments()] if bounds is None else []
    return strawberry.field(resolver=go, description=description, extensions=extensions)


def _answer(
    self: Any,
    request: Request,
    asked: Asked,
    bounds: Callable[[Any], Mapping[str, str]] | None,
    first: int,
    after: str | None,
) -> Any:
    def page(value: Any) -> Page:
        wanted = asked.within(request.reader, bounds(value) if bounds else {})
        return select(request.reader, request.budget, wanted, first, after)

    if bounds is None:
        return listing(Level(request, {}), Claim, page(None), after)
    return listings(self, (bounds, asked, first, after), Claim, page, after)
