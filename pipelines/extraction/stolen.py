"""What was taken, by the noun phrase that says so, where it is no information that the notes know."""

import re

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.clauses import has_verb
from pipelines.extraction.descriptions import EDGE, noun_phrase_before
from pipelines.extraction.notebook import AGENTS, Notebook
from pipelines.extraction.scene import Scene, Trigger

_AUXILIARIES = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|get|got|has|have|had|may|might|could|would|will|not|never"
    r"|also|already|\w+ly)\s+)+$",
    re.IGNORECASE,
)
# A phrase of what is taken ends before where it went, whence it came and how.
_ENDS = re.compile(
    r"\s+(?:from|to|on|in|at|by|for|with|over|into|onto|via|through|using|during)\s", re.IGNORECASE
)
_DETERMINER = re.compile(
    r"(?:the|an?|its|their|his|her|our|my|your|some|any|all|no|more\s+than|about|around|nearly|almost"
    r"|up\s+to|at\s+least|[\d.,]+|two|three|four|five|six|seven|eight|nine|ten|dozens\s+of|hundreds\s+of"
    r"|thousands\s+of|millions\s+of)\s+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:it|they|them|this|that|these|those|what|which|who|nothing|anything|everything|he|she)\b",
    re.IGNORECASE,
)
_LONGEST = 10  # words
_PARTIES = AGENTS | {Kind.MONEY, Kind.DATE, Kind.PLACE}


def taken(scene: Scene, trigger: Trigger) -> str | None:
    """The entity of what a verb of taking speaks of: its subject in the passive, its object otherwise."""
    span = _subject(scene, trigger) if trigger.passive else _object(scene, trigger)
    if span is None or not _is_thing(scene.notebook, span):
        return None
    words = _bare(span.of(scene.text))
    head = re.split(r"\s+of\s+", words)[0].split()[-1].casefold()
    return scene.notebook.entity(Kind.DATA, words, "taken", words.casefold(), head=head)


def _subject(scene: Scene, trigger: Trigger) -> Span | None:
    before = scene.text[trigger.clause.start : trigger.span.start]
    auxiliaries = _AUXILIARIES.search(before)
    if auxiliaries is None:
        return None
    return noun_phrase_before(scene.notebook, trigger.clause, trigger.clause.start + auxiliaries.start())


def _object(scene: Scene, trigger: Trigger) -> Span | None:
    start = trigger.span.end
    stops = [m.start() for p in (EDGE, _ENDS) if (m := p.search(scene.text, start, trigger.clause.end))]
    span = scene.notebook.trimmed(start, min(stops, default=trigger.clause.end))
    return None if not span.of(scene.text) or has_verb(scene.text, span) else span


def _is_thing(notebook: Notebook, span: Span) -> bool:
    """Whether a phrase names a thing: neither a pronoun, nor somebody, nor a sum or a day alone."""
    words = span.of(notebook.text)
    if _PRONOUN.match(words) or len(words.split()) > _LONGEST or not _bare(words):
        return False
    bare = Span(span.end - len(_bare(words)), span.end)
    return not any(m.span.covers(bare) for m in notebook.overlapping(bare) if m.kind in _PARTIES)


def _bare(words: str) -> str:
    """A phrase without what determines and counts it."""
    while match := _DETERMINER.match(words):
        words = words[match.end() :]
    return words
