"""Effects: what counts as harm, and which bodies and sectors are reached from what a claim speaks of."""

from collections.abc import Iterable, Mapping

from ontology.model import Entity
from ontology.terms import Iri, Kind, Predicate

HARM = (
    Predicate.TARGET,
    Predicate.COMPROMISED,
    Predicate.EXFILTRATED,
    Predicate.MISUSED,
    Predicate.ENCRYPTED,
    Predicate.DISRUPTED,
    Predicate.ACCESSED_DATA_OF,
    Predicate.HAS_IMPACT,
)
EVENTS = frozenset({Kind.INCIDENT, Kind.EVENT})
FARTHEST = 5  # steps from what is said to be harmed to whose it is
REACHED = frozenset({Kind.SECTOR, Kind.GOVERNMENT_BODY})


class Reach:
    """Where entities lead: to what they are part of, belong to, concern, or have as members."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self._entities = entities
        self._members = _members(entities.values())
        self._known: dict[tuple[str, Kind], frozenset[Iri]] = {}

    def of(self, start: str, kind: Kind) -> frozenset[Iri]:
        """The entities of a kind that one is, belongs to, concerns or has as members."""
        key = (start, kind)
        if key not in self._known:
            self._known[key] = frozenset(self._reached(start, kind))
        return self._known[key]

    def _reached(self, start: str, kind: Kind) -> Iterable[Iri]:
        edge, seen = {start}, {start}
        for _ in range(FARTHEST):
            here = [self._entities[iri] for iri in edge if iri in self._entities]
            yield from (one.iri for one in here if one.kind is kind)
            onward = {iri for one in here if one.kind is not kind for iri in self._onward(one)}
            edge = onward - seen
            seen |= edge

    def _onward(self, one: Entity) -> Iterable[str]:
        return {*one.owner, *one.concerns, *one.part_of, *self._members.get(one.iri, ())}


def _members(entities: Iterable[Entity]) -> dict[str, set[str]]:
    known = list(entities)
    collectives = {one.iri for one in known if one.kind is Kind.COLLECTIVE}
    found: dict[str, set[str]] = {}
    for one in known:
        for whole in collectives.intersection((*one.member_of, *one.part_of)):
            found.setdefault(whole, set()).add(one.iri)
    return found
