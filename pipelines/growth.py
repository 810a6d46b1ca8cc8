"""Growth: the edition of all accounts so far, where a new account costs what its neighbours cost.

Accounts are neighbours when they name the same, tell of the same incident, or when what they say together of
somebody changes what others are compared by. Whatever the order in which accounts come and go, the edition is
the one that all of them would make at once.
"""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass

from ontology.model import Page
from ontology.terms import Iri
from pipelines.cabinet import Cabinet, MemoryCabinet
from pipelines.doubts import Doubtful, doubtful, gathered
from pipelines.edition import Edition, Pages, Read, incidents, others
from pipelines.resolution.chronicle import Chronicle
from pipelines.resolution.directory import Directory
from pipelines.resolution.entities import Part, parts
from pipelines.resolution.identities import Identities
from pipelines.resolution.pages import page
from pipelines.resolution.readings import Reading, readings
from pipelines.resolution.tellings import Telling, tellings
from pipelines.shelf import Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an addition or a withdrawal changed: documents, entities, and how many stories."""

    pages: frozenset[str]
    entities: frozenset[Iri]
    stories: int


class Growth:
    """All accounts so far, resolved and compared; what is known of them lies in a cabinet."""

    def __init__(self, read: Read = (), cabinet: Cabinet | None = None) -> None:
        self._cabinet = cabinet or MemoryCabinet()
        self._readings: MutableMapping[str, Reading] = self._cabinet.drawer("readings")
        self._doubtful: MutableMapping[str, Doubtful] = self._cabinet.drawer("doubtful")
        self._unlisted: set[str] = self._cabinet.core("unlisted", set())
        self._directory = self._cabinet.core("directory", Directory())
        self._chronicle = self._cabinet.core("chronicle", Chronicle())
        self._shelf = Shelf(self._cabinet)
        self.add(read)

    def save(self, **more: object) -> None:
        """Keep everything, and more values of the core, in the cabinet for good."""
        self._cabinet.save(
            unlisted=self._unlisted,
            directory=self._directory,
            chronicle=self._chronicle,
            **self._shelf.core(),
            **more,
        )

    def add(self, read: Read) -> Change:
        """Add accounts, or put them in the place of those of the same documents."""
        return self._change([document.id for document, _ in read], readings(read))

    def withdraw(self, *documents: str) -> Change:
        """Take accounts away; KeyError for one that is not there."""
        if unknown := [document for document in documents if document not in self._readings]:
            raise KeyError(unknown[0])
        return self._change(documents, ())

    def edition(self) -> Edition:
        """What all accounts so far make. It reads from the cabinet as long as it is used."""
        found = self._shelf.everything()
        doubtful_ = {name: self._doubtful[name] for name in sorted(self._doubtful)}
        return Edition(
            pages=Pages(self._shelf.pages),
            marks=self._shelf.marks,
            entities=others(found),
            incidents=incidents(found),
            comparisons=tuple(sorted(self._shelf.comparisons(), key=lambda one: one.iri)),
            unlisted=tuple(sorted(self._unlisted)),
            doubts=gathered(doubtful_, found),
        )

    def _change(self, gone: Sequence[str], new: Sequence[Reading]) -> Change:
        there = [document for document in gone if document in self._readings]
        left = {other for document in there for other in self._story(document)}
        for document in there:
            del self._readings[document]
            self._doubtful.pop(document, None)
            self._unlisted.discard(document)
        self._readings.update({reading.document.id: reading for reading in new})
        self._unlisted |= {reading.document.id for reading in new if reading.unlisted}
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
                self._doubtful[name] = doubtful(self._readings[name], known)
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
