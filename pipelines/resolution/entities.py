"""The entities that the pages refer to: what all accounts together call and say of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ontology.lists import ListEntry
from ontology.model import Entity
from ontology.terms import EventType, Iri, Kind, SpeakerKind
from pipelines.extraction.account import PUBLISHER, AccountEntity
from pipelines.extraction.wordlists import plural, singular
from pipelines.reading.document import Document
from pipelines.resolution import descriptions
from pipelines.resolution.identities import Identities
from pipelines.resolution.incidents import Incident
from pipelines.resolution.keys import asset, concerned, tail
from pipelines.resolution.listings import entry
from pipelines.resolution.namings import family, is_iri, proper
from pipelines.resolution.readings import AGENTS, ORGANIZATIONS, Reading
from pipelines.resolution.responsibility import responsible_for
from pipelines.resolution.speakers import speaker_kind

_PRECEDENCE = (Kind.GOVERNMENT_BODY, Kind.MEDIA_ORGANIZATION, Kind.COMPANY, Kind.MALWARE, Kind.TOOL)
_PLURAL = frozenset(
    {"people", "police", "staff", "personnel", "children", "men", "women", "public", "media", "others"}
)
_AMOUNTS = frozenset({Kind.QUANTITY, Kind.MONEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one account contributes to an entity of the graph: equal for accounts that say the same of it."""

    kind: Kind
    name: str
    label: str | None = None  # what it must be called, where its name does not say it
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    job_title: str | None = None
    event_type: EventType | None = None
    speaker_kind: SpeakerKind | None = None
    owner: tuple[Iri, ...] = ()
    part_of: tuple[Iri, ...] = ()
    whole: tuple[Iri, ...] = ()  # the incident of an event, the members of which group a person is
    concerns: tuple[Iri, ...] = ()
    speaks_for: tuple[Iri, ...] = ()
    in_company: bool = False
    hit: tuple[Iri, ...] = ()  # the victim of an incident


Parts = Mapping[Part, int]  # with how many documents contribute it


def entities(known: Identities) -> tuple[Entity, ...]:
    """Every entity that a claim, a named mention or another entity refers to, by IRI."""
    tallies: dict[Iri, Counter[Part]] = defaultdict(Counter)
    for reading in known.readings.values():
        for iri, found in parts(known, reading).items():
            tallies[iri].update(found)
    made = {iri: entity(iri, tally) for iri, tally in tallies.items()}
    made |= {iri: one for iri in mentioned_countries(made.values()) - set(made) if (one := from_list(iri))}
    return tuple(made[iri] for iri in sorted(made))


def mentioned_countries(found: Iterable[Entity]) -> set[Iri]:
    """The countries that entities belong to."""
    return {one.country for one in found if one.country}


def parts(known: Identities, reading: Reading) -> dict[Iri, set[Part]]:
    """What an account contributes to each entity that the graph needs."""
    found: dict[Iri, set[Part]] = defaultdict(set)
    for identifier in referred(reading):
        said = reading.entities[identifier]
        if not _is_value(said):
            found[known.iri(reading, identifier)].add(_part(known, reading, said))
    return found


def referred(reading: Reading) -> set[str]:
    """The local ids that the graph needs: in claims, as named mentions, and whatever these refer to."""
    found = {PUBLISHER} | {name for name in reading.named if name in reading.entities}
    for claim in reading.account.claims:
        found |= {claim.subject, claim.object, *claim.place, *([claim.based_on] if claim.based_on else [])}
        found |= {speaker for step in claim.chain for speaker in step.speakers}
    waiting = list(found)
    while waiting:
        new = set(_references(reading, reading.entities[waiting.pop()])) - found
        found |= new
        waiting += new
    return found


def _references(reading: Reading, entity: AccountEntity) -> Iterator[str]:
    for other in (entity.owner, entity.part_of, entity.speaks_for, *entity.concerns):
        if other is not None and other in reading.entities:
            yield other
    incident = reading.incident_of(entity) if entity.kind in {Kind.EVENT, Kind.COMMUNICATION} else None
    victim = reading.victim(entity) if entity.kind is Kind.INCIDENT else None
    yield from (other.id for other in (incident, victim) if other is not None)


def _is_value(entity: AccountEntity) -> bool:
    return entity.kind is Kind.DATE or (entity.kind in _AMOUNTS and entity.amount is not None)


