"""Amounts: what the words around a number make of it, as a value or as inclusive bounds."""

import re
from typing import NamedTuple

from pipelines.extraction.account import Amount
from pipelines.extraction.datewords import SPACE
from pipelines.extraction.numerals import SCALES, parse_number
from pipelines.extraction.wordlists import alternatives, lexicon

_LEXICON = lexicon("quantities")
VAGUE: dict[str, int] = _LEXICON["vague"]
_BEFORE = re.compile(
    r"(?<!\w)(?:"
    + "|".join(rf"(?P<{name}>{alternatives(words)})" for name, words in _LEXICON["comparators"].items())
    + rf"|(?P<between>between)){SPACE}(?:(?:a|the|about|some|around){SPACE})?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?P<least>{SPACE}or{SPACE}(?:more|over|above|greater)|{SPACE}and{SPACE}(?:counting|above)|\+|[^\S\n]?-[^\S\n]?plus)(?!\w)"
    rf"|(?P<most>{SPACE}or{SPACE}(?:fewer|less|under))(?!\w)|(?P<about>{SPACE}or{SPACE}so)(?!\w)",
    re.IGNORECASE,
)
_REACH = 32  # characters that a comparator may take
_SCALE = re.compile(rf"(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})s?$", re.IGNORECASE)


class Comparison(NamedTuple):
    """How a number is bounded (more, less, least, most, between, about), and where that is said."""

    kind: str
    start: int
    end: int


class Bounds(NamedTuple):
    """The least and the most that a number may be; equal when it is exact."""

    low: float | None
    high: float | None


def comparison(text: str, start: int, end: int) -> Comparison | None:
    """What bounds the number at [start, end), before or after it."""
    after = _AFTER.match(text, end)
    if after is not None:
        return Comparison(after.lastgroup or "about", start, after.end())
    before = _BEFORE.search(text, max(0, start - _REACH), start)
    return Comparison(before.lastgroup or "about", before.start(), end) if before else None


def exact(words: str, upper: str | None) -> Bounds | None:
    """The numbers of a numeral, or of a range whose two ends share a scale ("1.2-1.4 million")."""
    low = parse_number(words)
    if upper is None or low is None:
        return None if low is None else Bounds(low, low)
    high, scale = parse_number(upper), _SCALE.search(upper.strip())
    if scale and not _SCALE.search(words.strip()):
        shared = parse_number(f"{words.strip()} {scale.group()}")
        low = shared if shared is not None and high is not None and shared <= high else low
    return Bounds(low, high) if high is not None and low <= high else None


def at_least(words: str) -> Bounds:
    """The least that vague words mean: "dozens", "several hundred", "tens of thousands of"."""
    plain = re.sub(r"\s+", " ", words).casefold().removesuffix(" of")
    name = next(name for name in sorted(VAGUE, key=len, reverse=True) if plain.startswith(name))
    low = VAGUE[name]
    for word in re.findall("[a-z]+", plain.removeprefix(name)):
        low *= SCALES.get(word) or SCALES.get(word.removesuffix("s"), 1)
    return Bounds(low, None)


def amount(bounds: Bounds, kind: str | None, unit: str, *, counted: bool) -> Amount:
    """The amount: of things counted, "more than 10" is at least 11; of measures it is the number itself."""
    low, high = bounds
    step = 1 if counted else 0
    if low != high or low is None or kind in (None, "about", "between"):
        return _amount(unit, low, high)
    limits = {
        "more": (low + step, None),
        "least": (low, None),
        "less": (None, low - step),
        "most": (None, low),
    }
    return _amount(unit, *limits[kind or ""])


def _amount(unit: str, low: float | None, high: float | None) -> Amount:
    if low == high:
        return Amount(unit=unit, value=low)
    return Amount(unit=unit, minimum=low, maximum=high)
