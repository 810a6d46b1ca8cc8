"""Names that the lists and rules do not know: found by how they are written and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.learned.rows import Part, Rows
from pipelines.extraction.learned.shapes import acts, shape
from pipelines.extraction.learned.tagging import Tagger
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import FAMILY, GIVEN, HONORIFICS

LIKELY = 0.35  # how likely every word of a stretch must be to be weighed at all
KINDS = frozenset(
    {Kind.PERSON, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION, Kind.ORGANIZATION, Kind.PLACE}
)
_CLOSE, _FAR = ("w", "s3", "sh", "ac", "who"), ("w", "sh", "who")
# What a word sees of its neighbours, by their distance; of itself it sees everything.
_SEEN: dict[int, tuple[str, ...]] = {0: (), -2: _FAR, -1: _CLOSE, 1: _CLOSE, 2: _FAR}
_DISTANCES = tuple(_SEEN)
_ENDS = ((), *((f"{distance}END",) for distance in _DISTANCES[1:]))
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A stretch of words that is likely to be a name of a kind; `sure` is how likely its least word is."""

    span: Span
    kind: Kind
    sure: float


def sentences(passage: Passage) -> Iterator[range]:
    """The ranges of the tokens of each sentence."""
    for _, group in groupby(range(len(passage.tokens)), key=lambda index: passage.sentence[index]):
        indices = list(group)
        yield range(indices[0], indices[-1] + 1)


def features(passage: Passage, sentence: range) -> list[list[str]]:
    """The features of each word of a sentence: nothing but spelling and neighbours, no list of names."""
    shown = [_shown(_key(passage, index)) for index in sentence]
    size = len(sentence)
    found = []
    for place, more in enumerate(_alone(passage, sentence)):
        row = list(shown[place][0])
        for seen, distance in enumerate(_DISTANCES):
            other = place + distance
            if distance:
                row += shown[other][seen] if 0 <= other < size else _ENDS[seen]
        found.append(row + [one for one in more if one])
    return found


def _rows(passage: Passage, sentences: Sequence[range]) -> Rows:
    """Some sentences as the model is asked of them."""
    return Rows(
        lengths=tuple(map(len, sentences)),
        parts=(_SHOWN.keys(_key(passage, index) for sentence in sentences for index in sentence),),
        slots=tuple(zip(*(one for sentence in sentences for one in _alone(passage, sentence)), strict=True)),
    )


def _key(passage: Passage, index: int) -> tuple[str, str]:
    return passage.words[index], passage.lowers[index]


def _alone(passage: Passage, sentence: range) -> Iterator[tuple[str | None, ...]]:
    """What a word shows by its place and by the word before it."""
    last: dict[str, str] | None = None
    for place, index in enumerate(sentence):
        word = _word(passage.words[index], passage.lowers[index])
        rises = last is not None and word["cap"] and not last["cap"]
        yield (
            f"pos={min(place, 3)}",
            f"pair={last['sh'] if last else '^'}|{word['sh']}",
            f"after={last['w']}" if last and rises else None,
        )
        last = word


@lru_cache(4096)  # most words stood in the last texts too
def _shown(key: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    """The features of a word, and those that the words at each distance from it have of it."""
    values = _word(*key)
    return tuple(
        tuple(f"{distance or ''}{key}={values[key]}" for key in keys or values if values[key])
        for distance, keys in _SEEN.items()
    )


@lru_cache(4096)
def _word(word: str, lower: str) -> dict[str, str]:
    return {
        "w": _DIGIT.sub("0", lower),
        "s3": lower[-3:],
        "s2": lower[-2:],
        "p3": lower[:3],
        "sh": shape(word),
        "cap": "1" if word[0].isupper() else "",
        "ac": acts().get(lower, ""),
        "who": _who(lower),
    }


def _who(lower: str) -> str:
    """Whether a word is known from names of people, or as a title."""
    if lower in GIVEN:
        return "given"
    if lower in FAMILY:
        return "family"
    return "title" if lower.rstrip(".") in HONORIFICS else ""


def _values(key: tuple[str, str]) -> tuple[str, ...]:
    return tuple(_word(*key).values())


_KEYS = tuple(_word("a", "a"))
_SHOWN = Part(
    distances=_DISTANCES,
    values=_values,
    seen=tuple(
        tuple((f"{distance or ''}{key}=", _KEYS.index(key)) for key in keys or _KEYS)
        for distance, keys in _SEEN.items()
    ),
    ends=_ENDS,
)


def guesses(passage: Passage, model: Tagger) -> Iterator[Guess]:
    """The likely names of a text, in order, each judged where it stands."""
    capitals = [one for one in sentences(passage) if any(passage.capital[index] for index in one)]
    for sentence, best in zip(capitals, model.best(_rows(passage, capitals)), strict=True):
        for first, last in _stretches([label for label, _ in best]):
            sure = min(chance for _, chance in best[first:last])
            kind = Kind(best[first][0][2:])
            if sure >= LIKELY and kind in KINDS and passage.capital[sentence[first]]:
                span = passage.span(sentence[first], sentence[last - 1] + 1)
                yield Guess(span=span, kind=kind, sure=sure)


def _stretches(labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    for place, label in enumerate((*labels, "O")):
        goes_on = begin is not None and label == f"I-{labels[begin][2:]}"
        if begin is not None and not goes_on:
            yield begin, place
            begin = None
        if begin is None and label != "O":
            begin = place
