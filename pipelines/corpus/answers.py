"""What a reader without fault would say of an annotated article: its account, and the line to be printed."""

from collections.abc import Iterator
from typing import Any

from ontology.terms import Kind, Predicate
from pipelines.corpus.annotation import AnnotatedArticle, AnnotatedClaim, Entity
from pipelines.corpus.declarations import event_type
from pipelines.extraction.account import (
    Account,
    AccountClaim,
    AccountEntity,
    AccountEvent,
    AccountMention,
    Attribution,
    EventArgument,
    Span,
    Step,
)
from pipelines.extraction.contract import written

EXTRACTOR = "annotation"
VERSION = "1"


def answer(article: AnnotatedArticle) -> dict[str, Any]:
    """The line that `claimgraph extract` would print if it made no mistake."""
    return {"id": article.id} | written(account(article))


def account(article: AnnotatedArticle) -> Account:
    """The annotation as an account: mentions are named where their form is a name."""
    return Account(
        document=article.id,
        extractor=EXTRACTOR,
        version=VERSION,
        entities=(*map(_entity, article.entities.values()), *_types(article)),
        mentions=tuple(
            AccountMention(
                span=one.span,
                kind=article.entities[one.entity].kind,
                entity=one.entity,
                named=one.form == "name",
            )
            for one in article.mentions
        ),
        events=tuple(sorted(_events(article), key=lambda event: event.trigger)),
        attributions=tuple(sorted(_attributions(article), key=lambda one: one.content)),
        claims=tuple(_claim(one, article.text) for one in article.claims),
    )


def target(claim: AnnotatedClaim) -> str:
    """The id of a claim's object; event types, which are no entities of the article, as "icv:ransom"."""
    return f"icv:{claim.object}" if claim.predicate == Predicate.EVENT_TYPE else claim.object


def _entity(entity: Entity) -> AccountEntity:
    return AccountEntity(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        aliases=entity.aliases,
        same_as=entity.same_as,
        owner=entity.owner,
        part_of=entity.part_of,
        speaks_for=entity.speaks_for,
        concerns=entity.concerns,
        event_type=entity.event_type,
        job_title=entity.job_title,
        time=entity.time,
        amount=entity.amount,
    )


def _types(article: AnnotatedArticle) -> Iterator[AccountEntity]:
    """The event types that claims name as objects."""
    named = {one.object: target(one) for one in article.claims if one.predicate == Predicate.EVENT_TYPE}
    for name, identifier in sorted(named.items()):
        kind = event_type(name)
        words = name.replace("-", " ")
        yield AccountEntity(
            id=identifier, kind=Kind.CONCEPT, name=words, aliases=(name,), same_as=(kind.iri,)
        )


def _events(article: AnnotatedArticle) -> Iterator[AccountEvent]:
    for one in article.events:
        arguments = tuple(EventArgument(role=a.role, span=a.span) for a in one.arguments)
        yield AccountEvent(type=one.type, trigger=one.trigger, realis=one.realis, arguments=arguments)


def _attributions(article: AnnotatedArticle) -> Iterator[Attribution]:
    for one in article.attributions:
        yield Attribution(source=_given(one.source), cue=_given(one.cue), content=one.content)


def _given(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _claim(one: AnnotatedClaim, text: str) -> AccountClaim:
    return AccountClaim(
        span=one.span,
        subject=one.subject,
        predicate=one.predicate,
        object=target(one),
        polarity=one.polarity,
        certainty=one.certainty,
        speech_mode=one.mode,
        chain=tuple(Step(speakers=step.speakers, act=step.act, cue=step.cue) for step in one.chain),
        cue=one.cue.of(text) if one.cue else None,
        scope=one.scope,
        time=one.time,
        quantity=one.quantity,
        place=one.place,
        based_on=one.based_on,
    )
