"""Frames of enumeration: a group told of in one sentence, its members listed in the next."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Draft, Scene, Trigger
from pipelines.extraction.theft import data_reached

_LISTED = re.compile(
    r"\b(?:They|It|He|She|The\s+\w+)\s+(?:listed|named|identified|specified|cited)\b"
    r"|\b(?:They|These|Those|The\s+(?:\w+\s+)?(?:agencies|ministries|companies|organi[sz]ations|bodies|victims|firms))\s+"
    r"(?:include[ds]?|are|were|comprise[ds]?)\b"
    r"|\bAmong\s+(?:them|those|the\s+\w+)(?:\s+(?:affected|hit|named|listed))?\s+(?:are|were|is|was)\b",
)
_REACH = 2  # so many sentences back the group may have been told of


def members_listed(scene: Scene) -> Iterator[Draft]:
    """Those listed are members of the group whose information was said to be reached before."""
    told = [draft for draft in data_reached(scene) if _is_group(scene, draft)]
    for trigger in scene.triggers(_LISTED) if told else ():
        before = [draft for draft in told if _is_near(scene, draft, trigger)]
        end = scene.notebook.sentence(trigger.span.start).end
        found = scene.mentions(Span(trigger.span.end, end), *ORGANIZATIONS)
        if before and found and found[0].span.start - trigger.span.end < 12:
            quote = scene.notebook.trimmed(trigger.span.start, end)
            yield from (
                replace(before[-1], object=m.entity, span=quote, rule="members listed", quantity=None)
                for m in found
            )


def _is_group(scene: Scene, draft: Draft) -> bool:
    return (
        draft.predicate is Predicate.ACCESSED_DATA_OF and scene.notebook.kind(draft.object) is Kind.COLLECTIVE
    )


def _is_near(scene: Scene, draft: Draft, trigger: Trigger) -> bool:
    """Whether a group was told of in one of the sentences right before."""
    sentences = [s for s in scene.notebook.sentences if draft.trigger.end <= s.start <= trigger.span.start]
    return draft.trigger.end <= trigger.span.start and len(sentences) <= _REACH
