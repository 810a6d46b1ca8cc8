"""Whom a pronoun stands for."""

from ontology.terms import Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountMention
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.references import protagonist


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
    if word in {"he", "she", "they"} and not near:
        near = _one_person(notebook, position)
    if near:
        return near[-1].entity if word != "it" else _it(notebook, near, position)
    if word in {"it", "we"}:
        return protagonist(notebook)
    return notebook.entity(
        Kind.UNNAMED_SOURCE, "unnamed speaker", "unnamed", speaker_kind=SpeakerKind.ANONYMOUS
    )


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
