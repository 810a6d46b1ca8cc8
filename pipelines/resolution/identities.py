"""What every entity of every account is in the graph: one IRI for what is the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graph import names
from graph.judgements import Entry
from ontology.terms import Iri, Kind
from pipelines.extraction.account import PUBLISHER, AccountEntity
from pipelines.resolution.clusters import clusters
from pipelines.resolution.features import Naming
from pipelines.resolution.incidents import Incident, incidents, tellings
from pipelines.resolution.judged import judged, judged_incidents, overruled
from pipelines.resolution.keys import KEYS, concept, is_unit, open_speaker
from pipelines.resolution.listings import listed
from pipelines.resolution.namings import family, is_iri, naming
from pipelines.resolution.readings import ORGANIZATIONS, Reading, Ref
from pipelines.resolution.spelling import normal
from pipelines.resolution.times import quantity, time_expression, time_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What an entity of an account is: its IRI, and the incident by which it is known, where that is how."""

    iri: Iri
    incident: Iri | None = None


class Identities:
    """The identities of all entities of all accounts. Asking twice, or in another order, gives the same."""

    def __init__(self, read: Iterable[Reading], judgements: Sequence[Entry] = ()) -> None:
        self.readings: Mapping[str, Reading] = {reading.document.id: reading for reading in read}
        self._names = judged(_by_name(self.readings.values()), judgements, self.readings)
        self._members: dict[str, list[Ref]] = defaultdict(list)
        for ref, key in self._names.items():
            self._members[key].append(ref)
        told = [
            telling for reading in self.readings.values() for telling in tellings(reading, self._names.get)
        ]
        found = incidents(told, self._names.get)
        self.incidents: tuple[Incident, ...] = judged_incidents(found, judgements, self.readings)
        self._told: dict[Ref, Incident] = {ref: one for one in self.incidents for ref in one.tellings}
        self._known: dict[Ref, Identity] = {}
        self._open: set[Ref] = set()
        self._overruled: Mapping[Ref, Iri] = {}
        self._overruled = overruled(self, self._names, judgements)
        self._known.clear()  # what rests on another one may be something else now

    def of(self, reading: Reading, identifier: str) -> Identity:
        """The identity of an entity of an account."""
        ref = reading.ref(identifier)
        if ref in self._known:
            return self._known[ref]
        if ref in self._open:  # described by itself: its words alone must do
            return self._described(reading, reading.entities[identifier], "")
        self._open.add(ref)
        identity = self._identify(reading, reading.entities[identifier])
        self._known[ref] = replace(identity, iri=self._overruled.get(ref, identity.iri))
        self._open.remove(ref)
        return self._known[ref]

    def iri(self, reading: Reading, identifier: str) -> Iri:
        """The IRI of an entity of an account."""
        return self.of(reading, identifier).iri

    def telling(self, reading: Reading, entity: AccountEntity) -> Incident | None:
        """The incident that an entity belongs to."""
        incident = reading.incident_of(entity)
        return None if incident is None else self._told.get(reading.ref(incident.id))

    def victim(self, reading: Reading, entity: AccountEntity) -> AccountEntity | None:
        """Who was hit in the incident that an entity belongs to, as the account has it."""
        incident = reading.incident_of(entity)
        return None if incident is None else reading.victim(incident)

    def called(self, ref: Ref) -> str:
        """The name that the accounts use most for a named entity; the longest of those used as much."""
        key = self._names[ref]
        same = [
            r for r in self._members[key] if family(self._entity(r).kind) is family(self._entity(ref).kind)
        ]
        uses = Counter(name for _, name in {(r.document, self._entity(r).name) for r in same})
        return min(uses, key=lambda name: (-uses[name], -len(name), name))

    def _entity(self, ref: Ref) -> AccountEntity:
        return self.readings[ref.document].entities[ref.entity]

    def _identify(self, reading: Reading, entity: AccountEntity) -> Identity:
        if (key := self._names.get(reading.ref(entity.id))) is not None:
            return Identity(iri=_named_iri(family(entity.kind) or entity.kind, key))
        if entity.id == PUBLISHER:
            key = f"publisher of document {reading.document.id}"
            return Identity(iri=names.entity(Kind.MEDIA_ORGANIZATION, key))
        if (value := _value(entity)) is not None:
            return Identity(iri=value)
        if entity.kind is Kind.UNNAMED_SOURCE:
            return self._source(reading, entity)
        if entity.kind is Kind.INCIDENT and reading.incident_of(entity) == entity:
            return self._incident(reading, entity)
        way = KEYS.get(entity.kind)
        return self._described(reading, entity, way(self, reading, entity) if way else "")

    def _source(self, reading: Reading, entity: AccountEntity) -> Identity:
        """One for each document and description, unless it speaks openly in somebody's name."""
        said = f"{normal(entity.name)} in document {reading.document.id}"
        return Identity(iri=names.entity(entity.kind, open_speaker(self, reading, entity) or said))

    def _incident(self, reading: Reading, entity: AccountEntity) -> Identity:
        told = self._told.get(reading.ref(entity.id))
        key = told.key if told else f"document {reading.document.id} {entity.id}"
        iri = names.entity(Kind.INCIDENT, key)
        return Identity(iri=iri, incident=iri)

    def _described(self, reading: Reading, entity: AccountEntity, words: str) -> Identity:
        """Known by its description within its incident, or within its document where it belongs to none."""
        told = self.telling(reading, entity)
        within = told.key if told else f"document {reading.document.id}"
        key = f"{words or normal(entity.name) or entity.id} in {within}"
        incident = names.entity(Kind.INCIDENT, told.key) if told else None
        return Identity(iri=names.entity(family(entity.kind) or entity.kind, key), incident=incident)


