"""Growth: the edition of all accounts so far, where a new account costs what its neighbours cost.

Accounts are neighbours when they name the same, tell of the same incident, or when what they say together of
somebody changes what others are compared by. Whatever the order in which accounts come and go, the edition is
the one that all of them would make at once.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph import names
from graph.judgements import Entry
from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.cabinet import Cabinet, MemoryCabinet
from pipelines.doubts import doubtful
from pipelines.edition import Edition, Read
from pipelines.lots import Lot
from pipelines.progress import Progress, Stage, passing, silent
from pipelines.resolution.chronicle import Chronicle
from pipelines.resolution.directory import Directory
from pipelines.resolution.entities import parts
from pipelines.resolution.identities import Identities
from pipelines.resolution.pages import page
from pipelines.resolution.readings import Reading, Ref, readings
from pipelines.resolution.rulings import Rulings
from pipelines.resolution.tellings import Telling, tellings
from pipelines.shelf import Changed, Shelf


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an addition or a withdrawal changed: documents, entities, and how many stories."""

    pages: frozenset[str]
    entities: frozenset[Iri]
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """Who is named and what is told by all accounts so far."""

    tells: dict[str, tuple[Ref, ...]]
    directory: Directory
    chronicle: Chronicle
    rulings: Rulings

    @classmethod
    def of(cls, cabinet: Cabinet) -> "_Known":
        """As it was saved last."""
        directory, chronicle = cabinet.core("directory", Directory()), cabinet.core("chronicle", Chronicle())
        rulings = Rulings(directory, chronicle, cabinet.core("judgements", ()))
        return cls(tells=cabinet.core("tells", {}), directory=directory, chronicle=chronicle, rulings=rulings)

    def core(self) -> dict[str, object]:
        """What is to be saved as a whole."""
        whole = {"tells": self.tells, "directory": self.directory, "chronicle": self.chronicle}
        return {**whole, "judgements": self.rulings.entries}


