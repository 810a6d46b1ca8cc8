"""Names cut to their last words: "the centre" for the National Response Centre, "the hospital group"."""

import re
from collections import defaultdict
from functools import cache

from pipelines.extraction.account import PUBLISHER, Span
from pipelines.extraction.notebook import ORGANIZATIONS, Notebook
from pipelines.extraction.references import covering, is_title
from pipelines.extraction.wordlists import alternatives, lexicon

_LONGEST = 3  # words of a shortening


@cache
def _nouns() -> frozenset[str]:
    """The nouns by which alone an organization may be called."""
    listed = (noun for nouns in lexicon("phrases")["organization"].values() for noun in nouns)
    return frozenset(listed) | frozenset(lexicon("phrases")["shortenings"]["nouns"])


def note_shortened(notebook: Notebook) -> None:
    """Note "the" with the last words of a name as the organization so named before, the nearest."""
    tails = _tails(notebook)
    if not tails:
        return
    pattern = re.compile(rf"\b[Tt]he\s+({alternatives(tails)})\b(?!\s+(?:of|for|in)\s+[A-Z])", re.IGNORECASE)
    for match in pattern.finditer(notebook.text):
        span = Span(*match.span())
        bearers = tails[re.sub(r"\s+", " ", match.group(1)).casefold()]
        before = [
            m for m in notebook.mentions if m.entity in bearers and m.named and m.span.end <= span.start
        ]
        if before and covering(notebook, span) is None and not is_title(notebook, span):
            notebook.note(span, max(before, key=lambda m: m.span.start).entity, named=False)


def _tails(notebook: Notebook) -> dict[str, set[str]]:
    """The last words of the names of organizations, each with whose they may be."""
    found: dict[str, set[str]] = defaultdict(set)
    named = {
        m.entity for m in notebook.mentions if m.named and m.kind in ORGANIZATIONS and m.entity != PUBLISHER
    }
    for entity in named:
        words = notebook.entities[entity].name.casefold().split()
        for length in range(1, min(_LONGEST, len(words) - 1) + 1):
            if words[-1] in _nouns():
                found[" ".join(words[-length:])].add(entity)
    return found
