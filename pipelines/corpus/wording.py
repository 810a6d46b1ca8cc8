"""Exact words in a text: finds what annotation quotes, and refuses what is absent or ambiguous."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.corpus.annotation import CorpusError
from pipelines.extraction.account import Span

_FOLD = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*")


@dataclass(frozen=True, slots=True)
class Wording:
    """Quoted words: `first ... last` leaves out the middle, `before <words> after` gives context."""

    words: str
    occurrence: int | None = None


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """The text with straight quotes and plain spaces, of the same length."""
    return text.translate(_FOLD)


def find(text: str, wording: Wording, within: Span | None = None) -> Span:
    """Where the words stand in the text; CorpusError when they do not, or in several places."""
    words = folded(wording.words)
    target = re.search(r"<([^<>]+)>", words)
    if target:
        context = _find(text, words.replace("<", "").replace(">", ""), wording.occurrence, within)
        return Span(context.start + target.start(), context.start + target.end() - 2)
    first, *rest = _ELLIPSIS.split(words)
    span = _find(text, first, wording.occurrence, within)
    for part in rest:
        after = occurrences(text, part, Span(span.end, within.end if within else len(text)))
        if not after:
            raise CorpusError(f"{part!r} does not follow {first!r} in the text")
        span = Span(span.start, after[0].end)
    return span


def occurrences(text: str, words: str, within: Span | None = None) -> list[Span]:
    """Every place where the words stand as whole words, inside the span if one is given."""
    if not words or words != words.strip():
        raise CorpusError(f"words with white space at their ends, or none: {words!r}")
    low, high = within or Span(0, len(text))
    plain, sought = folded(text), folded(words)
    found: list[Span] = []
    start = plain.find(sought, low, high)
    while start >= 0:
        span = Span(start, start + len(sought))
        whole = _is_whole(plain, span)
        found += [span] if whole else []
        start = plain.find(sought, span.end if whole else start + 1, high)
    return found


def _is_whole(text: str, span: Span) -> bool:
    """Whether no word runs on beyond either end of the span."""
    before, after = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
    return not (_continues(before) and text[span.start].isalnum()) and not (
        _continues(after) and text[span.end - 1].isalnum()
    )


def _continues(character: str) -> bool:
    return character.isalnum() or character == "_"


def _find(text: str, words: str, occurrence: int | None, within: Span | None) -> Span:
    found = occurrences(text, words, within)
    if not found:
        raise CorpusError(
            f"{words!r} does not stand in the {'paragraph' if within else 'text'}{_nearly(text, words)}"
        )
    if occurrence is not None:
        if not 1 <= occurrence <= len(found):
            raise CorpusError(f"{words!r} occurs {len(found)} times, not {occurrence}")
        return found[occurrence - 1]
    if len(found) > 1:
        places = "; ".join(f"#{n} {context(text, span)}" for n, span in enumerate(found, 1))
        raise CorpusError(f"{words!r} occurs {len(found)} times, add #n, more words or <> context: {places}")
    return found[0]


def context(text: str, span: Span, width: int = 18) -> str:
    """The words with a little of what surrounds them."""
    around = (
        text[max(0, span.start - width) : span.start]
        + "<"
        + span.of(text)
        + ">"
        + text[span.end : span.end + width]
    )
    return "…" + around.replace("\n", " ") + "…"


def _nearly(text: str, words: str) -> str:
    low, plain = folded(words).casefold(), folded(text).casefold()
    at = plain.find(low)
    if at >= 0:
        return f" in that case or as whole words (there is {text[at : at + len(words)]!r})"
    for size in range(len(low.split()) - 1, 0, -1):
        part = " ".join(low.split()[:size])
        if part in plain:
            return f" (the text has {text[plain.find(part) :][: len(words)]!r})"
    return ""


def paragraph(text: str, span: Span) -> Span:
    """The paragraph in which a span begins, up to the end of that in which it ends."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)
