"""A claim with everything that comparing needs to know of it at hand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ontology.model import (
    Article,
    AttributionStep,
    Claim,
    Entity,
    Mention,
    Page,
    Proposition,
    Quantity,
    TimeExpression,
)
from ontology.terms import Iri, Kind, Polarity, Predicate, SpeechMode

_PARTS = frozenset({Kind.EVENT, Kind.COMMUNICATION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim in one article: what it says of what, of which incident, in which words, through whom."""

    claim: Claim
    proposition: Proposition
    article: Article
    quote: str
    incident: Iri  # of which the subject is or is a part; else the only one of the article; else the article
    told: frozenset[Iri]  # that one; where it is the article, also every incident of which this tells
    subject: Entity | None
    object: Entity | None  # None where the object is a time or an amount
    when: TimeExpression | None = None  # the object of `time`
    number: Quantity | None = None  # the object of `peopleAffected`, `amount` ...
    time: TimeExpression | None = None  # when the proposition is said to hold
    count: Quantity | None = None  # how much or how many the claim says
    relayers: frozenset[Iri] = frozenset()  # who passed it on, without the article's publisher
    holders: tuple[str, ...] = ()  # what they are called

    @property
    def positive(self) -> bool:
        """Whether it affirms."""
        return self.claim.polarity is Polarity.POSITIVE

    @property
    def own_voice(self) -> bool:
        """Whether the article says it itself."""
        return self.claim.speech_mode is SpeechMode.OWN_VOICE

    @property
    def predicate(self) -> Predicate:
        """What kind of thing it says."""
        return self.proposition.predicate

    @property
    def who(self) -> str:
        """The holders by name, as a reason mentions them."""
        return " and ".join(self.holders) or "somebody"


def said(pages: Iterable[Page], entities: Mapping[Iri, Entity]) -> Iterator[Said]:
    """Every claim of the pages."""
    for page in pages:
        shelf = _Shelf.of(page)
        for claim in page.claims:
            yield _said(shelf, claim, entities)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """The values of one page by IRI."""

    article: Article
    mentions: Mapping[Iri, Mention]
    propositions: Mapping[Iri, Proposition]
    times: Mapping[Iri, TimeExpression]
    numbers: Mapping[Iri, Quantity]
    steps: Mapping[Iri, AttributionStep]

    @classmethod
    def of(cls, page: Page) -> "_Shelf":
        return cls(
            article=page.article,
            mentions={mention.iri: mention for mention in page.mentions},
            propositions={proposition.iri: proposition for proposition in page.propositions},
            times={time.iri: time for time in page.times},
            numbers={number.iri: number for number in page.quantities},
            steps={step.iri: step for step in page.steps},
        )

    def relayers(self, claim: Claim) -> Iterator[Iri]:
        """Who passed a claim on, up to the publisher."""
        step = self.steps.get(claim.attribution)
        while step is not None and step.within is not None:
            step = self.steps.get(step.within)
            yield from step.speakers if step else ()


def _said(shelf: _Shelf, claim: Claim, entities: Mapping[Iri, Entity]) -> Said:
    what = shelf.propositions[claim.proposition]
    incident = _incident(what.subject, shelf.article, entities)
    more = shelf.article.incidents if incident == shelf.article.iri else ()
    return Said(
        claim=claim,
        proposition=what,
        article=shelf.article,
        quote=shelf.mentions[claim.evidence].exact,
        incident=incident,
        told=frozenset((incident, *more)),
        subject=entities.get(what.subject),
        object=entities.get(what.object),
        when=shelf.times.get(what.object),
        number=shelf.numbers.get(what.object),
        time=None if claim.time is None else shelf.times.get(claim.time),
        count=None if claim.quantity is None else shelf.numbers.get(claim.quantity),
        relayers=frozenset(shelf.relayers(claim)) - {shelf.article.publisher},
        holders=tuple(entities[holder].label for holder in claim.holders if holder in entities),
    )


def _incident(subject: Iri, article: Article, entities: Mapping[Iri, Entity]) -> Iri:
    entity = entities.get(subject)
    if entity is not None and entity.kind is Kind.INCIDENT:
        return subject
    parts = entity.part_of if entity is not None and entity.kind in _PARTS else ()
    wholes = [part for part in parts if part in entities and entities[part].kind is Kind.INCIDENT]
    alone = article.incidents[0] if len(article.incidents) == 1 else article.iri
    return min(wholes, default=alone)
