"""Who speaks in the words before a verb of saying: the one they name, or those in whose name they speak."""

import re
from dataclasses import replace

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.descriptions import Subject, noted
from pipelines.extraction.lexicons import listed_phrases
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.publisher import tells_of_itself
from pipelines.extraction.references import protagonist
from pipelines.extraction.wordlists import plurals, words

_OPENING = re.compile(r"(?:its|his|her|their|our|the|an?|one\s+of)\s", re.IGNORECASE)
_RELATED = re.compile(r"\s+(?:of|at|from|with|in|for)\s|,|\s*$")
_CUT = re.compile(r"\s+(?:of|for|at|in|on|from|with|to|who|which|that|seen|shown|drawn|published)\b|,")
_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_OWN = re.compile(r"our\s", re.IGNORECASE)
_ITS = re.compile(r"(?:its|their)\s", re.IGNORECASE)
_MANY = re.compile(r"(?:some|many|most|several|other|two|three|four|five|both|one|another)\b", re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_RANK = re.compile(r"[A-Z][\w’-]*\.?\s+(?=[A-Z])")  # before a name: "Dr. Roe"
_FOLLOWED = re.compile(r"\s*[,.;]|\s+[a-z]|\s*$")
_NAMED = ORGANIZATIONS | {Kind.PERSON, Kind.THREAT_ACTOR}
_VOICES = words(plurals(listed_phrases("attribution", "phrases", "voices")))
_WRITINGS = words(plurals(listed_phrases("attribution", "phrases", "writings")))


def speaking(notebook: Notebook, subject: Subject) -> Subject:
    """The subject of a verb of saying with those who speak in it, noted where they are only described."""
    named = _named(notebook, subject.span) or _apposed(notebook, subject.span)
    if named is not None:
        span = Span(min(subject.span.start, named.span.start), max(subject.span.end, named.span.end))
        return replace(subject, span=span, speakers=(named.entity,), described=False)
    author = _author(notebook, subject)
    if author is not None:
        return replace(subject, speakers=(author,), described=False)
    known = noted(notebook, subject)
    principal = _principal(notebook, known)
    if principal is not None:
        notebook.amend(known.speakers[0], speaks_for=principal, speaker_kind=_kind(notebook, principal))
    return known


def _kind(notebook: Notebook, principal: str) -> SpeakerKind:
    official = notebook.kind(principal) is Kind.GOVERNMENT_BODY
    return SpeakerKind.OFFICIAL if official else SpeakerKind.CORPORATE


def _named(notebook: Notebook, span: Span) -> AccountMention | None:
    """The person or organization that a phrase names beside a description, before or behind a comma."""
    text = notebook.text
    parts = _parts(text, span)
    first = _person(notebook, parts[0])
    if first is not None:
        return first
    if len(parts) > 1:
        whole = _whole(notebook, parts[0])
        if whole is not None and _OPENING.match(text, parts[1].start):
            return whole
        if _OPENING.match(text, span.start) and not _MANY.match(text, span.start):
            return _whole(notebook, parts[-1])
    return None


def _apposed(notebook: Notebook, span: Span) -> AccountMention | None:
    """Who is named right behind a description, or right before one that stands between commas."""
    text = notebook.text
    if not _OPENING.match(text, span.start) or _MANY.match(text, span.start):
        return None
    gap = _COMMA.match(text, span.end)
    rank = _RANK.match(text, gap.end()) if gap else None
    behind = [m for start in (gap, rank) if start for m in _agents(notebook, start.end())]
    fitting = [m for m in behind if _FOLLOWED.match(text, m.span.end)]
    if fitting:
        return fitting[0]
    before = re.search(r",\s+$", text[max(0, span.start - 3) : span.start])
    if before is None or not _COMMA.match(text, span.end):
        return None
    place = span.start - len(before.group())
    found = [m for m in notebook.ending(place) if m.named and m.kind in _NAMED]
    return found[0] if found and notebook.sentence(place).start >= found[0].span.start - 4 else None


def _agents(notebook: Notebook, start: int) -> list[AccountMention]:
    """The named agents that begin at a place."""
    return [m for m in notebook.starting(start) if m.named and m.kind in _NAMED]


def _parts(text: str, span: Span) -> list[Span]:
    """What stands between the commas of a phrase."""
    found, start = [], span.start
    for match in re.finditer(r",\s+|,$", span.of(text)):
        found.append(Span(start, span.start + match.start()))
        start = span.start + match.end()
    found.append(Span(start, span.end))
    return [part for part in found if part.end > part.start]


def _whole(notebook: Notebook, part: Span) -> AccountMention | None:
    """The named agent who is all of a part, but for an article."""
    article = _ARTICLE.match(notebook.text, part.start, part.end)
    starts = {part.start, article.end() if article else part.start}
    found = [m for start in starts for m in _agents(notebook, start) if m.span.end == part.end]
    return found[0] if found else None


def _person(notebook: Notebook, part: Span) -> AccountMention | None:
    """The first named person of a part, behind at most a title, who is told more of ("Roe of the FBI")."""
    text = notebook.text
    for mention in notebook.within(part, {Kind.PERSON}):
        before = text[part.start : mention.span.start]
        titled = all(word[:1].isupper() or word in {"in", "of", "the", "and"} for word in before.split())
        if mention.named and (titled or not before) and _RELATED.match(text, mention.span.end, part.end):
            return mention
        return None
    return None


def _author(notebook: Notebook, subject: Subject) -> str | None:
    """Whose writing it is that speaks: "an internal memo of Acme", "its website", "our records"."""
    text = notebook.text
    head = _head(text, subject.span)
    if not _WRITINGS.search(text, *head) or _is_noted(notebook, subject):
        return None
    return _owner(notebook, subject.span)


def _is_noted(notebook: Notebook, subject: Subject) -> bool:
    """Whether the rules already know an organization, person or communication behind the words."""
    known = {Kind.PERSON, Kind.THREAT_ACTOR, Kind.COMMUNICATION, Kind.EVENT, *ORGANIZATIONS}
    return any(
        notebook.kind(speaker) in known
        and any(
            m.entity == speaker and m.span.covers(subject.span) for m in notebook.overlapping(subject.span)
        )
        for speaker in subject.speakers
    )


def _principal(notebook: Notebook, subject: Subject) -> str | None:
    """In whose name a described source speaks: "a spokesman for Acme", "its press office"."""
    if len(subject.speakers) != 1 or notebook.kind(subject.speakers[0]) is not Kind.UNNAMED_SOURCE:
        return None
    text, known = notebook.text, notebook.entities[subject.speakers[0]]
    opens = _OWN.match(text, subject.span.start) is not None
    if known.speaks_for is not None or not (opens or _VOICES.search(text, *_head(text, subject.span))):
        return None
    owner = _owner(notebook, subject.span) or _modifying(notebook, subject.span) or protagonist(notebook)
    return owner if owner != known.id else None


def _modifying(notebook: Notebook, span: Span) -> str | None:
    """The organization last named that a word before the head recalls: "a ministry spokesman"."""
    recalled = {word.casefold() for word in _head(notebook.text, span).of(notebook.text).split()[1:-1]}
    for mention in reversed(notebook.starting(0, span.start)):
        if mention.kind in ORGANIZATIONS and recalled & set(
            notebook.entities[mention.entity].name.casefold().split()
        ):
            return mention.entity
    return None


def _head(text: str, span: Span) -> Span:
    """A phrase up to what is told of its head: "an internal memo | of the company"."""
    cut = _CUT.search(text, *span)
    return Span(span.start, cut.start() if cut and cut.start() > span.start else span.end)


def _owner(notebook: Notebook, span: Span) -> str | None:
    """The organization that a phrase names, or that its possessive stands for."""
    found = [m for m in notebook.within(span, ORGANIZATIONS) if m.span != span]
    if found:
        return found[0].entity
    if _OWN.match(notebook.text, span.start):
        return PUBLISHER if tells_of_itself(notebook) else None
    if _ITS.match(notebook.text, span.start):
        near = notebook.starting(max(0, span.start - 400), span.start)
        organizations = [m.entity for m in near if m.kind in ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION}]
        return organizations[-1] if organizations else protagonist(notebook)
    return None
