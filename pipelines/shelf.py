"""The shelf: pages, entities and comparisons as they stand while accounts come and go."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping

from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.cabinet import Cabinet
from pipelines.comparison.comparing import compare
from pipelines.edition import mark
from pipelines.resolution.entities import Part, entity, from_list, mentioned_countries
from pipelines.resolution.pages import with_origins


class Shelf:
    """Pages, entities and comparisons as they stand, and who depends on which entity."""

    def __init__(self, cabinet: Cabinet) -> None:
        self.pages: MutableMapping[str, Page] = cabinet.drawer("pages")
        self.marks: dict[str, str] = cabinet.core("marks", {})  # what a page is, in a digest, by document
        self._raw: MutableMapping[str, Page] = cabinet.drawer("raw")
        self._contributed: MutableMapping[str, Mapping[Iri, set[Part]]] = cabinet.drawer("contributed")
        self._used: MutableMapping[str, set[Iri]] = cabinet.drawer("used")
        self._compared: MutableMapping[str, tuple[Comparison, ...]] = cabinet.drawer("compared")
        self._tallies: dict[Iri, Counter[Part]] = cabinet.core("tallies", defaultdict(Counter))
        self._entities: dict[Iri, Entity] = cabinet.core("entities", {})
        self._users: dict[Iri, set[str]] = cabinet.core("users", defaultdict(set))

    def core(self) -> dict[str, object]:
        """What is to be saved as a whole."""
        return {
            "marks": self.marks,
            "tallies": self._tallies,
            "entities": self._entities,
            "users": self._users,
        }

    def contribute(self, contributed: Mapping[str, Mapping[Iri, set[Part]]]) -> set[Iri]:
        """Put what documents say of entities in the place of what they said; the entities changed by it."""
        touched: set[Iri] = set()
        for document, found in contributed.items():
            old = self._contributed.pop(document, {})
            for iri in old.keys() | found.keys():
                if old.get(iri) != found.get(iri):
                    self._tallies[iri].subtract(old.get(iri, ()))
                    self._tallies[iri].update(found.get(iri, ()))
                    touched.add(iri)
            if found:
                self._contributed[document] = found
        return {iri for iri in touched if self._retell(iri)}

    def _retell(self, iri: Iri) -> bool:
        tally = self._tallies[iri] = +self._tallies[iri]
        old, new = self._entities.get(iri), entity(iri, tally) if tally else None
        if new is None:
            del self._tallies[iri]
            self._entities.pop(iri, None)
        else:
            self._entities[iri] = new
        return old != new

    def put(self, gone: Iterable[str], pages: Mapping[str, Page]) -> None:
        """Keep pages, without the origins of their claims."""
        for document in gone:
            for iri in self._used.pop(document, ()):
                self._users[iri].discard(document)
            self._raw.pop(document, None)
            self.pages.pop(document, None)
            self.marks.pop(document, None)
            self._compared.pop(document, None)
        self._raw.update(pages)

    def concerned(self, changed: Iterable[Iri]) -> set[str]:
        """The documents whose origins or comparisons rest on any of these entities."""
        return {document for iri in changed for document in self._users.get(iri, ())}

    def finish(self, story: frozenset[str]) -> None:
        """Find the origins of a story's claims and how they compare."""
        names = sorted(story)
        used = {name: self._closure(self._raw[name]) for name in names}
        known = [self._entities[iri] for iri in set().union(*used.values()) if iri in self._entities]
        finished = with_origins([self._raw[name] for name in names], known)
        for name, one in zip(names, finished, strict=True):
            self.pages[name] = one
            self.marks[name] = mark(one)
            self._compared.pop(name, None)
            self._use(name, used[name])
        self._compared[names[0]] = compare(finished, known)

    def _use(self, document: str, used: set[Iri]) -> None:
        for iri in self._used.get(document, set()) - used:
            self._users[iri].discard(document)
        for iri in used:
            self._users[iri].add(document)
        self._used[document] = used

    def _closure(self, one: Page) -> set[Iri]:
        """What origins and comparisons look up: those of the claims, and those whom these refer to."""
        edge = {one.article.publisher, *one.article.incidents}
        edge |= {iri for step in one.steps for iri in step.speakers}
        edge |= {iri for claim in one.claims for iri in claim.holders}
        edge |= {iri for said in one.propositions for iri in (said.subject, said.object)}
        found: set[Iri] = set()
        while edge:
            found |= edge
            there = (self._entities[iri] for iri in edge if iri in self._entities)
            edge = {other for entity_ in there for other in _referred(entity_)} - found
        return found

    def everything(self) -> tuple[Entity, ...]:
        """All entities, with the countries that they belong to."""
        found = dict(self._entities)
        missing = mentioned_countries(found.values()) - set(found)
        found |= {iri: one for iri in missing if (one := from_list(iri)) is not None}
        return tuple(found[iri] for iri in sorted(found))

    def compared(self, story: frozenset[str]) -> tuple[Comparison, ...]:
        """The comparisons of a story."""
        return self._compared.get(min(story), ())

    def comparisons(self) -> Iterator[Comparison]:
        """All comparisons."""
        for found in self._compared.values():
            yield from found


def _referred(one: Entity) -> Iterator[Iri]:
    yield from (*one.owner, *one.concerns, *one.part_of, *one.member_of)
    if one.speaks_for is not None:
        yield one.speaks_for
