"""Whom a pronoun stands for."""

import re

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountMention, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.references import protagonist

_OF = {
    "he": frozenset({Kind.PERSON, Kind.UNNAMED_SOURCE}),
    "she": frozenset({Kind.PERSON, Kind.UNNAMED_SOURCE}),
    "they": frozenset({Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}),
    "it": ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION} | {Kind.THREAT_ACTOR},
}
_BODY = re.compile(
    r"\b(?:regulator|authority|agency|ministry|watchdog|commission|bureau|court|company|firm)$"
)
_OWN = 60  # code points behind the start of a cue that may still be of the speaker's own name


def pronoun(notebook: Notebook, word: str, position: int) -> str | None:
    """Whom a pronoun stands for: the nearest fitting agent before it."""
    fitting: frozenset[Kind] = {
        "he": frozenset({Kind.PERSON}),
        "she": frozenset({Kind.PERSON}),
        "they": frozenset({Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}),
        "we": ORGANIZATIONS,
        "it": ORGANIZATIONS - {Kind.MEDIA_ORGANIZATION},
        "which": ORGANIZATIONS,
        "who": frozenset({Kind.PERSON, Kind.UNNAMED_SOURCE}),
    }[word]
    near = [
        m
        for m in notebook.starting(max(0, position - 500), position)
        if m.span.end <= position and m.kind in fitting and m.entity != PUBLISHER
    ]
    if word in {"it", "which"}:
        near = _of_names(notebook, near) or near
    heard = _heard(notebook, word, position, near)
    if heard is not None:
        return heard
    if word in {"he", "she", "they"} and not near:
        near = _one_person(notebook, position)
    if near:
        return near[-1].entity if word != "it" else _it(notebook, near, position)
    if word in {"it", "we"}:
        return protagonist(notebook)
    return notebook.entity(
        Kind.UNNAMED_SOURCE, "unnamed speaker", "unnamed", speaker_kind=SpeakerKind.ANONYMOUS
    )


def _heard(notebook: Notebook, word: str, position: int, near: list[AccountMention]) -> str | None:
    """Who spoke last, when the pronoun can be of them and nobody else fitting was named since."""
    voice = notebook.voice(position)
    if voice is None or word in {"who", "which", "we"}:
        return None
    place, speaker = voice
    kind = notebook.kind(speaker)
    body = word == "it" and _BODY.search(notebook.entities[speaker].name) is not None
    if (kind not in _OF[word] and not body) or speaker == PUBLISHER:
        return None
    since = {m.entity for m in near if m.span.start > place + _OWN} - {speaker}
    if word == "it":
        sentence = notebook.sentence(position)
        opens = position <= sentence.start + 12 or notebook.text[sentence.start] == "“"
        return speaker if opens and place >= _before(notebook, sentence) else None
    return None if since else speaker


def _of_names(notebook: Notebook, near: list[AccountMention]) -> list[AccountMention]:
    """The mentions of what is also named somewhere, or is whom the text is about."""
    named = {m.entity for m in notebook.mentions if m.named}
    about = protagonist(notebook)
    return [m for m in near if m.entity in named or m.entity == about]


def _before(notebook: Notebook, sentence: Span) -> int:
    return notebook.sentence(max(sentence.start - 3, 0)).start


def _one_person(notebook: Notebook, position: int) -> list[AccountMention]:
    kinds = {Kind.PERSON, Kind.UNNAMED_SOURCE}
    return [m for m in notebook.starting(max(0, position - 900), position) if m.kind in kinds]


def _it(notebook: Notebook, near: list[AccountMention], position: int) -> str:
    """What "it" stands for: the first organization of the sentence, or of the nearest before with one."""
    sentence = notebook.sentence(position)
    here = [m for m in near if m.span.start >= sentence.start]
    if here:
        return here[0].entity
    last = notebook.sentence(near[-1].span.start)
    return next(m for m in near if m.span.start >= last.start).entity
