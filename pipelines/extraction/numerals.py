"""Numerals: exact numbers as text writes them, in digits, in words or in both ("1.2 million")."""

import re
from decimal import Decimal

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
SMALL: dict[str, int] = {word: number for number, word in enumerate(_UNITS)}
SMALL |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
SCALES: dict[str, int] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "m": 10**6,
    "k": 10**3,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "bil": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
}
_LONG = sorted((word for word in SCALES if len(word) > 3 or word == "mil"), key=len, reverse=True)
_ABBREVIATED = "mln|mn|bln|bn|tn|bil|m|k|b"

_GROUPED = r"\d{1,3}(?:,\d{2,3}){0,8},\d{3}(?:\.\d+)?"
_PLAIN = r"\d{1,24}(?:\.\d{1,24})?|\.\d{1,24}|\d+,\d{1,2}(?=[^\S\n]?[mb]illion)"
DIGITS = rf"(?:{_GROUPED}|{_PLAIN})(?![\d]|[.,]\d)"
SCALE = rf"(?:[^\S\n]{{0,3}}-?[^\S\n]{{0,3}}(?:{'|'.join(_LONG)})s?(?![^\W_])|(?:{_ABBREVIATED})(?![^\W_]))"
_WORD = rf"(?:{'|'.join(sorted(SMALL, key=len, reverse=True))})"
_LARGE = "(?:dozen|hundred|thousand|lakh|million|crore|billion|trillion)"
_SPACE = r"[^\S\n]{1,3}"
_LINK = rf"(?:{_SPACE}|[^\S\n]?-[^\S\n]?)"
_HALF = rf"{_SPACE}and{_SPACE}a{_SPACE}half"
# "and" joins only what follows a hundred or more: "two hundred and five", not "two and three"
_HUNDREDS = rf"{_LARGE}(?!\w)(?:{_SPACE}and(?={_SPACE}{_WORD}(?!\w)))?"
_MORE = rf"(?:{_LINK}(?:{_WORD}(?!\w)|{_HUNDREDS}))*"
SPELLED = (
    rf"(?:(?:half{_SPACE}an?|an?){_SPACE}{_HUNDREDS}{_MORE}"
    rf"|{_WORD}(?!\w){_MORE}(?:{_HALF}(?:{_SPACE}{_LARGE}(?!\w))?)?)"
)
NUMERAL = rf"(?:{DIGITS}(?:{SCALE})?(?:{_HALF})?|{SPELLED})"

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+|[^\W\d_]+")
_DECIMAL_COMMA = re.compile(r"^(\d+),(\d{1,2})(?!\d)")


def parse_number(words: str) -> int | float | None:
    """The number that the words spell, an int where it is whole; None when they spell none."""
    plain = _DECIMAL_COMMA.sub(r"\1.\2", words.strip().casefold())
    tokens = _TOKEN.findall(re.sub(r"and\s+a\s+half", "plushalf", plain))
    values = [value for token in tokens if (value := _value(token)) is not None]
    if not values or len(values) != sum(token not in ("and", "a", "an", "of") for token in tokens):
        return None
    total = _sum(values)
    return int(total) if total == total.to_integral_value() else float(total)


_Part = tuple[str, Decimal]


def _value(token: str) -> _Part | None:
    if token in SMALL:
        return "add", Decimal(SMALL[token])
    if token in ("plushalf", "half"):
        return token, Decimal("0.5")
    if token in SCALES or token.removesuffix("s") in SCALES:
        return "scale", Decimal(SCALES.get(token) or SCALES[token.removesuffix("s")])
    return ("add", Decimal(token.replace(",", ""))) if token[0].isdigit() or token[0] == "." else None


def _sum(parts: list[_Part]) -> Decimal:
    """Hundreds and dozens multiply their group; a larger scale closes it and multiplies what is smaller."""
    total = group = Decimal(0)
    for kind, value in parts:
        if kind != "scale":
            group += value
        elif value <= 100:
            group = (group or 1) * value
        elif value > total:
            total, group = (total + group or 1) * value, Decimal(0)
        else:
            total, group = total + (group or 1) * value, Decimal(0)
    return total + group
