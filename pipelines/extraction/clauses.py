"""Clauses: the stretches of a sentence within which a verb, its subject and its negation stand."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from pipelines.extraction.account import Span
from pipelines.extraction.openings import first_of
from pipelines.extraction.wordlists import forms, lexicon

_AUXILIARY = "is are was were has have had will would may might can could did does do".split()
_BOUNDARY = re.compile(
    r"[;:]\s+"
    r"|,?\s+(?=(?:but(?!\s+(?:also|not|rather|even))|while|whereas|although|though|because(?!\s+of)|once|when"
    r"|after|before|until|unless|so\s+that)\s)"
    r"|,\s+(?=(?:who|which|where|raising|giving|making|allowing|leading|prompting|forcing|causing"
    r"|leaving|adding|saying|including\s+(?:one|some)\s+that)\s)"
    r"|,?\s+(?=since\s+(?:\w+ing|it|they|the)\s)"
)
_COORDINATION = re.compile(r",?\s+(?=(?:and|or|nor)\s)")


@cache
def _finite() -> re.Pattern[str]:
    """Auxiliaries and the forms of verbs that report events, except those in -ing."""
    listed = (form for group in lexicon("events")["verbs"].values() for verb in group for form in forms(verb))
    acts = (
        form for group in lexicon("attribution")["acts"].values() for verb in group for form in forms(verb)
    )
    nouns = set(lexicon("events")["nouns_too"]["words"])
    words = {f.split()[0] for f in (*listed, *acts) if not f.split()[0].endswith("ing")} - nouns
    return re.compile(rf"\b(?:{'|'.join(sorted({*words, *_AUXILIARY}, key=len, reverse=True))})\b")


def finite_verb(text: str, span: Span) -> Span | None:
    """The first finite verb of a span."""
    match = first_of(_finite(), text, span.start, span.end)
    return Span(*match.span()) if match else None


def has_verb(text: str, span: Span) -> bool:
    """Whether a finite verb stands in the span."""
    return first_of(_finite(), text, span.start, span.end) is not None


@lru_cache(maxsize=1024)
def clauses(text: str, span: Span) -> tuple[Span, ...]:
    """The clauses of a span, in order; a coordination divides where both sides have a verb of their own."""
    cuts = [match.end() for match in _BOUNDARY.finditer(text, span.start, span.end)]
    parts = _between(span, cuts)
    return tuple(piece for part in parts for piece in _divided(text, part))


def _between(span: Span, cuts: list[int]) -> list[Span]:
    edges = [span.start, *cuts, span.end]
    return [Span(a, b) for a, b in pairwise(edges) if b > a]


def _divided(text: str, span: Span) -> list[Span]:
    for match in _COORDINATION.finditer(text, span.start, span.end):
        left, right = Span(span.start, match.start()), Span(match.end(), span.end)
        if has_verb(text, _complement(text, left)) and _opens_clause(text, right):
            return [left, *_divided(text, right)]
    return [span]


def _complement(text: str, span: Span) -> Span:
    """What follows the last "that": only a verb in there ends a list of subjects."""
    that = text.rfind(" that ", span.start, span.end)
    return Span(that + 6, span.end) if that >= 0 else span


def _opens_clause(text: str, span: Span) -> bool:
    """Whether a conjunct has a subject and a verb before any comma, or begins with "that" or a verb."""
    head = re.split(r",|\band\b|\bor\b", text[span.start + 3 : span.end], maxsplit=1)[0]
    if re.match(r"\s*(?:that|there|it|they|he|she|we)\b", head):
        return True
    verb = _finite().search(head)
    return verb is not None and len(head[: verb.start()].split()) >= 1 and not re.match(r"\s*\w+ed\b", head)


def clause_at(text: str, span: Span, position: int) -> Span:
    """The clause of a span in which a position lies."""
    for clause in clauses(text, span):
        if clause.start <= position < clause.end:
            return clause
    return span
