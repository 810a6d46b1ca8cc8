"""Attackers who are named, told by kind, or only spoken of as hackers."""

import re

from ontology.terms import Kind
from pipelines.extraction.account import AccountMention, Span
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.openings import all_of
from pipelines.extraction.phrases import Phrase
from pipelines.extraction.references import (
    covering,
    is_title,
)

ATTACKERS = "attackers"

_GANG = re.compile(
    r"\b[Tt]he\s+(?:(?:hacking|hacker|espionage|cyber-?espionage|ransomware|extortion|cybercrime|criminal|spy|cyber|APT)\s+){0,2}"
    r"(?:group|gang|crew|outfit|collective|hackers)\b"
)


def note_gangs(notebook: Notebook) -> None:
    """Note "the group", "the gang" after the name of a threat actor as that actor."""
    for match in all_of(_GANG, notebook.text):
        span = Span(*match.span())
        named = [
            m
            for m in notebook.mentions
            if m.kind is Kind.THREAT_ACTOR and m.named and 0 <= span.start - m.span.end < 400
        ]
        if named and covering(notebook, span) is None and not is_title(notebook, span):
            notebook.note(span, max(named, key=lambda m: m.span.start).entity, named=False)


_ALLIED = re.compile(
    r"\s+(?:(?:believed|thought|said|suspected|alleged|known)\s+to\s+be\s+)?(?:(?:linked|tied|connected"
    r"|affiliated|associated|aligned|with\s+(?:\w+\s+)?(?:ties|links))"
    r"\s+(?:to|with)|working\s+(?:for|on\s+behalf\s+of)|(?:backed|sponsored|supported|directed"
    r"|controlled|employed|run)\s+by|based\s+in)\s+(?:the\s+)?"
)


def note_attacker(notebook: Notebook, phrase: Phrase) -> None:
    """Note a phrase for attackers: of a named group, of a kind told apart, or of whoever did it."""
    named = _named_attacker(notebook, phrase)
    if named is not None:
        notebook.note(phrase.full, named, named=False)
        return
    held = covering(notebook, phrase.span)
    if held is not None:
        _note_called(notebook, phrase, held)
        return
    tail = _ALLIED.match(notebook.text[phrase.span.end : phrase.span.end + 60])
    national = [m for m in notebook.within(phrase.span, {Kind.PLACE}) if m.span.start >= phrase.span.start]
    if tail or national or _is_specific(phrase):
        span = _with_complement(notebook, phrase, tail)
        name = re.sub(r"^(?:an?|the)\s+", "", span.of(notebook.text))
        notebook.note(span, notebook.entity(Kind.THREAT_ACTOR, name), named=False)
        return
    entity = notebook.entity(Kind.THREAT_ACTOR, ATTACKERS, ATTACKERS)
    notebook.alias(entity, phrase.full.of(notebook.text))
    notebook.note(phrase.full, entity, named=False)


def _is_specific(phrase: Phrase) -> bool:
    """Whether the words tell which attackers ("a Russian-speaking gang"), not merely that there are some."""
    plain = {
        "unknown",
        "unidentified",
        "malicious",
        "cyber",
        "anonymous",
        "other",
        "potential",
        "sophisticated",
        "outside",
        "external",
    }
    telling = [word for word in phrase.modifiers if word not in plain]
    backed = any(
        word.endswith(("-backed", "-sponsored", "-speaking", "-linked", "-affiliated")) for word in telling
    )
    return backed or (bool(telling) and phrase.determiner in {"a", "an"})


def _note_called(notebook: Notebook, phrase: Phrase, held: AccountMention) -> None:
    """Note "the Example ransomware gang": the group bears the name, also where it is that of its malware."""
    if not phrase.span.covers(held.span) or not held.named or held.span.start != phrase.span.start:
        return
    name = held.span.of(notebook.text)
    actor = held.entity if held.kind is Kind.THREAT_ACTOR else notebook.entity(Kind.THREAT_ACTOR, name)
    notebook.note(phrase.full, actor, named=False)


def _named_attacker(notebook: Notebook, phrase: Phrase) -> str | None:
    """The named group beside a description: "the hacking group Cobalt", "Cobalt, a hacking group"."""
    text = notebook.text
    for mention in notebook.mentions:
        if mention.kind is not Kind.THREAT_ACTOR or not mention.named:
            continue
        between = (
            text[phrase.full.end : mention.span.start] if mention.span.start >= phrase.full.end else None
        )
        if between is not None and re.fullmatch(r",?\s+(?:(?:called|known\s+as|named|dubbed)\s+)?", between):
            return mention.entity
        before = text[mention.span.end : phrase.full.start] if mention.span.end <= phrase.full.start else None
        if before is not None and re.fullmatch(r",\s+", before):
            return mention.entity
    return None


def _with_complement(notebook: Notebook, phrase: Phrase, tail: re.Match[str] | None) -> Span:
    if tail is None:
        return phrase.full
    start = phrase.span.end + tail.end()
    ends = [m.span.end for m in notebook.starting(start)]
    if not ends:
        return phrase.full
    end = max(ends)
    body = re.match(
        r"[’']s?\s+((?:[A-Z][\w-]+|of|for|and|the|military|foreign|intelligence|service|agency"
        r"|government|ministry)\s?)+",
        notebook.text[end : end + 70],
    )
    return notebook.trimmed(phrase.full.start, end + (body.end() if body else 0))
