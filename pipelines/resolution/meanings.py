"""What descriptions mean: the thing that other accounts of the incident describe or name."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from graph import names
from ontology.terms import EventType, Iri, Kind
from pipelines.extraction.account import PUBLISHER, AccountEntity
from pipelines.resolution import descriptions
from pipelines.resolution.incidents import Incident
from pipelines.resolution.keys import KEYS, Known, distinct
from pipelines.resolution.lexicon import words as words_of
from pipelines.resolution.namings import family, shorter
from pipelines.resolution.readings import ORGANIZATIONS, Reading, Ref
from pipelines.resolution.sketches import Sketch, keys
from pipelines.resolution.spelling import normal, tokens

_DESCRIBED = frozenset(
    {Kind.EVENT, Kind.COMMUNICATION, Kind.DATA, Kind.SYSTEM, Kind.COLLECTIVE, Kind.THREAT_ACTOR, Kind.TOPIC}
    | {Kind.PERSON, Kind.PLACE, Kind.MALWARE, Kind.TOOL, Kind.VULNERABILITY, Kind.INCIDENT}
    | ORGANIZATIONS
)
_NUMBERED = re.compile(r"(?:[A-Z][\w.-]*|version|unit|plant|phase|building) (\d[\w.]*)")
_ASSETS = frozenset({Kind.DATA, Kind.SYSTEM})
_SINGLE = frozenset({Kind.VULNERABILITY})
_LINKED = ORGANIZATIONS | {Kind.PLACE, Kind.VULNERABILITY}  # what a description can be meant to name

_NAMED = ORGANIZATIONS | {Kind.PERSON}  # who may be called for short


class Cast(Known, Protocol):
    """What is known once names and incidents are."""

    readings: Mapping[str, Reading]
    named: Mapping[Ref, str]

    def telling(self, reading: Reading, entity: AccountEntity) -> Incident | None:
        """The incident that an entity belongs to."""
        ...


def meant(known: Cast) -> dict[Ref, tuple[Iri, str]]:
    """From each description of an incident to the IRI of the thing meant and the key of the incident."""
    sketches = [sketch for reading in known.readings.values() for sketch in _sketches(known, reading)]
    within = {sketch.ref: sketch for sketch in sketches}
    found = {
        ref: (names.entity(Kind(within[ref].family), f"{key} in {within[ref].within}"), within[ref].within)
        for ref, key in keys(sketches).items()
    }
    return found | {ref: (iri, within[ref].within) for ref, iri in _named(known, sketches).items()}


def _sketches(known: Cast, reading: Reading) -> Iterator[Sketch]:
    counted = (entity for entity in reading.entities.values() if entity.event_type or entity.kind in _SINGLE)
    types: Counter[EventType | Kind] = Counter(entity.event_type or entity.kind for entity in counted)
    assets = (entity for entity in reading.entities.values() if entity.kind in _ASSETS)
    sorts = Counter((one.kind, descriptions.head_class(one.head, one.name)) for one in assets)
    for entity in reading.entities.values():
        told = known.telling(reading, entity) if _is_described(known, reading, entity) else None
        if told is None:
            continue
        way = KEYS.get(entity.kind)
        words, parties = distinct(known, reading, entity)
        asset = entity.kind in _ASSETS
        sort = descriptions.head_class(entity.head, entity.name) if asset else ""
        yield Sketch(
            ref=reading.ref(entity.id),
            within=told.key,
            family=(family(entity.kind) or entity.kind).value,
            key=(way(known, reading, entity) if way else "") or normal(entity.name) or entity.id,
            words=frozenset(words),
            numbers=frozenset(_NUMBERED.findall(entity.name)) if asset else frozenset(),
            sort=sort,
            type=entity.event_type,
            parties=frozenset(Iri(party) for party in parties),
            single=types[entity.event_type or entity.kind] == 1,
            only=asset and sorts[entity.kind, sort] == 1,
        )


def _is_described(known: Cast, reading: Reading, entity: AccountEntity) -> bool:
    if entity.kind not in _DESCRIBED or entity.id == PUBLISHER or reading.ref(entity.id) in known.named:
        return False
    return entity.kind is not Kind.INCIDENT or reading.incident_of(entity) != entity


def _casts(known: Cast, kinds: frozenset[Kind] = _LINKED) -> dict[tuple[str, str], dict[Iri, list[Ref]]]:
    """For each incident and family, whom its accounts name."""
    casts: dict[tuple[str, str], dict[Iri, list[Ref]]] = defaultdict(lambda: defaultdict(list))
    for ref in known.named:
        reading = known.readings[ref.document]
        entity = reading.entities[ref.entity]
        told = known.telling(reading, entity) if entity.kind in kinds else None
        if told is not None:
            group = casts[told.key, (family(entity.kind) or entity.kind).value]
            group[known.iri(reading, ref.entity)].append(ref)
    return casts


def _named(known: Cast, sketches: Iterable[Sketch]) -> dict[Ref, Iri]:
    """Descriptions whose words are all in the names of just one that accounts of the incident name."""
    casts = _casts(known)
    words = {iri: _words(known, refs) for cast in casts.values() for iri, refs in cast.items()}
    found: dict[Ref, Iri] = {}
    for sketch in sketches:
        cast = casts.get((sketch.within, sketch.family), {})
        fitting = [iri for iri in cast if _fits(known, sketch, words[iri])]
        if len(fitting) == 1:
            found[sketch.ref] = fitting[0]
    return found


def shortened(known: Cast) -> dict[Ref, Iri]:
    """Those called for short what just one other of the incident is called in full."""
    found: dict[Ref, Iri] = {}
    for (_, group), cast in _casts(known, _NAMED).items():
        full: dict[str, set[Iri]] = defaultdict(set)
        names_ = {iri: {_name(known, ref) for ref in refs} for iri, refs in cast.items()}
        for iri, called in names_.items():
            for short in {short for name in called for short in shorter(name, Kind(group))}:
                full[short].add(iri)
        for iri, refs in cast.items():
            for ref in refs:
                meant_ = full.get(normal(_name(known, ref)), set()) - {iri}
                if len(meant_) == 1:
                    found[ref] = min(meant_)
    return found


def _name(known: Cast, ref: Ref) -> str:
    return known.readings[ref.document].entities[ref.entity].name


def _words(known: Cast, refs: Iterable[Ref]) -> set[str]:
    entities = (known.readings[ref.document].entities[ref.entity] for ref in refs)
    return {word for entity in entities for word in _name_words(entity)}


def _fits(known: Cast, sketch: Sketch, words: set[str]) -> bool:
    entity = known.readings[sketch.ref.document].entities[sketch.ref.entity]
    said = set(descriptions.essence(entity.name))
    if entity.kind is Kind.VULNERABILITY:
        return said - words_of("descriptions", "flaws") <= words
    return entity.kind in _LINKED and bool(said) and said <= words


def _name_words(entity: AccountEntity) -> set[str]:
    return {
        term
        for name in (entity.name, *entity.aliases)
        for term in (*descriptions.essence(name), *tokens(name))
    }
