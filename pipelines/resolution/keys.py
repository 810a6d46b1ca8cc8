"""By which words a described thing is known, for each kind: what it is, whose, and what it is about."""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol

from ontology.terms import EventType, Iri, Kind, Predicate, SpeakerKind
from pipelines.extraction.account import AccountEntity
from pipelines.resolution import descriptions
from pipelines.resolution.lexicon import words
from pipelines.resolution.listings import listed
from pipelines.resolution.namings import is_iri, proper
from pipelines.resolution.readings import ORGANIZATIONS, Reading
from pipelines.resolution.spelling import normal
from pipelines.resolution.times import quantity

_OPEN = frozenset({SpeakerKind.CORPORATE, SpeakerKind.OFFICIAL})
_BY_ACTOR = frozenset(
    {EventType.INVESTIGATION, EventType.LAWSUIT, EventType.FINE, EventType.ARREST, EventType.NOTIFICATION}
    | {EventType.PRESS_STATEMENT, EventType.NEWS_CONFERENCE, EventType.NEWS_REPORT, EventType.APOLOGY}
)
_BY_NAME = frozenset({EventType.SERVICE_LAUNCH, EventType.SPORTS_EVENT})


class Known(Protocol):
    """What is known of other entities while one is identified."""

    def iri(self, reading: Reading, identifier: str) -> Iri:
        """The IRI of an entity of the account."""
        ...

    def victim(self, reading: Reading, entity: AccountEntity) -> AccountEntity | None:
        """Who was hit in the incident that an entity belongs to, as the account has it."""
        ...


def event(known: Known, reading: Reading, entity: AccountEntity) -> str:
    """Its type, with who did it where each doer does it apart ("press statement of Acme")."""
    kind = entity.event_type
    if kind is None or kind in _BY_NAME:
        return f"{kind or 'event'} {' '.join(descriptions.essence(entity.name)) or normal(entity.name)}"
    actor = _actor(reading, entity) if kind in _BY_ACTOR else None
    return kind.value + (f" by {tail(known.iri(reading, actor))}" if actor else "")


def asset(known: Known, reading: Reading, entity: AccountEntity) -> str:
    """Its sort, what distinguishes it, whom or what it concerns, and whose it is unless the victim's."""
    parties, spoken = _parties(known, reading, entity)
    text = _without_owner(entity.name)
    essence = set(
        descriptions.essence(" ".join(descriptions.without_heads(descriptions.terms(text))), spoken)
    )
    parties |= {term for term in essence if term.startswith(descriptions.ROLE)}
    sort = descriptions.head_class(entity.head, entity.name)
    return " ".join([sort, *sorted(essence - parties), *(f"on {party}" for party in sorted(parties))])


def distinct(known: Known, reading: Reading, entity: AccountEntity) -> tuple[set[str], set[str]]:
    """The words that tell a described thing apart, and whom it concerns, belongs to or comes from."""
    parties, spoken = _parties(known, reading, entity)
    text = _without_owner(entity.name)
    if entity.kind in {Kind.DATA, Kind.SYSTEM}:
        text = " ".join(descriptions.without_heads(descriptions.terms(text)))
    words_ = set(descriptions.essence(text, [*spoken, *_victim_names(known, reading, entity)]))
    if entity.kind in {Kind.EVENT, Kind.COMMUNICATION, Kind.INCIDENT}:
        parties = {tail(known.iri(reading, one)) for one in _involved(reading, entity)}
        known_ = descriptions.terms((entity.event_type or "").replace("-", " "))
        words_ -= words("descriptions", "happenings") | set(known_)
    elif entity.kind is Kind.VULNERABILITY:
        words_ -= words("descriptions", "flaws")
    if entity.amount is not None:
        words_.add(quantity(entity.amount).label)
    return words_, parties


def concerned(known: Known, reading: Reading, entity: AccountEntity) -> tuple[str, ...]:
    """Whom and what information concerns, without sectors that its words do not mean.

    A sector's word inside the victim's name is none ("information from Acme Electric"), nor is a loose word
    alone ("information on technology").
    """
    text = _phrase(entity.name)
    without = text
    for name in sorted(_victim_names(known, reading, entity), key=len, reverse=True):
        without = without.replace(_phrase(name), " | ")
    there = (reading.entities[other] for other in entity.concerns if other in reading.entities)
    return tuple(party.id for party in there if party.kind is not Kind.SECTOR or _means(party, text, without))


def described(known: Known, reading: Reading, entity: AccountEntity) -> str:
    """The words of its description that tell it apart, with its relation to the victim as one word."""
    return " ".join(descriptions.essence(entity.name, _victim_names(known, reading, entity))) or normal(
        entity.name
    )


def attacker(known: Known, reading: Reading, entity: AccountEntity) -> str:
    """The attackers as such when nobody is singled out, else the description."""
    if descriptions.nameless(entity.name):
        return "attackers"
    return described(known, reading, entity)


def unit(known: Known, reading: Reading, entity: AccountEntity) -> str:
    """A part of an organization: the words for it and its whole."""
    whole = reading.entities.get(entity.part_of or "")
    without = [whole.name, *filter(proper, whole.aliases)] if whole else _victim_names(known, reading, entity)
    said = " ".join(descriptions.essence(entity.name, without)) or normal(entity.name)
    said = next((one for one in words("names", "single_units") if one in said.split()), said)
    return f"{said} of {tail(known.iri(reading, whole.id))}" if whole else said


