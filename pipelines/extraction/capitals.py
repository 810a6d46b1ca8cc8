"""Cuts runs of capitalised words into candidates: known names, organisations, titled persons, the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.gazetteers import Found, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import Named, heads, organization
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import FAMILY, GIVEN, HONORIFICS, PARTICLES, title_end, title_start
from pipelines.extraction.places import CALENDAR, DIRECTIONS, PEOPLES, is_water
from pipelines.extraction.runs import is_the_place, name_start, run_end

_COMMON = listed_words("words", "words", "common")
_FORMS_OF_ADDRESS = listed_words("persons", "forms", "address")
_INNER = listed_words("persons", "forms", "inner")
_ALONE = frozenset({Kind.PLACE, Kind.COMPANY})
Title = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may be a name: [first, last), what they are known as or look like, the title before them."""

    first: int
    last: int
    found: Found | None = None
    kind: Kind | None = None
    weight: float = 0.0
    title: Title | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What may begin at a token: a listed name, an organisation, a title that ends at `title`."""

    first: int
    limit: int
    found: Found | None
    named: Named | None
    title: int | None


def candidates(passage: Passage) -> Iterator[Candidate]:
    """The candidates of a text in order."""
    index = 0
    while index < len(passage.tokens):
        if not passage.capital[index] or index in passage.blocked:
            index += 1
            continue
        end = run_end(passage, index)
        for candidate in _cut(passage, index, end):
            yield candidate
            end = max(end, candidate.last)
        index = max(end, index + 1)


def _cut(passage: Passage, first: int, limit: int) -> Iterator[Candidate]:
    first = name_start(passage, first, limit)
    begin = title_start(passage, first)
    title = None if begin is None else (begin, first)
    while first < limit:
        if _is_between_names(passage, first, limit):
            first, title = first + 1, None
            continue
        candidate = _next(passage, first, limit, title)
        if candidate is None:
            end = title_end(passage, first, limit) or first + 1
            title = (title[0] if title and title[1] == first else first, end)
            first = end
            continue
        yield candidate
        first, title = candidate.last, None


def _is_between_names(passage: Passage, first: int, limit: int) -> bool:
    """Whether an article, a people, a faith or a month stands there and no longer name begins with it."""
    if passage.is_function(first):
        return not is_the_place(passage, first)
    if passage.lowers[first] not in PEOPLES or passage.words[first].isupper():
        return False
    if passage.lowers[first] in CALENDAR:
        return True
    found = gazetteer().match(passage, first)
    return found is None and organization(passage, first, _title_limit(passage, first, limit)) is None


def _next(passage: Passage, first: int, limit: int, title: Title | None) -> Candidate | None:
    """The candidate that begins at the token; None where a title begins."""
    reading = _Reading(
        first=first,
        limit=limit,
        found=gazetteer().match(passage, first),
        named=organization(passage, first, _title_limit(passage, first, limit)),
        title=title_end(passage, first, limit),
    )
    titled = reading.title is not None and reading.title < limit
    if titled and passage.lowers[first].rstrip(".") in _FORMS_OF_ADDRESS:
        return None
    certain = _in_direction(passage, reading) or _longest(reading, title)
    if certain is not None:
        return certain
    return None if titled or _is_office(passage, reading) else _rest(passage, reading, title)


def _in_direction(passage: Passage, reading: _Reading) -> Candidate | None:
    """A direction before a known place: "South Kashmir"."""
    first = reading.first
    if reading.found is not None or passage.lowers[first] not in DIRECTIONS or first + 1 >= reading.limit:
        return None
    behind = gazetteer().match(passage, first + 1, reading.limit)
    if behind is None or behind.references[0].known.kind is not Kind.PLACE:
        return None
    if reading.named is not None and reading.named.last > behind.last:
        return None
    return Candidate(first=first, last=behind.last, kind=Kind.PLACE, weight=4.0)


def _longest(reading: _Reading, title: Title | None) -> Candidate | None:
    """The organisation or the listed name of several words, whichever is longer."""
    found, named = reading.found, reading.named
    if named is not None and (found is None or named.last > found.last):
        return Candidate(first=reading.first, last=named.last, kind=named.kind, weight=named.weight)
    if found is not None and found.last > reading.first + 1:
        return Candidate(first=reading.first, last=found.last, found=found, title=title)
    return None


def _is_office(passage: Passage, reading: _Reading) -> bool:
    """Whether the last word of a run is a title that nobody bears as a name."""
    lower = passage.lowers[reading.first].rstrip(".")
    if reading.found is not None or reading.first + 1 != reading.limit:
        return reading.title is not None and reading.found is None and lower in _COMMON
    return (reading.title is not None and lower in _COMMON) or lower in HONORIFICS - FAMILY


def _rest(passage: Passage, reading: _Reading, title: Title | None) -> Candidate:
    found, first = reading.found, reading.first
    if found is not None and _stands_alone(found, reading.limit):
        return Candidate(first=first, last=found.last, found=found, title=title)
    last = _generic_end(passage, first, reading.limit)
    if is_water(passage.lowers[first]) and last > first + 1:
        return Candidate(first=first, last=last, kind=Kind.PLACE, weight=4.0)
    whole = found if found is not None and found.last >= last else None
    return Candidate(first=first, last=last, found=whole, title=title)


def _title_limit(passage: Passage, first: int, limit: int) -> int:
    """The run up to a title inside it: "Acme Corp. | Chief Executive Jane Roe"."""
    for index in range(first + 1, limit):
        end = title_end(passage, index, limit)
        if end is not None and end < limit and passage.lowers[end] not in heads():
            return index
    return limit


def _stands_alone(found: Found, limit: int) -> bool:
    """Whether a single known word is a name of its own before further capitals."""
    reference = found.references[0]
    certain = not reference.weak and reference.known.kind in _ALONE
    return found.last >= limit or reference.adjective or certain


def _generic_end(passage: Passage, first: int, limit: int) -> int:
    last = first + 1
    while last < limit:
        joint = passage.lowers[last] in PARTICLES or passage.lowers[last] in {"&", "+", "'s"}
        if not joint and _ends_name(passage, first, last, limit):
            break
        last += 1
    return last


def _ends_name(passage: Passage, first: int, index: int, limit: int) -> bool:
    """Whether something else begins here: an article, a title, an acronym, a listed name or nationality."""
    if passage.is_function(index) or _is_title(passage, index, limit) or _is_acronym(passage, first, index):
        return True
    found = gazetteer().match(passage, index, limit)
    return found is not None and (found.last > index + 1 or found.references[0].adjective)


def _is_title(passage: Passage, index: int, limit: int) -> bool:
    """Whether a title begins here; at the end of a run a single one may be a family name ("King")."""
    end = title_end(passage, index, limit)
    if end is None or (passage.lowers[index] in _INNER and passage.lowers[index - 1] in GIVEN):
        return False
    return end < limit or passage.lowers[index] not in HONORIFICS | FAMILY


def _is_acronym(passage: Passage, first: int, index: int) -> bool:
    """Whether an acronym stands before or behind a person's name: "ILO Jane Roe", "Jane Roe ILO"."""
    word, other = passage.words[first], passage.words[index]
    if word.isupper():
        return index == first + 1 and len(word) > 1 and passage.lowers[index] in GIVEN
    return len(other) > 2 and other.isupper() and other.isalpha() and passage.lowers[first] in GIVEN
