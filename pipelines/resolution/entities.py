"""The entities that the pages refer to: what all accounts together call and say of each."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from ontology.lists import ListEntry
from ontology.model import Entity
from ontology.terms import EventType, Iri, Kind
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
class Member:
    """An entity of one account that is part of an entity of the graph."""

    reading: Reading
    entity: AccountEntity


def entities(known: Identities) -> tuple[Entity, ...]:
    """Every entity that a claim, a named mention or another entity refers to, by IRI."""
    members: dict[Iri, list[Member]] = defaultdict(list)
    for reading in known.readings.values():
        for identifier in sorted(referred(reading)):
            entity = reading.entities[identifier]
            if not _is_value(entity):
                members[known.iri(reading, identifier)].append(Member(reading=reading, entity=entity))
    found = {iri: _entity(known, iri, members[iri]) for iri in sorted(members)}
    countries = {entity.country for entity in found.values() if entity.country} - set(found)
    found |= {iri: _from_list(listing) for iri in countries if (listing := entry(iri)) is not None}
    return tuple(found[iri] for iri in sorted(found))


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


def _entity(known: Identities, iri: Iri, members: Sequence[Member]) -> Entity:
    kind = listing.kind if (listing := entry(iri)) else _kind(members)
    told = _told(known, members[0]) if kind is Kind.INCIDENT else None
    label = listing.name if listing else _label(known, iri, kind, members, told)
    said = [member.entity for member in members]
    aliases = (_aliases(kind, said) | set(listing.aliases if listing else ())) - {label}
    same = {identifier for entity in said for identifier in entity.same_as} | _listed_identifiers(listing)
    owners = _many(known, members, "owner")
    return Entity(
        iri=iri,
        kind=kind,
        label=label,
        aliases=tuple(sorted(aliases)),
        same_as=tuple(sorted({Iri(identifier) for identifier in same if is_iri(identifier)} - {iri})),
        identifiers=tuple(sorted(identifier for identifier in same if not is_iri(identifier))),
        speaker_kind=speaker_kind(kind, said, in_company=_in_company(members)) if kind in AGENTS else None,
        job_title=tuple(sorted({e.job_title for e in said if e.job_title})),
        member_of=tuple(sorted(_memberships(known, members) - {iri})) if kind is Kind.PERSON else (),
        part_of=_parts(known, iri, kind, members),
        owner=tuple(o for o in (owners or _hit(known, told)) if o != iri),
        concerns=tuple(sorted(_concerns(known, members) - {iri})),
        responsible_for=responsible_for((label, *aliases)) if kind is Kind.GOVERNMENT_BODY else (),
        event_type=_most([e.event_type for e in said if e.event_type is not None]),
        speaks_for=next((s for s in _many(known, members, "speaks_for") if s != iri), None),
        country=listing.country if listing and listing.country != iri else None,
    )


def _listed_identifiers(listing: ListEntry | None) -> set[str]:
    return {*listing.same_as, *listing.identifiers} if listing else set()


def _from_list(listing: ListEntry) -> Entity:
    """An entity that no account names but that another one refers to, such as the country of a ministry."""
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


def _kind(members: Sequence[Member]) -> Kind:
    """What most accounts take it for; the more telling kind where they are even."""
    uses = Counter(kind for _, kind in {(m.reading.document.id, m.entity.kind) for m in members})
    specific = {kind: uses[kind] for kind in uses if kind is not Kind.ORGANIZATION} or uses
    found = min(specific, key=lambda kind: (-specific[kind], _rank(kind), kind.value))
    return Kind.TOPIC if found in _AMOUNTS else found  # an amount without number is only spoken of


def _told(known: Identities, member: Member) -> Incident | None:
    """The incident that an entity stands for as a whole, not as a part of one."""
    whole = member.reading.incident_of(member.entity) == member.entity
    return known.telling(member.reading, member.entity) if whole else None


def _rank(kind: Kind) -> int:
    return _PRECEDENCE.index(kind) if kind in _PRECEDENCE else len(_PRECEDENCE)


def _label(known: Identities, iri: Iri, kind: Kind, members: Sequence[Member], told: Incident | None) -> str:
    first = members[0]
    if first.entity.id == PUBLISHER and not first.entity.name:
        document = first.reading.document
        return f"unidentified publisher of {_called(document)}"
    if kind is Kind.INCIDENT and first.reading.incident_of(first.entity) == first.entity:
        return _incident_label(known, first, told)
    if kind is Kind.DATA and (plain := _on_sector(known, first)):
        return plain
    if kind in {Kind.DATA, Kind.SYSTEM, Kind.TOPIC, Kind.COLLECTIVE}:
        named = min((descriptions.plain(m.entity.name) for m in members), key=lambda name: (len(name), name))
        return _several(named) if kind is Kind.COLLECTIVE else named
    if kind is Kind.THREAT_ACTOR and descriptions.nameless(first.entity.name):
        incident = known.telling(first.reading, first.entity)
        return f"attackers, {_incident_label(known, first, incident)}" if incident else "attackers"
    uses = Counter(
        name for _, name in {(m.reading.document.id, m.entity.name) for m in members if m.entity.name}
    )
    return min(uses, key=lambda name: (-uses[name], -len(name), name), default=iri)


def _several(name: str) -> str:
    """A group by its plural: "patient" is "patients"; "police" and "people" are plural already."""
    several = singular(name) != name or name.rsplit(maxsplit=1)[-1] in _PLURAL
    return name if several else plural(name)


def _on_sector(known: Identities, member: Member) -> str | None:
    """Name "information on railways" what information is called that nothing distinguishes but its sector."""
    for other in concerned(known, member.reading, member.entity):
        sector = entry(known.iri(member.reading, other))
        if sector is None or sector.kind is not Kind.SECTOR:
            continue
        sort, _, rest = asset(known, member.reading, member.entity).partition(f" on {tail(sector.iri)}")
        if not rest and " " not in sort:
            return f"{sort} on {sector.name.lower()}"
    return None


def _incident_label(known: Identities, member: Member, told: Incident | None) -> str:
    year = f" ({told.year})" if told and told.year else ""
    if told is None or told.victim is None:
        document = member.reading.document
        return f"incident told in {_called(document)}{year}"
    return f"incident at {known.called(told.victim)}{year}"


def _called(document: Document) -> str:
    """What people know a document by: its title, else the name of its file."""
    return document.title or PurePath(document.source).stem or document.id


def _aliases(kind: Kind, said: Iterable[AccountEntity]) -> set[str]:
    """Other names. Of what has a name, "the company" and the like are none."""
    names = {name for entity in said for name in (entity.name, *entity.aliases) if name}
    return (
        {name for name in names if proper(name)} if family(kind) and kind is not Kind.THREAT_ACTOR else names
    )


def _many(known: Identities, members: Iterable[Member], field: str) -> tuple[Iri, ...]:
    """The entities that a field of the accounts' entities names, by IRI."""
    found: set[Iri] = set()
    for member in members:
        given = getattr(member.entity, field)
        others = given if isinstance(given, tuple) else (given,)
        found |= {known.iri(member.reading, other) for other in others if other in member.reading.entities}
    return tuple(sorted(found))


