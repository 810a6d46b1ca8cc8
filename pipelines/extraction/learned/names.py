"""Names that the lists and rules do not know: found by how they are written and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from ontology.terms import Kind
from pipelines.extraction.account import Span
from pipelines.extraction.learned.shapes import acts, shape
from pipelines.extraction.learned.tagging import Row, Tagger
from pipelines.extraction.passage import Passage
from pipelines.extraction.persons import FAMILY, GIVEN, HONORIFICS

LIKELY = 0.35  # how likely every word of a stretch must be to be weighed at all
KINDS = frozenset(
    {Kind.PERSON, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION, Kind.ORGANIZATION, Kind.PLACE}
)
_CLOSE, _FAR = ("w", "s3", "sh", "ac", "who"), ("w", "sh", "who")
_SEEN = {-2: _FAR, -1: _CLOSE, 1: _CLOSE, 2: _FAR}  # what a word sees of its neighbours, by their distance
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
    quoted = passage.words
    seen = [_word(passage.words[index], passage.lowers[index]) for index in sentence]
    shown = [_shown(passage.words[index], passage.lowers[index]) for index in sentence]
    rows = []
    for place, word in enumerate(seen):
        row = list(shown[place][0])
        for distance in (-2, -1, 1, 2):
            if 0 <= place + distance < len(seen):
                row += shown[place + distance][distance]
            else:
                row.append(f"{distance}END")
        row.append(f"pos={min(place, 3)}")
        row.append(f"pair={seen[place - 1]['sh'] if place else '^'}|{word['sh']}")
        if quoted[sentence[place]][:1].isupper() and place and not seen[place - 1]["cap"]:
            row.append(f"after={seen[place - 1]['w']}")
        rows.append(row)
    return rows


@lru_cache(4096)  # most words stood in the last texts too
def _shown(word: str, lower: str) -> dict[int, tuple[str, ...]]:
    """The features of a word, and those that the words at each distance from it have of it."""
    values = _word(word, lower)
    near = {
        distance: tuple(f"{distance}{key}={values[key]}" for key in keys if values[key])
        for distance, keys in _SEEN.items()
    }
    return near | {0: tuple(f"{key}={value}" for key, value in values.items() if value)}


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


def guesses(passage: Passage, model: Tagger) -> Iterator[Guess]:
    """The likely names of a text, in order, each judged where it stands."""
    for sentence in sentences(passage):
        if not any(passage.capital[index] for index in sentence):
            continue
        best = model.best(Row(features(passage, sentence)))
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
