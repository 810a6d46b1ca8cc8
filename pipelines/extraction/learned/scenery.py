"""What voices are read from: a reading, its sheet, and who a model hears where."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.extraction.account import Span
from pipelines.extraction.learned.features import Word
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.sources import Source, sources
from pipelines.extraction.learned.speech import heard
from pipelines.extraction.reading import Reading

_VERBS = "is are was were be been being has have had will would can could may might must should do does did"
_JOINING = "and but or while whereas although though however yet because as after before when if since until"
_SIGNS = {
    **dict.fromkeys(_VERBS.split(), "v"),
    **dict.fromkeys(_JOINING.split(), "&"),
    **dict.fromkeys(("who", "which", "whose", "whom"), "w"),
    "“": '"',
    "”": '"',
    '"': '"',
    ",": ",",
    "–": ",",
    "—": ",",
    "-": ",",
    ":": ":",
    ";": ";",
    "that": "t",
}


@dataclass(frozen=True)
class Scenery:
    """The words of a text with what they do in speech: `labels` are those of the model of speech."""

    reading: Reading
    sheet: Sheet
    labels: Sequence[str]

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Who speaks where, in the order of the text."""
        found = heard(self.sheet, self.labels)
        return tuple(sources(self.reading.notebook, self.sheet, found))

    @cached_property
    def signs(self) -> str:
        """For each word a sign: S source, Q cue, a act, t "that", w relative, v auxiliary, & joining."""
        pairs = zip(self.sheet.words, self.labels, strict=True)
        return "".join(_sign(word, label) for word, label in pairs)

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """The number of the paragraph of each sentence."""
        text, sheet = self.reading.text, self.sheet
        found, last, number = [], 0, 0
        for sentence in sheet.sentences:
            start = sheet.starts[sentence.start]
            number += "\n" in text[last:start]
            last = sheet.spans[sentence.stop - 1].end
            found.append(number)
        return tuple(found)

    @cached_property
    def mentions(self) -> dict[str, list[range]]:
        """The words in which each entity is mentioned, in the order of the text."""
        _ = self.sources  # which notes who is only described
        found: dict[str, list[range]] = {}
        for mention in sorted(self.reading.notebook.mentions, key=lambda one: one.span):
            found.setdefault(mention.entity, []).append(self.sheet.within(mention.span))
        return found

    def number(self, sentence: range) -> int:
        """The number of a sentence."""
        return self._numbers[sentence.start]

    @cached_property
    def _numbers(self) -> dict[int, int]:
        return {sentence.start: number for number, sentence in enumerate(self.sheet.sentences)}

    def stretch(self, words: range) -> Span:
        """From the first of some words to the end of the last."""
        return Span(self.sheet.starts[words.start], self.sheet.spans[words.stop - 1].end)

    def path(self, start: int, stop: int) -> str:
        """The signs between two words, of a row of equal ones one, without those of plain words."""
        found = ""
        for sign in self.signs[start:stop]:
            if sign != "." and not found.endswith(sign):
                found += sign
        return found


def _sign(word: Word, label: str) -> str:
    if label[2:] in {"S", "Q"}:
        return label[2:]
    return _SIGNS.get(word["w"]) or ("a" if word["ac"] else ".")
