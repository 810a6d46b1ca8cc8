"""Frames of ties: to whom an actor is linked, and whom it is wont to attack."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.blame import actors_in
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Draft, Scene, Trigger

_LINK = re.compile(
    r"\b(?:linked|tied|connected|affiliated|aligned|allied|associated|(?:with|has|have"
    r"|had)\s+(?:suspected\s+|close\s+|alleged\s+)?(?:ties|links|connections))\s+(?:to"
    r"|with)\s+(?:the\s+)?|\b(?:backed|sponsored|supported|directed|run|controlled|employed|funded"
    r"|led)\s+by\s+(?:the\s+)?|\b(?:are|is|was|were|be)\s+(?:believed\s+to\s+be\s+)?(?:based"
    r"|located)\s+in\s+(?:the\s+)?|\b(?:working\s+(?:for|on\s+behalf\s+of)"
    r"|on\s+behalf\s+of)\s+(?:the\s+)?",
    re.IGNORECASE,
)


_BACKED = re.compile(r"[- ](?:backed|linked|sponsored|aligned|based|affiliated|nexus)\s+", re.IGNORECASE)


_HABIT = re.compile(
    r"\b(?:(?:primarily|mainly|mostly|typically|usually|often|is\s+known\s+to|are\s+known\s+to"
    r"|known\s+for|tends?\s+to|has\s+(?:long\s+|previously\s+)?)\s*(?:target(?:s|ed|ing)?|attack(?:s|ed"
    r"|ing)?|focus(?:es|ed|ing)?(?:\s+on)?|go(?:es)?\s+after))\b",
    re.IGNORECASE,
)


def linked(scene: Scene) -> Iterator[Draft]:
    """An actor is said to be linked to a state, place or organization."""
    kinds = (Kind.PLACE, Kind.GOVERNMENT_BODY, Kind.THREAT_ACTOR, Kind.ORGANIZATION)
    for trigger in scene.triggers(_LINK):
        actor = _nearest_actor(scene, trigger.span.start)
        region = Span(trigger.span.end, min(trigger.segment.span.end, trigger.span.end + 70))
        targets = [m for m in scene.notebook.within(region, kinds) if m.span.start - trigger.span.end < 15]
        if actor is not None and targets and targets[0].entity != actor.entity:
            span = Span(actor.span.start, max(targets[0].span.end, actor.span.end))
            yield Draft(
                trigger=trigger.span,
                span=span,
                subject=actor.entity,
                predicate=Predicate.LINKED_TO,
                object=targets[0].entity,
                rule="linked to",
            )
    for match in scene.triggers(_BACKED):
        yield from _backed(scene, match)


def _nearest_actor(scene: Scene, position: int) -> AccountMention | None:
    """The threat actor whose phrase a position stands in or follows."""
    window = Span(max(0, position - 60), position)
    found = [
        m
        for m in scene.notebook.mentions
        if m.kind is Kind.THREAT_ACTOR and m.span.start >= window.start and m.span.start < position
    ]
    return max(found, key=lambda m: m.span.start, default=None)


def _backed(scene: Scene, trigger: Trigger) -> Iterator[Draft]:
    """The place before a hyphen: "China-linked hackers"."""
    place = [m for m in scene.notebook.ending(trigger.span.start) if m.kind is Kind.PLACE]
    actor = [
        m
        for m in scene.notebook.mentions
        if m.kind is Kind.THREAT_ACTOR
        and m.span.start <= trigger.span.end <= m.span.end + 25
        and m.span.end > trigger.span.start
    ]
    if place and actor:
        span = Span(min(place[0].span.start, actor[0].span.start), actor[0].span.end)
        yield Draft(
            trigger=trigger.span,
            span=span,
            subject=actor[0].entity,
            predicate=Predicate.LINKED_TO,
            object=place[0].entity,
            rule="linked to",
        )


def habit(scene: Scene) -> Iterator[Draft]:
    """What an actor is said to go after in general, not in this incident."""
    for trigger in scene.triggers(_HABIT):
        actors = actors_in(scene, trigger.before)
        found = [e for phrase in scene.data_in(trigger.after)[:1] for e in phrase.entities]
        found += [
            m.entity
            for m in scene.mentions(trigger.after, *ORGANIZATIONS, Kind.SECTOR, Kind.COLLECTIVE, Kind.PLACE)[
                :3
            ]
        ]
        for target in found if actors else ():
            yield Draft(
                trigger=trigger.span,
                span=scene.quote(trigger),
                subject=actors[-1].entity,
                predicate=Predicate.TARGET,
                object=target,
                rule="habitual target",
            )
