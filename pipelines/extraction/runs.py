"""Runs of capitalised words: where they begin and end, what joins two of them."""

from ontology.terms import Kind
from pipelines.extraction.gazetteers import gazetteer
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.organizations import TOPICS, capitals_end, heads, organization
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import PARTICLES, is_like_word, title_end

_COMMON = listed_words("words", "words", "common")
_ADJECTIVES = listed_words("organizations", "inside", "adjectives")
_OWNERS = listed_words("organizations", "inside", "owners")
_LONGEST = 60  # words of the longest run
_JOINTS = PARTICLES | {"&", "+"}


def run_end(passage: Passage, first: int) -> int:
    """Where a run ends: capitalised words, with particles and "&" between two of them."""
    last = _first_part(passage, first)
    while passage.same_sentence(first, last) and last - first < _LONGEST:
        after = _behind_joint(passage, first, last)
        end = capitals_end(passage, after) if last < after < len(passage.tokens) else last
        if end <= after:
            return last
        last = end
    return last


def _first_part(passage: Passage, first: int) -> int:
    last = capitals_end(passage, first)
    if last == first:
        return first + 1
    found = gazetteer().match(passage, first)
    if found is None or found.last <= last:
        return last
    beyond = capitals_end(passage, found.last) if found.last < len(passage.tokens) else 0
    return max(found.last, beyond)


def _behind_joint(passage: Passage, first: int, last: int) -> int:
    after = last
    while after - last < 3 and passage.lower(after) in _JOINTS and passage.same_sentence(first, after):
        after += 1
    if after == last and (_owns(passage, last) or _conjoins(passage, first, last)):
        return last + 1
    return after


def _owns(passage: Passage, index: int) -> bool:
    """Whether a possessive belongs to the name: "People's Bank"."""
    return passage.lowers[index] in {"'s", "'"} and passage.lowers[index - 1] in _OWNERS


def _conjoins(passage: Passage, first: int, last: int) -> bool:
    """Whether "and" joins topics inside one name: "Truth and Reconciliation Commission"."""
    if passage.lower(last) not in {"and", "&"} or not passage.same_sentence(first, last + 1):
        return False
    before = [index for index in range(first, last) if not passage.is_function(index)]
    if not before or not all(_is_topic(passage, index) for index in (*before, last + 1)):
        return False
    end = capitals_end(passage, last + 1)
    return end - last > 2 and heads().get(passage.lowers[end - 1]) in {
        Kind.GOVERNMENT_BODY,
        Kind.ORGANIZATION,
    }


def _is_topic(passage: Passage, index: int) -> bool:
    lower = passage.lowers[index]
    return index not in passage.opening and (lower in TOPICS or lower in _COMMON)


def name_start(passage: Passage, first: int, limit: int) -> int:
    """The run without the ordinary word that has its capital from the beginning of a sentence."""
    if first not in passage.opening or first >= limit:
        return first
    if passage.is_function(first):
        return first if is_the_place(passage, first) else first + 1
    if not _is_ordinary(passage, first) or title_end(passage, first, limit) is not None:
        return first
    if passage.lowers[first] in _ADJECTIVES and first + 1 < limit:
        return first
    found = gazetteer().match(passage, first, limit)
    if found is not None and found.last > first + 1:
        return first
    named = organization(passage, first, limit)
    longer = named is not None and named.last > first + 1
    return first if longer and passage.lowers[first] not in passage.lowercase else first + 1


def _is_ordinary(passage: Passage, index: int) -> bool:
    lower = passage.lowers[index]
    if passage.words[index].isupper() and len(lower) > 1:
        return False
    return lower not in PARTICLES and (lower in _COMMON or lower in passage.lowercase or is_like_word(lower))


def is_the_place(passage: Passage, first: int) -> bool:
    """Whether "The" begins the name of a place: "The Hague"."""
    found = gazetteer().match(passage, first)
    return found is not None and found.last > first + 1 and found.references[0].known.kind is Kind.PLACE