def _concerns(known: Identities, members: Iterable[Member]) -> set[Iri]:
    pairs = ((m.reading, other) for m in members for other in concerned(known, m.reading, m.entity))
    return {known.iri(reading, other) for reading, other in pairs}


def _parts(known: Identities, iri: Iri, kind: Kind, members: Iterable[Member]) -> tuple[Iri, ...]:
    if kind is Kind.PERSON:
        return ()
    found = set(_many(known, members, "part_of"))
    if kind in {Kind.EVENT, Kind.COMMUNICATION}:
        incidents = {known.of(member.reading, member.entity.id).incident for member in members}
        found |= {incident for incident in incidents if incident is not None}
    return tuple(sorted(found - {iri}))


def _memberships(known: Identities, members: Sequence[Member]) -> set[Iri]:
    return {*_many(known, members, "part_of"), *_many(known, members, "speaks_for")}


def _in_company(members: Iterable[Member]) -> bool:
    """Whether a person belongs to an organization that is no public body."""
    found = [m.reading.entities.get(m.entity.part_of or m.entity.speaks_for or "") for m in members]
    return any(o.kind in ORGANIZATIONS - {Kind.GOVERNMENT_BODY} for o in found if o is not None)


def _hit(known: Identities, told: Incident | None) -> tuple[Iri, ...]:
    """The victim, of an incident that accounts tell of."""
    if told is None or told.victim is None:
        return ()
    return (known.iri(known.readings[told.victim.document], told.victim.entity),)


def _most(found: Sequence[EventType]) -> EventType | None:
    counts = Counter(found)
    return min(counts, key=lambda value: (-counts[value], value.value), default=None)
