"""Who is heard where: sources, cues and contents of what is said, as a model labels the words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.account import Attribution, Span
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.tagging import Tagger

SILENCE = 0.3  # how much the label of nothing counts for: sources are rarer in training than they should be
_SHORTEST = 12  # code points of a content worth adding


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A stretch of one sentence that is a source ("S"), a cue ("Q") or a content ("C")."""

    span: Span
    part: str
    sentence: int


def labels(rows: Rows, model: Tagger) -> list[str]:
    """The label of every word of a text, from its sentences."""
    return [label for sentence in model.best(rows, SILENCE) for label, _ in sentence]


def heard(sheet: Sheet, labelled: Sequence[str]) -> list[Heard]:
    """The labelled stretches in the order of the text."""
    found: list[Heard] = []
    for number, sentence in enumerate(sheet.sentences):
        begin = sentence.start
        for index in sentence:
            label = labelled[index]
            if label == "O":
                continue
            if index == sentence.start or label[0] == "B" or labelled[index - 1][2:] != label[2:]:
                begin = index
            end = index + 1
            if end == sentence.stop or labelled[end] == "O" or labelled[end] != f"I-{label[2:]}":
                span = Span(sheet.starts[begin], sheet.spans[index].end)
                found.append(Heard(span=span, part=label[2:], sentence=number))
    return found


def attributions(found: Sequence[Heard], known: Sequence[Attribution]) -> Iterator[Attribution]:
    """What is said by a source and a cue of the same sentence and is not among what is known."""
    taken = [span for one in known for span in one.content]
    for number in sorted({one.sentence for one in found}):
        here = [one for one in found if one.sentence == number]
        sources, cues, contents = ([o.span for o in here if o.part == part] for part in "SQC")
        groups: dict[tuple[Span, Span], list[Span]] = {}
        for content in contents:
            if sources and cues:
                key = _nearest(sources, content), _nearest(cues, content)
                groups.setdefault(key, []).append(content)
        for (source, cue), spans in groups.items():
            if _is_new(spans, taken):
                yield Attribution(source=(source,), cue=(cue,), content=tuple(spans))


def _nearest(spans: Sequence[Span], to: Span) -> Span:
    return min(spans, key=lambda span: min(abs(span.start - to.end), abs(to.start - span.end)))


def _is_new(spans: Sequence[Span], taken: Sequence[Span]) -> bool:
    size = sum(span.end - span.start for span in spans)
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in spans for b in taken)
    return size >= _SHORTEST and shared <= 0.3 * size
