"""What a word shows of itself and to its neighbours, as features; each is spelled out once and kept.

Most words look as they did in the last text, and nothing is noted of most of them. So what a word shows falls
into two halves that are kept apart: how it is spelled, and what is noted of it.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter

from pipelines.extraction.learned.rows import Part, Rows

Word = dict[str, str]
Runs = tuple[
    tuple[tuple[str, ...], ...], ...
]  # for each place of a neighbour the features of each run of keys

_NOTED = tuple("m t c d src cue con e q pos ti".split())
_SPELLED = tuple("w s3 s2 p3 sh ev ac cap".split())
# What a word shows of itself, and what of it its neighbours see, by their distance.
_OWN = "w s3 s2 p3 sh m t c d src cue con e q ev ac pos cap ti".split()
_NEAR = "w s3 m t c src cue con ev ac e q sh".split()
_FAR = "w m t c ev ac cue con".split()
_AWAY = "w ac ev".split()
_SEEN = ((0, _OWN), (-1, _NEAR), (1, _NEAR), (-2, _FAR), (2, _FAR), (-3, _AWAY), (3, _AWAY))
_ENDS = {distance: (f"{distance}END",) if distance else () for distance, _ in _SEEN}
_MOST = 4096  # spellings that are kept, and as many notes: some 10 MB


def shown(words: Sequence[Word], sentences: Sequence[range]) -> Rows:
    """The words of some sentences as models are asked of them."""
    inside = [index for sentence in sentences for index in sentence]
    first = {sentence.start for sentence in sentences}
    last = {sentence.stop - 1 for sentence in sentences}
    spelled = [words[index]["w"] for index in inside]
    before, after = ("", *spelled), (*spelled[1:], "")
    pairs = list(zip(inside, before, spelled, after, strict=False))
    return Rows(
        lengths=tuple(map(len, sentences)),
        parts=(
            _SPELLING.keys([_spelling_of(words[index]) for index in inside]),
            _NOTES.keys([_notes_of(words[index]) for index in inside]),
        ),
        slots=(
            [None if index in first else f"b-{left}|{word}" for index, left, word, _ in pairs],
            [None if index in last else f"b+{word}|{right}" for index, _, word, right in pairs],
        ),
    )


def rows(words: Sequence[Word]) -> list[list[str]]:
    """The features of each word of a sentence: its own, those of its neighbours, and its pairs with them."""
    shown = [_shown(word) for word in words]
    size = len(words)
    found = []
    for index, word in enumerate(words):
        row: list[str] = []
        for place, (distance, _) in enumerate(_SEEN):
            other = index + distance
            if 0 <= other < size:
                spelled, noted = shown[other]
                for ours, theirs in zip(spelled[place], noted[place], strict=True):
                    row += ours
                    row += theirs
            else:
                row += _ENDS[distance]
        if index:
            row.append(f"b-{words[index - 1]['w']}|{word['w']}")
        if index + 1 < size:
            row.append(f"b+{word['w']}|{words[index + 1]['w']}")
        found.append(row)
    return found


def _runs(keys: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """The keys in their order, cut into keys of spelling that are followed by keys of notes."""
    found: list[tuple[list[str], list[str]]] = []
    for key in keys:
        if not found or (key in _SPELLED and found[-1][1]):
            found.append(([], []))
        found[-1][key in _NOTED].append(key)
    return found


def _half(of: int, keys: tuple[str, ...]) -> Callable[[tuple[str, ...]], Runs]:
    """What the values of these keys show at every distance, in the runs of that distance."""
    runs = [
        [(f"{distance or ''}{key}=", keys.index(key)) for key in run[of]]
        for distance, seen in _SEEN
        for run in _runs(seen)
    ]
    sizes = [len(_runs(seen)) for _, seen in _SEEN]

    @lru_cache(_MOST)
    def shown(values: tuple[str, ...]) -> Runs:
        spelled = iter([tuple(start + values[at] for start, at in run if values[at]) for run in runs])
        return tuple(tuple(next(spelled) for _ in range(size)) for size in sizes)

    return shown


_spelling_of, _notes_of = itemgetter(*_SPELLED), itemgetter(*_NOTED)
_spelling, _notes = _half(0, _SPELLED), _half(1, _NOTED)


def _part(keys: tuple[str, ...], *, ends: bool) -> Part:
    near = [(distance, seen) for distance, seen in _SEEN if not set(seen).isdisjoint(keys)]
    return Part(
        distances=tuple(distance for distance, _ in near),
        values=tuple,
        seen=tuple(
            tuple((f"{distance or ''}{key}=", keys.index(key)) for key in seen if key in keys)
            for distance, seen in near
        ),
        ends=tuple(_ENDS[distance] if ends else () for distance, _ in near),
    )


_SPELLING, _NOTES = _part(_SPELLED, ends=True), _part(_NOTED, ends=False)


def _shown(word: Word) -> tuple[Runs, Runs]:
    return _spelling(_spelling_of(word)), _notes(_notes_of(word))
