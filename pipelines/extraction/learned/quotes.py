"""Which words claims are read from: stretches of a sentence, as a model labels its words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.extraction.account import Span
from pipelines.extraction.clauses import finite_verb
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.sheet import Sheet
from pipelines.extraction.learned.tagging import Tagger
from pipelines.extraction.reading import Reading
from pipelines.extraction.wordlists import alternatives, lexicon

INSIDE = (
    0.1  # how likely a word must be part of a claim; below one half, for finding more is worth some noise
)
BREAK = 0.8  # how likely a word must begin another claim to end the one before it
_SHORTEST = 8  # code points
_FEWEST = 3  # words without a verb
# Words with which saying is itself worth telling: whom one has told, and that one has not answered.
_TELLING = re.compile(
    r"\b(?:inform(?:s|ed|ing)?|notif\w*|alert\w*|warn\w*|not|never|without|no)\b|n[’']t\b", re.IGNORECASE
)
_DATELINE = re.compile(r"(?:[A-Z]+,?\s+)?[A-Z][a-z]+\.?\s+\d{1,2}(?:,\s+\d{4})?\s+(?:--|–|—|-)\s")
_AUXILIARIES = re.compile(
    r"(?:(?:could|can|would|will|did|does|do|has|have|had|may|might|must|should|is|was|are|were)(?:n[’']t)?|not|never)"
    r"(?:\s+(?:not|never|be|been|have))?",
    re.IGNORECASE,
)
_COMMUNICATIONS = lexicon("attribution")["nouns"]["communications"]
_WRITTEN = re.compile(  # "in a notice filed with the regulator", before who speaks in it
    r"(?:in|on|at|during|through|via)\s+(?:(?:an?|the|its|his|her|their|one|another)\s+)?(?:[\w-]+\s+){0,3}?"
    rf"{alternatives((*_COMMUNICATIONS, 'conference', 'call', 'hearing'))}\b",
    re.IGNORECASE,
)
_ADDING = frozenset({"also", "only", "not", "rather"})  # behind "but": no contrast
_JOINTS = {"that": "t", ",": ",", ":": ","}
_BEFORE = re.compile(r"-?S+-?Q+(?:t|-{0,3}[,t])|-?Q+S+-?[,t]")  # who says it and how, by the labels of words
_BEHIND = re.compile(r",-?(?:S+Q+|Q+S+)-*$")
_QUESTION = re.compile(r"[’”)]*\?")
_COMMA = re.compile(r",\s+")
_ENDS = ' \t\r\n\u00a0,;:.“”"–—-'


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of text, and how likely its words are to be part of a claim."""

    span: Span
    score: float


def quotes(reading: Reading, sheet: Sheet, rows: Rows, model: Tagger, said: Sequence[str]) -> list[Quote]:
    """The stretches that claims are read from, in the order of the text; `said` are the labels of speech."""
    found: list[Quote] = []
    for sentence, chances in zip(sheet.sentences, model.chances(rows), strict=True):
        if reading.notebook.skips(Span(sheet.starts[sentence.start], sheet.spans[sentence.stop - 1].end)):
            continue
        for piece, score in _pieces(sheet, sentence, chances):
            words = content(piece, sheet, said)
            span = reading.notebook.trimmed(sheet.starts[words.start], sheet.spans[words.stop - 1].end, _ENDS)
            if span.end - span.start >= _SHORTEST and not tells_nothing(reading, span):
                found.append(Quote(span=span, score=score))
    return found


def _pieces(
    sheet: Sheet, sentence: range, chances: Sequence[dict[str, float]]
) -> Iterator[tuple[range, float]]:
    """The words of each stretch, cut where a semicolon or "but" sets one thing against another."""
    for first, last, score in _stretches(chances):
        begin = sentence[first]
        stop = sentence[last - 1] + 1
        for index in range(begin + _FEWEST, stop - _FEWEST):
            word = sheet.words[index]["w"]
            if word == ";" or (word == "but" and sheet.words[index + 1]["w"] not in _ADDING):
                yield range(begin, index), score
                begin = index + 1
        yield range(begin, stop), score


def content(words: range, sheet: Sheet, said: Sequence[str]) -> range:
    """Words without those at either end in which only somebody and a verb of saying are heard.

    Where nothing is heard to be said beside these, they may be what is told: they only go where a comma or
    "that" parts them from the rest ("the district advises that", ", he said").
    """
    parts = "".join(said[index][2:] or "-" for index in words)
    first, last = parts.find("C"), parts.rfind("C") + 1
    if last:
        first = first if "Q" in parts[:first] else 0
        return words[first : last if "Q" in parts[last:] else None]
    plain = "".join(_JOINTS.get(sheet.words[index]["w"], "-") for index in words)
    marks = "".join(part if part != "-" else sign for part, sign in zip(parts, plain, strict=True))
    before, behind = _BEFORE.match(marks), _BEHIND.search(marks)
    start, end = before.end() if before else 0, behind.start() if behind else len(marks)
    return words[start:end] if end - start >= _FEWEST else words


def _stretches(chances: Sequence[dict[str, float]]) -> list[tuple[int, int, float]]:
    """First, last and mean likelihood of each stretch of likely words."""
    found: list[tuple[int, int, float]] = []
    begin: int | None = None
    for place, chance in enumerate((*chances, {"O": 1.0})):
        inside = 1.0 - chance.get("O", 0.0) >= INSIDE
        breaks = chance.get("B", 0.0) > BREAK
        if begin is not None and (not inside or breaks):
            mean = sum(1.0 - one["O"] for one in chances[begin:place]) / (place - begin)
            found.append((begin, place, mean))
            begin = None
        if inside and begin is None:
            begin = place
    return found


def tells_nothing(reading: Reading, span: Span) -> bool:
    """Whether words are no claim: a question, a bare name, or only who says something, how and where."""
    return _says_nothing(reading.text, span) or _only_attributes(reading, span)


def _says_nothing(text: str, span: Span) -> bool:
    """Whether words are a question, or no more than a name or a noun."""
    words = span.of(text)
    short = len(words.split()) < _FEWEST + words.endswith(" that")
    few = short and (finite_verb(text, span) is None or _AUXILIARIES.fullmatch(words))
    return is_question(text, span) or bool(few) or _DATELINE.match(words) is not None


def _only_attributes(reading: Reading, span: Span) -> bool:
    """Whether words say who says what stands elsewhere ("the centre said in a report"), and nothing else."""
    if _WRITTEN.match(reading.text, *span) and _is_before_source(reading, span):
        return True
    return _TELLING.search(reading.text, *span) is None and any(
        one.content
        and all(span.covers(part) for part in (*one.source, *one.cue))
        and not any(span.overlaps(part) for part in one.content)
        for one in reading.account.attributions
        if one.source
    )


def _is_before_source(reading: Reading, span: Span) -> bool:
    """Whether a comma and then somebody who speaks stand right behind some words."""
    gap = _COMMA.match(reading.text, span.end)
    starts = {part.start for one in reading.account.attributions for part in one.source}
    return gap is not None and gap.end() in starts


def is_question(text: str, span: Span) -> bool:
    """Whether words end in a question mark, or right before one."""
    return text[span.end - 1] == "?" or _QUESTION.match(text, span.end) is not None
