"""What happened and what was said of it: mentions of the incident, of statements and reports."""

import re

from ontology.terms import EventType, Kind
from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.clauses import clause_at
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.openings import first_of
from pipelines.extraction.phrases import Phrase, phrases
from pipelines.extraction.references import covering, owner_of, protagonist
from pipelines.extraction.wordlists import lexicon, singular

_COMMUNICATION_TYPES = {
    "news conference": EventType.NEWS_CONFERENCE,
    "press conference": EventType.NEWS_CONFERENCE,
    "briefing": EventType.NEWS_CONFERENCE,
    "lawsuit": EventType.LAWSUIT,
    "complaint": EventType.LAWSUIT,
}
_NEWS = frozenset({"report", "article", "story", "account"})
_GENERIC = frozenset({"any", "such", "every", "each", "another", "all"})
_KEEP = frozenset({"attack", "breach", "leak", "hack", "intrusion", "cyberattack", "outage", "incident"})


def incident(notebook: Notebook) -> str:
    """The incident that the document tells of; one for each document."""
    victim = protagonist(notebook)
    name = f"incident at {notebook.entities[victim].name}" if victim else "incident"
    return notebook.entity(Kind.INCIDENT, name, "incident")


def note_incidents(notebook: Notebook) -> None:
    """Note every phrase that refers to the incident, with the type that the phrase gives it."""
    heads = tuple(lexicon("phrases")["incident"]["heads"])
    for phrase in phrases(notebook.text, heads):
        if any(block.overlaps(phrase.full) for block in notebook.skipped) or _is_generic(notebook, phrase):
            continue
        notebook.note(phrase.full, incident(notebook), named=False)


_EARLIER = re.compile(
    r"\b(?:(?:an?|another|the|in\s+an?)\s+(?:\w+\s+)?(?:earlier|previous|separate|unrelated|similar"
    r"|different|prior|2\d{3}|19\d\d)\s+(?:\w+\s+){0,3}?"
    r"(?:attack|cyberattack|breach|incident|case|hack|intrusion|leak|theft|outage|campaign|data\s+breach)"
    r"|(?:one|two|three|four|five|several|\d+)\s+(?:years?|months)\s+(?:earlier|before"
    r"|ago)\b(?=[^.]{0,80}\b(?:separate|another|different|unrelated|similar)\b)"
    r"|(?:comes|came)\s+(?:\w+\s+){1,4}?after\s+(?:the\s+|another\s+|its\s+)?"
    r"|(?:has|have|had)\s+previously\s+been\s+(?:hacked|breached|hit|targeted)|not\s+the\s+first\s+time)",
    re.IGNORECASE,
)
_THEN = re.compile(
    r"\s*(?:In\s+that\s+(?:case|incident|attack|breach)|At\s+the\s+time|Back\s+then|That\s+(?:attack"
    r"|breach|incident|hack))\b"
)


def earlier_incidents(notebook: Notebook) -> tuple[Span, ...]:
    """Where the text speaks of other incidents than its own: "in a separate case", "a 2017 breach"."""
    found: list[Span] = []
    for sentence in notebook.sentences:
        match = first_of(_EARLIER, notebook.text, sentence.start, sentence.end)
        if match is not None:
            found.append(clause_at(notebook.text, sentence, match.start()))
        elif found and found[-1].end >= sentence.start - 90 and _THEN.match(notebook.text, sentence.start):
            found.append(sentence)
    return tuple(found)


def incident_type(head: str) -> EventType | None:
    """The event type that a noun says; None for "incident" and other words that say none."""
    for name, nouns in lexicon("phrases")["incident"]["types"].items():
        if head in nouns:
            return EventType(name)
    return None