def open_speaker(known: Known, reading: Reading, entity: AccountEntity) -> str | None:
    """The role and the organization of one who speaks openly in its name; None for any other source."""
    if entity.speaks_for is None or entity.speaker_kind not in _OPEN:
        return None
    role = descriptions.speaking_role(entity.name) or " ".join(descriptions.essence(entity.name)) or "speaker"
    return f"{role} of {tail(known.iri(reading, entity.speaks_for))}"


def is_unit(reading: Reading, entity: AccountEntity) -> bool:
    """Whether an organization is known together with its whole: a part by a common noun ("headquarters")."""
    outer = reading.entities.get(entity.part_of or "")
    if outer is None or outer.kind not in ORGANIZATIONS:
        return False
    return bool(set(descriptions.terms(entity.name)[-1:]) & words("names", "unit_nouns"))


def tail(iri: str) -> str:
    """The last part of an IRI, as it stands in keys."""
    return iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


def _actor(reading: Reading, entity: AccountEntity) -> str | None:
    """Who did it: its owner, or whom a claim says; for who speaks openly, the organization."""
    said = [
        c.object for c in reading.account.claims if c.subject == entity.id and c.predicate is Predicate.ACTOR
    ]
    found = reading.entities.get(entity.owner or entity.speaks_for or next(iter(said), ""))
    if found is None:
        return None
    return found.speaks_for if found.speaks_for and found.speaker_kind in _OPEN else found.id


def _involved(reading: Reading, entity: AccountEntity) -> set[str]:
    """Who did it, whose it is and who was told or hit, by local id."""
    actor = _actor(reading, entity)
    roles = {Predicate.AUDIENCE, Predicate.TARGET}
    said = {c.object for c in reading.account.claims if c.subject == entity.id and c.predicate in roles}
    return said | ({actor} if actor else set())


def _parties(known: Known, reading: Reading, entity: AccountEntity) -> tuple[set[str], list[str]]:
    """Whom or what a thing concerns or belongs to, without the victim; and the names said by that."""
    victim = known.victim(reading, entity)
    spoken = _victim_names(known, reading, entity)
    parties: set[str] = set()
    for other in (entity.owner, *concerned(known, reading, entity)):
        party = reading.entities.get(other or "")
        if party is None:
            continue
        role = descriptions.role(party.name) if party.kind is Kind.COLLECTIVE else None
        spoken += _said(reading, party) if role is None else []
        if victim is None or reading.whole(party).id != victim.id:
            parties.add(descriptions.ROLE + role if role else tail(known.iri(reading, party.id)))
    return parties, spoken


def _means(sector: AccountEntity, text: str, without: str) -> bool:
    """Whether words mean a sector: not where they name it only in a name or by a loose word."""
    if any(f" {noun} " in text for noun in words("descriptions", "sector_nouns")):
        return True
    spoken = [_phrase(name) for name in (sector.name, *sector.aliases)]
    loose = {_phrase(word) for word in words("descriptions", "loose_sector_words")}
    return any(name in without and name not in loose for name in spoken) or not any(n in text for n in spoken)


@lru_cache(maxsize=1 << 12)
def _phrase(text: str) -> str:
    """The words of a text in the singular, with a space around each, so that phrases can be looked for."""
    return f" {' '.join(descriptions.terms(text))} "


def _said(reading: Reading, party: AccountEntity) -> list[str]:
    """The names of what a thing concerns; of all sectors beside one, as texts list them together."""
    names = [party.name, *party.aliases]
    if party.kind is not Kind.SECTOR:
        return names
    sectors = [e for e in reading.entities.values() if e.kind is Kind.SECTOR]
    single = [name for sector in sectors for name in sector.aliases if " " not in name]
    return [*single, *(sector.name for sector in sectors), *words("descriptions", "sector_nouns")]


def _victim_names(known: Known, reading: Reading, entity: AccountEntity) -> list[str]:
    victim = known.victim(reading, entity)
    return [] if victim is None else [name for name in (victim.name, *victim.aliases) if proper(name)]


def _without_owner(text: str) -> str:
    """The words without "of the company" at their end: the owner is known apart."""
    parts = text.split()
    for at, word in enumerate(parts):
        rest = set(descriptions.terms(" ".join(parts[at + 1 :])))
        if (
            at
            and word.casefold() in {"of", "from", "within"}
            and rest <= words("names", "nobody") | {"the", "its", "our"}
        ):
            return " ".join(parts[:at])
    return text


Key = Callable[[Known, Reading, AccountEntity], str]
KEYS: dict[Kind, Key] = {
    Kind.EVENT: event,
    Kind.COMMUNICATION: event,
    Kind.DATA: asset,
    Kind.SYSTEM: asset,
    Kind.COLLECTIVE: described,
    Kind.THREAT_ACTOR: attacker,
    Kind.TOPIC: described,
    **dict.fromkeys(ORGANIZATIONS, unit),
}


def concept(entity: AccountEntity) -> Iri | None:
    """The entry of a list of values that a concept is; None for a term of no list."""
    if entity.event_type is not None:
        return entity.event_type.iri
    return listed(entity.same_as) or min(
        (Iri(entry) for entry in entity.same_as if is_iri(entry)), default=None
    )
