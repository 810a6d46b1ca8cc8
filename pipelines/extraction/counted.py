"""What a number counts: the noun phrase after it, its head, and the singular of the head."""

import re
from typing import NamedTuple

from pipelines.extraction.account import Span
from pipelines.extraction.wordlists import lexicon
from pipelines.extraction.wordlists import singular as regular_singular

_COUNTED = lexicon("quantities")["counted"]
_PLURALS, _NOT_PLURAL, _STOPS, _ONES = (
    frozenset(_COUNTED[name]) for name in ("plurals", "singular_s", "stops", "ones")
)
_SINGULARS: dict[str, str] = _COUNTED["singulars"]
_GAP = r"[^\S\r\n]{1,3}"
_SPACES = re.compile(_GAP)
_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_](?:[\w’'.-]*[^\W_])?(?:[^\S\r\n]?-[^\S\r\n]?[^\W\d_]+)*")
_LED = re.compile(
    rf"{_GAP}(?:of{_GAP}(?:(?:the|these|those|its|their|our|his|her|my|your|[\w-]+[’']s?){_GAP})?)?"
    rf"(?:(?:more|other|additional|further|such|new|different|separate){_GAP})*"
)
_OF = re.compile(rf"{_GAP}of{_GAP}(?:(?:the|its|their|our|his|her|all){_GAP})*")
_FARTHEST = 6  # words between a number and the noun it counts


class Counted(NamedTuple):
    """The noun phrase from its first modifier to its head, and the head in the singular."""

    span: Span
    head: str


def counted_noun(text: str, end: int, *, one: bool = False) -> Counted | None:
    """What the number that ends at `end` counts ("of its servers": server); None when no plural noun follows.

    `one`: the number is one, so that a singular noun of a short list is looked for instead.
    """
    led = _LED.match(text, end)
    if led is None:
        return None
    words = _words(text, led.end())
    found = _single(words) if one else _plural(words)
    if found is None:
        return None
    span = Span(words[0].start(), words[found].start() + len(_bare(words[found])))
    return Counted(span, singular_of(_bare(words[found])))


def singular_of(noun: str) -> str:
    """The singular of a plural noun."""
    head, dash, last = noun.rpartition("-")
    return head + dash + (_SINGULARS.get(last.casefold()) or regular_singular(last))


def _words(text: str, start: int) -> list[re.Match[str]]:
    """The words that may belong to the noun phrase, up to the first that cannot."""
    words: list[re.Match[str]] = []
    while (
        len(words) < _FARTHEST
        and (word := _WORD.match(text, start))
        and word.group().casefold() not in _STOPS
    ):
        words.append(word)
        start = word.end()
        gap = _SPACES.match(text, start)
        if (word.group()[-2:] in ("'s", "’s") and len(words) > 1) or gap is None:
            break
        start = gap.end()
    return words


def _bare(word: re.Match[str]) -> str:
    return re.sub(r"[’']s?$", "", word.group())


def _plural(words: list[re.Match[str]]) -> int | None:
    """The last of the first plurals: "sales staff", "computer terminals"."""
    found: int | None = None
    for index, word in enumerate(words):
        if _is_plural(_bare(word)):
            found = index
        elif found is not None:
            break
    return found


def _is_plural(word: str) -> bool:
    plain = word.casefold()
    if plain in _PLURALS:
        return True
    return (
        len(plain) > 2
        and plain[-1] == "s"
        and plain[-2] != "s"
        and plain not in _NOT_PLURAL
        and not plain.isdigit()
    )


def _single(words: list[re.Match[str]]) -> int | None:
    return next((index for index, word in enumerate(words[:3]) if word.group().casefold() in _ONES), None)


def measured_noun(text: str, end: int) -> Span | None:
    """What a measure is of: "3 terabytes of stolen data" -> "stolen data"; None without "of"."""
    led = _OF.match(text, end)
    words = _words(text, led.end()) if led else []
    if not words:
        return None
    found = _plural(words)
    last = words[found or 0]
    return Span(words[0].start(), last.start() + len(_bare(last)))