def _by_name(read: Iterable[Reading]) -> dict[Ref, str]:
    """The key of every entity known by a name: a list entry, an identifier, or the name most in use."""
    found: dict[Naming, list[Ref]] = {}
    for reading in read:
        for entity in reading.entities.values():
            kind = family(entity.kind)
            if kind is not None and _is_named(reading, entity):
                found.setdefault(naming(reading, entity, kind), []).append(reading.ref(entity.id))
    keys: dict[Ref, str] = {}
    for cluster in clusters(found):
        key = _key(cluster, found)
        keys.update((ref, key) for one in cluster for ref in found[one])
    return keys


def _is_named(reading: Reading, entity: AccountEntity) -> bool:
    if listed(entity.same_as):
        return True
    return reading.names(entity) and not (entity.kind in ORGANIZATIONS and is_unit(reading, entity))


def _key(cluster: Iterable[Naming], found: Mapping[Naming, list[Ref]]) -> str:
    members = list(cluster)
    if references := {reference for one in members for reference in one.references}:
        return min(references)
    if identifiers := {identifier for one in members for identifier in one.identifiers}:
        return min(identifiers)
    uses: Counter[str] = Counter()
    for one in members:
        uses[one.name] += len({ref.document for ref in found[one]})
    name = min(uses, key=lambda name: (-uses[name], -len(name), name))
    alone = next((one.only for one in members if one.only), None)
    return f"{name} in document {alone}" if alone and len(members) == 1 else name


def _named_iri(kind: Kind, key: str) -> Iri:
    return Iri(key) if is_iri(key) else names.entity(kind, key)


def _value(entity: AccountEntity) -> Iri | None:
    """The IRI of what is the same everywhere: sectors, terms, times, amounts."""
    if entity.kind is Kind.SECTOR:
        return listed(entity.same_as) or names.entity(entity.kind, normal(entity.name))
    if entity.kind is Kind.CONCEPT:
        return concept(entity) or names.entity(entity.kind, normal(entity.name))
    if entity.kind is Kind.DATE:
        return time_expression(time_of(entity)).iri
    if entity.amount is not None and entity.kind in {Kind.QUANTITY, Kind.MONEY}:
        return quantity(entity.amount).iri
    return None
