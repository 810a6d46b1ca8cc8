"""What every entity of every account is in the graph: one IRI for what is the same."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph import names
from graph.judgements import Entry
from ontology.terms import Iri, Kind
from pipelines.extraction.account import PUBLISHER, AccountEntity
from pipelines.resolution.clusters import clusters
from pipelines.resolution.features import Naming
from pipelines.resolution.incidents import Incident, incidents
from pipelines.resolution.judged import judged, judged_incidents, overruled
from pipelines.resolution.keys import KEYS, concept, is_unit, open_speaker
from pipelines.resolution.listings import listed
from pipelines.resolution.meanings import meant, shortened
from pipelines.resolution.namings import family, is_iri, naming
from pipelines.resolution.readings import ORGANIZATIONS, Reading, Ref
from pipelines.resolution.spelling import normal
from pipelines.resolution.tellings import tellings
from pipelines.resolution.times import quantity, time_expression, time_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What an entity of an account is: its IRI, and the incident by which it is known, where that is how."""

    iri: Iri
    incident: Iri | None = None


class Identities:
    """The identities of all entities of all accounts. Asking twice, or in another order, gives the same."""

    def __init__(
        self, read: Iterable[Reading], named: Mapping[Ref, str], incidents: Iterable[Incident]
    ) -> None:
        """`named` and `incidents` are what is known of these accounts, be there others or not."""
        self.readings: Mapping[str, Reading] = {reading.document.id: reading for reading in read}
        self.named = named
        self.incidents = tuple(incidents)
        self._told: dict[Ref, Incident] = {ref: one for one in self.incidents for ref in one.tellings}
        self._known: dict[Ref, Identity] = {}
        self._parts: dict[Ref, AccountEntity | None] = {}  # the incident of which each is a part
        self._victims: dict[Ref, AccountEntity | None] = {}
        self._open: set[Ref] = set()
        self._meant: dict[Ref, Identity] = {}
        found = {ref: _within(*one) for ref, one in meant(self).items()}
        found |= {ref: Identity(iri=iri) for ref, iri in shortened(self).items()}
        self._known.clear()  # what was identified without the descriptions of other accounts
        self._meant = found

    @classmethod
    def all(cls, read: Iterable[Reading], judgements: Sequence[Entry] = ()) -> "Identities":
        """The identities of accounts that are all there are, as people judged where they did."""
        known = tuple(read)
        readings = {reading.document.id: reading for reading in known}
        named = judged(by_name(known), judgements, readings)
        told = [telling for reading in known for telling in tellings(reading, named.get)]
        found = judged_incidents(incidents(told, named.get), judgements, readings)
        made = cls(known, named, found)
        made.overrule(overruled(made, named, judgements))
        return made

    def overrule(self, found: Mapping[Ref, Iri]) -> None:
        """Take these entities for what people judged them to be."""
        refs = {ref: self.of(self.readings[ref.document], ref.entity) for ref in found}
        self._meant |= {ref: replace(identity, iri=found[ref]) for ref, identity in refs.items()}
        self._known.clear()  # what rests on another one may be something else now

    def of(self, reading: Reading, identifier: str) -> Identity:
        """The identity of an entity of an account."""
        return self._meant.get(reading.ref(identifier)) or self.alone(reading, identifier)

    def alone(self, reading: Reading, identifier: str) -> Identity:
        """The identity by the account's own words, before descriptions in other accounts are looked at."""
        ref = reading.ref(identifier)
        if ref in self._known:
            return self._known[ref]
        if ref in self._open:  # described by itself: its words alone must do
            return self._described(reading, reading.entities[identifier], "")
        self._open.add(ref)
        self._known[ref] = self._identify(reading, reading.entities[identifier])
        self._open.remove(ref)
        return self._known[ref]

    def iri(self, reading: Reading, identifier: str) -> Iri:
        """The IRI of an entity of an account."""
        return self.of(reading, identifier).iri

    def telling(self, reading: Reading, entity: AccountEntity) -> Incident | None:
        """The incident that an entity belongs to."""
        incident = self._incident_of(reading, entity)
        return None if incident is None else self._told.get(reading.ref(incident.id))

    def told(self, reading: Reading) -> tuple[Iri, ...]:
        """The incidents that an account tells of, by IRI."""
        refs = (reading.ref(incident.id) for incident in reading.incidents())
        return tuple(sorted({self.iri(reading, ref.entity) for ref in refs if ref in self._told}))

    def victim(self, reading: Reading, entity: AccountEntity) -> AccountEntity | None:
        """Who was hit in the incident that an entity belongs to, as the account has it."""
        incident = self._incident_of(reading, entity)
        if incident is None:
            return None
        ref = reading.ref(incident.id)
        if ref not in self._victims:
            self._victims[ref] = reading.victim(incident)
        return self._victims[ref]

    def _incident_of(self, reading: Reading, entity: AccountEntity) -> AccountEntity | None:
        ref = reading.ref(entity.id)
        if ref not in self._parts:
            self._parts[ref] = reading.incident_of(entity)
        return self._parts[ref]

    def called(self, incident: Incident) -> str | None:
        """What accounts of an incident call its victim most; the longest of the names used as much."""
        if incident.victim is None:
            return None
        key = self.named[incident.victim]
        documents = {ref.document for ref in incident.tellings}
        uses: Counter[str] = Counter()
        for reading in (self.readings[one] for one in sorted(documents) if one in self.readings):
            said = (e for e in reading.entities.values() if self.named.get(reading.ref(e.id)) == key)
            uses.update({entity.name for entity in said})
        return min(uses, key=lambda name: (-uses[name], -len(name), name), default=None)

    def _identify(self, reading: Reading, entity: AccountEntity) -> Identity:
        if (key := self.named.get(reading.ref(entity.id))) is not None:
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


def _within(iri: Iri, incident: str) -> Identity:
    return Identity(iri=iri, incident=names.entity(Kind.INCIDENT, incident))


def by_name(read: Iterable[Reading]) -> dict[Ref, str]:
    """The key of every entity known by a name: a list entry, an identifier, or the name most in use."""
    found: dict[Naming, list[Ref]] = {}
    for reading in read:
        for ref, one in namings(reading):
            found.setdefault(one, []).append(ref)
    keys: dict[Ref, str] = {}
    for cluster in clusters(found):
        key = key_of(cluster, {one: {ref.document for ref in found[one]} for one in cluster})
        keys.update((ref, key) for one in cluster for ref in found[one])
    return keys


def namings(reading: Reading) -> Iterator[tuple[Ref, Naming]]:
    """What an account says of those that it names."""
    for entity in reading.entities.values():
        kind = family(entity.kind)
        if kind is not None and _is_named(reading, entity):
            yield reading.ref(entity.id), naming(reading, entity, kind)


def _is_named(reading: Reading, entity: AccountEntity) -> bool:
    if listed(entity.same_as):
        return True
    return reading.names(entity) and not (entity.kind in ORGANIZATIONS and is_unit(reading, entity))


def key_of(cluster: Iterable[Naming], used: Mapping[Naming, Collection[str]]) -> str:
    """The key of those who are one: a list entry, an identifier, or the name that most documents use."""
    members = list(cluster)
    if references := {reference for one in members for reference in one.references}:
        return min(references)
    if identifiers := {identifier for one in members for identifier in one.identifiers}:
        return min(identifiers)
    uses: Counter[str] = Counter()
    for one in members:
        uses[one.name] += len(used[one])
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
