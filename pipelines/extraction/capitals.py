"""Cuts runs of capitalised words into candidates for names: known names, organisations, titles with persons, the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.gazetteers import Found, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import TOPICS, capitals_end, heads, organization
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import FAMILY, GIVEN, HONORIFICS, PARTICLES, is_like_word, title_end, title_start
from pipelines.extraction.places import PEOPLES, is_water

_COMMON = listed_words("words", "words", "common")
# Ordinary adjectives that keep their place in a name even where a sentence begins with it.
_NAMING = frozenset(
    """new great royal national united global international central federal supreme high golden big red black blue green white
    silver open free first world southern northern eastern western south north east west""".split()
)
# Honorifics that are parts of names as well: "Hassan Sheikh Mohamud".
_INNER = frozenset("sheikh shaikh maulana mullah haji king prince sultan judge bishop baron earl duke marshal dean nana chief".split())
_OWNING = frozenset(
    {
        "people",
        "women",
        "children",
        "king",
        "world",
        "workers",
        "master",
        "general",
        "prosecutor",
        "prosecutors",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may be a name: [first, last), what they are known as or look like, the title before them."""

    first: int
    last: int
    found: Found | None = None
    kind: Kind | None = None
    weight: float = 0.0
    title: tuple[int, int] | None = None


def candidates(passage: Passage) -> Iterator[Candidate]:
    """The candidates of a text in order."""
    index = 0
    while index < len(passage.tokens):
        if not passage.capital[index] or index in passage.blocked:
            index += 1
            continue
        end = _run_end(passage, index)
        for candidate in _cut(passage, index, end):
            yield candidate
            end = max(end, candidate.last)
        index = max(end, index + 1)


def _run_end(passage: Passage, first: int) -> int:
    """Where a run ends: capitalised words, with particles and "&" between two of them."""
    last = capitals_end(passage, first)
    if last == first:
        return first + 1
    while passage.same_sentence(first, last):
        after = last
        while (
            after - last < 3
            and passage.lower(after) in PARTICLES | {"&", "+"}
            and passage.same_sentence(first, after)
        ):
            after += 1
        if after == last and (_owns(passage, last) or _conjoins(passage, first, last)):
            after = last + 1
        end = capitals_end(passage, after) if after > last and after < len(passage.tokens) else last
        if end <= after:
            return last
        last = end
    return last


def _conjoins(passage: Passage, first: int, last: int) -> bool:
    """Whether "and" joins topics inside one name: "Truth and Reconciliation Commission"."""
    if passage.lower(last) not in {"and", "&"} or not all(_is_topic(passage, i) for i in range(first, last)):
        return False
    end = capitals_end(passage, last + 1) if last + 1 < len(passage.tokens) else last + 1
    if end - last < 3 or not passage.same_sentence(first, last + 1) or not _is_topic(passage, last + 1):
        return False
    return heads().get(passage.lowers[end - 1]) in {Kind.GOVERNMENT_BODY, Kind.ORGANIZATION}


def _is_topic(passage: Passage, index: int) -> bool:
    lower = passage.lowers[index]
    return index not in passage.opening and (lower in TOPICS or lower in _COMMON)


def _owns(passage: Passage, index: int) -> bool:
    """Whether a possessive belongs to the name: "People's Bank"."""
    return passage.lowers[index] in {"'s", "’s", "'", "’"} and passage.lowers[index - 1] in _OWNING


def _cut(passage: Passage, first: int, limit: int) -> Iterator[Candidate]:
    first = _without_opening(passage, first, limit)
    title = _title_before(passage, first)
    while first < limit:
        if passage.is_function(first) and not _is_the_place(passage, first):
            first, title = first + 1, None
            continue
        if _is_people(passage, first, limit):
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


def _without_opening(passage: Passage, first: int, limit: int) -> int:
    """The run without the ordinary word that has its capital from the beginning of a sentence."""
    if first not in passage.opening or first >= limit:
        return first
    if passage.is_function(first):
        return first if _is_the_place(passage, first) else first + 1
    lower = passage.lowers[first]
    if passage.words[first].isupper() and len(lower) > 1:
        return first
    ordinary = (lower in _COMMON or lower in passage.lowercase or is_like_word(lower)) and lower not in PARTICLES
    if not ordinary or title_end(passage, first, limit) is not None:
        return first
    found = gazetteer().match(passage, first, limit)
    if found is not None and found.last > first + 1:
        return first
    named = organization(passage, first, limit)
    return (
        first
        if named is not None and named.last > first + 1 and lower not in passage.lowercase
        else first + 1
    )


