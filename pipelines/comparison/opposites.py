"""Descriptions in other words: which of them answer one question, and whether they answer it alike."""

from functools import cache, lru_cache
from typing import NamedTuple

from pipelines.comparison.lexicon import lexicon
from pipelines.comparison.said import Said
from pipelines.resolution.descriptions import terms


class Answer(NamedTuple):
    """What a description says: "genuine", yes or no."""

    question: str
    yes: bool


def answer(said: Said) -> Answer | None:
    """The answer that a claim gives by its object and polarity; None where its words give none."""
    if said.object is None:
        return None
    words = _plain(said.object.label)
    found = _answers().get(words)
    return None if found is None else Answer(found.question, found.yes == said.positive)


@lru_cache(maxsize=1 << 14)  # each claim meets many others
def _plain(text: str) -> str:
    return " ".join(word for word in terms(text) if word not in {"a", "an", "the", "mostly", "probably"})


@cache
def _answers() -> dict[str, Answer]:
    return {
        _plain(phrase): Answer(question, side == "yes")
        for question, sides in lexicon("opposites").items()
        for side, phrases in sides.items()
        for phrase in phrases
    }
