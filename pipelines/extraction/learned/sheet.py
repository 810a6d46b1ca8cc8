"""A sheet: every word of a text with its shape and with what the rules have noted of it, as features."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from pipelines.extraction.account import Span
from pipelines.extraction.learned.features import Word, rows, shown
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.shapes import acts, event_verbs, shape
from pipelines.extraction.passage import Passage
from pipelines.extraction.reading import Reading

_KINDS = ("m", "t", "c", "d", "src", "cue", "con", "e")  # of what the rules note
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The words of a text in order; `sentences` are ranges of their indices."""

    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    sentences: tuple[range, ...]
    starts: tuple[int, ...]

    def within(self, span: Span) -> range:
        """The indices of the words that begin inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence(self, index: int) -> range:
        """The sentence of a word."""
        place = bisect_left([s.stop for s in self.sentences], index + 1)
        return self.sentences[min(place, len(self.sentences) - 1)]

    def features(self, sentence: range) -> list[list[str]]:
        """The features of each word of a sentence, with those of its neighbours in it."""
        return rows(self.words[sentence.start : sentence.stop])

    def rows(self, sentences: Sequence[range] | None = None) -> Rows:
        """Some sentences, or all, as models read them."""
        return shown(self.words, self.sentences if sentences is None else sentences)


def sheet(reading: Reading, passage: Passage) -> Sheet:
    """The sheet of what the rules have read."""
    spans = tuple(token.span for token in passage.tokens)
    starts = tuple(span.start for span in spans)
    noted = _noted(reading, spans, starts)
    return Sheet(
        spans=spans,
        starts=starts,
        words=tuple(_words(reading, passage, noted)),
        sentences=tuple(
            range(group[0], group[-1] + 1)
            for _, indices in groupby(range(len(spans)), key=lambda i: passage.sentence[i])
            if (group := list(indices))
        ),
    )


def labelled(marks: Iterable[tuple[Span, str]], spans: Sequence[Span], starts: Sequence[int]) -> list[str]:
    """BIO labels of words for marked spans; a later mark is written over an earlier one."""
    labels = ["O"] * len(spans)
    for span, label in marks:
        for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
            begins = starts[index] == span.start or index == 0 or starts[index - 1] < span.start
            labels[index] = f"{'B' if begins else 'I'}-{label}"
    return labels


def _noted(reading: Reading, spans: Sequence[Span], starts: Sequence[int]) -> list[list[str]]:
    """What the rules have noted, a row of labels for each kind of note."""
    account = reading.account
    longest_last = sorted(account.mentions, key=lambda m: m.span.end - m.span.start)
    claims = sorted(account.claims, key=lambda c: c.span.start - c.span.end)
    attributed = account.attributions
    marks: dict[str, Iterable[tuple[Span, str]]] = {
        "m": ((m.span, m.kind.value[:6] + ("" if m.named else "~")) for m in longest_last),
        "t": ((draft.trigger, claim.predicate.value) for draft, claim in reading.told),
        "c": ((claim.span, "c") for claim in claims),
        "d": ((claim.span, "d") for claim in claims if claim.predicate.value == "description"),
        "src": ((span, "s") for one in attributed for span in one.source),
        "cue": ((span, "q") for one in attributed for span in one.cue),
        "con": ((span, "c") for one in attributed for span in one.content),
        "e": ((event.trigger, event.type.value) for event in account.events),
    }
    return [labelled(marks[kind], spans, starts) for kind in _KINDS]


def _words(reading: Reading, passage: Passage, noted: list[list[str]]) -> Iterator[Word]:
    titled = set((reading.document.title or "").casefold().split())
    quoted = _quoted(reading.text, passage)
    place, last = 0, -1
    for index, (token, labels) in enumerate(zip(passage.tokens, zip(*noted, strict=True), strict=True)):
        number = passage.sentence[index]
        place, last = (0 if number != last else place + 1), number
        lower = passage.lowers[index]
        is_titled = len(lower) > 3 and lower in titled
        yield _spelling(token.word, lower) | _notes(labels, quoted[index], min(place, 3), is_titled)


@lru_cache(4096)  # nothing is noted of most words
def _notes(labels: tuple[str, ...], quoted: bool, place: int, titled: bool) -> Word:  # noqa: FBT001
    return {
        **dict(zip(_KINDS, labels, strict=True)),
        "q": "1" if quoted else "",
        "pos": str(place),
        "ti": "1" if titled else "",
    }


@lru_cache(4096)  # most words stood in the last texts too
def _spelling(word: str, lower: str) -> Word:
    return {
        "w": _DIGIT.sub("0", lower),
        "s3": lower[-3:],
        "s2": lower[-2:],
        "p3": lower[:3],
        "sh": shape(word),
        "ev": event_verbs().get(lower, ""),
        "ac": acts().get(lower, ""),
        "cap": "1" if word[0].isupper() else "",
    }


def _quoted(text: str, passage: Passage) -> list[bool]:
    """Which words stand inside quotation marks; a mark that is never closed ends with its paragraph."""
    found, inside, end = [], False, 0
    for token in passage.tokens:
        if "\n" in text[end : token.span.start]:
            inside = False
        if token.word == "“":
            inside = True
        found.append(inside)
        if token.word == "”":
            inside = False
        end = token.span.end
    return found
