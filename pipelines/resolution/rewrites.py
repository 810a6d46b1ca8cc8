"""Articles that tell another one's account again: found by the words that they share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple, Protocol

from pipelines.resolution.spelling import tokens

# Between independent accounts of one incident 0.03 was measured, between an article and its rewrite 0.42.
THRESHOLD = 0.35
_SHORTEST = 20  # trigrams; below this, agreement says little
_COMMON = 50  # a trigram in more documents than this is a turn of phrase and suggests no pair
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
    grams = {identifier: _trigrams(known[identifier].text) for identifier in sorted(known)}
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


def _candidates(grams: Mapping[str, _Grams]) -> Iterator[tuple[str, str]]:
    """The pairs that share some telling trigram, each once, in order."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for identifier, own in grams.items():
        for gram in own:
            holders[gram].append(identifier)
    pairs: Counter[tuple[str, str]] = Counter()
    for members in holders.values():
        if 1 < len(members) <= _COMMON:
            pairs.update(combinations(members, 2))
    return iter(sorted(pairs))


def _containment(left: _Grams, right: _Grams) -> float:
    return len(left & right) / min(len(left), len(right))


def _directed(left: Text, right: Text, containment: float) -> Rewrite:
    first, second = sorted((left, right), key=_priority)
    return Rewrite(second.id, first.id, round(containment, 3))


def _priority(text: Text) -> tuple[str, int, str]:
    return text.published or "9999", -len(text.text), text.id
