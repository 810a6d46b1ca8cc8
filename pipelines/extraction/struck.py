"""Frames of those hit: whom an attack was directed against, whom it struck, who is listed among them."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Draft, Scene, Trigger

_TARGETED = re.compile(
    r"\b(?:attacks?|cyberattacks?|intrusions?|breach(?:es)?|hack(?:s|ing)?|cyber\s+attacks?|leaks?"
    r"|incident|assault|campaign)\s+(?:on|against|at|of|targeting|targeted|hitting|from|involving"
    r"|affecting|disclosed\s+by)\s+(?:the\s+)?(?:\w+\s+){0,3}?",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b(?:hit|struck|targeted|attacked|breached|hacked|compromised|extorted|victimi[sz]ed|crippled)\b",
    re.IGNORECASE,
)
# "Among those hit are X, Y and Z", "the victims include X".
_LISTED = re.compile(
    r"\bamong\s+(?:the\s+|its\s+)?(?:(?:\w+\s+){0,2}?(?:victims|targets)|(?:those|(?:\w+\s+){0,2}?\w+s)\s+(?:\w+ly\s+)?"
    r"(?:hit|affected|targeted|breached|compromised|attacked|hacked|impacted|struck))"
    r"(?:\s+(?:so\s+far|by\s+(?:the|this)\s+\w+))?\s+(?:is|are|was|were)\b"
    r"|\b(?:victims|targets)\s+(?:\w+ly\s+)?(?:included?|were|are)\b",
    re.IGNORECASE,
)
LISTED = "victim, one of several"  # the rule of claims on each of them
_JOINED = re.compile(r",?\s*(?:(?:and|as\s+well\s+as)\s+)?(?:(?:the|an?|its)\s+)?(?:[a-z][\w’-]*\s+){0,4}")


def victims(scene: Scene) -> Iterator[Draft]:
    """An organization is said to be what the attack was directed against."""
    for trigger in scene.triggers(_TARGETED):
        found = [
            m
            for m in scene.mentions(Span(trigger.span.end, trigger.clause.end), *ORGANIZATIONS)
            if m.span.start - trigger.span.end < 6
        ]
        yield from _targets(scene, trigger, found[:1])
    for trigger in scene.triggers(_STRUCK):
        if trigger.passive or re.search(
            r"\b(?:fell\s+victim|victim\s+of)\b", scene.text[trigger.clause.start : trigger.span.end]
        ):
            found = scene.mentions(trigger.before, *ORGANIZATIONS)
            if not scene.mentions(trigger.before, Kind.SYSTEM) and not scene.data_in(trigger.before):
                yield from _targets(scene, trigger, found[-1:])


def victims_listed(scene: Scene) -> Iterator[Draft]:
    """Several are named as those who were hit: "among those hit are Acme, Norvik Lines and the ministry"."""
    for trigger in scene.triggers(_LISTED):
        stop = scene.notebook.sentence(trigger.span.start).end
        end, found = trigger.span.end, []
        for mention in scene.mentions(Span(trigger.span.end, stop), *ORGANIZATIONS):
            if not mention.named or not _JOINED.fullmatch(scene.text, end, mention.span.start):
                break
            found.append(mention)
            end = mention.span.end
        yield from _targets(scene, trigger, found, LISTED)


def _targets(
    scene: Scene, trigger: Trigger, found: list[AccountMention], rule: str = "victim"
) -> Iterator[Draft]:
    for mention in found:
        whole = scene.notebook.entities[mention.entity].part_of or mention.entity
        if mention.kind is not Kind.MEDIA_ORGANIZATION:
            yield Draft(
                trigger=trigger.span,
                span=scene.quote(trigger),
                subject=scene.incident,
                predicate=Predicate.TARGET,
                object=whole,
                rule=rule,
                plain=True,
                time=scene.time_in(trigger.clause),
            )
