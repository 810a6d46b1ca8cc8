"""The trained extractor: names, speech, events and claims by models, over the notes of the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files

from ontology.terms import Certainty, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import Account, AccountClaim, AccountEvent, Attribution, Span
from pipelines.extraction.claims import settled
from pipelines.extraction.learned import (
    modes,
    names,
    occurrences,
    quotes,
    referents,
    reports,
    speech,
    spellings,
    stances,
    voices,
)
from pipelines.extraction.learned.bearings import Before, after
from pipelines.extraction.learned.rows import Rows
from pipelines.extraction.learned.scenery import Scenery
from pipelines.extraction.learned.sheet import Sheet, sheet
from pipelines.extraction.learned.shelf import Shelf, shelf
from pipelines.extraction.narration import named
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.passage import read_passage
from pipelines.extraction.reading import Reading
from pipelines.extraction.remainder import UNREAD
from pipelines.extraction.rules import RuleExtractor, ordered, rules_version
from pipelines.reading.document import Document

_FIRM = 0.9  # how sure a model must be of a certainty to be taken before a frame


class TrainedExtractor:
    """Reads English news by rules and by models trained on the project's corpus.

    The rules note names, descriptions, speakers and frames. Models add names, attributions and events, and
    say which words that no frame reads are claims, what their holder is committed to, and whose they are.
    """

    name = "trained"

    def __init__(self, models: Shelf | None = None) -> None:
        self._models = models or shelf()
        self._rules = RuleExtractor(self._note_names, referents.resolver(self._models.ranker("referents")))
        self.version = f"{rules_version()}.{_digest()}.{self._models.digest[:12]}"

    def extract(self, document: Document) -> Account:
        """What the document says."""
        reading = self._rules.read(document)
        told = sheet(reading, read_passage(reading.text))
        rows = told.rows()
        labels = speech.labels(rows, self._models.get("speech"))
        heard = tuple(speech.heard(told, labels))
        scenery = Scenery(reading, told, labels)
        happened = occurrences.events(told, rows, self._occurrences)
        claims = self._claims(scenery, rows, happened) if reading.tells else reading.account.claims
        self._revise_names(reading.notebook, told, rows)
        return replace(
            reading.account,
            extractor=self.name,
            version=self.version,
            entities=tuple(reading.notebook.entities.values()),
            mentions=ordered(reading.notebook.mentions),
            events=self._events(reading, happened),
            attributions=self._attributions(reading, heard),
            claims=claims,
        )

    def _note_names(self, notebook: Notebook) -> None:
        """Note the names that a model finds and the lists do not know."""
        passage = read_passage(notebook.text, notebook.skipped)
        guesses = names.guesses(passage, self._models.get("names"))
        found = spellings.spellings(passage, guesses)
        spellings.note(notebook, found)
        spellings.note_shortened(notebook, passage, found)

    def _revise_names(self, notebook: Notebook, told: Sheet, rows: Rows) -> None:
        """Let a model for texts of this sort settle what is named, where there is one."""
        genre = self._models.find("genre")
        technical = genre is not None and reports.is_report(told, genre)
        model = self._models.find("reports" if technical else "news")
        if model is not None:
            reports.revise(notebook, reports.names(told, rows, model), told, reports.kinds(model))

    @cached_property
    def _occurrences(self) -> occurrences.Models:
        return occurrences.Models(
            triggers=self._models.get("triggers"),
            realis=self._models.get("realis"),
            arguments=self._models.get("arguments"),
            roles=self._models.roles,
        )

    def _events(self, reading: Reading, happened: Sequence[AccountEvent]) -> tuple[AccountEvent, ...]:
        """The events of the rules, and those that only models read."""
        alone = "events" in self._models.alone
        if not (reading.tells or alone):
            return reading.account.events
        known = () if alone else reading.account.events
        more = happened if alone else occurrences.beyond(known, happened)
        return tuple(sorted((*known, *more), key=lambda event: (event.trigger, event.type.value)))

    def _attributions(self, reading: Reading, heard: Sequence[speech.Heard]) -> tuple[Attribution, ...]:
        known = () if "speech" in self._models.alone else reading.account.attributions
        more = speech.attributions(heard, known)
        return tuple(sorted((*known, *more), key=lambda one: (one.content, one.cue)))

    def _claims(
        self, scenery: Scenery, rows: Rows, happened: Sequence[AccountEvent]
    ) -> tuple[AccountClaim, ...]:
        """What frames have read, and the words that a model finds to be claims and that no frame reads."""
        reading, told = scenery.reading, scenery.sheet
        every = [pair for pair in reading.told if not _is_left_out(reading.text, pair[1])]
        framed = every
        before: Before | None = None
        found: list[AccountClaim] = []
        for quote in quotes.quotes(reading, told, rows, self._models.get("quotes"), scenery.labels):
            place = voices.placed(scenery, quote.span)
            quoted = modes.is_quoted(reading, quote.span)
            able = voices.voices(scenery, place, before)
            voice, sure = voices.chosen(able, self._models.ranker("voices"), quoted=quoted)
            before = after(before, place, voice.holders)
            known = [pair for pair in stances.within(framed, quote.span) if not pair[0].own]
            framed = [pair for pair in framed if pair not in known]
            stance = stances.stance(reading, told, quote.span, self._models.get("stances"))
            found += [_taken(claim, quote.score, *stance) for _, claim in known]
            if not known and not any(_is_same(quote.span, claim.span) for _, claim in every):
                found.append(_unframed(scenery, quote, (voice, sure, quoted), *stance))
        struck = (*reading.account.events, *happened)
        return settled(reading.scene, _first_of((*found, *(claim for _, claim in framed))), struck)


def _taken(
    claim: AccountClaim, score: float, polarity: Polarity, certainty: Certainty, firm: float
) -> AccountClaim:
    """A claim of a frame, with the certainty of a model that is all but sure and affirms or denies it too.

    What a frame reads as certain has no words of doubt in it: those that a model sees are those beside it.
    """
    doubted = claim.certainty is Certainty.CERTAIN and certainty is Certainty.PROBABLE
    if doubted or firm < _FIRM or polarity is not claim.polarity or certainty is claim.certainty:
        return replace(claim, score=round(score, 3))
    return replace(claim, certainty=certainty, cue=None, score=round(score * firm, 3))


def _unframed(
    scenery: Scenery,
    quote: quotes.Quote,
    heard: tuple[voices.Voice, float, bool],
    polarity: Polarity,
    certainty: Certainty,
    firm: float,
) -> AccountClaim:
    """A claim in the words of the text, with the stance and the voice that models give it."""
    reading, (voice, sure, quoted) = scenery.reading, heard
    return replace(
        _described(reading, quote.span),
        chain=voice.chain,
        speech_mode=modes.mode(voice, quoted=quoted),
        polarity=polarity,
        certainty=certainty,
        score=round(quote.score * firm * sure, 3),
    )


def _is_left_out(text: str, claim: AccountClaim) -> bool:
    """Whether a claim of the rules is a question, or only keeps words that no frame reads, but for dates.

    Of such words the models judge.
    """
    if quotes.is_question(text, claim.span):
        return True
    return claim.predicate is Predicate.DESCRIPTION and claim.rule in UNREAD and claim.time is None


def _is_same(quote: Span, framed: Span) -> bool:
    """Whether a frame has read most of a quote, from a trigger that lies elsewhere."""
    return 2 * (min(quote.end, framed.end) - max(quote.start, framed.start)) > quote.end - quote.start


def _first_of(claims: Iterable[AccountClaim]) -> list[AccountClaim]:
    """The claims in the order of the text, so that of equal ones the first is kept."""
    return sorted(claims, key=lambda claim: claim.span)


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


@cache
def _digest() -> str:
    """A digest of the code and word lists that read with models: other code makes other accounts."""
    digest = sha256()
    for file in sorted(files("pipelines.extraction.learned").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".py"):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
