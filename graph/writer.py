"""How pages and derived graphs get into a store of this machine: by what differs, noted in a journal.

Each call is one update, or none, but for `add`, `revise` and `shortcuts`: they take some things at a time,
and who is killed in them leaves a part.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, islice

from graph import reference, updates
from graph.codec import Record
from graph.digest import parts
from graph.fresh import Fresh
from graph.journal import Journal
from graph.lines import lines, subject_of
from graph.marker import Equals
from graph.points import SPEAKER_KIND, derived, spoken_by
from graph.sender import collect_all
from graph.spelling import spelled, spelled_all
from graph.store import Store
from graph.triples import Triple
from ontology.model import Page
from ontology.terms import IC, Graphs

_TOGETHER = 50  # pages that are written at once
_MANY = 2_000  # subjects that are
_KNOWN = 1 << 16  # things that articles share of which is remembered that they are there
_OBJECT = re.compile(r" <([^ <>\"]*)> <[^<>]*> \.\n$")
_SAYS = f" <{IC}proposition> <"

Lines = dict[str, set[str]]


class Writer:
    """Writes to one store, and knows what that changed."""

    def __init__(self, store: Store, *, noted: bool = True) -> None:
        """`noted` is whether anybody will ask what was changed."""
        self._store = store
        self._noted = noted
        self._journal: Journal | None = None
        self._edits = 0
        self._shared: set[str] = set()
        self._fresh = Fresh()

    @property
    def journal(self) -> Journal:
        """What was changed since the state published last. GraphError where nothing may be written."""
        self._store.refuse_if_read_only()
        if self._journal is None:
            self._journal = Journal(self._base())
        elif self._edits != self._store.marker.edits and self._journal.base is not None:
            self._renew(Journal(None))  # somebody else has written to the store
        self._edits = self._store.marker.edits
        return self._journal

    def published(self, equals: Equals) -> None:
        """Begin anew from a state that is published."""
        self._store.marker.set(equals)
        self._renew(Journal(equals.number))

    def close(self) -> None:
        """Forget what was changed."""
        if self._journal is not None:
            self._journal.close()

    def _base(self) -> int | None:
        if not self._noted:
            return None
        equals = self._store.marker.equals
        return equals.number if equals else None if self._store.holds_any() else 0

    def _renew(self, journal: Journal) -> None:
        self.close()
        self._journal, self._edits = journal, self._store.marker.edits

    def put(self, page: Page) -> None:
        """Replace a page by its new version; what articles share is only added to."""
        self._store.refuse_if_read_only()
        was, now = set(self._store.part(page.iri)), set(spelled_all(page.own, page.iri))
        known, shared = self._sharing([page])
        self._fresh.forget(_said(was | now))
        self._exchange(was, now, {line for part in shared.values() for line in part})
        self._note_page(page.iri, was, now)
        self._note_all(Graphs.SHARED, known, shared)

    def add(self, pages: Iterable[Page]) -> Iterator[Page]:
        """Add pages of which nothing is there, each given back once it is."""
        rest = iter(pages)
        while some := list(islice(rest, _TOGETHER)):
            own = {page.iri: set(spelled_all(page.own, page.iri)) for page in some}
            known, shared = self._sharing(some)
            with self._writing():
                self._store.fill(line for part in (*own.values(), *shared.values()) for line in part)
            for iri, now in own.items():
                self._note_page(iri, set(), now)
            self._note_all(Graphs.SHARED, known, shared)
            self._fresh.note(some, {iri for iri, part in known.items() if not part})
            yield from some

    def drop(self, page: str) -> None:
        """Take a page out as a whole, if it is there. GraphError for a graph that is not a page."""
        text = updates.drop(page)
        self._store.refuse_if_read_only()
        was = set(self._store.part(page))
        self._fresh.forget(_said(was))
        if was:
            with self._writing():
                self._store.update(text)
            self._note_page(page, was, set())

    def replace(self, graph: Graphs, triples: Iterable[Triple]) -> None:
        """Make a graph hold these triples and no others."""
        is_described = self._described(graph)
        was, now = (
            _grouped(self._store.part(graph)),
            _grouped(lines(filter(lambda one: not is_described(one.subject), triples), graph)),
        )
        self._change(graph, was, {subject: now.get(subject, set()) for subject in was.keys() | now.keys()})

    def revise(self, graph: Graphs, values: Iterable[Record], gone: Iterable[str]) -> None:
        """Replace what a graph says of some things, and take others out; some of them at a time."""
        rest: Iterator[tuple[str, Record | None]] = chain(
            ((iri, None) for iri in gone), ((str(value.iri), value) for value in values)
        )
        is_described = self._described(graph)
        while some := dict(islice(rest, _MANY)):
            told = {iri: value if value and not is_described(iri) else None for iri, value in some.items()}
            now = {iri: set(spelled(value, graph)) if value else set() for iri, value in told.items()}
            was = {iri: set(self._store.part(graph, iri)) for iri in some}
            self._change(graph, was, now, whole=False)

    def collect(self) -> int:
        """Remove from the shared graph what nothing refers to any more; the number of triples removed."""
        if self.journal.base is None:
            return collect_all(self._store)
        self.shortcuts()  # while the propositions are there that it needs
        removed = 0
        while self.journal.orphans:
            waiting, self.journal.orphans = self.journal.orphans, set()
            parts_ = {iri: set(self._store.part(Graphs.SHARED, iri)) for iri in sorted(waiting)}
            lost = {iri: part for iri, part in parts_.items() if part and not self._is_used(iri)}
            self._change(Graphs.SHARED, lost, {iri: set() for iri in lost})
            self._shared -= lost.keys()
            removed += sum(map(len, lost.values()))
            self.journal.orphans = {iri for part in lost.values() for iri in _objects(part)}
        return removed

    def shortcuts(self) -> None:
        """Bring what follows from claims alone up to date: plain edges, and the origins of points."""
        if self.journal.base is None:
            self._store.update(updates.derived())
            return
        rest = iter(sorted(self.journal.points))
        self.journal.points = set()
        while some := list(islice(rest, _MANY)):
            for graph, was, now in derived(self._store, some, self._fresh):
                self._change(graph, was, now, whole=False)
            self._fresh.forget(some)

    def clear(self) -> None:
        """Take everything out, so that all is written anew."""
        self._store.clear()
        self._shared, self._fresh = set(), Fresh()
        self._renew(Journal(0))

    def _sharing(self, pages: Iterable[Page]) -> tuple[Lines, Lines]:
        """What pages say of what they share with others: what stands there, and what it will be."""
        values: dict[str, Record] = {
            value.iri: value for page in pages for value in page.shared if value.iri not in self._shared
        }
        now = {iri: set(spelled(value, Graphs.SHARED)) for iri, value in values.items()}
        was = {iri: set(self._store.part(Graphs.SHARED, iri)) for iri in now}
        if len(self._shared) > _KNOWN:
            self._shared = set()
        self._shared |= now.keys()
        return was, {subject: part | was[subject] for subject, part in now.items()}

    def _described(self, graph: Graphs) -> Callable[[str], bool]:
        """Whether the reference graph describes a thing, so that no other graph does."""
        things = frozenset() if graph in {Graphs.REFERENCE, Graphs.HISTORY} else reference.things()
        return cache(lambda iri: iri in things and bool(self._store.about(iri, Graphs.REFERENCE)))

    def _change(self, graph: str, was: Lines, now: Lines, *, whole: bool = True) -> None:
        """Change parts of a graph: in one update, unless it need not be whole and nothing is to go."""
        self._store.refuse_if_read_only()
        old, new = ({line for part in side.values() for line in part} for side in (was, now))
        if old == new:
            return
        if whole or old - new:
            self._exchange(old, new, set())
        else:
            with self._writing():
                self._store.fill(new - old)
        self._note_all(graph, was, now)

    def _exchange(self, was: set[str], now: set[str], more: set[str]) -> None:
        if was - now or now - was or more:
            with self._writing():
                self._store.exchange(was - now, (now - was) | more)

    def _note_page(self, page: str, was: set[str], now: set[str]) -> None:
        if self.journal.base is None or was == now:
            return
        self.journal.note(page, "", was, now)
        self.journal.points |= {iri for part in (was, now) for iri in _said(part)}
        self.journal.orphans |= set(_objects(was - now))

    def _note_all(self, graph: str, was: Lines, now: Lines) -> None:
        if self.journal.base is None:
            return
        for subject, part in now.items():
            self.journal.note(graph, subject, was.get(subject, set()), part)
        if graph == Graphs.ENTITIES:
            others = [iri for iri, part in now.items() if _kinds(was.get(iri, set())) != _kinds(part)]
            self.journal.points |= spoken_by(self._store, others)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """What is written meanwhile is in the journal, as all before."""
        assert self.journal is not None  # it looks whether that is so
        yield
        self._edits = self._store.marker.edits

    def _is_used(self, iri: str) -> bool:
        return any(graph != Graphs.CORROBORATION for graph in self._store.referring(iri))


def _grouped(found: Iterable[str]) -> Lines:
    return {subject_of(part[0]): set(part) for part in parts(sorted(found))}


def _said(page: Iterable[str]) -> Iterator[str]:
    """The propositions that the lines of a page speak of."""
    return (line[line.index(_SAYS) + len(_SAYS) :].partition(">")[0] for line in page if _SAYS in line)


def _objects(found: Iterable[str]) -> Iterator[str]:
    """The IRIs that lines refer to."""
    return (match[1] for match in map(_OBJECT.search, found) if match)


def _kinds(part: Collection[str]) -> set[str]:
    return {line for line in part if f" <{SPEAKER_KIND}> " in line}
