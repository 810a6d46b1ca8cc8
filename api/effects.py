"""Effects: whom and what an incident is said, or denied, to have touched, and who is said to be behind it.

Each answer is a link from the incident to an entity, with the claims it rests on. Claims that say it is so
and claims that say it is not make two links, so that a denial cannot be taken for an effect.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from api.level import Request
from api.stances import Stances, stances
from graph import lookup
from graph.lookup import Effect
from ontology.terms import Iri, Polarity, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An entity that an incident is linked to by claims of one polarity.

    `stances` counts all claims on the entity that passed, of both polarities.
    """

    node: Iri
    polarity: Polarity
    claims: tuple[Iri, ...]
    stances: Stances


def links(
    request: Request,
    role: str,
    incidents: Sequence[str],
    kinds: Collection[SpeakerKind] | None,
    polarities: Collection[Polarity],
) -> dict[str, list[Link]]:
    """The links of each incident to entities in a role, by the word of some kinds of speakers or of all.

    What is said comes before what is denied, most claims first.
    """
    found = lookup.effects(request.reader.index, role, incidents, kinds)
    request.budget.take(len(found))
    by_entity: dict[str, dict[Iri, list[Effect]]] = {iri: {} for iri in incidents}
    for effect in found:
        by_entity[effect.incident].setdefault(effect.entity, []).append(effect)
    return {
        iri: sorted(
            (link for node, some in touched.items() for link in _links(node, some, polarities)),
            key=lambda link: (link.polarity is Polarity.NEGATIVE, -len(link.claims), link.node),
        )
        for iri, touched in by_entity.items()
    }


def _links(node: Iri, found: list[Effect], polarities: Collection[Polarity]) -> Iterable[Link]:
    counts = stances(found)
    for way in Polarity:
        claims = tuple(effect.claim for effect in found if effect.polarity is way)
        if claims and way in polarities:
            yield Link(node=node, polarity=way, claims=claims, stances=counts)
