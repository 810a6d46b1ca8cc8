"""What people judged about who is whom, applied to what the features found: a human judgement always wins.

Judgements are applied in the order in which they were passed, each to what those before it left. "Same" makes
one of two sets; "different" takes what the right side speaks of out of the set that has both. Taking a
judgement away and deriving everything anew gives back exactly what was there before it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from graph import names
from graph.judgements import Entry, Side
from ontology.terms import Iri, Kind, Ruling
from pipelines.extraction.account import AccountEntity
from pipelines.resolution.incidents import Incident
from pipelines.resolution.namings import family, is_iri
from pipelines.resolution.readings import Reading, Ref
from pipelines.resolution.spelling import normal

Readings = Mapping[str, Reading]


def spoken_of(side: Side, readings: Readings) -> list[Ref]:
    """The entities of accounts that one side of a judgement speaks of."""
    return sorted({ref for words in side.found for ref in _in(words.document, words.words, side, readings)})


def judged(named: Mapping[Ref, str], judgements: Sequence[Entry], readings: Readings) -> dict[Ref, str]:
    """The keys of named entities as people judged; equal keys mean one entity."""
    keys = dict(named)
    for entry in judgements:
        if entry.sides[0].kind == Kind.INCIDENT:
            continue
        left, right = ([ref for ref in spoken_of(side, readings) if ref in keys] for side in entry.sides)
        if entry.ruling is Ruling.SAME:
            _join(keys, left, right)
        elif entry.ruling is Ruling.DIFFERENT:
            _part(keys, left, right, readings)
    return keys


def judged_incidents(
    found: Sequence[Incident], judgements: Sequence[Entry], readings: Readings
) -> tuple[Incident, ...]:
    """The incidents as people judged."""
    incidents = list(found)
    for entry in judgements:
        if entry.sides[0].kind != Kind.INCIDENT:
            continue
        left, right = ({*spoken_of(side, readings)} for side in entry.sides)
        if entry.ruling is Ruling.SAME:
            incidents = _joined(incidents, left, right)
        elif entry.ruling is Ruling.DIFFERENT:
            incidents = _parted(incidents, left, right, readings)
    return tuple(incidents)


class Resolved(Protocol):
    """What features made of every entity of every account."""

    @property
    def readings(self) -> Readings:
        """The accounts, by document id."""
        ...

    def iri(self, reading: Reading, identifier: str) -> Iri:
        """The IRI of an entity of an account."""
        ...

    def told(self, reading: Reading) -> tuple[Iri, ...]:
        """The incidents that an account tells of."""
        ...


def overruled(known: Resolved, named: Mapping[Ref, str], judgements: Sequence[Entry]) -> dict[Ref, Iri]:
    """The IRIs of what is only described (sources, data, systems ...) where people judged otherwise.

    A judgement on descriptions holds in the articles of their incidents. Who bears a name keeps it.
    """
    found: dict[Ref, Iri] = {}
    described = [entry for entry in judgements if entry.sides[0].kind != Kind.INCIDENT]
    for entry in described:
        sides = [[ref for ref in spoken_of(side, known.readings) if ref not in named] for side in entry.sides]
        if not all(sides):
            continue
        left, right = ({_iri(known, ref, found) for ref in side} for side in sides)
        if entry.ruling is Ruling.SAME:
            near = set(_near(known, {ref.document for side in sides for ref in side}))
            refs = [ref for ref in _all(known, near, left | right, found) if ref not in named]
            bearing = {
                known.iri(known.readings[ref.document], ref.entity) for ref in named if ref.document in near
            }
            found |= dict.fromkeys(refs, min(bearing & (left | right) or left | right))
        elif entry.ruling is Ruling.DIFFERENT:
            kept = set(sides[0])
            shared = [ref for ref in sides[1] if _iri(known, ref, found) in left and ref not in kept]
            found |= {ref: names.entity(Kind(entry.sides[1].kind), f"apart: {ref}") for ref in shared}
    return found


def _near(known: Resolved, documents: set[str]) -> Iterator[str]:
    """The documents that tell of an incident of any of these, and these."""
    told = {incident for document in documents for incident in known.told(known.readings[document])}
    yield from documents
    yield from (name for name, reading in known.readings.items() if told & set(known.told(reading)))


def _iri(known: Resolved, ref: Ref, found: Mapping[Ref, Iri]) -> Iri:
    return found.get(ref) or known.iri(known.readings[ref.document], ref.entity)


def _all(
    known: Resolved, documents: Iterable[str], wanted: set[Iri], found: Mapping[Ref, Iri]
) -> Iterator[Ref]:
    for document in sorted(documents):
        refs = (known.readings[document].ref(local) for local in known.readings[document].entities)
        yield from (ref for ref in refs if _iri(known, ref, found) in wanted)


def _in(document: str, words: str, side: Side, readings: Readings) -> Iterator[Ref]:
    """The entities of one document that bear the words, of the family of the side."""
    reading = readings.get(document)
    if reading is None:
        return
    kind = Kind(side.kind)
    for entity in reading.entities.values():
        same = entity.kind is kind or (family(kind) is not None and family(entity.kind) is family(kind))
        if same and (not words or _bears(reading, entity, words)):
            yield reading.ref(entity.id)


def _bears(reading: Reading, entity: AccountEntity, words: str) -> bool:
    wanted = normal(words)
    if wanted in {normal(name) for name in (entity.name, *entity.aliases)}:
        return True
    text = reading.document.text
    spans = (mention.span for mention in reading.account.mentions if mention.entity == entity.id)
    return any(normal(span.of(text)) == wanted for span in spans)


def _join(keys: dict[Ref, str], left: Iterable[Ref], right: Iterable[Ref]) -> None:
    """One key for the sets of both sides: that of a reference list, else the smaller one."""
    sets = ({keys[ref] for ref in left}, {keys[ref] for ref in right})
    if not all(sets):
        return
    both = set.union(*sets)
    key = min(both, key=lambda one: (not is_iri(one), one))
    keys.update({ref: key for ref, known in keys.items() if known in both})


def _part(keys: dict[Ref, str], left: Iterable[Ref], right: Sequence[Ref], readings: Readings) -> None:
    """A key of its own for what the right side speaks of, where the left side has the same."""
    shared = {keys[ref] for ref in left} & {keys[ref] for ref in right}
    kept = set(left)
    taken = [ref for ref in right if keys[ref] in shared and ref not in kept]
    for ref in taken:
        entity = readings[ref.document].entities[ref.entity]
        keys[ref] = f"{normal(entity.name)} apart, as in document {min(one.document for one in taken)}"


def _joined(incidents: Sequence[Incident], left: set[Ref], right: set[Ref]) -> list[Incident]:
    ours = [one for one in incidents if {*one.tellings} & (left | right)]
    if not any({*one.tellings} & left for one in ours) or not any({*one.tellings} & right for one in ours):
        return list(incidents)
    first = min(ours, key=lambda one: (one.victim is None, one.year or 9999, one.key))
    tellings = tuple(sorted({ref for one in ours for ref in one.tellings}))
    years = [one.year for one in ours if one.year is not None]
    whole = replace(first, tellings=tellings, year=min(years, default=None))
    return [whole if one is first else one for one in incidents if one is first or one not in ours]


def _parted(
    incidents: Sequence[Incident], left: set[Ref], right: set[Ref], readings: Readings
) -> list[Incident]:
    found: list[Incident] = []
    for one in incidents:
        taken = tuple(ref for ref in one.tellings if ref in right and ref not in left)
        if not taken or not {*one.tellings} & left:
            found.append(one)
            continue
        rest = tuple(ref for ref in one.tellings if ref not in taken)
        key = f"{one.key} apart, as in document {taken[0].document}"
        found.append(replace(one, tellings=rest, victim=_victim(one, rest, readings)))
        found.append(replace(one, tellings=taken, victim=_victim(one, taken, readings), key=key))
    return found


def _victim(incident: Incident, tellings: Iterable[Ref], readings: Readings) -> Ref | None:
    """Whom these tellings of an incident say was hit."""
    there = list(tellings)
    if incident.victim is not None and incident.victim.document in {ref.document for ref in there}:
        return incident.victim
    pairs = ((readings[ref.document], ref.entity) for ref in there)
    said = ((reading, reading.victim(reading.entities[local])) for reading, local in pairs)
    return min((reading.ref(victim.id) for reading, victim in said if victim is not None), default=None)
