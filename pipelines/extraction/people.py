"""Who is spoken of without a name: sources, spokespeople, attackers, groups of agents, "the company"."""

import re

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import Amount, Span
from pipelines.extraction.attackers import note_attacker, note_gangs
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.openings import all_of
from pipelines.extraction.phrases import Phrase, verb_forms
from pipelines.extraction.references import (
    Resolver,
    antecedent,
    covering,
    is_title,
    note_organizations,
    owner_of,
    protagonist,
    readable,
)
from pipelines.extraction.shortenings import note_shortened
from pipelines.extraction.wordlists import lexicon, singular

_LINK = re.compile(
    r"\s+(?:(?:close|related|linked|connected|familiar|briefed|involved|working|quoted|cited"
    r"|knowledgeable|acquainted"
    r"|assigned|based|tracking|investigating|responding|speaking)"
    r"\s+(?:to|with|on|in|at|for|by|about|within)|at|of|for|from|with|in|inside|within"
    r"|near)\s+(?:the\s+|an?\s+)?"
)
_TAILED = re.compile(r"\s+(?:at|inside|within|\w+\s+(?:to|with|on|in|at|for|by|about|within))\s")
_TAIL = re.compile(
    rf"[\w’'-]+(?:\s+[\w’'-]+){{0,2}}?(?=\s+(?:{'|'.join(sorted(verb_forms()))}|has|have|had|who|that"
    r"|and|but)\b|[,.;])"
)
_ANAPHOR = re.compile(
    r"\b[Tt]he\s+(?:person|people|individual|individuals|man|woman)\b(?!\s+(?:who|behind|familiar|close"
    r"|briefed|with)\b)"
)


def note_people(notebook: Notebook, resolve: Resolver | None = None) -> None:
    """Note mentions of organizations by description, then of speakers, attackers and groups."""
    note_gangs(notebook)
    note_shortened(notebook)
    note_organizations(notebook, resolve)
    for phrase in readable(notebook, lexicon("phrases")["attackers"]["heads"]):
        note_attacker(notebook, phrase)
    for group, kind in (("sources", SpeakerKind.ANONYMOUS), ("press", SpeakerKind.PRESS)):
        for phrase in readable(notebook, lexicon("attribution")["nouns"][group]):
            _note_source(notebook, phrase, kind)
    _note_again(notebook)
    for phrase in readable(notebook, lexicon("attribution")["nouns"]["open"]):
        _note_source(notebook, phrase, SpeakerKind.CORPORATE)
    for phrase in readable(notebook, lexicon("attribution")["nouns"]["official"]):
        _note_source(notebook, phrase, SpeakerKind.OFFICIAL)
    for phrase in readable(notebook, lexicon("attribution")["nouns"]["experts"]):
        _note_source(notebook, phrase, SpeakerKind.ANONYMOUS)


def _called(notebook: Notebook, phrase: Phrase) -> str | None:
    """Which newsroom a phrase names: "the Daily Planet newspaper"."""
    found = [m for m in notebook.starting(phrase.span.start) if m.named and m.kind in ORGANIZATIONS]
    whole = (
        m.entity
        for m in found
        if phrase.span.of(notebook.text).split()[:-1] == m.span.of(notebook.text).split()
    )
    return next(whole, None)


def _is_of_country(notebook: Notebook, owner: str | None) -> bool:
    """Whether somebody is told by their country, for which they do not speak: "Norway's regulator"."""
    return owner is not None and notebook.kind(owner) is Kind.PLACE


