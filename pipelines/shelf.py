"""The shelf: pages, entities and comparisons as they stand while accounts come and go."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import Generic, NamedTuple, TypeVar

from graph import names
from graph.review import Doubts
from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri, Kind
from pipelines.cabinet import Cabinet
from pipelines.comparison.comparing import compare
from pipelines.doubts import Doubtful, gathered
from pipelines.lots import Lot, mark
from pipelines.resolution.entities import Part, entity, from_list
from pipelines.resolution.pages import with_origins
from pipelines.volume import Volume, volume

Value = TypeVar("Value")
Parts = Mapping[Iri, set[Part]]

_SMALL = 1_000  # of what is small so many are in memory
_LARGE = 50  # of what is large


class Changed(NamedTuple):
    """The entities that are others now, and those of them that are called otherwise or of another kind."""

    entities: set[Iri]
    called: set[Iri]


class Kept(Generic[Value]):
    """Values by name, each with its mark, in two drawers."""

    def __init__(self, cabinet: Cabinet, name: str, at_hand: int = _SMALL) -> None:
        self._values: MutableMapping[str, Value] = cabinet.drawer(name, at_hand)
        self._marks: MutableMapping[str, bytes] = cabinet.drawer(f"marks of {name}", _SMALL)

    def get(self, name: str) -> Value | None:
        """The value of a name."""
        return self._values.get(name)

    def put(self, name: str, value: Value) -> None:
        """Keep a value; one that is as it was is left."""
        digest = mark(value)
        if self._marks.get(name) != digest:
            self._values[name] = value
            self._marks[name] = digest

    def drop(self, name: str) -> None:
        """Forget a value, if there is one."""
        if name in self._marks:
            del self._values[name], self._marks[name]

    def lot(self) -> Lot[Value]:
        """All values."""
        return Lot(self._values, self._marks)


class Shelf:
    """Pages, entities and comparisons as they stand, and who depends on which entity."""

    def __init__(self, cabinet: Cabinet) -> None:
        self.pages: Kept[Page] = Kept(cabinet, "pages", _LARGE)
        self.entities: Kept[Entity] = Kept(cabinet, "entities")
        self.incidents: Kept[Entity] = Kept(cabinet, "incidents")
        self.comparisons: Kept[Comparison] = Kept(cabinet, "comparisons")
        self.doubts: Kept[Doubts] = Kept(cabinet, "doubts", _LARGE)
        self._raw: MutableMapping[str, Page] = cabinet.drawer("raw")
        self._doubtful: MutableMapping[str, Doubtful] = cabinet.drawer("doubtful")
        self._contributed: MutableMapping[str, Parts] = cabinet.drawer("contributed")
        self._tallies: MutableMapping[str, Counter[Part]] = cabinet.drawer("tallies", _SMALL)
        self._used = _Users(cabinet, "used")
        self._called = _Users(cabinet, "called")
        self._compared: MutableMapping[str, tuple[Iri, ...]] = cabinet.drawer("compared", _SMALL)
        self._countries: Counter[Iri] = cabinet.core("countries", Counter())  # how many belong to each
        self.volume: Volume = cabinet.core("volume", Counter())
        self.unlisted: set[str] = cabinet.core("unlisted", set())  # accounts that do not list whom they name

    def core(self) -> dict[str, object]:
        """What is to be saved as a whole."""
        return {"countries": self._countries, "volume": self.volume, "unlisted": self.unlisted}

    def contribute(self, contributed: Mapping[str, Parts]) -> Changed:
        """Put what documents say of entities in the place of what they said; what is otherwise by it."""
        changes: dict[Iri, Counter[Part]] = defaultdict(Counter)
        for document, found in contributed.items():
            old: Parts = self._contributed.pop(document, {})
            for iri in old.keys() | found.keys():
                if old.get(iri) != found.get(iri):
                    changes[iri].update(found.get(iri, ()))
                    changes[iri].subtract(old.get(iri, ()))
            if found:
                self._contributed[document] = found
        changed = Changed(set(), set())
        for iri, change in changes.items():
            self._retell(iri, self._tally(iri, change), changed)
        return changed

    def _tally(self, iri: Iri, change: Counter[Part]) -> Counter[Part]:
        tally = self._tallies.get(iri) or Counter()
        tally.update(change)
        tally = +tally
        if tally:
            self._tallies[iri] = tally
        else:
            self._tallies.pop(iri, None)
        return tally

    def _retell(self, iri: Iri, tally: Counter[Part], changed: Changed) -> None:
        """Make an entity anew of what is said of it. Countries to which others belong are there unsaid."""
        kept = self._of(iri)
        old = kept.get(iri)
        new = entity(iri, tally) if tally else from_list(iri) if self._countries[iri] else None
        if old == new:
            return
        changed.entities.add(iri)
        if _face(old) != _face(new):
            changed.called.add(iri)
        if new is None:
            kept.drop(iri)
        else:
            kept.put(iri, new)
        self._move(old, new, changed)

    def _move(self, old: Entity | None, new: Entity | None, changed: Changed) -> None:
        """Note to which country an entity belongs now."""
        before, now = ({one.country} if one and one.country else set() for one in (old, new))
        self._countries.update(now - before)
        self._countries.subtract(before - now)
        for iri in before ^ now:
            self._retell(iri, self._tallies.get(iri) or Counter(), changed)

    def _of(self, iri: str) -> Kept[Entity]:
        return self.incidents if iri.startswith(names.INCIDENTS) else self.entities

    def entity(self, iri: str) -> Entity | None:
        """What is known by an IRI."""
        return self._of(iri).get(iri)

    def put(self, pages: Mapping[str, Page], doubtful: Mapping[str, Doubtful]) -> None:
        """Keep pages, without the origins of their claims, and what they add to the doubts."""
        for document, page in pages.items():
            self._weigh(document, page)
            self._raw[document] = page
        self._doubtful.update(doubtful)
        for document, one in doubtful.items():
            self._called.put(document, {iri for iri, _ in one.named})

    def drop(self, gone: Iterable[str]) -> None:
        """Forget documents."""
        for document in gone:
            self._used.put(document, set())
            self._called.put(document, set())
            self._weigh(document, None)
            for drawer in (self._raw, self._doubtful):
                drawer.pop(document, None)
            self.pages.drop(names.page(document))

    def _weigh(self, document: str, new: Page | None) -> None:
        """Count the claims of a document under its day and outlet."""
        before, now = (volume(filter(None, [one])) for one in (self._raw.get(document), new))
        self.volume.subtract(before)
        self.volume.update(now)
        for place in before.keys() | now.keys():
            if not self.volume[place]:
                del self.volume[place]

    def using(self, changed: Iterable[Iri]) -> set[str]:
        """The documents whose origins or comparisons rest on any of these entities."""
        return self._used.of(changed)

    def calling(self, changed: Iterable[Iri]) -> set[str]:
        """The documents that name any of these entities."""
        return self._called.of(changed)

    def finish(self, stories: Iterable[frozenset[str]], before: Iterable[str]) -> None:
        """Find the origins of the claims of stories and how these compare; `before` are all that it concerns.

        These are the documents of the stories, and those that have left.
        """
        stale = {iri for name in before for iri in self._compared.pop(name, ())}
        for story in stories:
            stale -= self._finish(sorted(story))
        for iri in stale:
            self.comparisons.drop(iri)

    def _finish(self, story: list[str]) -> set[Iri]:
        used = {name: self._closure(self._raw[name]) for name in story}
        known = [one for iri in set().union(*used.values()) if (one := self.entity(iri)) is not None]
        finished = with_origins([self._raw[name] for name in story], known)
        for name, page in zip(story, finished, strict=True):
            self.pages.put(names.page(name), page)
            self._used.put(name, used[name])
        compared = compare(finished, known)
        for found in compared:
            self.comparisons.put(found.iri, found)
        self._compared[story[0]] = tuple(found.iri for found in compared)
        return {found.iri for found in compared}

    def doubt(self, stories: Iterable[frozenset[str]], gone: Iterable[str]) -> None:
        """Gather what is in doubt of stories, each under its first document."""
        firsts = {min(story): story for story in stories}
        for name in {*gone}.union(*firsts.values()) - firsts.keys():
            self.doubts.drop(name)
        for first, story in firsts.items():
            found = {name: self._doubtful[name] for name in sorted(story)}
            called = sorted({iri for one in found.values() for iri, _ in one.named})
            doubts = gathered(found, [one for iri in called if (one := self.entity(iri)) is not None])
            if doubts:
                self.doubts.put(first, doubts)
            else:
                self.doubts.drop(first)

    def _closure(self, one: Page) -> set[Iri]:
        """What origins and comparisons look up: those of the claims, and those whom these refer to."""
        edge = {one.article.publisher, *one.article.incidents}
        edge |= {iri for step in one.steps for iri in step.speakers}
        edge |= {iri for claim in one.claims for iri in claim.holders}
        edge |= {iri for said in one.propositions for iri in (said.subject, said.object)}
        found: set[Iri] = set()
        while edge:
            found |= edge
            there = (known for iri in edge if (known := self.entity(iri)) is not None)
            edge = {other for entity_ in there for other in _referred(entity_)} - found
        return found

    def compared(self, story: frozenset[str]) -> Iterator[Comparison]:
        """The comparisons of a story."""
        for iri in self._compared.get(min(story), ()):
            if (found := self.comparisons.get(iri)) is not None:
                yield found


class _Users:
    """Which documents use which entities, both ways."""

    def __init__(self, cabinet: Cabinet, name: str) -> None:
        self._entities: MutableMapping[str, set[Iri]] = cabinet.drawer(name, _SMALL)
        self._documents: MutableMapping[str, set[str]] = cabinet.drawer(f"users of {name}", _SMALL)

    def put(self, document: str, used: set[Iri]) -> None:
        """Note what a document uses now."""
        before = self._entities.get(document, set())
        if before == used:
            return
        for iri in before ^ used:
            documents = self._documents.get(iri, set())
            documents ^= {document}
            self._note(iri, documents)
        if used:
            self._entities[document] = used
        else:
            del self._entities[document]

    def of(self, entities: Iterable[Iri]) -> set[str]:
        """The documents that use any of these."""
        return {document for iri in entities for document in self._documents.get(iri, ())}

    def _note(self, iri: Iri, documents: set[str]) -> None:
        if documents:
            self._documents[iri] = documents
        else:
            self._documents.pop(iri, None)


def _face(one: Entity | None) -> tuple[Kind, str, bool] | None:
    """By what doubts tell one entity from another."""
    return None if one is None else (one.kind, one.label, bool(one.identifiers or one.same_as))


def _referred(one: Entity) -> Iterator[Iri]:
    yield from (*one.owner, *one.concerns, *one.part_of, *one.member_of)
    if one.speaks_for is not None:
        yield one.speaks_for