def _is_generic(notebook: Notebook, phrase: Phrase) -> bool:
    """A plural without determiner or count ("against online attacks") speaks of no particular event."""
    if covering(notebook, phrase.span) is not None or phrase.determiner in _GENERIC:
        return True
    if phrase.head in {"activity", "operation", "campaign", "exposure"}:
        suspicious = {
            "suspicious",
            "unusual",
            "malicious",
            "unauthorised",
            "unauthorized",
            "espionage",
            "hacking",
        }
        return not suspicious & set(phrase.modifiers) or phrase.head == "activity"
    counted = re.search(
        r"\b(?:multiple|several|two|three|four|five|series\s+of)\s+$",
        notebook.text[: phrase.span.start][-20:],
    )
    several = {"multiple", "several", "repeated"} & set(phrase.modifiers)
    return phrase.is_plural and phrase.determiner is None and not counted and not several


def communication(notebook: Notebook, kind: EventType, speaker: str | None) -> str:
    """The entity for an act of communication by somebody."""
    who = notebook.entities[speaker].name if speaker else ""
    name = (
        f"{kind.value.replace('-', ' ')} by {who or 'an unnamed outlet'}"
        if speaker
        else kind.value.replace("-", " ")
    )
    return notebook.entity(Kind.COMMUNICATION, name, kind, speaker, event_type=kind, owner=speaker)


def statement_of(notebook: Notebook, speaker: str) -> str:
    """The communication in which somebody speaks: a report for a newsroom, else a statement."""
    newsroom = notebook.kind(speaker) is Kind.MEDIA_ORGANIZATION or speaker == PUBLISHER
    return communication(notebook, EventType.NEWS_REPORT if newsroom else EventType.PRESS_STATEMENT, speaker)


def note_communications(notebook: Notebook) -> None:
    """Note statements, reports and news conferences that somebody possesses or that are definite."""
    for phrase in phrases(notebook.text, tuple(lexicon("attribution")["nouns"]["communications"])):
        if any(block.overlaps(phrase.full) for block in notebook.skipped):
            continue
        owner = owner_of(notebook, phrase) or _after_by(notebook, phrase.full)
        if (
            owner is None
            and phrase.determiner in {"the", "a", "an"}
            and phrase.head in {"statement", "press release", "notice"}
        ):
            owner = protagonist(notebook)
        if owner is not None and (
            notebook.kind(owner) in ORGANIZATIONS or notebook.kind(owner) is Kind.PERSON
        ):
            notebook.note(
                phrase.full, communication(notebook, _type(notebook, phrase.head, owner), owner), named=False
            )


def _type(notebook: Notebook, head: str, owner: str) -> EventType:
    if singular(head) in _COMMUNICATION_TYPES:
        return _COMMUNICATION_TYPES[singular(head)]
    if notebook.kind(owner) is Kind.MEDIA_ORGANIZATION and head in _NEWS:
        return EventType.NEWS_REPORT
    return EventType.PRESS_STATEMENT


def _after_by(notebook: Notebook, span: Span) -> str | None:
    link = re.match(r"\s+(?:by|from|in|of)\s+(?:the\s+)?", notebook.text[span.end :])
    if link is None:
        return None
    start = span.end + link.end()
    found = [m for m in notebook.starting(start) if m.kind in ORGANIZATIONS]
    return found[0].entity if found else None


def note_inquiries(notebook: Notebook) -> None:
    """Note investigations with whose they are; without an owner they are the protagonist's."""
    for phrase in phrases(notebook.text, tuple(lexicon("attribution")["nouns"]["inquiries"])):
        if any(block.overlaps(phrase.full) for block in notebook.skipped):
            continue
        owner = owner_of(notebook, phrase) or _after_by(notebook, phrase.full) or protagonist(notebook)
        notebook.note(phrase.full, event(notebook, EventType.INVESTIGATION, owner), named=False)


def event(notebook: Notebook, kind: EventType, owner: str | None = None) -> str:
    """The entity for a phase of the incident (detection, containment, investigation ...)."""
    who = f" by {notebook.entities[owner].name}" if owner else ""
    return notebook.entity(
        Kind.EVENT,
        f"{kind.value.replace('-', ' ')}{who}",
        kind,
        owner,
        event_type=kind,
        owner=owner,
        part_of=incident(notebook),
    )
