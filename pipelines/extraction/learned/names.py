"""Names that the lists and rules do not know: found by how they are written and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    seen = [_word(passage, index) for index in sentence]
    rows = []
    for place, word in enumerate(seen):
        row = [f"{key}={value}" for key, value in word.items() if value]
        for distance in (-2, -1, 1, 2):
            other = seen[place + distance] if 0 <= place + distance < len(seen) else None
            if other is None:
                row.append(f"{distance}END")
                continue
            keys = ("w", "s3", "sh", "ac", "who") if abs(distance) == 1 else ("w", "sh", "who")
            row += [f"{distance}{key}={other[key]}" for key in keys if other[key]]
        row.append(f"pos={min(place, 3)}")
        row.append(f"pair={seen[place - 1]['sh'] if place else '^'}|{word['sh']}")
        if quoted[sentence[place]][:1].isupper() and place and not seen[place - 1]["cap"]:
            row.append(f"after={seen[place - 1]['w']}")
        rows.append(row)
    return rows


def _word(passage: Passage, index: int) -> dict[str, str]:
    lower, word = passage.lowers[index], passage.words[index]
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
        chances = model.chances(Row(features(passage, sentence)))
        best = [max(one, key=lambda label: one[label]) for one in chances]
        for first, last in _stretches(best):
            sure = min(chances[i][best[i]] for i in range(first, last))
            kind = Kind(best[first][2:])
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
