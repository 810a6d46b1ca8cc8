"""How a pattern may begin: the first letters of all that it matches, read from Python's own parse of it."""

import re
from collections.abc import Iterable
from re import _constants as ops  # type: ignore[attr-defined]  # what `re` itself is made of
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Step = tuple[Any, Any]  # an operation of a parsed pattern, with what it is done to

_REPEATS = frozenset({ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT})
_WIDTHLESS = frozenset({ops.AT, ops.ASSERT, ops.ASSERT_NOT})
_WORDLY = (ops.CATEGORY, ops.CATEGORY_WORD)
_DIGIT = [(ops.CATEGORY, ops.CATEGORY_DIGIT)]
_BEHIND = -1


def heads(pattern: re.Pattern[str], longest: int) -> frozenset[str] | None:
    """The first letters of all that a pattern matches, lower case, at most so many of each.

    None when it may match something that is not the beginning of a word, or begins with any letter at all.
    """
    if pattern.flags & re.ASCII:
        return None  # its words are others than those of texts
    parsed = list(_parser.parse(pattern.pattern, pattern.flags))
    if not _opens_word(parsed):
        return None
    reader = _Reader(longest)
    reader.close(reader.after({""}, parsed))
    known = all(head[:1].isalnum() and head.isascii() for head in reader.closed)
    return frozenset(reader.closed) if known else None


def _opens_word(steps: list[Step]) -> bool:
    r"""Whether no match can begin within a word, as `\b` or `(?<!\\w)` in front see to."""
    for number, (op, of) in enumerate(steps):
        if (op is ops.AT and of is ops.AT_BOUNDARY) or _is_never(op, of):
            return True
        if op is ops.ASSERT_NOT and of[0] == _BEHIND and _is_wordly(list(of[1])):
            return True
        if op not in _WIDTHLESS:
            inner = _inner(op, of)
            opens = bool(inner) and all(map(_opens_word, inner))
            may_lack = op in _REPEATS and of[0] == 0
            return opens and (not may_lack or _opens_word(steps[number + 1 :]))
    return False


def _is_wordly(steps: list[Step]) -> bool:
    """Whether a set of letters, in a look behind, has all letters of words."""
    return len(steps) == 1 and steps[0][0] is ops.IN and _WORDLY in steps[0][1]


def _is_never(op: Any, of: Any) -> bool:
    """Whether nothing goes on from here: `(?!)`."""
    return op is ops.FAILURE or (op is ops.ASSERT_NOT and not list(of[1]))


def _inner(op: Any, of: Any) -> list[list[Step]]:
    if op is ops.BRANCH:
        return [list(branch) for branch in of[1]]
    if op is ops.SUBPATTERN:
        return [list(of[3])]
    if op is ops.ATOMIC_GROUP:
        return [list(of)]
    return [list(of[2])] if op in _REPEATS else []


def _letters(op: Any, of: Any) -> list[str] | None:
    """The letters of which a step matches one, where these are known; those of other scripts come apart."""
    if op is ops.LITERAL:
        return [chr(of)]
    if op is ops.IN and list(of) == _DIGIT:
        return list("0123456789")
    if op is ops.IN and all(kind is ops.LITERAL for kind, _ in of):
        return [chr(letter) for _, letter in of]
    return None


class _Reader:
    """Follows a pattern from its beginning; `closed` are the heads behind which anything may come."""

    def __init__(self, longest: int) -> None:
        self._longest = longest
        self.closed: set[str] = set()

    def close(self, begun: Iterable[str]) -> set[str]:
        """Let anything come behind what was begun."""
        self.closed.update(begun)
        return set()

    def after(self, begun: set[str], steps: Iterable[Step]) -> set[str]:
        """What of the heads begun goes on behind these steps, by the letters that they add."""
        for op, of in steps:
            begun = self._after_step(begun, op, of) if begun else begun
        return begun

    def _after_step(self, begun: set[str], op: Any, of: Any) -> set[str]:
        if _is_never(op, of):
            return set()
        if op in _WIDTHLESS:
            return begun
        letters = _letters(op, of)
        if letters is not None:
            return self._longer(begun, letters)
        if op in _REPEATS:
            return self._after_repeat(begun, *of)
        inner = _inner(op, of)
        return set().union(*(self.after(begun, one) for one in inner)) if inner else self.close(begun)

    def _after_repeat(self, begun: set[str], fewest: int, most: int, steps: Iterable[Step]) -> set[str]:
        once = self.after(begun, steps)
        if most > 1:
            once = self.close(once)
        return once | begun if fewest == 0 else once

    def _longer(self, begun: set[str], letters: Iterable[str]) -> set[str]:
        plain = [letter.lower() for letter in letters]
        if not all(letter.isascii() for letter in plain):
            return self.close(begun)
        longer = {head + letter for head in begun for letter in plain}
        full = {head for head in longer if len(head) >= self._longest}
        self.close(full)
        return longer - full
