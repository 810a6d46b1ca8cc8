"""Growth: the edition of all accounts so far, where a new account costs what its neighbours cost.

Accounts are neighbours when they name the same, tell of the same incident, or when what they say together of
somebody changes what others are compared by. Whatever the order in which accounts come and go, the edition is
the one that all of them would make at once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.comparison.comparing import compare
from pipelines.edition import Edition, Read, incidents, others
from pipelines.resolution.chronicle import Chronicle
from pipelines.resolution.directory import Directory
from pipelines.resolution.entities import Part, entity, from_list, mentioned_countries, parts
from pipelines.resolution.identities import Identities
from pipelines.resolution.pages import page, with_origins
from pipelines.resolution.readings import Reading, readings
from pipelines.resolution.tellings import Telling, tellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an addition or a withdrawal changed: documents, entities, and how many stories."""

    pages: frozenset[str]
    entities: frozenset[Iri]
    stories: int


class Growth:
    """All accounts so far, resolved and compared."""

    def __init__(self, read: Read = ()) -> None:
        self._readings: dict[str, Reading] = {}
        self._directory = Directory()
        self._chronicle = Chronicle()
        self._shelf = _Shelf()
        self.add(read)

    def add(self, read: Read) -> Change:
        """Add accounts, or put them in the place of those of the same documents."""
        return self._change([document.id for document, _ in read], readings(read))

    def withdraw(self, *documents: str) -> Change:
        """Take accounts away; KeyError for one that is not there."""
        if unknown := [document for document in documents if document not in self._readings]:
            raise KeyError(unknown[0])
        return self._change(documents, ())

    def edition(self) -> Edition:
        """What all accounts so far make."""
        found = self._shelf.everything()
        return Edition(
            pages=tuple(page for _, page in sorted(self._shelf.pages.items())),
            entities=others(found),
            incidents=incidents(found),
            comparisons=tuple(sorted(self._shelf.comparisons(), key=lambda one: one.iri)),
            unlisted=tuple(sorted(name for name, one in self._readings.items() if one.unlisted)),
        )

    def _change(self, gone: Sequence[str], new: Sequence[Reading]) -> Change:
        there = [document for document in gone if document in self._readings]
        left = {other for document in there for other in self._story(document)}
        for document in there:
            del self._readings[document]
        self._readings |= {reading.document.id: reading for reading in new}
        named = self._directory.change(there, new)
        told = {name: self._told(name) for name in {*named, *there}}
        moved = self._chronicle.change(told, self._directory.get)
        touched = {name for name in {*named, *moved, *left} if name in self._readings}
        return self._settle(set(there), list(self._stories(touched)))

    def _told(self, document: str) -> Iterable[Telling]:
        reading = self._readings.get(document)
        return () if reading is None else tellings(reading, self._directory.get)

    def _settle(self, gone: set[str], stories: Sequence[frozenset[str]]) -> Change:
        pages: dict[str, Page] = {}
        contributed: dict[str, Mapping[Iri, set[Part]]] = {name: {} for name in gone}
        for story in stories:
            known = self._known(story)
            for name in story:
                pages[name] = page(self._readings[name], known)
                contributed[name] = parts(known, self._readings[name])
        changed = self._shelf.contribute(contributed)
        self._shelf.put(gone, pages)
        concerned = set(self._stories({*pages, *self._shelf.concerned(changed)}))
        for story in concerned:
            self._shelf.finish(story)
        return Change(pages=frozenset(pages) | gone, entities=frozenset(changed), stories=len(concerned))

    def _known(self, story: Iterable[str]) -> Identities:
        read = [self._readings[name] for name in sorted(story)]
        named = {
            ref: key for one in read for ref, key in self._directory.by_document[one.document.id].items()
        }
        refs = (one.ref(incident.id) for one in read for incident in one.incidents())
        told = {self._chronicle.told[ref] for ref in refs if ref in self._chronicle.told}
        return Identities(read, named, sorted(told, key=lambda incident: incident.key))

    def _stories(self, documents: Iterable[str]) -> Iterator[frozenset[str]]:
        """The stories of documents, each once."""
        seen: set[str] = set()
        for document in sorted(documents):
            if document not in seen and document in self._readings:
                story = self._story(document)
                seen |= story
                yield frozenset(story)

    def _story(self, document: str) -> set[str]:
        """The documents that share an incident with this one, and those that share another with these."""
        found, edge = {document}, [document]
        while edge:
            reading = self._readings.get(edge.pop())
            for incident in reading.incidents() if reading else ():
                told = self._chronicle.told.get(reading.ref(incident.id)) if reading else None
                new = {ref.document for ref in told.tellings} - found if told else set()
                found |= new
                edge += new
        return found


class _Shelf:
    """Pages, entities and comparisons as they stand, and who depends on which entity."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self._raw: dict[str, Page] = {}
        self._tallies: dict[Iri, Counter[Part]] = defaultdict(Counter)
        self._contributed: dict[str, Mapping[Iri, set[Part]]] = {}
        self._entities: dict[Iri, Entity] = {}
        self._users: dict[Iri, set[str]] = defaultdict(set)
        self._used: dict[str, set[Iri]] = {}
        self._compared: dict[str, tuple[Comparison, ...]] = {}

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
            self._compared.pop(document, None)
        self._raw |= pages

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

    def comparisons(self) -> Iterator[Comparison]:
        """All comparisons."""
        for found in self._compared.values():
            yield from found


def _referred(one: Entity) -> Iterator[Iri]:
    yield from (*one.owner, *one.concerns, *one.part_of, *one.member_of)
    if one.speaks_for is not None:
        yield one.speaks_for
