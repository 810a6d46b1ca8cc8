"""Frames of affiliation: where an organization sits and whom a person works for, as is said beside a name."""

import re
from collections.abc import Iterator

from ontology.terms import Kind, Predicate
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.lexicons import listed_phrases
from pipelines.extraction.notebook import ORGANIZATIONS
from pipelines.extraction.scene import Draft, Scene, remark
from pipelines.extraction.wordlists import alternatives

_SEATED = ORGANIZATIONS - {Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION}  # whose seat says something
_REACH = 110  # code points between a name and what is told of it
_NOT = (  # words that join, and so end what is told of a name
    r"(?!(?:by|of|in|on|at|for|to|from|with|and|or|but|that|who|whose|which|where|as|the|an?|told|said|was"
    r"|were|is|are)\b)"
)
_WORD = rf"{_NOT}[\w’'-]+\s+"
_LOWER = rf"{_NOT}[a-z][\w-]*\s+"
_SEAT = re.compile(
    r",?\s+(?:of|in|from)\s+"
    r"|,\s+(?:which\s+is\s+)?(?:based|headquartered|located|registered)\s+(?:in|near)\s+"
)
_APPOSED = re.compile(rf",\s+(?:an?|the)\s+(?:{_WORD}){{0,2}}?(?:[\w-]+[’']s\s+)?")
_TAILED = re.compile(
    rf",\s+(?:an?|the|one\s+of\s+the)\s+(?:{_WORD}){{1,5}}?(?:(?:of|for|with)\s+(?:{_WORD}){{1,4}})?"
    r"(?:in|near|outside)\s+"
)
_NOUN = re.compile(
    rf"\s+(?:{_WORD}){{0,3}}?[\w’'-]+(?=[,.;:]|\s+(?:that|which|who|whose|with|of|and)\b|\s*$)"
)
_NATIVE = re.compile(rf"\s+(?:{_LOWER}){{0,3}}")
_BASED = re.compile(rf"-based\s+(?:{_LOWER}){{0,4}}")
_POST = rf"(?:[\w’'-]+\s+){{0,4}}?{alternatives(sorted(listed_phrases('roles', 'offices', 'private')))}"
_FIELD = r"(?:\s+(?:of|for)\s+[a-z][\w-]*(?:\s+(?:and\s+)?[a-z][\w-]*){0,2}?)?"
_EMPLOYED = (
    re.compile(r",?\s+(?:of|at|from)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}?"),
    re.compile(rf",\s+(?:an?\s+|the\s+)?{_POST}{_FIELD}\s+(?:at|of|for|with)\s+(?:the\s+)?", re.IGNORECASE),
    re.compile(
        r",\s+who\s+(?:runs|heads|leads|directs|chairs|(?:co-)?founded|owns|manages|works\s+(?:for|at)"
        r"|\w+s\s+(?:\w+\s+){1,3}?(?:at|for))\s+(?:the\s+|an?\s+)?(?:[\w’'-]+\s+){0,3}?"
    ),
)


def seats(scene: Scene) -> Iterator[Draft]:
    """Where an organization is from stands beside its name: "Acme of Riga", "Acme, a Cork firm"."""
    for mention in tuple(scene.notebook.mentions):
        if mention.named and mention.kind in _SEATED and mention.entity != PUBLISHER:
            found = _behind(scene, mention) or _before(scene, mention)
            if found is not None:
                span, place = found
                rule = "seat of an organization"
                yield remark(mention.span, span, mention.entity, Predicate.LOCATED_IN, place, rule)


def _behind(scene: Scene, mention: AccountMention) -> tuple[Span, str] | None:
    """The words up to a place behind a name that say where it is, and the place."""
    text, start, end = scene.text, mention.span.start, mention.span.end
    for place in _near(scene, end):
        if place.kind is not Kind.PLACE:
            continue
        if any(one.fullmatch(text, end, place.span.start) for one in (_SEAT, _TAILED)):
            return Span(start, place.span.end), place.entity
        noun = _NOUN.match(text, place.span.end, scene.notebook.sentence(end).end)
        if noun and _APPOSED.fullmatch(text, end, place.span.start):
            return Span(start, noun.end()), place.entity
    return None


def _before(scene: Scene, mention: AccountMention) -> tuple[Span, str] | None:
    """A place before a name: "Norwegian salmon farmer Acme", "Leeds-based Acme"."""
    text, start = scene.text, mention.span.start
    for place in scene.notebook.starting(max(0, start - _REACH // 2), start):
        if place.kind is not Kind.PLACE or place.span.end > start:
            continue
        name = scene.notebook.entities[place.entity].name
        native = name.casefold() != place.span.of(text).casefold()
        gap = Span(place.span.end, start)
        if _BASED.fullmatch(text, *gap) or (native and _NATIVE.fullmatch(text, *gap)):
            return Span(place.span.start, mention.span.end), place.entity
    return None


def posts(scene: Scene) -> Iterator[Draft]:
    """Whom a person works for stands behind their name: "Ann Roe of Acme", "Ann Roe, who runs Acme"."""
    for person in tuple(scene.notebook.mentions):
        if not person.named or person.kind is not Kind.PERSON:
            continue
        for other in _near(scene, person.span.end):
            gap = Span(person.span.end, other.span.start)
            if other.kind in ORGANIZATIONS and any(one.fullmatch(scene.text, *gap) for one in _EMPLOYED):
                span = Span(person.span.start, other.span.end)
                yield remark(
                    person.span, span, person.entity, Predicate.PART_OF, other.entity, "post of a person"
                )
                break


def _near(scene: Scene, end: int) -> list[AccountMention]:
    """The mentions behind a name in its sentence, near it."""
    return scene.notebook.starting(end, min(scene.notebook.sentence(end).end, end + _REACH))
