"""Articles that tell another one's account again: found by the words that they share.

Every article is kept as a sketch: a sample of the hashes of its word sequences, the same sample for all.
Articles whose sketches meet are compared word by word; others share too little to be a copy or a rewrite.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol
from zlib import crc32

from pipelines.resolution.spelling import words_of

# Between independent accounts of one incident 0.03 was measured, between an article and its rewrite 0.42.
THRESHOLD = 0.35
_SHORTEST = 20  # trigrams; below this, agreement says little
_RUN = 4  # words in a sequence of a sketch
_SAMPLE = 3  # one in so many sequences is kept
_MEETING = 0.05  # of the smaller sketch; a rewrite as loose as the threshold shares at least three times that
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


class Copies:
    """The articles so far. Each new one is compared with those that it shares words with, in any order."""

    def __init__(self) -> None:
        self._texts: dict[str, Text] = {}
        self._grams: dict[str, _Grams] = {}
        self._sketches: dict[str, frozenset[int]] = {}
        self._holders: dict[int, list[str]] = defaultdict(list)

    def add(self, text: Text) -> list[Rewrite]:
        """The articles so far of which this one is a rewrite, or which are rewrites of it."""
        words = words_of(text.text)
        grams = frozenset(zip(words, words[1:], words[2:], strict=False))
        if len(grams) < _SHORTEST or text.id in self._texts:
            return []
        sketch = _sketch(words)
        met = Counter(other for mark in sketch for other in self._holders.get(mark, ()))
        near = [other for other, marks in met.items() if self._meets(sketch, other, marks)]
        self._keep(text, grams, sketch)
        shares = ((other, _containment(grams, self._grams[other])) for other in near)
        return [
            _directed(text, self._texts[other], share)
            for other, share in sorted(shares)
            if share >= THRESHOLD
        ]

    def _meets(self, sketch: frozenset[int], other: str, marks: int) -> bool:
        return marks >= max(1, _MEETING * min(len(sketch), len(self._sketches[other])))

    def _keep(self, text: Text, grams: _Grams, sketch: frozenset[int]) -> None:
        self._texts[text.id], self._grams[text.id], self._sketches[text.id] = text, grams, sketch
        for mark in sketch:
            self._holders[mark].append(text.id)


def rewrites(documents: Iterable[Text]) -> tuple[Rewrite, ...]:
    """Each pair of documents that are one account, by document id.

    The original is the one published first; where that is not known, the longer one, then the smaller id.
    """
    copies = Copies()
    return tuple(sorted(found for document in documents for found in copies.add(document)))


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


def _sketch(words: tuple[str, ...]) -> frozenset[int]:
    """The sampled hashes of the word sequences of a text; of a short one that has none, all."""
    marks = {crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(max(1, len(words) - _RUN + 1))}
    return frozenset(mark for mark in marks if mark % _SAMPLE == 0) or frozenset(marks)


def _containment(left: _Grams, right: _Grams) -> float:
    return len(left & right) / min(len(left), len(right))


def _directed(left: Text, right: Text, containment: float) -> Rewrite:
    first, second = sorted((left, right), key=_priority)
    return Rewrite(second.id, first.id, round(containment, 3))


def _priority(text: Text) -> tuple[str, int, str]:
    return text.published or "9999", -len(text.text), text.id