def _part(known: Identities, reading: Reading, said: AccountEntity) -> Part:
    iri = known.iri(reading, said.id)
    told = _told(known, reading, said)
    outer = reading.entities.get(said.part_of or said.speaks_for or "")
    company = outer is not None and outer.kind in ORGANIZATIONS - {Kind.GOVERNMENT_BODY}
    parts_, speaks = _iris(known, reading, said.part_of), _iris(known, reading, said.speaks_for)
    incident = known.of(reading, said.id).incident if said.kind in {Kind.EVENT, Kind.COMMUNICATION} else None
    members = {*parts_, *speaks} if said.kind is Kind.PERSON else {incident} if incident else set()
    return Part(
        kind=said.kind,
        name=said.name,
        label=_own_label(known, reading, said, told),
        aliases=said.aliases,
        same_as=said.same_as,
        job_title=said.job_title,
        event_type=said.event_type,
        speaker_kind=said.speaker_kind,
        owner=_iris(known, reading, said.owner),
        part_of=parts_,
        whole=tuple(sorted(members - {iri})),
        concerns=_iris(known, reading, *concerned(known, reading, said)),
        speaks_for=speaks,
        in_company=company,
        hit=_hit(known, told),
    )


def _iris(known: Identities, reading: Reading, *others: str | None) -> tuple[Iri, ...]:
    there = {known.iri(reading, one) for one in others if one is not None and one in reading.entities}
    return tuple(sorted(there))


def entity(iri: Iri, tally: Parts) -> Entity:
    """The entity that parts make, whichever accounts they come from."""
    listing = entry(iri)
    kind = listing.kind if listing else _kind(tally)
    label = listing.name if listing else _label(iri, kind, tally)
    aliases = (_aliases(kind, tally) | set(listing.aliases if listing else ())) - {label}
    same = {identifier for part in tally for identifier in part.same_as} | _listed_identifiers(listing)
    person, whole = kind is Kind.PERSON, kind in {Kind.EVENT, Kind.COMMUNICATION}
    owners = _many(iri, tally, "owner") or _many(iri, tally, "hit")
    around = _many(iri, tally, "part_of") + (_many(iri, tally, "whole") if whole else ())
    company = any(part.in_company for part in tally)
    return Entity(
        iri=iri,
        kind=kind,
        label=label,
        aliases=tuple(sorted(aliases)),
        same_as=tuple(sorted({Iri(identifier) for identifier in same if is_iri(identifier)} - {iri})),
        identifiers=tuple(sorted(identifier for identifier in same if not is_iri(identifier))),
        speaker_kind=speaker_kind(kind, tally, in_company=company) if kind in AGENTS else None,
        job_title=tuple(sorted({part.job_title for part in tally if part.job_title})),
        member_of=_many(iri, tally, "whole") if person else (),
        part_of=() if person else tuple(sorted(set(around))),
        owner=owners,
        concerns=_many(iri, tally, "concerns"),
        responsible_for=responsible_for((label, *aliases)) if kind is Kind.GOVERNMENT_BODY else (),
        event_type=_most(tally),
        speaks_for=next(iter(_many(iri, tally, "speaks_for")), None),
        country=listing.country if listing and listing.country != iri else None,
    )


def _listed_identifiers(listing: ListEntry | None) -> set[str]:
    return {*listing.same_as, *listing.identifiers} if listing else set()


def from_list(iri: Iri) -> Entity | None:
    """An entity that no account names but that another one refers to, such as the country of a ministry."""
    listing = entry(iri)
    if listing is None:
        return None
    same = tuple(sorted(set(listing.same_as)))
    identifiers = tuple(sorted(set(listing.identifiers)))
    aliases = tuple(sorted(set(listing.aliases) - {listing.name}))
    return Entity(
        iri=listing.iri,
        kind=listing.kind,
        label=listing.name,
        aliases=aliases,
        same_as=same,
        identifiers=identifiers,
    )


def _kind(tally: Parts) -> Kind:
    """What most accounts take it for; the more telling kind where they are even."""
    uses: Counter[Kind] = Counter()
    for part, documents in tally.items():
        uses[part.kind] += documents
    specific = {kind: uses[kind] for kind in uses if kind is not Kind.ORGANIZATION} or uses
    found = min(specific, key=lambda kind: (-specific[kind], _rank(kind), kind.value))
    return Kind.TOPIC if found in _AMOUNTS else found  # an amount without number is only spoken of


