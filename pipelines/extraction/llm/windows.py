"""Cuts a long text into windows that overlap, at the ends of sentences."""

from collections.abc import Iterator, Sequence

from pipelines.extraction.account import Span
from pipelines.extraction.sentences import split_sentences


def windows(text: str, size: int, overlap: int) -> tuple[Span, ...]:
    """Windows of at most `size` characters that hold every sentence of the text; one for a short text."""
    units = [piece for sentence in split_sentences(text) for piece in _pieces(text, sentence, size)]
    return tuple(_filled(units, size, overlap))


def _filled(units: Sequence[Span], size: int, overlap: int) -> Iterator[Span]:
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and units[last + 1].end - units[first].start <= size:
            last += 1
        yield Span(units[first].start, units[last].end)
        if last + 1 == len(units):
            return
        first = _resumed(units, last, size, overlap)


def _resumed(units: Sequence[Span], last: int, size: int, overlap: int) -> int:
    """The first unit of the next window: as far back as the overlap, so that there is room for a new one."""
    first = last + 1
    while (
        units[last].end - units[first - 1].start <= overlap
        and units[last + 1].end - units[first - 1].start <= size
    ):
        first -= 1
    return first


def _pieces(text: str, sentence: Span, size: int) -> Iterator[Span]:
    """A sentence, or pieces of one that fits into no window."""
    start = sentence.start
    while sentence.end - start > size:
        blank = max(text.rfind(" ", start + 1, start + size), text.rfind("\u00a0", start + 1, start + size))
        end = blank if blank > start else start + size
        yield Span(start, end)
        start = end + (blank > start)
    if start < sentence.end:
        yield Span(start, sentence.end)
