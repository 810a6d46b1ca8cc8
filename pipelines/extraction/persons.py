"""What shows that a name is a person's: titles before it, given and family names, particles."""

from functools import cache

from pipelines.extraction.lexicons import listed_phrases, listed_words
from pipelines.extraction.passage import Passage

_LONGEST = 7  # words of the longest title
PARTICLES = listed_words("persons", "particles")
HONORIFICS = listed_words("persons", "honorifics")
GIVEN = listed_words("persons", "given")
FAMILY = listed_words("persons", "family")
_MODIFIERS = listed_words("roles", "offices", "topics") | frozenset(
    word for phrase in listed_phrases("roles", "offices", "modifiers") for word in phrase.split()
)


@cache
def titles() -> frozenset[tuple[str, ...]]:
    """Offices and jobs as words in lower case."""
    named = listed_phrases("roles", "offices", "public") | listed_phrases("roles", "offices", "private")
    return frozenset(tuple(phrase.split()) for phrase in named) | {(word,) for word in HONORIFICS}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(title[-1] for title in titles())


def title_end(passage: Passage, first: int, limit: int) -> int | None:
    """Where the title that begins at the token ends: "former Home Affairs Minister"."""
    for last in range(min(limit, first + _LONGEST), first, -1):
        if is_title(passage, first, last):
            return last
    return None


def title_start(passage: Passage, last: int) -> int | None:
    """Where the title begins that ends right before the token: "spokesman | John Smith"."""
    if last == 0 or passage.lowers[last - 1].rstrip(".") not in _last_words():
        return None
    for first in range(max(0, last - _LONGEST), last):
        if passage.same_sentence(first, last - 1) and is_title(passage, first, last):
            return first
    return None


def apposed_title(passage: Passage, last: int) -> tuple[int, int] | None:
    """The title behind a name: "Jane Roe, the company's chief executive"."""
    if passage.lower(last) != ",":
        return None
    for first in range(last + 1, min(last + 6, len(passage.tokens))):
        if passage.lowers[first] in {",", ".", "who", "and"} or not passage.same_sentence(last, first):
            return None
        end = title_end(passage, first, min(first + _LONGEST, len(passage.tokens)))
        if end is not None and (end > first + 1 or passage.lowers[first] not in HONORIFICS):
            return (first, end)
    return None


def is_title(passage: Passage, first: int, last: int) -> bool:
    """Whether words are a title: "chief technology officer"."""
    words = tuple(word.rstrip(".") for word in passage.lowers[first:last])
    if words[-1] not in _last_words():
        return False
    if words in titles():
        return True
    return any(
        words[cut:] in titles() and all(word in _MODIFIERS for word in words[:cut])
        for cut in range(1, len(words))
    )


def name_score(passage: Passage, first: int, last: int) -> float:
    """How much the words themselves look like a person's name."""
    lowers = passage.lowers[first:last]
    size = last - first
    if size > 6:
        return -2.0
    score = _given_score(lowers[0], size) + _inner_score(passage, first, last)
    if size > 1 and lowers[-1] in FAMILY:
        score += 2.0
    if size > 1 and lowers[0] in FAMILY and lowers[0] not in GIVEN:
        score += 1.0  # family names go first in much of Asia
    if size == 1 and lowers[0] in FAMILY:
        score += 0.7
    return score


def _given_score(lower: str, size: int) -> float:
    if lower not in GIVEN:
        return 0.0
    if size == 1:
        return 0.8
    return 1.5 if lower in listed_words("words", "words") else 3.0


def _inner_score(passage: Passage, first: int, last: int) -> float:
    score = 0.0
    for index in range(first, last):
        word, lower = passage.words[index], passage.lowers[index]
        if first < index < last - 1 and lower in PARTICLES:
            score += 2.0
        if index < last - 1 and _is_initial(word):
            score += 3.0
        if (
            lower.startswith(("al-", "el-", "mc", "o'", "o’", "abdul", "mac"))
            and len(lower) > 4
            and index > first
        ):
            score += 1.0
    return score


def _is_initial(word: str) -> bool:
    return (len(word) == 1 and word.isupper()) or (len(word) == 2 and word[1] == "." and word[0].isupper())


_ENDINGS = (
    "ly",
    "ing",
    "ed",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ities",
    "ity",
    "ists",
    "ism",
    "ive",
    "ous",
    "ful",
    "less",
    "able",
    "ible",
    "ical",
)


def is_like_word(lower: str) -> bool:
    """Whether a word has the ending of an ordinary one and is nobody's name: "Collectively", "Irrigation"."""
    return len(lower) > 5 and lower.endswith(_ENDINGS) and lower not in GIVEN and lower not in FAMILY
