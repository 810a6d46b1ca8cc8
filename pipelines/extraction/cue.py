"""A cue of attribution: the words by which a text says that somebody says something, and which act it is."""

from dataclasses import dataclass
from functools import cache

from ontology.terms import Act, Certainty
from pipelines.extraction.account import Span
from pipelines.extraction.wordlists import forms, lexicon

_ATTRIBUTION = lexicon("attribution")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A cue with its speakers. `content` is where the content begins when it follows."""

    start: int  # of the whole: source or cue, whichever comes first
    end: int
    cue: Span  # the verb or "according to"
    words: Span  # source and verb together, as chains show them
    act: Act
    speakers: tuple[str, ...]
    sources: tuple[Span, ...]
    content: int
    trailing: bool = False
    parenthetical: bool = False
    denies: bool = False
    certainty: Certainty | None = None
    inquiry: str | None = None
    cited: tuple[str, ...] = ()  # from whom the speakers have it
    bare_that: bool = False


@cache
def acts() -> dict[str, Act]:
    """Every form of every verb of attribution with its act; the first listing wins."""
    known: dict[str, Act] = {}
    for act, listed in _ATTRIBUTION["acts"].items():
        for verb in listed:
            for form in forms(verb):
                known.setdefault(form, Act(act))
    for verb in _ATTRIBUTION["finding"]:
        for form in forms(verb):
            known.setdefault(form, Act.INDICATES)
    return known


def act_of_word(word: str) -> Act:
    """The act of a form of a verb of attribution; of other words, saying."""
    return acts().get(word.casefold(), Act.SAYS)
