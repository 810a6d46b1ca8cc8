"""Examples for each model: what a lesson shows of names, speech, quotes, stances and voices."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ontology.terms import Certainty, Polarity
from pipelines.extraction.account import Span
from pipelines.extraction.learned import names, occurrences, reports, stances, voices
from pipelines.extraction.learned.bearings import Before, after
from pipelines.extraction.learned.occurrences import Trigger
from pipelines.extraction.learned.scenery import Scenery
from pipelines.extraction.learned.tagging import Features
from pipelines.extraction.passage import read_passage
from pipelines.training.lesson import Lesson, Line
from pipelines.training.ranking import Choice

Example = tuple[Sequence[Features], Sequence[str]]
Marks = Iterable[tuple[int, int, str]]
Labels = Mapping[str, Sequence[str]]  # of the words of each document


def of_names(line: Line) -> Iterator[Example]:
    """Each sentence with the names in it, by kind."""
    passage = read_passage(line["text"])
    kinds = {kind.value for kind in names.KINDS}
    marks = [(m["start"], m["end"], m["type"]) for m in line["mentions"] if m["type"] in kinds]
    labels = _bio(marks, [token.span.start for token in passage.tokens])
    for sentence in names.sentences(passage):
        yield names.features(passage, sentence), [labels[index] for index in sentence]


def of_marks(lesson: Lesson) -> Iterator[Example]:
    """Each sentence with the names in it, of whatever kind; of nested ones the outer."""
    marks = [(one["start"], one["end"], one["type"]) for one in lesson.line["mentions"]]
    labels = _bio(sorted(marks, key=lambda mark: mark[1] - mark[0]), lesson.sheet.starts)
    for sentence in lesson.sheet.sentences:
        yield lesson.sheet.features(sentence), [labels[index] for index in sentence]


def of_genre(lesson: Lesson, name: str) -> Iterator[Example]:
    """The text as a whole with the sort of text it is."""
    yield [reports.genre(lesson.sheet)], [name]


def of_speech(lesson: Lesson) -> Iterator[Example]:
    """Each sentence with the sources, cues and contents in it; inner contents are written over outer ones."""
    said = sorted(lesson.line["attributions"], key=lambda one: -sum(e - s for s, e in one["content"]))
    contents = [(s, e, "C") for one in said for s, e in one["content"]]
    sources = [(s, e, "S") for one in said for s, e in one["source"]]
    cues = [(s, e, "Q") for one in said for s, e in one["cue"]]
    labels = _bio([*contents, *sources, *cues], lesson.sheet.starts)
    for sentence in lesson.sheet.sentences:
        yield lesson.sheet.features(sentence), [labels[index] for index in sentence]


def of_quotes(lesson: Lesson) -> Iterator[Example]:
    """Each sentence with the quotes of claims in it; of overlapping quotes the shorter."""
    labels = _quoted(lesson)
    for sentence in lesson.sheet.sentences:
        yield lesson.sheet.features(sentence), [labels[index] for index in sentence]


def _quoted(lesson: Lesson) -> list[str]:
    kept: list[Span] = []
    for claim in sorted(lesson.claims, key=lambda one: one["end"] - one["start"]):
        span = Span(claim["start"], claim["end"])
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    labels = ["O"] * len(lesson.sheet.words)
    openings = {sentence.start for sentence in lesson.sheet.sentences}
    for span in kept:
        for place, index in enumerate(lesson.sheet.within(span)):
            labels[index] = "B" if place == 0 or index in openings else "I"
    return labels


def of_stances(lesson: Lesson) -> Iterator[Example]:
    """Each claim with its polarity and certainty."""
    for claim in lesson.claims:
        features = stances.features(lesson.reading, lesson.sheet, Span(claim["start"], claim["end"]))
        known = stances.label(Polarity(claim["polarity"]), Certainty(claim["certainty"]))
        yield [features], [known]


def of_voices(lesson: Lesson, labels: Sequence[str]) -> Iterator[Choice]:
    """The voices that each claim may have, and which of them are the claim's."""
    scenery = Scenery(lesson.reading, lesson.sheet, labels)
    before: Before | None = None
    for claim in lesson.claims:
        place = voices.placed(scenery, Span(claim["start"], claim["end"]))
        found = voices.voices(scenery, place, before)
        right = [is_right(lesson, voice, claim) for voice in found]
        yield [voice.features for voice in found], right
        holders = next((voice.holders for voice, is_one in zip(found, right, strict=True) if is_one), ())
        before = after(before, place, holders)


