"""The word lists of the extraction rules: TOML files beside this module, verbs expanded to their forms."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_VOWELS = "aeiou"


@cache
def lexicon(name: str) -> dict[str, Any]:
    """The tables of `lexicon/<name>.toml`."""
    return tomllib.loads((files("pipelines.extraction") / "lexicon" / f"{name}.toml").read_text("utf-8"))


def forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb: "leak" gives leak, leaks, leaked, leaking.

    Irregular ones are written out with slashes ("steal/steals/stole/stolen/stealing"); a trailing "+"
    doubles the last consonant ("shut+"); a particle stays behind ("send/sends/sent/sending out").
    """
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    if "/" in head:
        return tuple(form + tail for form in head.split("/"))
    return tuple(form + tail for form in _regular(head))


def _regular(verb: str) -> tuple[str, ...]:
    if verb.endswith("+"):
        stem = verb[:-1]
        return stem, stem + "s", stem + stem[-1] + "ed", stem + stem[-1] + "ing"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return verb, verb + "es", verb + "ed", verb + "ing"
    return verb, verb + "s", verb + "ed", verb + "ing"


def alternatives(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, the longest first, any white space between."""
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return (
        "(?:"
        + "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
        + ")"
    )


def verbs(listed: Iterable[str]) -> str:
    """A regular expression that matches any form of the verbs, as whole words."""
    return rf"\b{alternatives(form for verb in listed for form in forms(verb))}\b"


def words(listed: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole words, case ignored."""
    return re.compile(rf"(?<![\w-]){alternatives(listed)}(?![\w-])", re.IGNORECASE)


def plurals(nouns: Iterable[str]) -> tuple[str, ...]:
    """The nouns and their regular plurals."""
    return tuple(form for noun in nouns for form in (noun, plural(noun)))


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    return noun + "s"


def singular(noun: str) -> str:
    """The singular of a regular plural; other words as they are."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun
