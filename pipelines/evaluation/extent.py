"""How far spans, and lists of spans, cover the same characters."""

from collections.abc import Sequence

from pipelines.extraction.account import Span


def disjoint(spans: Sequence[Span]) -> list[Span]:
    """The same characters as spans that do not overlap, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


def size(spans: Sequence[Span]) -> int:
    """How many characters the spans cover, each counted once."""
    return sum(span.end - span.start for span in disjoint(spans))


def common(first: Sequence[Span], second: Sequence[Span]) -> int:
    """How many characters both cover, each counted once."""
    others = disjoint(second)
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in disjoint(first)
        for other in others
    )


def closeness(first: Sequence[Span], second: Sequence[Span]) -> float:
    """The characters in both by those in either: 0 apart, 1 when equal."""
    both = common(first, second)
    either = size(first) + size(second) - both
    return both / either if either else 0.0


def half(first: Sequence[Span], second: Sequence[Span]) -> bool:
    """Whether both share at least half of the shorter one."""
    both = common(first, second)
    return both > 0 and 2 * both >= min(size(first), size(second))
