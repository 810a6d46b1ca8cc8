"""Frames of order: one event after another, and how long it took."""

import re
from collections.abc import Iterator

from ontology.terms import EventType, Kind, Predicate
from pipelines.extraction.account import Span
from pipelines.extraction.course import CONTAINED, NOTICED
from pipelines.extraction.incidents import event, statement_of
from pipelines.extraction.scene import Draft, Scene, Trigger, verb_pattern

_ORDER = re.compile(
    r"\b(after|once|following|when|as\s+soon\s+as|since\s+(?=discover|learn|detect|find|becom))\s+",
    re.IGNORECASE,
)


_DETECTION = re.compile(
    r"\b(?:discover|detect|notic|observ|spott|found|find|aware|unusual|suspicious)\w*\b", re.IGNORECASE
)


_LATENCY = re.compile(r"\b(?:wait(?:ed|ing)?|took|taken|delay(?:ed)?)\s+", re.IGNORECASE)


def followed(scene: Scene) -> Iterator[Draft]:
    """One event is said to have come after another."""
    for trigger in scene.triggers(_ORDER):
        sentence = scene.notebook.sentence(trigger.span.start)
        opens = re.match(r"\W*(?:that,?\s*)?", scene.text[trigger.segment.span.start : trigger.span.start])
        leading = opens is not None and opens.end() == trigger.span.start - trigger.segment.span.start
        comma = scene.text.find(",", trigger.span.end, trigger.segment.span.end)
        if leading and comma > 0:
            earlier, later = Span(trigger.span.end, comma), Span(comma, trigger.segment.span.end)
        else:
            earlier = Span(trigger.span.end, trigger.segment.span.end)
            later = Span(max(trigger.segment.span.start, sentence.start), trigger.span.start)
        yield from _ordered(scene, trigger, later, earlier)


def _ordered(scene: Scene, trigger: Trigger, later: Span, earlier: Span) -> Iterator[Draft]:
    first = _events(scene, earlier)
    for subject in _events(scene, later)[:1]:
        for thing in first:
            if thing != subject:
                span = scene.notebook.trimmed(
                    min(later.start, trigger.span.start), max(earlier.end, later.end), " ,;:.\n\u00a0"
                )
                yield Draft(
                    trigger=trigger.span,
                    span=span,
                    subject=subject,
                    predicate=Predicate.AFTER,
                    object=thing,
                    rule="order of events",
                    plain=True,
                )


def _events(scene: Scene, region: Span) -> list[str]:
    """The phases and communications that a stretch of text tells of."""
    text = region.of(scene.text)
    noted = [m.entity for m in scene.notebook.within(region, {Kind.EVENT, Kind.COMMUNICATION})]
    if re.search(r"\b(?:reported|article|report|story|coverage)\b", text):
        outlets = [m.entity for m in scene.mentions(region, Kind.MEDIA_ORGANIZATION)]
        if outlets:
            return [statement_of(scene.notebook, outlet) for outlet in dict.fromkeys(outlets)]
    if noted:
        return list(dict.fromkeys(noted))
    if (
        re.search(
            r"\b(?:announc|disclos|issued|reveal|admit|acknowledg|went\s+public|go\s+public"
            r"|made\s+public|statement)\w*",
            text,
        )
        and scene.victim
    ):
        return [statement_of(scene.notebook, scene.victim)]
    if _DETECTION.search(text) and NOTICED.search(text):
        return [event(scene.notebook, EventType.DETECTION)]
    contained_ = verb_pattern("contain").search(text)
    if contained_ and CONTAINED.search(text, contained_.end()):
        return [event(scene.notebook, EventType.CONTAINMENT)]
    return []


def latency(scene: Scene) -> Iterator[Draft]:
    """How long disclosure is said to have taken since discovery."""
    for trigger in scene.triggers(_LATENCY):
        amount = scene.amount_before(trigger.span.end + 1, reach=5)
        rest = trigger.segment.span.end
        if (
            amount is None
            or scene.victim is None
            or not re.search(r"(?:discover|detect|find|learn|notic)", scene.text[trigger.span.end : rest])
        ):
            continue
        yield Draft(
            trigger=trigger.span,
            span=scene.notebook.trimmed(trigger.clause.start, rest),
            subject=statement_of(scene.notebook, scene.victim),
            predicate=Predicate.AFTER,
            object=event(scene.notebook, EventType.DETECTION),
            rule="time to disclosure",
            quantity=amount,
            plain=True,
        )
