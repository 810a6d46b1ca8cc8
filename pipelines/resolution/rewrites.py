"""Articles that tell another one's account again: found by the words that they share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple, Protocol

from pipelines.resolution.spelling import tokens

# Between independent accounts of one incident 0.03 was measured, between an article and its rewrite 0.42.
THRESHOLD = 0.35
_SHORTEST = 20  # trigrams; below this, agreement says little
_COMMON = 50  # of more documents that share a trigram, only the first is paired with each other one
_Grams = frozenset[tuple[str, ...]]


class Text(Protocol):
    """What is compared: the readable text of an article, such as a Document."""

    @property
    def id(self) -> str:
        """By which it is known."""
        ...

    @property
    def text(self) -> str:
        """Its words."""
        ...

    @property
    def published(self) -> str | None:
        """The ISO date of publication, None where it is not known."""
        ...


class Rewrite(NamedTuple):
    """`document` tells the account of `original` again; `containment` of the smaller one's word trigrams."""

    document: str
    original: str
    containment: float


def rewrites(documents: Iterable[Text]) -> tuple[Rewrite, ...]:
    """Each pair of documents that are one account, by document id.

    The original is the one published first; where that is not known, the longer one, then the smaller id.
    """
    known = {document.id: document for document in documents}
    ordered = sorted(known, key=lambda identifier: _priority(known[identifier]))
    grams = {identifier: _trigrams(known[identifier].text) for identifier in ordered}
    grams = {identifier: own for identifier, own in grams.items() if len(own) >= _SHORTEST}
    shares = ((pair, _containment(grams[pair[0]], grams[pair[1]])) for pair in _candidates(grams))
    return tuple(
        sorted(_directed(known[a], known[b], share) for (a, b), share in shares if share >= THRESHOLD)
    )


def originals(found: Iterable[Rewrite]) -> dict[str, str]:
    """From each rewrite to the document whose account it tells in the end."""
    above: dict[str, str] = {}
    for rewrite in sorted(found, key=lambda rewrite: (-rewrite.containment, rewrite)):
        above.setdefault(rewrite.document, rewrite.original)
    return {document: _last(document, above) for document in above}


def _last(document: str, above: Mapping[str, str]) -> str:
    while document in above:
        document = above[document]
    return document


def _trigrams(text: str) -> _Grams:
    words = tokens(text)
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _candidates(grams: Mapping[str, _Grams]) -> list[tuple[str, str]]:
    """The pairs that share a trigram, each once, in order. `grams` begins with the likeliest originals."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identifier, own in grams.items():
        for gram in own:
            holders[gram].append(identifier)
    pairs: set[tuple[str, str]] = set()
    for members in holders.values():
        few = len(members) <= _COMMON
        pairs.update(combinations(members, 2) if few else ((members[0], other) for other in members[1:]))
    return sorted(pairs)


def _containment(left: _Grams, right: _Grams) -> float:
    return len(left & right) / min(len(left), len(right))


def _directed(left: Text, right: Text, containment: float) -> Rewrite:
    first, second = sorted((left, right), key=_priority)
    return Rewrite(second.id, first.id, round(containment, 3))


def _priority(text: Text) -> tuple[str, int, str]:
    return text.published or "9999", -len(text.text), text.id
