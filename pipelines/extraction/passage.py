"""A passage: the words of a text with what their shape and place say (capital, opening, headline)."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.extraction.account import Span
from pipelines.extraction.lexicons import listed_words
from pipelines.extraction.pairs import apart
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.tokens import Token, tokens

_OPENERS = frozenset("\"“‘«([•*–—-:;|>#'")
_ARTICLE = re.compile(r"(?:sub|trans|al|el|ad|an|ar|as|at|az|ul|ud|ur|bin|d|l)[-'’][A-Z]")
_CUES = listed_words("threats", "actors", "cues")
_FUNCTION = listed_words("words", "words", "function")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Parallel tuples over the tokens of a text, and the words that it also writes in lower case."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    capital: tuple[bool, ...]
    sentence: tuple[int, ...]  # number of the sentence
    opening: frozenset[int]  # indices where a capital may be due to the place
    headline: frozenset[int]  # indices in lines where every word has a capital
    lowercase: frozenset[str]
    technical: bool  # full of the words of attacks: strange spellings are then seldom names of companies
    blocked: frozenset[int]  # indices of tokens that are spoken for

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens [first, last)."""
        return Span(self.tokens[first].span.start, self.tokens[last - 1].span.end)

    def lower(self, index: int) -> str:
        """The word in lower case, empty beyond either end."""
        return self.lowers[index] if 0 <= index < len(self.lowers) else ""

    def same_sentence(self, index: int, other: int) -> bool:
        """Whether both indices exist and lie in one sentence."""
        size = len(self.sentence)
        return 0 <= index < size and 0 <= other < size and self.sentence[index] == self.sentence[other]

    def reach(self, first: int, longest: int) -> int:
        """Where a name of at most so many words must end: with its sentence or before what is blocked."""
        last = first
        end = min(len(self.sentence), first + longest)
        number = self.sentence[first]
        while last < end and self.sentence[last] == number and last not in self.blocked:
            last += 1
        return last

    def is_function(self, index: int) -> bool:
        """Whether the word is an article, preposition, pronoun or the like, and not an acronym."""
        return self.lowers[index] in _FUNCTION and not (
            len(self.words[index]) > 1 and self.words[index].isupper()
        )


def read_passage(text: str, skip: tuple[Span, ...] = ()) -> Passage:
    """Tokens and sentences of the text; tokens under `skip` are blocked."""
    passage = _read(text)
    return replace(passage, blocked=_blocked(passage.tokens, skip)) if skip else passage


@lru_cache(maxsize=4)  # names, models and sheets read the same text in turn
def _read(text: str) -> Passage:
    found = tuple(apart(tokens(text)))
    sentences = split_sentences(text)
    starts = [sentence.start for sentence in sentences]
    numbers = tuple(bisect_right(starts, token.span.start) - 1 for token in found)
    spelled = tuple(token.word for token in found)
    capital = tuple(word[0].isupper() or _ARTICLE.match(word) is not None for word in spelled)
    opening = _opening(spelled, numbers)
    headline = _headline(spelled, numbers)
    lowers = tuple(word.lower().replace("’", "'") for word in spelled)
    cues = sum(lower in _CUES for lower in lowers)
    return Passage(
        text=text,
        tokens=found,
        words=spelled,
        lowers=lowers,
        capital=capital,
        sentence=numbers,
        opening=opening,
        headline=headline,
        lowercase=frozenset(word for word in spelled if word[0].islower()),
        technical=cues > 8 and cues > 0.02 * len(found),
        blocked=frozenset(),
    )


def _opening(spelled: tuple[str, ...], numbers: tuple[int, ...]) -> frozenset[int]:
    found = set()
    fresh = True
    for index, word in enumerate(spelled):
        if index and numbers[index] != numbers[index - 1]:
            fresh = True
        if word[0].isalnum():
            if fresh:
                found.add(index)
            fresh = False
        elif word in _OPENERS:
            fresh = True
    return frozenset(found)


def _headline(spelled: tuple[str, ...], numbers: tuple[int, ...]) -> frozenset[int]:
    members: dict[int, list[int]] = {}
    for index, number in enumerate(numbers):
        members.setdefault(number, []).append(index)
    titles = [indices for indices in members.values() if _is_title([spelled[index] for index in indices])]
    return frozenset(index for indices in titles for index in indices)


def _is_title(spelled: list[str]) -> bool:
    long = [word for word in spelled if word.isalpha() and word.lower() not in _FUNCTION]
    if len(long) < 4 or spelled[-1] in {".", "?", "!"}:
        return False
    if all(word.isupper() for word in long):
        return True
    raised = sum(word[0].isupper() for word in long)
    return raised >= 0.8 * len(long) and raised > 3


def _blocked(found: tuple[Token, ...], skip: tuple[Span, ...]) -> frozenset[int]:
    spans = sorted(skip)
    starts = [span.start for span in spans]
    blocked = set()
    for index, token in enumerate(found):
        place = bisect_right(starts, token.span.end - 1) - 1
        if place >= 0 and spans[place].overlaps(token.span):
            blocked.add(index)
    return frozenset(blocked)
