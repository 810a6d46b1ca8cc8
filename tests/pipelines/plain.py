"""A small real extractor, one claim for each sentence, to test the flow apart from the rules."""

import re

from ontology.terms import Act, Certainty, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import (
    PUBLISHER,
    Account,
    AccountClaim,
    AccountEntity,
    AccountMention,
    Span,
    Step,
)
from pipelines.reading.document import Document

_SENTENCE = re.compile(r"\S[^.!?]*[.!?]")
_NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+")


class SentenceExtractor:
    """The publisher says of each name that its sentence describes it; "no" or "not" makes a denial."""

    name = "sentences"
    version = "1"

    def extract(self, document: Document) -> Account:
        """One claim for each sentence with a name in it. A text with the word "Unspeakable" raises."""
        if "Unspeakable" in document.text:
            raise ValueError("no words for this")
        names = sorted({match.group() for match in _NAME.finditer(document.text)})
        ids = {name: f"e{at}" for at, name in enumerate(names, start=1)}
        publisher = AccountEntity(id=PUBLISHER, kind=Kind.MEDIA_ORGANIZATION, name=document.publisher or "")
        return Account(
            document=document.id,
            extractor=self.name,
            version=self.version,
            entities=(publisher, *(AccountEntity(id=ids[n], kind=Kind.ORGANIZATION, name=n) for n in names)),
            mentions=tuple(
                AccountMention(span=Span(*match.span()), kind=Kind.ORGANIZATION, entity=ids[match.group()])
                for match in _NAME.finditer(document.text)
            ),
            claims=tuple(_claims(document.text, ids)),
        )


def _claims(text: str, ids: dict[str, str]) -> list[AccountClaim]:
    found = []
    for sentence in _SENTENCE.finditer(text):
        named = _NAME.search(sentence.group())
        if named:
            found.append(_claim(sentence, ids[named.group()]))
    return found


def _claim(sentence: re.Match[str], subject: str) -> AccountClaim:
    denied = re.search(r"\b(no|not)\b", sentence.group()) is not None
    return AccountClaim(
        span=Span(*sentence.span()),
        subject=subject,
        predicate=Predicate.DESCRIPTION,
        object=PUBLISHER,
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        certainty=Certainty.CERTAIN,
        speech_mode=SpeechMode.OWN_VOICE,
        chain=(Step(speakers=(PUBLISHER,), act=Act.REPORTS),),
        rule="sentence",
    )
