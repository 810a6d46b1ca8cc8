"""Sectors in the frames that make them sectors: "the X, Y and Z industries", "sectors such as X and Y"."""

from functools import cache

from pipelines.extraction.capitals import Candidate
from pipelines.extraction.gazetteers import Found, sectors
from pipelines.extraction.lexicons import listed_phrases, listed_words
from pipelines.extraction.passage import Passage

_NOUNS = listed_words("threats", "sectors", "frame_nouns")
_BETWEEN = listed_words("threats", "sectors", "between")
_JOINTS = frozenset({",", "and", "or", "&", "/", "the", "as", "well", "both"})
_STATE = "Government and public administration"  # "government organizations" are bodies, not a branch
_WHOLES = frozenset({"sector", "industry", "institution", "institutions"})
_BRANCHES = frozenset({"sector", "sectors", "industry", "industries"})


@cache
def _leads() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in listed_phrases("threats", "sectors", "lead"))


def industries(passage: Passage) -> list[Candidate]:
    """The names of sectors in frames; in an enumeration every member is one."""
    found: list[Candidate] = []
    end = 0
    for index in sectors().beginnings(passage):
        series = _series(passage, index) if index >= end else []
        if series and _is_framed(passage, series):
            found.extend(
                Candidate(first=unit.first, last=_end(passage, series, unit), found=unit) for unit in series
            )
        end = series[-1].last if series else end
    return found


def _end(passage: Passage, series: list[Found], unit: Found) -> int:
    """A single sector is named together with "sector", "industry" or "institutions"."""
    alone = len(series) == 1 and passage.lower(unit.last) in _WHOLES
    return unit.last + 1 if alone else unit.last


def _series(passage: Passage, index: int) -> list[Found]:
    """Sectors one after the other with nothing but commas and "and" between them."""
    series: list[Found] = []
    while index < len(passage.tokens):
        unit = _unit(passage, index)
        if unit is None:
            return series
        series.append(unit)
        index = _after_joint(passage, unit.last)
        if index == unit.last:
            return series
    return series


def _unit(passage: Passage, index: int) -> Found | None:
    if index in passage.blocked or passage.words[index] == "it":
        return None
    return sectors().find(passage, index)


def _after_joint(passage: Passage, index: int) -> int:
    start = index
    while passage.same_sentence(start - 1, index) and passage.lowers[index] in _JOINTS and index - start < 4:
        index += 1
    return index


def _is_framed(passage: Passage, series: list[Found]) -> bool:
    last = series[-1].last
    if _is_name(passage, series):
        return False
    if _closes(passage, last):
        return (
            len(series) > 1
            or series[0].references[0].known.name != _STATE
            or passage.lower(last) in _BRANCHES
        )
    if (
        len(series) == 1
        and series[0].last - series[0].first > 1
        and passage.lowers[series[0].last - 1] in _NOUNS
    ):
        return passage.lowers[series[0].last - 1] in _BRANCHES
    first = series[0].first
    begin = first - 1 if passage.lower(first - 1) == "the" else first
    led = any(passage.lowers[max(0, begin - size) : begin] in _leads() for size in (1, 2, 3))
    return len(series) > 2 or (led and len(series) > 1)


def _is_name(passage: Passage, series: list[Found]) -> bool:
    """Whether the words are part of a proper name: "World Health Organization"."""
    first, last = series[0].first, series[-1].last
    if not passage.capital[first] or first in passage.headline:
        return False
    if passage.same_sentence(last - 1, last) and passage.capital[last]:
        return passage.lower(last) not in _BRANCHES
    return (
        passage.same_sentence(first - 1, first)
        and passage.capital[first - 1]
        and first - 1 not in passage.opening
    )


def _closes(passage: Passage, last: int) -> bool:
    index = last
    while index - last < 2 and passage.lower(index) in _BETWEEN and passage.lower(index) not in _NOUNS:
        index += 1
    return passage.same_sentence(last - 1, index) and passage.lowers[index] in _NOUNS
