"""Invented accounts in any number: incidents with a few articles each, outlets and groups in common."""

import hashlib
import random
from collections.abc import Iterator

from ontology.terms import Act, Certainty, Kind, Polarity, Predicate, SpeakerKind, SpeechMode
from pipelines.extraction.account import (
    PUBLISHER,
    Account,
    AccountClaim,
    AccountEntity,
    AccountMention,
    Span,
    Step,
    Time,
)
from pipelines.reading.document import Document

Read = tuple[Document, Account]
ARTICLES = 4  # of an incident
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]
_OUTLETS = [
    f"{a} {b}" for a in ("North", "Harbour", "Summit", "Valley") for b in ("Courier", "Ledger", "Post")
]
_COUNTRIES = ("Japan", "France", "Kenya", "Brazil", "Norway", "India", "Canada", "Chile")
_GROUPS = ("Sable Heron", "Quiet Anvil", "Amber Finch", "Iron Sedge")
_STOCK = (
    "The company said in a statement that it was working with the authorities.",
    "A spokesperson did not respond to a request for comment.",
    "It is not known when the systems will be available again.",
)


def read(number: int) -> Read:
    """The article of that number."""
    return _Article(number).read()


def reads(count: int, first: int = 0) -> Iterator[Read]:
    """So many articles."""
    return (read(number) for number in range(first, first + count))


class _Article:
    def __init__(self, number: int) -> None:
        self.number = number
        self.story = random.Random(number // ARTICLES)
        self.own = random.Random(f"article {number}")
        self.text = ""
        self.entities: list[AccountEntity] = []
        self.mentions: list[AccountMention] = []
        self.claims: list[AccountClaim] = []

    def read(self) -> Read:
        """The document and its account."""
        victim = f"{_name(self.story)} {_name(self.story)}"
        person = f"{_name(self.story)} {_name(self.story)}"
        country, group = self.story.choice(_COUNTRIES), self.story.choice(_GROUPS)
        day = f"2{self.number // 40000:03}-{self.story.randrange(1, 13):02}-{self.story.randrange(1, 28):02}"
        outlet = self.own.choice(_OUTLETS)
        self._entity(PUBLISHER, Kind.MEDIA_ORGANIZATION, outlet)
        self._entity("victim", Kind.COMPANY, victim)
        self._entity("person", Kind.PERSON, person, part_of="victim", job_title="engineer")
        self._entity("country", Kind.PLACE, country, same_as=(_code(country),))
        self._entity("group", Kind.THREAT_ACTOR, group)
        self._add(AccountEntity(id="inc", kind=Kind.INCIDENT, name=f"attack on {victim}"))
        self._add(AccountEntity(id="data", kind=Kind.DATA, name="customer records", owner="victim"))
        self._add(
            AccountEntity(
                id="sources", kind=Kind.UNNAMED_SOURCE, name="two sources", speaker_kind=SpeakerKind.ANONYMOUS
            )
        )
        self._add(
            AccountEntity(id="day", kind=Kind.DATE, name=day, time=Time(edtf=day, earliest=day, latest=day))
        )
        self._claims()
        self.text += " ".join([*_STOCK, *(_name(self.own).lower() for _ in range(120))])
        return self._document(outlet, day), Account(
            document=self._id,
            extractor="invented",
            version="1",
            entities=tuple(self.entities),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
        )

    @property
    def _id(self) -> str:
        return f"invented{self.number:06}"

    def _document(self, outlet: str, day: str) -> Document:
        return Document(
            id=self._id,
            source=f"{self._id}.txt",
            text=self.text,
            sha256=hashlib.sha256(self.text.encode()).hexdigest(),
            publisher=outlet,
            published=day,
        )

    def _claims(self) -> None:
        denied = self.own.random() < 0.5
        self._says("inc", Predicate.TARGET, "victim")
        self._says("inc", Predicate.TIME, "day")
        self._says("victim", Predicate.LOCATED_IN, "country")
        self._says("inc", Predicate.EXFILTRATED, "data", "victim", denied=denied)
        self._says("inc", Predicate.EXFILTRATED, "data", "sources")
        self._says("inc", Predicate.ATTRIBUTED_TO, "group", "person", Certainty.PROBABLE)

    def _says(
        self,
        subject: str,
        predicate: Predicate,
        thing: str,
        by: str | None = None,
        certainty: Certainty = Certainty.CERTAIN,
        *,
        denied: bool = False,
    ) -> None:
        said = (Step(speakers=(by,), act=Act.SAYS),) if by else ()
        self.claims.append(
            AccountClaim(
                span=self._write(f"{subject} {predicate.value} {thing} {by} {denied}"),
                subject=subject,
                predicate=predicate,
                object=thing,
                polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
                certainty=certainty,
                speech_mode=SpeechMode.INDIRECT if by else SpeechMode.OWN_VOICE,
                chain=(*said, Step(speakers=(PUBLISHER,), act=Act.REPORTS)),
            )
        )

    def _entity(self, local: str, kind: Kind, name: str, **fields: object) -> None:
        self._add(AccountEntity(id=local, kind=kind, name=name, **fields))  # type: ignore[arg-type]
        self.mentions.append(AccountMention(span=self._write(name), kind=kind, entity=local))

    def _add(self, entity: AccountEntity) -> None:
        self.entities.append(entity)

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + ". "
        return Span(start, start + len(words))


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(2, 4))).capitalize()


def _code(country: str) -> str:
    codes = dict(zip(_COUNTRIES, ("JP", "FR", "KE", "BR", "NO", "IN", "CA", "CL"), strict=True))
    return f"ISO3166-1:{codes[country]}"
