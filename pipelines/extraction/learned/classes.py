"""Classes of words around a stretch of text: which of them stand before, inside and behind it."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipelines.extraction.account import Span
from pipelines.extraction.openings import Several, all_of
from pipelines.extraction.wordlists import lexicon


def classed(name: str, text: str, span: Span, around: Span) -> Iterator[str]:
    """The classes of `lexicon/<name>.toml` by their side of a span, alone and together."""
    found: dict[str, set[str]] = {"L": set(), "I": set(), "R": set()}
    for kind, (start, end) in _found(name, text, around):
        side = "L" if end <= span.start else "R" if start >= span.end else "I"
        found[side].add(kind)
    for side, kinds in found.items():
        yield from (f"{side}:{kind}" for kind in sorted(kinds))
        yield f"{side}={'+'.join(sorted(kinds))}"
    yield f"LI={'+'.join(sorted(found['L'] | found['I']))}"


@lru_cache(maxsize=8)  # several claims stand in one sentence
def _found(name: str, text: str, around: Span) -> tuple[tuple[str, tuple[int, int]], ...]:
    patterns = _classes(name)
    return tuple(
        (kind, match.span())
        for kind in _several(name).in_question(text, *around)
        for match in all_of(patterns[kind], text, *around)
    )


@cache
def _classes(name: str) -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"\b(?:{'|'.join(patterns)})\b", re.IGNORECASE)
        for kind, patterns in lexicon(name)["classes"].items()
    }


@cache
def _several(name: str) -> Several[str]:
    return Several(_classes(name).items())