def _is_people(passage: Passage, first: int, limit: int) -> bool:
    """Whether a word for a people, a faith, a day or a month stands there and no longer name begins with it."""
    if passage.lowers[first] not in PEOPLES or passage.words[first].isupper():
        return False
    found = gazetteer().match(passage, first, _sentence_limit(passage, first))
    return found is None and organization(passage, first, _title_limit(passage, first, limit)) is None


def _is_the_place(passage: Passage, first: int) -> bool:
    """Whether "The" begins the name of a place: "The Hague"."""
    found = gazetteer().match(passage, first, _sentence_limit(passage, first))
    return found is not None and found.last > first + 1 and found.references[0].known.kind is Kind.PLACE


def _title_before(passage: Passage, first: int) -> tuple[int, int] | None:
    start = title_start(passage, first)
    return None if start is None else (start, first)


def _next(passage: Passage, first: int, limit: int, title: tuple[int, int] | None) -> Candidate | None:
    """The candidate that begins at the token; None where a title begins."""
    found = gazetteer().match(passage, first, _sentence_limit(passage, first))
    ahead = title_end(passage, first, limit)
    named = organization(passage, first, _title_limit(passage, first, limit))
    if named is not None and (found is None or named.last > found.last):
        return Candidate(first=first, last=named.last, kind=named.kind, weight=named.weight)
    if found is not None and found.last > first + 1:
        return Candidate(first=first, last=found.last, found=found, title=title)
    if ahead is not None and ahead < limit:
        return None
    if ahead is not None and found is None and passage.lowers[first] in _COMMON:
        return None
    if found is not None and _stands_alone(passage, found, limit):
        return Candidate(first=first, last=found.last, found=found, title=title)
    if passage.lowers[first].rstrip(".") in HONORIFICS - FAMILY and first + 1 == limit:
        return None
    last = _generic_end(passage, first, limit)
    if is_water(passage.lowers[first]) and last > first + 1:
        return Candidate(first=first, last=last, kind=Kind.PLACE, weight=4.0)
    if found is not None and found.last >= last:
        return Candidate(first=first, last=last, found=found, title=title)
    return Candidate(first=first, last=last, title=title)


def _sentence_limit(passage: Passage, first: int) -> int:
    last = first
    while last - first < 9 and passage.same_sentence(first, last) and last not in passage.blocked:
        last += 1
    return last


def _title_limit(passage: Passage, first: int, limit: int) -> int:
    """The run up to a title inside it: "Acme Corp. | Chief Executive Jane Roe"."""
    for index in range(first + 1, limit):
        end = title_end(passage, index, limit)
        if end is not None and end < limit and passage.lowers[end] not in heads():
            return index
    return limit


def _stands_alone(passage: Passage, found: Found, limit: int) -> bool:
    """Whether a single known word is a name of its own before further capitals."""
    if found.last >= limit:
        return True
    reference = found.references[0]
    return reference.adjective or (not reference.weak and reference.known.kind in {Kind.PLACE, Kind.COMPANY})


def _generic_end(passage: Passage, first: int, limit: int) -> int:
    last = first + 1
    while last < limit:
        if passage.lowers[last] in PARTICLES or passage.lowers[last] in {"&", "+", "'s", "’s"}:
            last += 1
            continue
        if (
            passage.is_function(last)
            or _is_office(passage, last, limit)
            or _is_acronym_before(passage, first, last)
        ):
            break
        found = gazetteer().match(passage, last, limit)
        if found is not None and (found.last > last + 1 or found.references[0].adjective):
            break
        last += 1
    return last


def _is_office(passage: Passage, index: int, limit: int) -> bool:
    """Whether a title begins here; at the end of a run a single one may be a family name ("King")."""
    end = title_end(passage, index, limit)
    if end is None or (passage.lowers[index] in _INNER and passage.lowers[index - 1] in GIVEN):
        return False
    return end < limit or passage.lowers[index] not in HONORIFICS | FAMILY


def _is_acronym_before(passage: Passage, first: int, index: int) -> bool:
    """Whether an acronym stands before or behind a person's name: "ILO Jane Roe", "Jane Roe ILO"."""
    word, other = passage.words[first], passage.words[index]
    if index == first + 1 and len(word) > 1 and word.isupper() and passage.lowers[index] in GIVEN:
        return True
    return len(other) > 2 and other.isupper() and other.isalpha() and passage.lowers[first] in GIVEN and not word.isupper()
