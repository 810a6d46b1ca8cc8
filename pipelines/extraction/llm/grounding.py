"""Where words of a reply stand in the text: exactly, as whole words, or nowhere. Offsets are only ours."""

from collections.abc import Iterator, Sequence

from pipelines.extraction.account import Span


def occurrences(text: str, words: str, within: Span) -> Iterator[Span]:
    """Where exactly these words stand inside a span, never cutting a word in two."""
    words = words.strip()
    start = text.find(words, within.start, within.end) if words else -1
    while start >= 0:
        span = Span(start, start + len(words))
        if _is_whole(text, span):
            yield span
        start = text.find(words, start + 1, within.end)


def located(text: str, words: str, within: Span, *, before: str = "", after: int = 0) -> Span | None:
    """Where a quote stands inside a span.

    Of several places the one that follows the words `before`, else the first one from `after` on: replies
    run in the order of the text.
    """
    found = list(occurrences(text, words, within))
    told = [span for span in found if before.strip() and _follows(text, span, before)]
    later = [span for span in found if span.start >= after]
    return next(iter(told or later or found), None)


def nearest(text: str, words: str, within: Span, anchor: Span) -> Span | None:
    """The place of these words that is nearest to another one, rather before it than after."""
    found = occurrences(text, words, within)
    return min(found, key=lambda span: (_distance(span, anchor), span.start), default=None)


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, without their marks, of a text whose marks are curly."""
    found: list[Span] = []
    opened = -1
    for at, letter in enumerate(text):
        if letter == "“":
            opened = at + 1
        elif letter == "”" and opened >= 0:
            found.append(Span(opened, at))
            opened = -1
    return tuple(found)


def in_quotation(span: Span, quoted: Sequence[Span]) -> bool:
    """Whether a span lies in one of the quotations, apart from its own marks and full stop."""
    return any(q.start - 1 <= span.start and span.end <= q.end + 2 and span.overlaps(q) for q in quoted)


def _follows(text: str, span: Span, before: str) -> bool:
    return text[: span.start].rstrip(" \n\t“\"'‘").endswith(before.strip().rstrip(" “\"'‘"))


def _is_whole(text: str, span: Span) -> bool:
    cut_before = span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum()
    cut_after = span.end < len(text) and text[span.end].isalnum() and text[span.end - 1].isalnum()
    return not (cut_before or cut_after)


def _distance(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end, 0)
