"""The trained extractor: names, speech and claims as models find them, over what the rules have noted."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files

from ontology.terms import Certainty, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import Account, AccountClaim, Attribution, Span, Step
from pipelines.extraction.learned import names, quotes, speech, stances, voices
from pipelines.extraction.learned.sheet import Sheet, sheet
from pipelines.extraction.learned.tagging import WEIGHTS, tagger
from pipelines.extraction.narration import named
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.passage import read_passage
from pipelines.extraction.reading import Reading
from pipelines.extraction.rules import RuleExtractor, ordered, rules_version
from pipelines.reading.document import Document

_NO_STANCE = 0.5  # below it the frames that read the words know better than the model


class TrainedExtractor:
    """Reads English news by rules and by models trained on the project's corpus.

    The rules note names, descriptions, speakers and frames. Models add names, say which words are claims, what
    their holder is committed to, and whose they are. Each claim names its frame, if any, and its likelihood.
    """

    name = "trained"

    def __init__(self) -> None:
        self.version = _version()
        self._rules = RuleExtractor(namer)

    def extract(self, document: Document) -> Account:
        """What the document says."""
        reading = self._rules.read(document)
        told = sheet(reading, read_passage(reading.text))
        labels = speech.labels(told, tagger("speech"))
        heard = speech.heard(told, labels)
        account = reading.account
        more = speech.attributions(heard, account.attributions)
        claims = _claims(reading, told, labels, heard) if reading.tells else account.claims
        return replace(
            account,
            extractor=self.name,
            version=self.version,
            entities=tuple(reading.notebook.entities.values()),
            mentions=ordered(reading.notebook.mentions),
            attributions=_ordered((*account.attributions, *more)),
            claims=claims,
        )


def namer(notebook: Notebook) -> None:
    """Note the names that the model finds and the lists do not know."""
    passage = read_passage(notebook.text, notebook.skipped)
    names.note_guesses(notebook, list(names.guesses(passage, tagger("names"))))


def _ordered(found: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    return tuple(sorted(found, key=lambda one: (one.content, one.cue)))


def _claims(
    reading: Reading, told: Sheet, labels: list[str], heard: list[speech.Heard]
) -> tuple[AccountClaim, ...]:
    """The claims of a document, each where a model finds one, read by frames as far as these reach."""
    scenery = voices.Scenery(reading=reading, sheet=told, labels=labels, heard=tuple(heard))
    before: voices.Before | None = None
    found: list[AccountClaim] = []
    for quote in quotes.quotes(reading, told, labels, tagger("quotes")):
        voice, _ = voices.chosen(voices.voices(scenery, quote.span, before), tagger("voices"))
        before = voices.Before(holders=voice.holders, end=quote.span.end)
        chain = voices.settled(reading, voice)
        mode = voices.mode(reading, voice, quote.span)
        found += _read(reading, told, quote, chain, mode)
    return _distinct(found)


def _read(
    reading: Reading, told: Sheet, quote: quotes.Quote, chain: tuple[Step, ...], mode: SpeechMode
) -> Iterator[AccountClaim]:
    """What frames have read in a quote, or its words as a description, with the stance of the model."""
    polarity, certainty, sure = stances.stance(reading, told, quote.span, tagger("stances"))
    frames = _frames(reading, quote.span)
    for claim in frames or [_described(reading, quote.span)]:
        known = bool(claim.chain) and sure < _NO_STANCE
        yield replace(
            claim,
            span=quote.span,
            chain=chain,
            speech_mode=mode,
            polarity=claim.polarity if known else polarity,
            certainty=claim.certainty if known else certainty,
            score=round(quote.score, 3),
        )


def _frames(reading: Reading, span: Span) -> list[AccountClaim]:
    """The claims that frames have read inside a span, each proposition once, those of plain words last."""
    claims = [claim for _, claim in stances.within(reading.told, span)]
    framed = [claim for claim in claims if claim.predicate is not Predicate.DESCRIPTION] or claims[:1]
    return list({(c.subject, c.predicate, c.object): c for c in reversed(framed)}.values())[::-1]


def _described(reading: Reading, span: Span) -> AccountClaim:
    """What no frame reads, kept in the words of the text."""
    words = span.of(reading.text)
    topic = reading.notebook.entity(Kind.TOPIC, named(words), "said", words.casefold())
    return AccountClaim(
        span=span,
        subject=reading.scene.incident,
        predicate=Predicate.DESCRIPTION,
        object=topic,
        polarity=Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        speech_mode=SpeechMode.OWN_VOICE,
        chain=(),
        time=reading.scene.time_in(span),
        rule="told, found by the model",
    )


def _distinct(found: list[AccountClaim]) -> tuple[AccountClaim, ...]:
    """Every claim in the order of the text, each proposition once for each holder and quote."""
    kept = {(c.span, c.subject, c.predicate, c.object, c.chain[0].speakers): c for c in reversed(found)}
    return tuple(sorted(kept.values(), key=lambda c: (c.span, c.predicate.value, c.object)))


@cache
def _version() -> str:
    """The version of the rules, with a digest of the models and of the code that reads them."""
    digest = sha256()
    for folder in (files("pipelines.extraction.learned"), WEIGHTS):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith((".py", ".crf")):
                digest.update(file.read_bytes())
    return f"{rules_version()}.{digest.hexdigest()[:12]}"
