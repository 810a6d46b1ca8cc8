"""How words come: as the article's own, told of somebody, or in quotation marks."""

from ontology.terms import SpeechMode
from pipelines.extraction.account import Span
from pipelines.extraction.attribution import quotes
from pipelines.extraction.learned.voices import Voice
from pipelines.extraction.reading import Reading

_BACK = 600  # letters before a sentence in which a quotation may have begun


def is_quoted(reading: Reading, span: Span) -> bool:
    """Whether all words of a claim stand inside quotation marks."""
    sentence = reading.notebook.sentence(span.start)
    around = Span(max(sentence.start - _BACK, 0), max(sentence.end, span.end))
    inner = reading.notebook.trimmed(*span, ' \t\n\u00a0,;:.“”"')
    return any(quoted.covers(inner) for quoted in quotes(reading.text, around))


def mode(voice: Voice, *, quoted: bool) -> SpeechMode:
    """Direct where somebody else than the publisher speaks in quotation marks."""
    if len(voice.chain) == 1:
        return SpeechMode.OWN_VOICE
    return SpeechMode.DIRECT if quoted else SpeechMode.INDIRECT
