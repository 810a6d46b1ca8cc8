"""Effects: what counts as harm, and which bodies and sectors are reached from what a claim speaks of."""

from collections.abc import Callable, Iterable, Mapping

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

    def __init__(self, entities: Mapping[str, Entity], members: Callable[[Entity], Iterable[str]]) -> None:
        """`members` says who belongs to a collective."""
        self._entities, self._members = entities, members
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
        members = self._members(one) if one.kind is Kind.COLLECTIVE else ()
        return {*one.owner, *one.concerns, *one.part_of, *members}
