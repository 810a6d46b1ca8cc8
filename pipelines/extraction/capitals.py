"""Cuts runs of capitalised words into candidates for names: known names, organisations, titles with persons, the rest."""

from collections.abc import Iterator
from dataclasses import dataclass

from ontology.terms import Kind
from pipelines.extraction.gazetteers import Found, gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import capitals_end, heads, organization
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import PARTICLES, title_end, title_start
from pipelines.extraction.places import PEOPLES, is_water

_COMMON = listed_words("words", "words", "common")
_OWNING = frozenset({"people", "women", "children", "king", "world", "workers", "master", "general", "prosecutor", "prosecutors"})


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
        yield from _cut(passage, index, end)
        index = max(end, index + 1)


def _run_end(passage: Passage, first: int) -> int:
    """Where a run ends: capitalised words, with particles and "&" between two of them."""
    last = capitals_end(passage, first)
    if last == first:
        return first + 1
    while passage.same_sentence(first, last):
        after = last
        while after - last < 3 and passage.lower(after) in PARTICLES | {"&", "+"} and passage.same_sentence(first, after):
            after += 1
        if after == last and _owns(passage, last):
            after = last + 1
        end = capitals_end(passage, after) if after > last and after < len(passage.tokens) else last
        if end <= after:
            return last
        last = end
    return last


def _owns(passage: Passage, index: int) -> bool:
    """Whether a possessive belongs to the name: "People's Bank"."""
    return passage.lowers[index] in {"'s", "’s", "'", "’"} and passage.lowers[index - 1] in _OWNING


def _cut(passage: Passage, first: int, limit: int) -> Iterator[Candidate]:
    first = _without_opening(passage, first, limit)
    title = _title_before(passage, first)
    while first < limit:
        if passage.is_function(first):
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
        return first + 1
    lower = passage.lowers[first]
    if passage.words[first].isupper() and len(lower) > 1:
        return first
    ordinary = lower in _COMMON or lower in passage.lowercase
    if not ordinary or title_end(passage, first, limit) is not None:
        return first
    found = gazetteer().match(passage, first, limit)
    if found is not None and found.last > first + 1:
        return first
    named = organization(passage, first, limit)
    return first if named is not None and named.last > first + 1 and lower not in passage.lowercase else first + 1


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
    if found is None and passage.lowers[first] in PEOPLES:
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
        if passage.is_function(last) or (title_end(passage, last, limit) or limit) < limit:
            break
        found = gazetteer().match(passage, last, limit)
        if found is not None and (found.last > last + 1 or found.references[0].adjective):
            break
        last += 1
    return last
