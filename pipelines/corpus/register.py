"""The entities of one article as it is read: declared there, shared by the incident, or literal."""

from dataclasses import replace

from ontology.terms import Kind
from pipelines.corpus.annotation import DESCRIBED, NAMED, CorpusError, Entity, Mention
from pipelines.corpus.declarations import TYPES
from pipelines.corpus.literals import literal
from pipelines.extraction.account import PUBLISHER


class Register:
    """Finds entities by id. Only those that are used become part of the article."""

    def __init__(self, shared: dict[str, Entity], outlet: str, publisher: str | None) -> None:
        self._known = dict(shared)
        self._publisher = publisher
        self.used: dict[str, Entity] = {}
        known = shared.get(publisher) if publisher else None
        kind = known.kind if known else Kind.MEDIA_ORGANIZATION
        self._known[PUBLISHER] = (
            replace(known, id=PUBLISHER, name=outlet)
            if known
            else Entity(id=PUBLISHER, kind=kind, name=outlet)
        )
        self.resolve(PUBLISHER)

    def declare(self, entity: Entity) -> None:
        """Adds an entity; one that the incident shares may not be declared again with another type."""
        there = self._known.get(entity.id)
        if there and (there.kind != entity.kind or entity.id in self.used):
            raise CorpusError(
                f"{entity.id!r} is declared twice, or is shared by the incident as {TYPES[there.kind]}"
            )
        if there:
            entity = replace(entity, name=entity.name or there.name)
        self._known[entity.id] = entity

    def resolve(self, reference: str) -> str:
        """The id of an entity that is known or literal, e0 for the publisher's; CorpusError otherwise."""
        if reference == self._publisher:
            return PUBLISHER
        if reference not in self._known:
            made = literal(reference)
            if not made:
                near = sorted(known for known in self._known if known[:2] == reference[:2])
                raise CorpusError(f"no entity {reference!r} is declared here or in incident.txt" + _or(near))
            self._known[reference] = made
        self.used[reference] = self._known[reference]
        return reference

    def kind(self, identifier: str) -> Kind:
        """The kind of an entity that has been resolved."""
        return self._known[identifier].kind

    def named(self, text: str, mentions: list[Mention]) -> dict[str, Entity]:
        """The entities used, each with its fullest name or description in the text and its other names."""
        return {key: self._related(self._named(entity, text, mentions)) for key, entity in self.used.items()}

    def _related(self, entity: Entity) -> Entity:
        """The entity with the publisher known as e0 in what it refers to, as everywhere else."""
        return replace(
            entity,
            owner=self._own(entity.owner),
            part_of=self._own(entity.part_of),
            speaks_for=self._own(entity.speaks_for),
            concerns=tuple(self._own(one) or one for one in entity.concerns),
        )

    def _own(self, reference: str | None) -> str | None:
        return PUBLISHER if reference is not None and reference == self._publisher else reference

    def _named(self, entity: Entity, text: str, mentions: list[Mention]) -> Entity:
        forms = {"name"} if entity.kind not in DESCRIBED else {"name", "nominal"}
        mine = [mention for mention in mentions if mention.entity == entity.id and mention.form in forms]
        words = list(dict.fromkeys(mention.span.of(text) for mention in mine))
        fullest = max(words, key=len, default="")
        name = fullest or entity.name or entity.id
        if entity.kind not in NAMED or entity.id == PUBLISHER or entity.id.startswith("pl:"):
            name = entity.name or name
        others = (*words, entity.name, *entity.aliases)
        return replace(entity, name=name, aliases=tuple(dict.fromkeys(w for w in others if w and w != name)))


def _or(near: list[str]) -> str:
    return f"; near: {' '.join(near)}" if near else ""