def _note_source(notebook: Notebook, phrase: Phrase, kind: SpeakerKind) -> None:
    held = covering(notebook, phrase.full)
    if any(m.named and m.span.end == phrase.span.end for m in notebook.overlapping(phrase.span)):
        return
    if kind is SpeakerKind.PRESS and (newsroom := _called(notebook, phrase)) is not None:
        notebook.note(phrase.span, newsroom, named=False)
        return
    if (
        held is not None and (held.span.covers(phrase.full) or not phrase.full.covers(held.span))
    ) or is_title(notebook, phrase.full):
        return
    if (
        phrase.head == "management"
        and phrase.modifiers
        and phrase.determiner is None
        and phrase.owner is None
    ):
        return  # "weak key management": an activity
    owner = owner_of(notebook, phrase)
    span, of = _with_link(notebook, phrase)
    owner = owner or of
    name = re.sub(r"^(?:the|an?|those|these|that|this)\s+", "", span.of(notebook.text), flags=re.IGNORECASE)
    spoken_for = owner if kind in {SpeakerKind.CORPORATE, SpeakerKind.OFFICIAL} else None
    if phrase.determiner in {"his", "her"} or _is_of_country(notebook, spoken_for):
        spoken_for = None
    elif kind is SpeakerKind.CORPORATE and spoken_for is None:
        spoken_for = antecedent(notebook, phrase.full.start, Kind.COMPANY) or protagonist(notebook)
    key = _source_key(phrase, kind, spoken_for)
    if spoken_for is not None and notebook.kind(spoken_for) is Kind.GOVERNMENT_BODY:
        kind = SpeakerKind.OFFICIAL
    entity = notebook.entity(Kind.UNNAMED_SOURCE, name, *key, speaks_for=spoken_for, speaker_kind=kind)
    _lengthen(notebook, entity, name)
    notebook.note(span, entity, named=False)


def _note_again(notebook: Notebook) -> None:
    """Note "the person", "the people" after an unnamed source as that source."""
    for match in all_of(_ANAPHOR, notebook.text):
        near = notebook.starting(max(0, match.start() - 500), match.start())
        sources = [m.entity for m in near if m.kind is Kind.UNNAMED_SOURCE]
        if sources and covering(notebook, Span(*match.span())) is None:
            notebook.note(Span(*match.span()), sources[-1], named=False)


def _source_key(phrase: Phrase, kind: SpeakerKind, owner: str | None) -> tuple[object, ...]:
    """All of a document's "sources" are one speaker, its spokespeople one for each organization."""
    if kind is SpeakerKind.CORPORATE:
        role = "spokesperson" if phrase.head.startswith("spokes") else phrase.head
        return ("open", role, owner)
    head = phrase.head.split()[-1] if phrase.head.endswith("official") else phrase.head
    return (kind, head, owner) if kind is SpeakerKind.OFFICIAL else (kind, head)


def _lengthen(notebook: Notebook, entity: str, name: str) -> None:
    known = notebook.entities[entity]
    if len(name) > len(known.name):
        notebook.amend(entity, name=name, aliases=(*known.aliases, known.name))
    else:
        notebook.alias(entity, name)


def _with_link(notebook: Notebook, phrase: Phrase) -> tuple[Span, str | None]:
    """The phrase with what follows it ("close to the company", "at the ministry"), and whom that names."""
    text = notebook.text
    open_ended = phrase.head.endswith((" with", " to", " of", " on"))
    link = (
        re.compile(r"\s+(?:the\s+|an?\s+)?").match(text, phrase.full.end)
        if open_ended
        else _LINK.match(text, phrase.full.end)
    )
    if link is None:
        return phrase.full, None
    article = re.search(r"\s(the|an?)\s+$", link.group())
    starts = {link.end(), link.end() - (len(article.group()) - 1 if article else 0)}
    found = [m for s in starts for m in notebook.starting(s) if m.kind in ORGANIZATIONS]
    if found:
        longest = max(found, key=lambda m: m.span.end)
        return Span(phrase.full.start, longest.span.end), longest.entity
    tail = _TAIL.match(text, link.end()) if open_ended or _TAILED.match(link.group()) else None
    return (Span(phrase.full.start, tail.end()), None) if tail else (phrase.full, None)


def collective(notebook: Notebook, span: Span, noun: str, amount: Amount | None) -> str:
    """The entity for a group of agents described rather than listed."""
    name = re.sub(r"^(?:the|its|their|our)\s+", "", span.of(notebook.text), flags=re.IGNORECASE)
    return notebook.entity(Kind.COLLECTIVE, name, "group", singular(noun.casefold()), amount)