class Growth:
    """All accounts so far, resolved and compared; what is known of them lies in a cabinet."""

    def __init__(self, read: Read = (), cabinet: Cabinet | None = None) -> None:
        self._cabinet = cabinet or MemoryCabinet()
        self.readings: MutableMapping[str, Reading] = self._cabinet.drawer("readings")
        self._shelf = Shelf(self._cabinet)
        if read:
            self.add(read)

    @cached_property
    def _known(self) -> _Known:
        """Who is who, which writing and publishing do without: it is the largest that is in memory."""
        known = _Known.of(self._cabinet)
        for rule in (known.rulings.name, known.rulings.tell, known.rulings.link):
            rule(self.readings)
        return known

    def save(self, **more: object) -> None:
        """Keep everything, and more values of the core, in the cabinet for good."""
        self._cabinet.save(**self._known.core(), **self._shelf.core(), **more)

    def let_go(self) -> None:
        """Have nothing in memory that was saved, until it is asked for again."""
        vars(self).pop("_known", None)

    def add(self, read: Read) -> Change:
        """Add accounts, or put them in the place of those of the same documents."""
        return self.grow([read])

    def grow(self, read: Iterable[Read], progress: Progress = silent) -> Change:
        """The same for so many that only one part of them should be in memory at a time."""
        gone: set[str] = set()
        touched: set[str] = set()
        for part in read:
            there, near = self._enter([document.id for document, _ in part], readings(part))
            gone |= there
            touched |= near
        return self._settle(gone, touched, progress)

    def withdraw(self, *documents: str) -> Change:
        """Take accounts away; KeyError for one that is not there."""
        if unknown := [document for document in documents if document not in self.readings]:
            raise KeyError(unknown[0])
        return self._settle(*self._enter(documents, ()))

    @property
    def judgements(self) -> tuple[Entry, ...]:
        """The judgements on two entities that count."""
        if "_known" not in vars(self):
            return self._cabinet.core("judgements", ())
        return self._known.rulings.entries

    def judge(self, judgements: Sequence[Entry]) -> Change:
        """Let these judgements on two entities count, in the order in which they were passed."""
        return self._settle(*self._enter((), (), self._known.rulings.entered(judgements)))

    def edition(self) -> Edition:
        """What all accounts so far make. It reads from the cabinet as long as it is used."""
        return Edition(
            pages=self._shelf.pages.lot(),
            entities=self._shelf.entities.lot(),
            incidents=self._shelf.incidents.lot(),
            comparisons=self._shelf.comparisons.lot(),
            unlisted=tuple(sorted(self._shelf.unlisted)),
            doubts=self._shelf.doubts.lot(),
            volume=self._shelf.volume,
            among=self.comparisons_of,
            together=self.stories,
        )

    def _enter(
        self, gone: Sequence[str], new: Sequence[Reading], concerned: Iterable[str] = ()
    ) -> tuple[set[str], set[str]]:
        """Note who comes and goes; who was there before, and to whom it can make a difference."""
        known, concerned = self._known, set(concerned)  # as it is before anything changes
        there = [document for document in gone if document in self.readings]
        left = {other for document in (*there, *concerned) for other in self._scope(document)}
        for document in there:
            del self.readings[document], known.tells[document]
            self._shelf.unlisted.discard(document)
        self.readings.update({reading.document.id: reading for reading in new})
        known.tells.update({reading.document.id: _tells(reading) for reading in new})
        self._shelf.unlisted |= {reading.document.id for reading in new if reading.unlisted}
        touched = {*left, *concerned, *self._named(there, new), *known.rulings.link(self.readings)}
        return set(there), touched

    def _named(self, gone: Sequence[str], new: Sequence[Reading]) -> set[str]:
        """Work out who is named and what is told anew; the documents for which either is otherwise now."""
        rulings = self._known.rulings
        named = self._known.directory.change(gone, new) | rulings.name(self.readings)
        told = {name: self._told(name) for name in {*named, *gone}}
        return named | self._known.chronicle.change(told, rulings.key) | rulings.tell(self.readings)

    def _told(self, document: str) -> Iterable[Telling]:
        reading = self.readings.get(document)
        return () if reading is None else tellings(reading, self._known.rulings.key)

    def _settle(self, gone: set[str], touched: set[str], progress: Progress = silent) -> Change:
        """Tell every story that is touched anew, then find origins and compare where that matters."""
        left = gone - self._known.tells.keys()
        entities, called = self._shelf.contribute({name: {} for name in left})
        self._shelf.drop(left)
        pages: set[str] = set()
        for scope in passing(self._scopes(touched), Stage.RESOLVE, progress, len(touched)):
            told = self._tell(scope)
            entities |= told.entities
            called |= told.called
            pages |= scope
        concerned = list(self.stories({*pages, *self._shelf.using(entities)}))
        compared = passing(concerned, Stage.COMPARE, progress, sum(map(len, concerned)))
        self._shelf.finish(compared, {*gone}.union(*concerned))
        self._shelf.doubt(self.stories({*pages, *self._shelf.calling(called)}), gone)
        return Change(pages=frozenset(pages | gone), entities=frozenset(entities), stories=len(concerned))

    def _tell(self, scope: frozenset[str]) -> Changed:
        """Make the pages of some stories, without origins; the entities that are others by it."""
        known = self._identities(scope)
        told = {name: self.readings[name] for name in scope}
        self._shelf.put(
            {name: page(one, known) for name, one in told.items()},
            {name: doubtful(one, known) for name, one in told.items()},
        )
        return self._shelf.contribute({name: parts(known, one) for name, one in told.items()})

    def known(self, document: str) -> Identities:
        """Who is who in a document and in those that it hangs together with."""
        return self._identities(self._scope(document))

    def entities(self) -> tuple[Lot[Entity], Lot[Entity]]:
        """Everything that the accounts speak of: incidents, and what is none."""
        return self._shelf.incidents.lot(), self._shelf.entities.lot()

    def pages_of(self, documents: Collection[str]) -> list[Page]:
        """The pages of some documents, in the order of their ids."""
        return list(self._shelf.pages.lot().chosen([names.page(name) for name in sorted(documents)]))

    def comparisons_of(self, documents: Collection[str]) -> Iterator[Comparison]:
        """The comparisons of the stories of these documents."""
        for story in self.stories(documents):
            yield from self._shelf.compared(story)

    def _identities(self, scope: Iterable[str]) -> Identities:
        read = [self.readings[name] for name in sorted(scope)]
        refs = (ref for one in read for ref in self._known.directory.by_document[one.document.id])
        named = {ref: key for ref in refs if (key := self._known.rulings.key(ref)) is not None}
        tellings_ = (ref for one in read for ref in self._known.tells[one.document.id])
        told = {incident for ref in tellings_ if (incident := self._known.rulings.told(ref)) is not None}
        known = Identities(read, named, sorted(told, key=lambda incident: incident.key))
        return self._known.rulings.overrule(known)

    def stories(self, documents: Iterable[str]) -> Iterator[frozenset[str]]:
        """The stories of documents, each once: all that share an incident with these, or with those."""
        return self._each(documents, self._story)

    def _scopes(self, documents: Iterable[str]) -> Iterator[frozenset[str]]:
        """The stories of documents, each once, with those that judgements on descriptions tie to them."""
        return self._each(documents, self._scope)

    def _each(self, documents: Iterable[str], whole: Callable[[str], set[str]]) -> Iterator[frozenset[str]]:
        seen: set[str] = set()
        for document in sorted(documents):
            if document not in seen and document in self._known.tells:
                found = whole(document)
                seen |= found
                yield frozenset(found)

    def _story(self, document: str) -> set[str]:
        """The documents that share an incident with this one, and those that share another with these."""
        return _closure(document, self._beside)

    def _scope(self, document: str) -> set[str]:
        """The story of a document, with those that judgements on descriptions tie to it."""
        return _closure(document, lambda one: self._beside(one) | self._known.rulings.linked(one))

    def _beside(self, document: str) -> set[str]:
        """The documents that share an incident with this one."""
        refs = self._known.tells.get(document, ())
        told = [incident for ref in refs if (incident := self._known.rulings.told(ref)) is not None]
        return {ref.document for incident in told for ref in incident.tellings}


def _tells(reading: Reading) -> tuple[Ref, ...]:
    """The incidents that an account tells of."""
    return tuple(reading.ref(incident.id) for incident in reading.incidents())


def _closure(document: str, beside: Callable[[str], set[str]]) -> set[str]:
    found, edge = {document}, [document]
    while edge:
        new = beside(edge.pop()) - found
        found |= new
        edge += new
    return found
