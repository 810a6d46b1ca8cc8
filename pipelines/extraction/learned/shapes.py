"""How words are written, and which verbs report: what several models ask of a word."""

import re
from functools import cache

from pipelines.extraction.wordlists import forms, lexicon

_RUN = re.compile(r"(.)\1+")


@cache
def shape(word: str) -> str:
    """How a word is written: "Mei-ling" is Xx-x, "CVE-2021" XX-00; runs are cut to two."""
    kinds = "".join("X" if c.isupper() else "x" if c.islower() else "0" if c.isdigit() else c for c in word)
    return _RUN.sub(r"\1\1", kinds)


@cache
def acts() -> dict[str, str]:
    """The forms of the verbs of saying, each with its act."""
    return _forms(lexicon("attribution")["acts"])


@cache
def event_verbs() -> dict[str, str]:
    """The forms of the verbs that report events, each with its group."""
    return _forms(lexicon("events")["verbs"])


def _forms(groups: dict[str, list[str]]) -> dict[str, str]:
    """Every form of every verb with its group; the first listing wins."""
    known: dict[str, str] = {}
    for group, listed in groups.items():
        for verb in listed:
            for form in forms(verb):
                known.setdefault(form, group)
    return known
