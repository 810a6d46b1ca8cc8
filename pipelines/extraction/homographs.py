"""Homographs of dates: months that are names or verbs, weekdays in titles, four digits that are no year."""

import re

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
_LAST_WORD = re.compile(r"([^\s]*)[^\S\n]*$")
_NEXT_WORD = re.compile(r"[^\S\n]*([^\s]*)")
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
        return words[0].isupper() and _is_weekday(before, after) or words[0].islower() and words.isalpha()
    return _is_month(text, words, before, after)


def _before(text: str, span: Span) -> str:
    found = _LAST_WORD.search(text, max(0, span.start - 40), span.start)
    return found.group(1) if found else ""


def _after(text: str, span: Span) -> str:
    found = _NEXT_WORD.match(text, span.end)
    return found.group(1) if found else ""


def _is_verb(words: str, draft: Draft) -> bool:
    """ "5 may", "this march": a homograph in lower case counts only with a year."""
    if draft.year is not None:
        return False
    return any(word in _DOUBTFUL for word in _LETTERS.findall(words))


def _is_weekday(before: str, after: str) -> bool:
    return after.rstrip(".,") not in _AFTER and before not in _BEFORE


def _is_month(text: str, words: str, before: str, after: str) -> bool:
    plain = words.rstrip(". ").casefold()
    lead = before.casefold().strip("(“\"'‘")
    led = lead in _PREPOSITIONS and not (lead in _WEAK and _follows(after))
    if before.rstrip(".") in _TITLES or _LETTERS.match(after) and _LETTERS.match(after).group() in _AFTER:  # type: ignore[union-attr]
        return False
    if plain in _DOUBTFUL:
        return words[0].isupper() and not words.isupper() and led and not _is_surname(text, words)
    if plain not in CALENDAR_FULL:
        return led and words[0].isupper()
    return led or not words.isupper() and not _names_on(before, after)


CALENDAR_FULL = frozenset(name.casefold() for name in CALENDAR["months"])


def _names_on(before: str, after: str) -> bool:
    """Whether a month stands between capitals like part of a name ("April Jones")."""
    leads = before[:1].isupper() and before[1:2].islower() and before[-1:].isalpha() and before.casefold() not in _LEADING
    return leads or _follows(after)


def _follows(after: str) -> bool:
    plain = after.strip(".,").casefold()
    return after[:1].isupper() and after[1:2].islower() and plain not in MONTHS and plain not in WEEKDAYS


def _is_surname(text: str, word: str) -> bool:
    """Whether the document speaks of somebody of that name ("Jane May")."""
    for match in re.finditer(rf"([A-Z][a-z]+)\.?[^\S\n]{word}\b(?![^\S\n]\d)", text):
        first = match.group(1)
        if first in _TITLES or first.casefold() not in _PREPOSITIONS | _LEADING and match.start() and text[match.start() - 2] not in ".\n":
            return True
    return False


def _is_year(text: str, span: Span, before: str, after: str) -> bool:
    year, lead = int(span.of(text)), before.casefold().strip("(“\"'‘[")
    if not 1000 <= year <= 2100 or before.endswith(tuple("/#$€£₹@_=:\\")) or after.startswith(tuple("/_@%°")):
        return False
    if lead in _STRONG:
        return after.casefold() not in _COUNTED
    if not after[:1].isupper() and _PLURAL.fullmatch(after.rstrip(".,")) and after.rstrip(".,").casefold() not in _YEARLY:
        return False
    if after[:1].isupper() or before[-1:].isalpha() and before[:1].isupper() and before.casefold() not in _LEADING:
        return False
    return 1800 <= year and (lead in _LEADING or before.islower() or not before[-1:].isalnum())


_STRONG = frozenset(_WORDS["strong"])
_COUNTED = frozenset(_WORDS["counted"])
_PLURAL = re.compile(r"[a-z-]{2,}[^su]s|people|percent|per|km|kg|hours")
