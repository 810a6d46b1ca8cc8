"""When two names, and two sets of speakers, are the same for comparison."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

Names = frozenset[str]

PUBLISHING = "<publisher>"  # a name that the publisher of a document has on both sides, and nobody else
_GLOSS = re.compile(r"\([^)]*\)|'s\b")
_ARTICLES = frozenset({"the", "a", "an"})


def normalised(name: str) -> str:
    """A name without case, punctuation, gloss in brackets, possessive and leading article."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    words = re.findall(r"\w+", _GLOSS.sub(" ", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] in _ARTICLES else words)


def names(given: Iterable[str | None]) -> Names:
    """The normalised names, without empty ones."""
    return frozenset(filter(None, (normalised(name) for name in given if name)))


def same_holders(gold: Sequence[Names], read: Sequence[Names]) -> bool:
    """Whether each holder of either side shares a name with one of the other; false where a side has none."""
    if not gold or not read:
        return False
    return all(any(one & other for other in read) for one in gold) and all(
        any(one & other for one in gold) for other in read
    )
