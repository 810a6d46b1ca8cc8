"""A reading: one document with its account, and what is asked of the two together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ontology.terms import Kind, Polarity, Predicate
from pipelines.extraction.account import PUBLISHER, Account, AccountClaim, AccountEntity
from pipelines.reading.document import Document
from pipelines.resolution.lexicon import words
from pipelines.resolution.spelling import in_full, normal

ORGANIZATIONS = frozenset({Kind.ORGANIZATION, Kind.COMPANY, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION})
AGENTS = ORGANIZATIONS | {Kind.PERSON, Kind.THREAT_ACTOR, Kind.UNNAMED_SOURCE, Kind.COLLECTIVE}
_DESCRIBED = frozenset(
    {Kind.UNNAMED_SOURCE, Kind.COLLECTIVE, Kind.SYSTEM, Kind.DATA, Kind.INCIDENT, Kind.EVENT}
    | {Kind.COMMUNICATION, Kind.TOPIC, Kind.DATE, Kind.QUANTITY, Kind.MONEY}
)
_WITHIN = frozenset({Kind.EVENT, Kind.COMMUNICATION, Kind.VULNERABILITY})
HARMED = frozenset({Predicate.COMPROMISED, Predicate.EXFILTRATED, Predicate.ENCRYPTED, Predicate.DISRUPTED})


class Ref(NamedTuple):
    """An entity of one account: the document's id and the entity's local id."""

    document: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document and its account. `entities` and `named` are what the account says, by local id."""

    document: Document
    account: Account
    entities: Mapping[str, AccountEntity]
    named: frozenset[str]
    claimed: Counter[str]  # how many claims have it as subject
    unlisted: tuple[
        str, ...
    ] = ()  # ids of which the account speaks without listing them; these claims are left out

    def ref(self, entity: str) -> Ref:
        """The entity among those of all documents."""
        return Ref(self.document.id, entity)

    def names(self, entity: AccountEntity) -> bool:
        """Whether the entity is known by a name, not by a description; one in full needs no mention."""
        if entity.kind in _DESCRIBED or normal(entity.name) in words("names", "nobody"):
            return False
        if entity.id in self.named or (entity.id == PUBLISHER and bool(entity.name)):
            return True
        return in_full(entity.name) or (entity.kind is Kind.PLACE and entity.name[:1].isupper())

    def incidents(self) -> list[AccountEntity]:
        """The incidents of the account that are no part of another one, the most spoken of first."""
        found = [e for e in self.entities.values() if e.kind is Kind.INCIDENT and not self._inner(e)]
        return sorted(found, key=lambda entity: (-self.claimed[entity.id], entity.id))

    def incident_of(self, entity: AccountEntity) -> AccountEntity | None:
        """The incident that an entity is a part of, else the main one of the document, if any is told."""
        seen: set[str] = set()
        here: AccountEntity | None = entity
        while here is not None and here.id not in seen:
            seen.add(here.id)
            if here.kind is Kind.INCIDENT and not self._inner(here):
                return here
            here = self.entities.get(here.part_of or "")
        return next(iter(self.told()), None)

    def told(self) -> list[AccountEntity]:
        """The incidents of which claims are made; the only one where all are of its events or the flaw."""
        found = [incident for incident in self.incidents() if self.claimed[incident.id]]
        if found or not any(self.entities[local].kind in _WITHIN for local in self.claimed):
            return found
        return [one for one in self.incidents()[:1] if len(self.incidents()) == 1]

    def victim(self, incident: AccountEntity) -> AccountEntity | None:
        """Who was hit: the target most claimed, else the owner of what was harmed; never a mere unit."""
        about = [claim for claim in self.account.claims if claim.subject == incident.id]
        said = [
            c.object for c in about if c.predicate is Predicate.TARGET and c.polarity is Polarity.POSITIVE
        ]
        owned = [self.entities[c.object].owner for c in about if c.predicate in HARMED]
        for candidates in (said, [incident.owner], owned):
            wholes = [self.whole(self.entities[c]) for c in candidates if c is not None]
            if found := _most([whole for whole in wholes if self.names(whole)]):
                return found
        return None

    def whole(self, entity: AccountEntity) -> AccountEntity:
        """The outermost organization of which the entity is a unit; itself when it is none."""
        seen = {entity.id}
        while (outer := self.entities.get(entity.part_of or "")) and outer.id not in seen:
            if outer.kind not in ORGANIZATIONS:
                break
            seen.add(outer.id)
            entity = outer
        return entity

    def about(self, incident: AccountEntity) -> Iterator[AccountClaim]:
        """The claims whose subject is the incident or one of its parts."""
        for claim in self.account.claims:
            subject = self.entities.get(claim.subject)
            if subject is None or subject.kind not in {Kind.INCIDENT, Kind.EVENT, Kind.COMMUNICATION}:
                continue
            if self.incident_of(subject) == incident:
                yield claim

    def _inner(self, entity: AccountEntity) -> bool:
        outer = self.entities.get(entity.part_of or "")
        return outer is not None and outer.kind is Kind.INCIDENT and outer.id != entity.id


def readings(read: Iterable[tuple[Document, Account]]) -> tuple[Reading, ...]:
    """One reading for each document id, by id, so that the order of arrival does not matter."""
    kept: dict[str, tuple[Document, Account]] = {}
    for document, account in sorted(read, key=_version, reverse=True):
        kept[document.id] = (document, account)
    return tuple(_reading(*kept[identifier]) for identifier in sorted(kept))


def _version(pair: tuple[Document, Account]) -> tuple[str, ...]:
    document, account = pair
    return document.id, document.sha256, document.retrieved or "", account.extractor, account.version


def _reading(document: Document, account: Account) -> Reading:
    entities = {entity.id: entity for entity in account.entities}
    publisher = entities.get(PUBLISHER) or AccountEntity(id=PUBLISHER, kind=Kind.MEDIA_ORGANIZATION, name="")
    entities[PUBLISHER] = publisher if publisher.name else replace(publisher, name=document.publisher or "")
    missing = unlisted(account) - {PUBLISHER}
    whole = replace(
        account,
        claims=tuple(claim for claim in account.claims if not set(_spoken(claim)) & missing),
        mentions=tuple(mention for mention in account.mentions if mention.entity not in missing),
    )
    return Reading(
        document=document,
        account=whole,
        entities=entities,
        named=frozenset(mention.entity for mention in whole.mentions if mention.named),
        claimed=Counter(claim.subject for claim in whole.claims),
        unlisted=tuple(sorted(missing)),
    )


def unlisted(account: Account) -> set[str]:
    """The ids of which an account's claims and mentions speak without its listing them, as it should."""
    spoken = {mention.entity for mention in account.mentions}
    spoken |= {local for claim in account.claims for local in _spoken(claim)}
    return spoken - {entity.id for entity in account.entities}


def _spoken(claim: AccountClaim) -> Iterator[str]:
    yield from (claim.subject, claim.object, *claim.place)
    yield from (speaker for step in claim.chain for speaker in step.speakers)
    if claim.based_on is not None:
        yield claim.based_on


def _most(found: Sequence[AccountEntity]) -> AccountEntity | None:
    counts = Counter(entity.id for entity in found)
    first = {entity.id: at for at, entity in reversed(list(enumerate(found)))}
    return min(found, key=lambda entity: (-counts[entity.id], first[entity.id]), default=None)
