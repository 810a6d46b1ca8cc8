"""Names that the lists and rules do not know: found by how they are written and what stands around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_AT, _OF = frozenset({"in", "near", "from", "outside"}), frozenset({"of", "at", "by", "for", "to", "with"})
_OWNS = "'s"
Elsewhere = Mapping[str, tuple[str | None, ...]]  # what all places of a word show together
_NOWHERE: tuple[str | None, ...] = (None,) * 9  # as many as `_together` shows


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
    for place, more in enumerate(_alone(passage, sentence, _elsewhere(passage))):
        row = list(shown[place][0])
        for seen, distance in enumerate(_DISTANCES):
            other = place + distance
            if distance:
                row += shown[other][seen] if 0 <= other < size else _ENDS[seen]
        found.append(row + [one for one in more if one])
    return found


def _rows(passage: Passage, sentences: Sequence[range]) -> Rows:
    """Some sentences as the model is asked of them."""
    elsewhere = _elsewhere(passage)
    alone = [one for sentence in sentences for one in _alone(passage, sentence, elsewhere)]
    return Rows(
        lengths=tuple(map(len, sentences)),
        parts=(_SHOWN.keys(_key(passage, index) for sentence in sentences for index in sentence),),
        slots=tuple(zip(*alone, strict=True)),
    )


def _key(passage: Passage, index: int) -> tuple[str, str]:
    return passage.words[index], passage.lowers[index]


def _alone(passage: Passage, sentence: range, elsewhere: Elsewhere) -> Iterator[tuple[str | None, ...]]:
    """What a word shows by its place, by the word before it, and by where else it stands in the text."""
    runs = _runs(passage, sentence)
    last: dict[str, str] | None = None
    for place, index in enumerate(sentence):
        word = _word(passage.words[index], passage.lowers[index])
        rises = last is not None and word["cap"] and not last["cap"]
        yield (
            f"pos={min(place, 3)}",
            f"pair={last['sh'] if last else '^'}|{word['sh']}",
            f"after={last['w']}" if last and rises else None,
            *elsewhere.get(passage.words[index], _NOWHERE),
            *runs[place],
        )
        last = word


def _runs(passage: Passage, sentence: range) -> list[tuple[str | None, ...]]:
    """What a word with a capital shows by the row of such words in which it stands."""
    found: list[tuple[str | None, ...]] = []
    for is_capital, group in groupby(sentence, key=lambda index: passage.capital[index]):
        row = list(group)
        if not is_capital:
            found += [(None, None, None)] * len(row)
            continue
        before, behind = passage.lower(row[0] - 1), passage.lower(row[-1] + 1)
        size = min(len(row), 3)
        shown = (f"last={passage.lowers[row[-1]]}", f"led={before}:{size}", f"tail={behind}:{size}")
        found += [shown] * len(row)
    return found


def _elsewhere(passage: Passage) -> Elsewhere:
    """For each word with a capital what all its places in the text show together."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(passage.words):
        if passage.capital[index] and word[0].isalpha():
            places.setdefault(word, []).append(index)
    return {word: _together(passage, word, found) for word, found in places.items()}


def _together(passage: Passage, word: str, places: Sequence[int]) -> tuple[str | None, ...]:
    """How often a word stands, whether in lower case too, and what stands beside it."""
    inner = [index for index in places if index not in passage.opening]
    before = [passage.lower(index - 1) for index in inner]
    behind = [passage.lower(index + 1) for index in places]
    raised = [index for index in inner if passage.capital[index - 1] and index - 1 not in passage.opening]
    return (
        f"n={min(len(places), 4)}:{min(len(inner), 2)}",
        f"low={word.lower() in passage.lowercase}",
        f"owns={min(behind.count(_OWNS), 2)}",
        f"acts={min(sum(one in acts() for one in behind), 2)}",
        f"the={min(before.count('the'), 2)}:{len(inner) > 1}",
        f"in={min(sum(one in _AT for one in before), 2)}:{len(inner) > 1}",
        f"of={min(sum(one in _OF for one in before), 2)}:{len(inner) > 1}",
        f"first={len(inner) - len(raised) > 0}:{len(raised) > 0}",
        f"titled={any(one.rstrip('.') in HONORIFICS for one in before)}",
    )


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