def is_right(lesson: Lesson, voice: voices.Voice, claim: Line) -> bool:
    """Whether a voice is whose a claim is annotated to be."""
    speakers = claim["chain"][0]["speakers"]
    return all(any(lesson.is_one(holder, one) for holder in voice.holders) for one in speakers) and all(
        any(lesson.is_one(holder, one) for one in speakers) for holder in voice.holders
    )


def _bio(marks: Marks, starts: Sequence[int]) -> list[str]:
    """BIO labels of words; a later mark is written over an earlier one."""
    labels = ["O"] * len(starts)
    for begin, end, label in marks:
        indices = range(bisect_left(starts, begin), bisect_left(starts, end))
        for place, index in enumerate(indices):
            labels[index] = f"{'I' if place else 'B'}-{label}"
    return labels


def together(parts: Iterable[Iterator[Example]]) -> Iterator[Example]:
    """The examples of many lessons in order."""
    return chain.from_iterable(parts)


def of_triggers(lesson: Lesson) -> Iterator[Example]:
    """Each sentence with the triggers of events in it, by type; of nested ones the inner."""
    marks = sorted(
        ((*one["trigger"], one["type"]) for one in lesson.line["events"]), key=lambda mark: mark[0] - mark[1]
    )
    labels = _bio(marks, lesson.sheet.starts)
    for sentence in lesson.sheet.sentences:
        yield lesson.sheet.features(sentence), [labels[index] for index in sentence]


def of_realis(lesson: Lesson) -> Iterator[Example]:
    """Each trigger with whether its event happened."""
    for event, trigger in _annotated(lesson):
        yield [occurrences.realis_features(lesson.sheet, trigger)], [event["realis"]]


def of_arguments(lesson: Lesson, read: Sequence[Sequence[Trigger]] | None = None) -> Iterator[Example]:
    """Each sentence that has triggers, annotated ones or those that were read in it, with their arguments."""
    marks = [
        (part["start"], part["end"], part["role"])
        for event in lesson.line["events"]
        for part in event["arguments"]
    ]
    labels = _bio(sorted(marks, key=lambda mark: mark[0] - mark[1]), lesson.sheet.starts)
    annotated = [trigger for _, trigger in _annotated(lesson)]
    for number, sentence in enumerate(lesson.sheet.sentences):
        here = [one for one in annotated if one.words.start in sentence] if read is None else read[number]
        if here:
            features = occurrences.argument_features(lesson.sheet, sentence, here)
            yield features, [labels[index] for index in sentence]


def roles(lessons: Iterable[Lesson], seen: int = 3) -> dict[str, list[str]]:
    """The types of events with which each role is annotated at least so often."""
    counts = Counter(
        (part["role"], event["type"])
        for lesson in lessons
        for event in lesson.line["events"]
        for part in event["arguments"]
    )
    found: dict[str, list[str]] = {}
    for (role, kind), count in sorted(counts.items()):
        if count >= seen:
            found.setdefault(role, []).append(kind)
    return found


def _annotated(lesson: Lesson) -> Iterator[tuple[Line, Trigger]]:
    """The annotated events with their triggers, where these are words of the text."""
    for event in lesson.line["events"]:
        words = lesson.sheet.within(Span(*event["trigger"]))
        if words:
            yield event, Trigger(words=words, kind=event["type"])
