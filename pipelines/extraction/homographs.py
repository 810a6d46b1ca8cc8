"""Homographs of dates: months that are names or verbs, weekdays in titles, four digits that are no year."""

import re
from functools import lru_cache

from pipelines.extraction.account import Span
from pipelines.extraction.datewords import CALENDAR, MONTHS, WEEKDAYS, Draft

_NAMES = CALENDAR["names"]
_WORDS = CALENDAR["words"]
_AFTER, _BEFORE, _TITLES = (frozenset(_NAMES[key]) for key in ("after", "before", "titles"))
_YEARLY, _LEADING = frozenset(_WORDS["yearly"]), frozenset(_WORDS["leading"])
_WEAK = frozenset(_WORDS["weak"])
_VERSIONS = frozenset(_WORDS["versions"])
_PREPOSITIONS = frozenset(_WORDS["prepositions"])
_DOUBTFUL = frozenset(_WORDS["doubtful"])
_STRONG, _COUNTED = frozenset(_WORDS["strong"]), frozenset(_WORDS["counted"])
_FULL_MONTHS = frozenset(name.casefold() for name in CALENDAR["months"])
_OPENING = "(“\"'‘["
_NUMBER_SIGNS = tuple("/#$€£₹@_=:\\")
_PLURAL = re.compile(r"[a-z-]{2,}[^su]s|people|percent|per|km|kg|hours")
_LAST_WORD = re.compile(r"([^\s]*)[^\S\n]*$")
_NEXT_WORD = re.compile(r"[^\S\n]*([^\s]*)")
_NUMBERED = re.compile(r"(?:CVE|CWE|KB|MS|RFC|ISO|No\.?)[^\S\n]?-?[^\S\n]?$")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_date(text: str, draft: Draft) -> bool:
    """Whether the words at the draft's span are a date there, and not a name, a verb, a count or a number."""
    words, before, after = draft.span.of(text), _before(text, draft.span), _after(text, draft.span)
    if words[0].isdigit() and (before.endswith("/") or after.startswith("/")):
        return False  # part of an address
    if not draft.bare:
        return not _is_verb(words, draft) and before.casefold() not in _VERSIONS
    if draft.grain == "year":
        return _is_year(text, draft.span, before, after)
    if draft.grain == "weekday":
        return words.islower() or _is_weekday(before, after)
    return _is_month(text, words, before, after)


def _before(text: str, span: Span) -> str:
    found = _LAST_WORD.search(text, max(0, span.start - 40), span.start)
    return found.group(1) if found else ""


def _after(text: str, span: Span) -> str:
    found = _NEXT_WORD.match(text, span.end)
    return found.group(1) if found else ""


def _is_verb(words: str, draft: Draft) -> bool:
    """Whether a homograph in lower case ("5 may", "this march") stands without a year."""
    return draft.year is None and any(word in _DOUBTFUL for word in _LETTERS.findall(words))


def _is_weekday(before: str, after: str) -> bool:
    return after.rstrip(".,") not in _AFTER and before not in _BEFORE


def _is_month(text: str, words: str, before: str, after: str) -> bool:
    plain, lead = words.rstrip(". ").casefold(), before.casefold().strip(_OPENING)
    led = lead in _PREPOSITIONS and not (lead in _WEAK and _goes_on(after))
    if (
        (before.isdigit() and len(before) < 3)
        or before.rstrip(".") in _TITLES
        or after.rstrip(".,") in _AFTER
    ):
        return False
    if plain in _DOUBTFUL:
        return led and words[0].isupper() and not words.isupper() and not _is_surname(text, words)
    if plain not in _FULL_MONTHS:
        return led and words[0].isupper()
    return led or not (words.isupper() or _leads(before) or _goes_on(after))


def _leads(before: str) -> bool:
    """Whether a capital before may make it part of a name ("Jane April")."""
    capital = before[:1].isupper() and before[1:2].islower() and before[-1:].isalpha()
    return capital and before.casefold() not in _LEADING


def _goes_on(after: str) -> bool:
    """Whether a capital after may make it part of a name ("April Jones")."""
    plain = after.strip(".,").casefold()
    return after[:1].isupper() and after[1:2].islower() and plain not in MONTHS and plain not in WEEKDAYS


@lru_cache(maxsize=32)  # asked once for every May of a text
def _is_surname(text: str, word: str) -> bool:
    """Whether the document speaks of somebody of that name ("Jane May")."""
    for match in re.finditer(rf"([A-Z][a-z]+)\.?[^\S\n]{word}\b(?![^\S\n]\d)", text):
        first, inside = match.group(1), match.start() > 1 and text[match.start() - 2] not in ".\n"
        if first in _TITLES or (inside and first.casefold() not in _PREPOSITIONS | _LEADING):
            return True
    return False


def _is_year(text: str, span: Span, before: str, after: str) -> bool:
    year, lead, follower = int(span.of(text)), before.casefold().strip(_OPENING), after.rstrip(".,")
    if not 1000 <= year <= 2100 or before.endswith(_NUMBER_SIGNS) or after.startswith(tuple("/_@%°")):
        return False
    if _NUMBERED.search(text, max(0, span.start - 12), span.start):
        return False
    if lead in _STRONG:
        return after.casefold() not in _COUNTED
    if _PLURAL.fullmatch(follower) and follower not in _YEARLY:
        return False
    if after[:1].isupper() or (before[:1].isupper() and _leads(before.title())):
        return False
    return year >= 1800 and (lead in _LEADING or before.islower() or not before[-1:].isalnum())
