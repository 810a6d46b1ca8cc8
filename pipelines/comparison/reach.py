"""What a claim of harm reaches: whose information, in which sectors, about whom, of what kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ontology.model import Entity
from ontology.terms import Iri, Kind
from pipelines.comparison import sectors
from pipelines.comparison.said import Said
from pipelines.extraction.wordlists import plural
from pipelines.resolution import descriptions

_ROLES = {"customer": "partners", "supplier": "partners", "government": "government"}
_TELLING = frozenset({"credential", "email"})
_EVERYBODY = frozenset({"person", "people", "individual", "other", "member", "man", "woman"})
_SYSTEMS = "network"
_GENERAL = frozenset({"information", "document", "record", ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """What the object of a claim stands for. Empty in everything but `sort`: information as such."""

    thing: Iri
    sort: str = ""  # the kind of data or system
    words: frozenset[str] = frozenset()  # what distinguishes it besides
    sectors: frozenset[Iri] = frozenset()
    parties: frozenset[Iri] = frozenset()  # other than the victim
    groups: frozenset[str] = frozenset()
    within: frozenset[Iri] = frozenset()  # what it is a part of
    is_system: bool = False
    people: frozenset[str] = frozenset()  # nouns for the members of groups that it concerns

    @property
    def unspecified(self) -> bool:
        """Whether nothing is said of it but that it is information."""
        return not (self.words or self.sectors or self.parties or self.groups) and self.sort in _GENERAL

    def covers(self, other: "Reach") -> bool:
        """Whether all that the other stands for is among what this stands for."""
        if self.thing == other.thing or self.thing in other.within:
            return True
        if not self._sort_covers(other):
            return False
        return (
            self.words <= other.words
            and self.parties <= other.parties
            and self.groups <= other.groups
            and all(any(one in sectors.broader(two) for two in other.sectors) for one in self.sectors)
        )

    def _sort_covers(self, other: "Reach") -> bool:
        """Whether the other is of this kind: any record is information, any server one of "our systems"."""
        if self.sort in {other.sort, "information"}:
            return True
        return self.is_system and other.is_system and self.sort == _SYSTEMS and not self.words

    def touches(self, other: "Reach") -> str | None:
        """On what both bear, in words: a sector, somebody, a class of people; None where they do not meet."""
        if pair := sectors.shared(self.sectors, other.sectors):
            return f"the sector {sectors.called(pair[0])}"
        if self.parties & other.parties:
            return "the same party"
        if both := self.groups & other.groups:
            return f"the {min(both)} of the company" if min(both) == "partners" else f"the {min(both)}"
        if self.sort == other.sort and (self.sort in _TELLING or (self.words and self.words == other.words)):
            return "the same kind of information"
        if both := (self.people & (other.people | other.words)) | (other.people & self.words):
            return f"the {plural(min(both))}"
        return None


def reach(said: Said, entities: Mapping[Iri, Entity]) -> Reach:
    """What the object of a claim reaches."""
    thing = said.proposition.object
    entity = said.object
    incident = entities.get(said.incident)
    victims = frozenset(incident.owner) if incident else frozenset()
    if entity is None:
        return Reach(thing=thing)
    if entity.kind not in {Kind.DATA, Kind.SYSTEM}:
        return _of_parties(thing, [entity], victims)
    return _of_asset(entity, victims, entities)


def _of_asset(asset: Entity, victims: frozenset[Iri], entities: Mapping[Iri, Entity]) -> Reach:
    parties = [entities[iri] for iri in (*asset.owner, *asset.concerns) if iri in entities]
    found = _of_parties(asset.iri, parties, victims)
    names = [name for party in parties for name in (party.label, *party.aliases)]
    names += [
        name for iri in victims if iri in entities for name in (entities[iri].label, *entities[iri].aliases)
    ]
    bare = " ".join(descriptions.without_heads(descriptions.terms(asset.label)))
    essence = descriptions.essence(bare, names)
    roles = {term.removeprefix(descriptions.ROLE) for term in essence if term.startswith(descriptions.ROLE)}
    return Reach(
        thing=asset.iri,
        sort=descriptions.head_class(None, asset.label),
        words=frozenset(term for term in essence if not term.startswith(descriptions.ROLE)),
        sectors=found.sectors,
        parties=found.parties,
        groups=found.groups | {_ROLES.get(role, "persons") for role in roles},
        within=frozenset(asset.part_of),
        is_system=asset.kind is Kind.SYSTEM,
        people=found.people,
    )


def _of_parties(thing: Iri, parties: Iterable[Entity], victims: frozenset[Iri]) -> Reach:
    fields: frozenset[Iri] = frozenset()
    agents: frozenset[Iri] = frozenset()
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    for party in parties:
        if party.kind is Kind.SECTOR:
            fields |= {party.iri}
        elif party.kind is Kind.COLLECTIVE:
            text = " ".join((party.label, *party.aliases))
            fields |= sectors.of_words(text)
            groups |= sectors.groups(text)
            people |= _people(party)
        elif party.iri not in victims:
            fields |= set(party.responsible_for)
            agents |= {party.iri}
    return Reach(thing=thing, sectors=fields, parties=agents, groups=groups, people=people)


def _people(collective: Entity) -> frozenset[str]:
    """The nouns for the members of a group, which say whom data on them concern."""
    head = re.split(r"\b(?:of|in|at|from|with|who|whose|that)\b|,", collective.label)[0]
    return frozenset(descriptions.terms(head)[-1:]) - _EVERYBODY
