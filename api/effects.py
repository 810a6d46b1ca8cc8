"""Effects: whom and what an incident is said, or denied, to have touched, and who is said to be behind it.

Each answer is a link from the incident to an entity, with the claims it rests on. Claims that say it is so
and claims that say it is not make two links, so that a denial cannot be taken for an effect.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from api.dossier import Dossier
from api.reader import Reader
from api.stances import Stances, stances
from graph.effects import FARTHEST, HARM
from ontology.model import Claim, Entity
from ontology.terms import Iri, Kind, Polarity, Predicate

_MEMBERS = f"?to org:memberOf|ic:partOf ?from . ?from a <{Kind.COLLECTIVE.iri}>"

Claims = Iterable[tuple[Claim, Iri]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity that an incident is linked to by claims of one polarity.

    `stances` counts all claims on the entity that passed, of both polarities.
    """

    node: Iri
    polarity: Polarity
    claims: tuple[Claim, ...]
    stances: Stances


def targets(found: Dossier) -> list[tuple[Claim, Iri]]:
    """Whom and what it was directed against."""
    return [(claim, said.object) for claim, said in found.about((Predicate.TARGET,))]


def actors(found: Dossier) -> list[tuple[Claim, Iri]]:
    """Who is held to be behind it."""
    return [(claim, said.object) for claim, said in found.about((Predicate.ATTRIBUTED_TO,))]


def bodies(reader: Reader, found: Dossier) -> list[tuple[Claim, Iri]]:
    """Government bodies harmed, themselves or through what is theirs, concerns them or has them in it."""
    return _touched(reader, found, HARM, Kind.GOVERNMENT_BODY)


def sectors(reader: Reader, found: Dossier) -> list[tuple[Claim, Iri]]:
    """Sectors touched, or that what was harmed concerns. Which sectors somebody works for is no effect."""
    return _touched(reader, found, (*HARM, Predicate.AFFECTED_SECTOR), Kind.SECTOR)


def links(claims: Claims, counts: Callable[[Claim], bool], polarities: Iterable[Polarity]) -> list[Link]:
    """The links of the claims that count: what is said before what is denied, most claims first."""
    by_node: dict[Iri, dict[Iri, Claim]] = {}
    for claim, node in claims:
        if counts(claim):
            by_node.setdefault(node, {})[claim.iri] = claim
    wanted = frozenset(polarities)
    made = [
        link
        for node, found in by_node.items()
        for link in _links(node, found.values())
        if link.polarity in wanted
    ]
    return sorted(made, key=lambda link: (link.polarity is Polarity.NEGATIVE, -len(link.claims), link.node))


def _links(node: Iri, claims: Iterable[Claim]) -> list[Link]:
    found = tuple(claims)
    by_polarity = {way: tuple(claim for claim in found if claim.polarity is way) for way in Polarity}
    return [
        Link(node=node, polarity=way, claims=some, stances=stances(found))
        for way, some in by_polarity.items()
        if some
    ]


def _touched(
    reader: Reader, found: Dossier, predicates: Iterable[Predicate], kind: Kind
) -> list[tuple[Claim, Iri]]:
    said = list(found.about(predicates))
    reached = _reached(reader, {proposition.object for _, proposition in said}, kind)
    return [(claim, node) for claim, proposition in said for node in reached[proposition.object]]


def _reached(reader: Reader, objects: set[Iri], kind: Kind) -> Mapping[Iri, set[Iri]]:
    """The entities of a kind that each object is, belongs to, concerns or has as members."""
    reached: dict[Iri, set[Iri]] = {iri: set() for iri in objects}
    edge = {iri: {iri} for iri in objects}  # where each object has got to
    seen = {iri: {iri} for iri in objects}
    for _ in range(FARTHEST):
        entities = reader.many(Entity, [iri for places in edge.values() for iri in places])
        members = reader.pairs(
            _MEMBERS, [iri for iri, one in entities.items() if one.kind is Kind.COLLECTIVE]
        )
        for start, places in edge.items():
            here = [entities[iri] for iri in places if iri in entities]
            reached[start].update(one.iri for one in here if one.kind is kind)
            onward = {iri for one in here if one.kind is not kind for iri in _onward(one, members)}
            edge[start] = onward - seen[start]
            seen[start] |= edge[start]
        if not any(edge.values()):
            break
    return reached


def _onward(one: Entity, members: Mapping[Iri, Iterable[Iri]]) -> set[Iri]:
    return {*one.owner, *one.concerns, *one.part_of, *members.get(one.iri, ())}
