"""A small way of writing accounts by hand: who is spoken of, then sentence by sentence who says what."""

import hashlib
from collections.abc import Sequence
from typing import Any

from ontology.terms import Act, Certainty, EventType, Kind, Polarity, Predicate, SpeechMode
from pipelines.extraction.account import (
    PUBLISHER,
    Account,
    AccountClaim,
    AccountEntity,
    AccountMention,
    Amount,
    Span,
    Step,
    Time,
)
from pipelines.reading.document import Document

Read = tuple[Document, Account]
INCIDENT = "incident"


class Telling:
    """One article in the making. Local ids are the words given for them; the publisher is "e0"."""

    def __init__(self, identifier: str, publisher: str = "", published: str | None = None) -> None:
        self.identifier = identifier
        self.published = published
        self.publisher = publisher
        self.text = ""
        self.entities = {PUBLISHER: AccountEntity(id=PUBLISHER, kind=Kind.MEDIA_ORGANIZATION, name=publisher)}
        self.mentions: list[AccountMention] = []
        self.claims: list[AccountClaim] = []

    def named(self, local: str, kind: Kind, name: str, **fields: Any) -> "Telling":
        """Somebody or something with a name, which the text mentions once."""
        self._entity(local, kind, name, fields)
        span = self._write(f"{name}.", of=name)
        self.mentions.append(AccountMention(span=span, kind=kind, entity=local, named=True))
        return self

    def described(self, local: str, kind: Kind, name: str, **fields: Any) -> "Telling":
        """Somebody or something without a name."""
        self._entity(local, kind, name, fields)
        return self

    def incident(self, victim: str, name: str = "the attack", **fields: Any) -> "Telling":
        """The incident, with its victim in the article's own voice."""
        self.described(INCIDENT, Kind.INCIDENT, name, **fields)
        return self.says(f"{victim} was attacked.", INCIDENT, Predicate.TARGET, victim)

    def data(self, local: str, name: str, **fields: Any) -> "Telling":
        """Information."""
        return self.described(local, Kind.DATA, name, head="information", **fields)

    def date(
        self, local: str, edtf: str, first: str | None, last: str | None, basis: str | None = None
    ) -> "Telling":
        """A day or period."""
        return self.described(
            local, Kind.DATE, edtf, time=Time(edtf=edtf, earliest=first, latest=last, basis=basis)
        )

    def says(
        self,
        quote: str,
        subject: str,
        predicate: Predicate,
        thing: str,
        by: Sequence[str | tuple[str, ...]] = (),
        *,
        denied: bool = False,
        certainty: Certainty = Certainty.CERTAIN,
        mode: SpeechMode | None = None,
        scope: tuple[str, ...] = (),
        time: Time | None = None,
        quantity: Amount | None = None,
    ) -> "Telling":
        """A claim. `by` holds the speakers from the holder outwards, without the publisher."""
        chain = [Step(speakers=(one,) if isinstance(one, str) else one, act=Act.SAYS) for one in by]
        self.claims.append(
            AccountClaim(
                span=self._write(quote),
                subject=subject,
                predicate=predicate,
                object=thing,
                polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
                certainty=certainty,
                speech_mode=mode or (SpeechMode.INDIRECT if by else SpeechMode.OWN_VOICE),
                chain=(*chain, Step(speakers=(PUBLISHER,), act=Act.REPORTS)),
                scope=scope,
                time=time,
                quantity=quantity,
                rule="by hand",
            )
        )
        return self

    def type(self, kind: EventType) -> "Telling":
        """The type of the incident, in the article's own voice."""
        self.described(kind.value, Kind.CONCEPT, kind.value, event_type=kind)
        return self.says(f"It was an {kind.value}.", INCIDENT, Predicate.EVENT_TYPE, kind.value)

    def read(self) -> Read:
        """The document and its account."""
        document = Document(
            id=self.identifier,
            source=f"{self.identifier}.txt",
            text=self.text,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            publisher=self.publisher or None,
            published=self.published,
        )
        account = Account(
            document=self.identifier,
            extractor="by hand",
            version="1",
            entities=tuple(self.entities.values()),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
        )
        return document, account

    def _entity(self, local: str, kind: Kind, name: str, fields: dict[str, Any]) -> None:
        self.entities[local] = AccountEntity(id=local, kind=kind, name=name, **fields)

    def _write(self, sentence: str, of: str | None = None) -> Span:
        start = len(self.text)
        self.text += sentence + "\n"
        return Span(start, start + len(of or sentence))
