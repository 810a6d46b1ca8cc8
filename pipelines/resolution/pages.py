"""Pages: everything that one document says, as values of the graph."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from graph import names
from ontology.model import (
    Article,
    Claim,
    Entity,
    ExtractionRun,
    Mention,
    Page,
    Proposition,
    Quantity,
    Retrieval,
    TimeExpression,
)
from ontology.terms import Iri, Kind
from pipelines.extraction.account import PUBLISHER, Account, AccountClaim, AccountEntity, Amount, Span, Time
from pipelines.reading.document import Document
from pipelines.resolution.chains import Chains
from pipelines.resolution.clusters import Disjoint
from pipelines.resolution.identities import Identities
from pipelines.resolution.origins import origins
from pipelines.resolution.readings import Reading
from pipelines.resolution.resolution import Resolution
from pipelines.resolution.times import quantity, time_expression, time_of

V = TypeVar("V")


def pages(read: Sequence[tuple[Document, Account]], resolution: Resolution) -> tuple[Page, ...]:
    """One page for each document, by document id. `resolution` must be that of the same accounts."""
    wanted = sorted({document.id for document, _ in read})
    found = [page(resolution.known.readings[document], resolution.known) for document in wanted]
    of_stories = [one for story in stories(found) for one in with_origins(story, resolution.entities)]
    return tuple(sorted(of_stories, key=lambda one: one.article.identifier))


def stories(found: Iterable[Page]) -> list[list[Page]]:
    """The pages by what they tell: those that share an incident, with those that share another with these."""
    known = {one.article.iri: one for one in found}
    sets: Disjoint[Iri] = Disjoint([*known, *{i for one in known.values() for i in one.article.incidents}])
    for one in known.values():
        for incident in one.article.incidents:
            sets.join(one.article.iri, incident)
    grouped = ([known[iri] for iri in members if iri in known] for members in sets.sets())
    return [story for story in grouped if story]


def with_origins(story: Sequence[Page], entities: Iterable[Entity]) -> list[Page]:
    """The pages of one story with the origins of their claims, looked for among these."""
    known = origins(story, entities)
    return [_with_origins(one, known) for one in story]


def written(reading: Reading, known: Identities) -> Iterator[tuple[AccountClaim, Claim]]:
    """Each claim of an account with the claim of the graph that it becomes."""
    writer = _Writer(reading, known)
    for said in reading.account.claims:
        claim = writer.claim(said)
        if claim is not None:
            yield said, claim


def _with_origins(page: Page, known: dict[Iri, Iri]) -> Page:
    return replace(page, claims=tuple(replace(claim, origin=known.get(claim.iri)) for claim in page.claims))


def page(reading: Reading, known: Identities) -> Page:
    """What an account says, in terms of the graph, without the origins of its claims."""
    writer = _Writer(reading, known)
    claims = {claim.iri: claim for claim in map(writer.claim, reading.account.claims) if claim is not None}
    writer.note_mentions()
    return Page(
        iri=names.page(reading.document.id),
        article=writer.article(known.told(reading)),
        run=writer.run,
        mentions=_sorted(writer.mentions),
        steps=_sorted(writer.chains.steps),
        claims=_sorted(claims),
        propositions=_sorted(writer.propositions),
        times=_sorted(writer.times),
        quantities=_sorted(writer.quantities),
        retrieval=writer.retrieval,
        text=reading.document.text,
    )


class _Writer:
    """What has been written of one page so far: each value once, by IRI."""

    def __init__(self, reading: Reading, known: Identities) -> None:
        self.reading = reading
        self.known = known
        self.iri = names.article(reading.document.id)
        self.run = _run(reading.account)
        self.retrieval = _retrieval(self.iri, reading.document)
        self.chains = Chains(self.iri, reading.document.text, self.of)
        self.mentions: dict[Iri, Mention] = {}
        self.propositions: dict[Iri, Proposition] = {}
        self.times: dict[Iri, TimeExpression] = {}
        self.quantities: dict[Iri, Quantity] = {}

    def of(self, local: str) -> Iri:
        """The IRI of an entity; what it stands for is written too where it is a value that pages hold."""
        self._note_value(self.reading.entities[local])
        return self.known.iri(self.reading, local)

    def article(self, incidents: tuple[Iri, ...]) -> Article:
        """The article itself."""
        document = self.reading.document
        return Article(
            iri=self.iri,
            identifier=document.id,
            sha256=document.sha256,
            publisher=self.of(PUBLISHER),
            language=document.language,
            extracted_by=self.run.iri,
            title=document.title,
            url=document.url,
            published=document.published,
            modified=document.modified,
            retrieved=document.retrieved if document.url else None,  # of a file it says nothing
            word_count=len(document.text.split()),
            incidents=incidents,
            retrieval=self.retrieval.iri if self.retrieval else None,
        )

    def claim(self, said: AccountClaim) -> Claim | None:
        """A claim with all that it refers to; None where subject and object turned out to be one thing."""
        proposition = self._proposition(said)
        if proposition.subject == proposition.object:
            return None
        self.propositions[proposition.iri] = proposition
        chain = self.chains.of(said.chain)
        time, amount = self._time(said.time), self._quantity(said.quantity)
        detail = (said.polarity.value, said.certainty.value, time or "", amount or "")
        return Claim(
            iri=names.claim(self.iri, proposition.iri, *said.span, *(step.iri for step in chain), *detail),
            article=self.iri,
            proposition=proposition.iri,
            polarity=said.polarity,
            certainty=said.certainty,
            speech_mode=said.speech_mode,
            holders=chain[0].speakers,
            attribution=chain[0].iri,
            evidence=self._mention(said.span, None),
            cue=said.cue,
            scope=tuple(sorted(set(said.scope))),
            time=time,
            place=tuple(sorted({self.of(place) for place in said.place})),
            quantity=amount,
            based_on=None if said.based_on is None else self.of(said.based_on),
            rule=said.rule or None,
            score=said.score,
        )

    def note_mentions(self) -> None:
        """Write the mentions that name something. Of two with one span the first of the account denotes."""
        for mention in self.reading.account.mentions:
            if mention.named:
                self._mention(mention.span, self.of(mention.entity))

    def _proposition(self, said: AccountClaim) -> Proposition:
        subject, thing = self.of(said.subject), self.of(said.object)
        iri = names.proposition(subject, said.predicate, thing)
        return Proposition(iri=iri, subject=subject, predicate=said.predicate, object=thing)

    def _mention(self, span: Span, denotes: Iri | None) -> Iri:
        iri = names.mention(self.iri, *span)
        known = self.mentions.get(iri)
        if known is None:
            exact = span.of(self.reading.document.text)
            known = Mention(iri=iri, article=self.iri, exact=exact, start=span.start, end=span.end)
        self.mentions[iri] = known if known.denotes else replace(known, denotes=denotes)
        return iri

    def _time(self, time: Time | None) -> Iri | None:
        if time is None:
            return None
        value = time_expression(time)
        self.times[value.iri] = value
        return value.iri

    def _quantity(self, amount: Amount | None) -> Iri | None:
        if amount is None:
            return None
        value = quantity(amount)
        self.quantities[value.iri] = value
        return value.iri

    def _note_value(self, entity: AccountEntity) -> None:
        if entity.kind is Kind.DATE:
            self._time(time_of(entity))
        if entity.kind in {Kind.QUANTITY, Kind.MONEY}:
            self._quantity(entity.amount)


def _retrieval(article: Iri, document: Document) -> Retrieval | None:
    came = document.retrieval
    if came is None:
        return None
    return Retrieval(
        iri=names.retrieval(article, came.requested, came.at),
        requested=came.requested,
        url=came.url,
        status=came.status,
        ended=came.at,
        sha256=came.sha256,
        etag=came.etag,
        last_modified=came.modified,
        robots=came.robots,
        feed=came.feed,
    )


def _run(account: Account) -> ExtractionRun:
    iri = names.run(account.extractor, account.version)
    return ExtractionRun(iri=iri, label=account.extractor, version=account.version)


def _sorted(values: Mapping[Iri, V]) -> tuple[V, ...]:
    return tuple(values[iri] for iri in sorted(values))
