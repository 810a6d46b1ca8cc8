"""The words in which a comparison gives its reason: who says what how surely, in quotes."""

import re

from graph.wording import STANDS
from pipelines.comparison.said import Said

_LONGEST = 110


def against(left: Said, right: Said, remark: str) -> str:
    """One sentence that sets two claims against each other and says what follows."""
    return f"{voiced(left)}; {voiced(right)}: {remark.rstrip('.')}."


def voiced(said: Said) -> str:
    """Who says it and how surely, with the quote: 'Acme denies (“no data was taken”)'."""
    return f"{said.who} {verb(said)} (“{short(said.quote)}”)"


def verb(said: Said) -> str:
    """How the holder stands to what is said."""
    return STANDS[said.claim.polarity, said.claim.certainty]


def short(quote: str) -> str:
    """A quote on one line, cut at a word where it is long."""
    line = re.sub(r"\s+", " ", quote).strip()
    if len(line) <= _LONGEST:
        return line
    return line[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;: ") + " …"


def aspect(said: Said) -> str:
    """What a claim is about: its predicate in words and its object."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", said.predicate.value).lower()
    return f"{words}: {called(said)}"


def called(said: Said) -> str:
    """What the object of a claim is called."""
    if said.object is not None:
        return said.object.label
    value = said.when or said.number
    return value.label if value else said.proposition.object.rsplit("/", 1)[-1]


def words(scope: tuple[str, ...]) -> str:
    """Limiting words in quotes: “sensitive”, “classified”."""
    return ", ".join(f"“{word}”" for word in scope)