def _told(known: Identities, reading: Reading, said: AccountEntity) -> Incident | None:
    """The incident that an entity stands for as a whole, not as a part of one."""
    whole = said.kind is Kind.INCIDENT and reading.incident_of(said) == said
    return known.telling(reading, said) if whole else None


def _rank(kind: Kind) -> int:
    return _PRECEDENCE.index(kind) if kind in _PRECEDENCE else len(_PRECEDENCE)


def _label(iri: Iri, kind: Kind, tally: Parts) -> str:
    if given := sorted({part.label for part in tally if part.label}):
        return given[0]
    if kind in {Kind.DATA, Kind.SYSTEM, Kind.TOPIC, Kind.COLLECTIVE}:
        plain = (descriptions.plain(part.name) for part in tally)
        named = min(plain, key=lambda name: (len(name), name))
        return _several(named) if kind is Kind.COLLECTIVE else named
    uses: Counter[str] = Counter()
    for part, documents in tally.items():
        uses[part.name] += documents if part.name else 0
    names = {name: count for name, count in uses.items() if name}
    return min(names, key=lambda name: (-names[name], -len(name), name), default=iri)


def _own_label(known: Identities, reading: Reading, said: AccountEntity, told: Incident | None) -> str | None:
    """What is called otherwise than by its name: incidents, nameless attackers and publishers."""
    if said.id == PUBLISHER and not said.name:
        return f"unidentified publisher of {_called(reading.document)}"
    if said.kind is Kind.INCIDENT and reading.incident_of(said) == said:
        return _incident_label(known, reading, told)
    if said.kind is Kind.DATA:
        return _on_sector(known, reading, said)
    named = reading.ref(said.id) in known.named
    if said.kind is Kind.THREAT_ACTOR and not named and descriptions.nameless(said.name):
        incident = known.telling(reading, said)
        return f"attackers, {_incident_label(known, reading, incident)}" if incident else "attackers"
    return None


def _several(name: str) -> str:
    """A group by its plural: "patient" is "patients"; "police" and "people" are plural already."""
    several = singular(name) != name or name.rsplit(maxsplit=1)[-1] in _PLURAL
    return name if several else plural(name)


def _on_sector(known: Identities, reading: Reading, said: AccountEntity) -> str | None:
    """Name "information on railways" what information is called that nothing distinguishes but its sector."""
    for other in concerned(known, reading, said):
        sector = entry(known.iri(reading, other))
        if sector is None or sector.kind is not Kind.SECTOR:
            continue
        sort, _, rest = asset(known, reading, said).partition(f" on {tail(sector.iri)}")
        if not rest and " " not in sort:
            return f"{sort} on {sector.name.lower()}"
    return None


def _incident_label(known: Identities, reading: Reading, told: Incident | None) -> str:
    year = f" ({told.year})" if told and told.year else ""
    victim = known.called(told) if told else None
    if victim is None:
        return f"incident told in {_called(reading.document)}{year}"
    return f"incident at {victim}{year}"


def _called(document: Document) -> str:
    """What people know a document by: its title, else the name of its file."""
    return document.title or PurePath(document.source).stem or document.id


def _aliases(kind: Kind, tally: Parts) -> set[str]:
    """Other names. Of what has a name, "the company" and the like are none."""
    names = {name for part in tally for name in (part.name, *part.aliases) if name}
    return (
        {name for name in names if proper(name)} if family(kind) and kind is not Kind.THREAT_ACTOR else names
    )


def _many(iri: Iri, tally: Parts, field: str) -> tuple[Iri, ...]:
    """The entities that a field of the parts names, without the entity itself."""
    return tuple(sorted({other for part in tally for other in getattr(part, field)} - {iri}))


def _hit(known: Identities, told: Incident | None) -> tuple[Iri, ...]:
    """The victim, of an incident that accounts tell of."""
    if told is None or told.victim is None:
        return ()
    return (known.iri(known.readings[told.victim.document], told.victim.entity),)


def _most(tally: Parts) -> EventType | None:
    counts: Counter[EventType] = Counter()
    for part, documents in tally.items():
        if part.event_type is not None:
            counts[part.event_type] += documents
    return min(counts, key=lambda value: (-counts[value], value.value), default=None)
