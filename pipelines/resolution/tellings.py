"""A telling: one article's incident, with whom it hit, when, of which kind, and who is named with it."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ontology.terms import EventType, Kind, Polarity, Predicate
from pipelines.extraction.account import AccountClaim, AccountEntity, Time
from pipelines.resolution.descriptions import essence
from pipelines.resolution.lexicon import lexicon
from pipelines.resolution.periods import Period, day, hull, period
from pipelines.resolution.readings import HARMED, Reading, Ref
from pipelines.resolution.spelling import tokens

_HAPPENING = frozenset(
    {EventType.CYBER_ATTACK, EventType.INTRUSION, EventType.DATABREACH, EventType.INFORMATION_LEAK}
    | {EventType.EXFILTRATION, EventType.RANSOM, EventType.PHISHING, EventType.SUPPLY_CHAIN, EventType.OUTAGE}
    | {EventType.DETECTION, EventType.CONTAINMENT}
)
_CAST = frozenset(
    {Kind.PERSON, Kind.THREAT_ACTOR, Kind.MALWARE, Kind.TOOL, Kind.VULNERABILITY}
    | {Kind.COMPANY, Kind.ORGANIZATION, Kind.GOVERNMENT_BODY}
)
_VICTIMS = (Kind.COMPANY, Kind.ORGANIZATION, Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION, Kind.PERSON)
_PRODUCTS = frozenset({Kind.SYSTEM, Kind.TOOL, Kind.MALWARE, Kind.VULNERABILITY})
_HOSTILE = (Kind.THREAT_ACTOR, Kind.MALWARE)
_OPENING = re.compile(r"(?:\A|[.!?:;]|\n|[“”\"‘’'(])\s*\Z")
_PARTS = frozenset({Kind.INCIDENT, Kind.EVENT, Kind.COMMUNICATION})
KeyOf = Callable[[Ref], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's incident, with the days that it gives of the incident itself and of speaking of it."""

    ref: Ref
    victim: Ref | None
    families: frozenset[str]
    happened: Period | None
    told: Period | None
    hit: frozenset[str] = frozenset()  # keys of all that are said to have been hit, the victim first of all
    others: frozenset[str] = frozenset()  # keys of people, groups, malware ... named besides the victim
    flaws: frozenset[str] = frozenset()  # keys of vulnerabilities, which are among the others
    bodies: frozenset[str] = frozenset()  # keys of public bodies, which are among the others
    hostile: frozenset[str] = frozenset()  # keys of groups and malware, which are among the others
    people: frozenset[str] = frozenset()  # keys of persons that were hit, which are among those hit
    products: frozenset[str] = (
        frozenset()
    )  # words in the names of systems and tools that are names themselves
    named: frozenset[str] = frozenset()  # keys of all whom the article names, be they in no claim
    words: frozenset[str] = frozenset()  # of its description
    kind: EventType | None = None  # as the account lists it
    main: bool = True  # whether the article tells of it before any other


def tellings(reading: Reading, key_of: KeyOf) -> list[Telling]:
    """The incidents that an account makes claims about. `key_of` gives the key of what has a name."""
    return [_telling(reading, incident, key_of, main=at == 0) for at, incident in enumerate(reading.told())]


def _telling(reading: Reading, incident: AccountEntity, key_of: KeyOf, *, main: bool) -> Telling:
    victim = reading.victim(incident)
    own = {victim.id} if victim else set()
    cast = [local for local in _cast(reading, incident, main=main) if local not in own]
    hit = list(_hit(reading, incident, victim))
    about = list(reading.about(incident))
    told = [period(time) for subject, time in _times(reading, about) if subject.kind is Kind.COMMUNICATION]

    def keys(locals_: Iterable[str], *kinds: Kind) -> frozenset[str]:
        wanted = (one for one in locals_ if not kinds or reading.entities[one].kind in kinds)
        return frozenset(key for one in wanted if (key := key_of(reading.ref(one))) is not None)

    return Telling(
        ref=reading.ref(incident.id),
        victim=None if victim is None else reading.ref(victim.id),
        families=_families(reading, incident.id),
        happened=_happened(_times(reading, about)),
        told=hull([*told, day(reading.document.published)]),
        hit=keys(hit),
        people=keys(hit, Kind.PERSON),
        others=keys(cast),
        flaws=keys(cast, Kind.VULNERABILITY),
        bodies=keys(cast, Kind.GOVERNMENT_BODY),
        hostile=keys(cast, *_HOSTILE),
        products=_products(reading) if main else frozenset(),
        named=keys(sorted(reading.named & reading.entities.keys()), *_VICTIMS) if main else frozenset(),
        words=frozenset(essence(incident.name)),
        kind=incident.event_type,
        main=main,
    )


def _products(reading: Reading) -> frozenset[str]:
    """Words with a capital or a digit in the names of systems, tools and flaws, and in nobody's name."""
    everything = list(reading.entities.values())
    told = (word for entity in everything if entity.kind in _PRODUCTS for word in entity.name.split())
    marked = {word for word in told if any(mark.isupper() or mark.isdigit() for mark in word)}
    said = {part for word in marked if not _only_opens(reading.document.text, word) for part in tokens(word)}
    others = (entity for entity in everything if entity.kind not in _PRODUCTS and reading.names(entity))
    return frozenset(said - {word for entity in others for word in tokens(entity.name)})


def _only_opens(text: str, word: str) -> bool:
    """Whether a word has its capital only since it opens a sentence: "Deliveries were delayed"."""
    if not word.istitle():
        return False
    places = [found.start() for found in re.finditer(rf"\b{re.escape(word)}\b", text)]
    return bool(places) and all(_OPENING.search(text, max(0, at - 4), at) for at in places)


def _hit(reading: Reading, incident: AccountEntity, victim: AccountEntity | None) -> Iterator[str]:
    """Whom the account says the incident hit, each as a whole."""
    if victim is not None:
        yield victim.id
    for claim in reading.account.claims:
        if (claim.subject, claim.predicate) == (incident.id, Predicate.TARGET):
            if claim.polarity is Polarity.POSITIVE:
                yield reading.whole(reading.entities[claim.object]).id
        elif claim.subject == incident.id and claim.predicate in HARMED:
            owner = reading.entities[claim.object].owner
            if owner is not None and claim.polarity is Polarity.POSITIVE:
                yield reading.whole(reading.entities[owner]).id


def _cast(reading: Reading, incident: AccountEntity, *, main: bool) -> Iterator[str]:
    """Who and what claims on an incident speak of or come from; the main one has all others too."""
    for claim in reading.account.claims:
        subject = reading.entities[claim.subject]
        if reading.incident_of(subject) != incident if subject.kind in _PARTS else not main:
            continue
        speakers = (speaker for step in claim.chain for speaker in step.speakers)
        for local in (claim.subject, claim.object, *speakers):
            if reading.entities[local].kind in _CAST:
                yield local


def _times(reading: Reading, about: Iterable[AccountClaim]) -> Iterator[tuple[AccountEntity, Time]]:
    """The times that claims give, with what they are times of."""
    for claim in about:
        subject, spoken_of = reading.entities[claim.subject], reading.entities.get(claim.object)
        if claim.predicate is Predicate.TIME and spoken_of is not None and spoken_of.time is not None:
            yield subject, spoken_of.time
        elif claim.time is not None and claim.predicate in HARMED:
            yield subject, claim.time


def _happened(times: Iterable[tuple[AccountEntity, Time]]) -> Period | None:
    """The days of the incident itself, else of events that are parts of it, else of events like it.

    An article that tells of one incident tells of earlier ones beside it, and does not always say so.
    """
    tiers: tuple[list[Period | None], ...] = ([], [], [])
    for subject, time in times:
        if subject.kind is Kind.INCIDENT:
            tiers[0].append(period(time))
        elif subject.kind is Kind.EVENT and subject.event_type in _HAPPENING:
            tiers[1 if subject.part_of else 2].append(period(time))
    return next((found for tier in tiers if (found := hull(tier))), None)


@cache
def _families_of(kind: EventType) -> frozenset[str]:
    families: dict[str, list[str]] = lexicon("incidents")["families"]
    return frozenset(name for name, members in families.items() if kind.value in members)


def _families(reading: Reading, identifier: str) -> frozenset[str]:
    said = [
        c.object
        for c in reading.account.claims
        if (c.subject, c.predicate) == (identifier, Predicate.EVENT_TYPE)
    ]
    kinds = {_type_of(reading.entities[local]) for local in (identifier, *said)}
    return frozenset(family for kind in kinds if kind is not None for family in _families_of(kind))


def _type_of(entity: AccountEntity) -> EventType | None:
    """The event type that an entity has, or is when it is a term."""
    if entity.event_type is not None:
        return entity.event_type
    return next((kind for kind in EventType if kind.iri in entity.same_as), None)
