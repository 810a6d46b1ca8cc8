"""An edition: everything that a generation is made of, derived from all accounts together."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from graph import names
from graph.review import Doubt
from ontology.model import Comparison, Entity, Page
from ontology.terms import Kind
from pipelines.aside import Aside, aside
from pipelines.comparison.comparing import compare
from pipelines.decided import UNDECIDED, Decided, Read
from pipelines.doubts import doubts
from pipelines.progress import Progress, Stage, silent
from pipelines.records import to_json
from pipelines.resolution.pages import pages as pages_of
from pipelines.resolution.resolution import resolve
from pipelines.settled import AtOnce

__all__ = [
    "Edition",
    "Pages",
    "Read",
    "comparisons",
    "edition",
    "entities",
    "incidents",
    "mark",
    "others",
    "pages",
]


class Pages(Sequence[Page]):
    """Pages by document id, each looked up when it is asked for."""

    def __init__(self, by_document: Mapping[str, Page]) -> None:
        self._by_document = by_document
        self._names = sorted(by_document)
        self.documents = frozenset(self._names)

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, at: int) -> Page: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Page]: ...
    def __getitem__(self, at: int | slice) -> Page | Sequence[Page]:
        if isinstance(at, slice):
            return [self._by_document[name] for name in self._names[at]]
        return self._by_document[self._names[at]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # what stands behind the pages may change

    def page(self, document: str) -> Page:
        """The page of a document; KeyError when there is none."""
        return self._by_document[document]

    def of(self, documents: Collection[str]) -> Iterator[Page]:
        """The pages of some documents."""
        return (self._by_document[name] for name in sorted(documents))


class Texts(Mapping[str, str]):
    """Stored texts by document id, each looked up when it is asked for."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def __getitem__(self, document: str) -> str:
        return self._pages.page(document).text

    def __contains__(self, document: object) -> bool:
        return document in self._pages.documents

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages.documents)

    def __len__(self) -> int:
        return len(self._pages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Pages, the entities they speak of, the incidents they tell of, and how their claims compare."""

    pages: Sequence[Page] = ()  # in the order of the document ids
    marks: Mapping[str, str] | None = field(default=None, compare=False)  # of the pages, where known
    entities: tuple[Entity, ...] = ()  # all but the incidents
    incidents: tuple[Entity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    unlisted: tuple[str, ...] = ()  # documents whose accounts speak of what they do not list
    doubts: tuple[Doubt, ...] = ()  # what people should look at
    aside: Aside = field(default_factory=Aside)  # what does not count, and when what came to be known

    def marked(self) -> dict[str, str]:
        """What each page is, in a digest, by its IRI."""
        if self.marks is not None:
            return {str(names.page(document)): digest for document, digest in self.marks.items()}
        return {str(page.iri): mark(page) for page in self.pages}

    def chosen(self, wanted: Collection[str]) -> Iterator[Page]:
        """The pages of these IRIs."""
        if isinstance(self.pages, Pages) and self.marks is not None:
            return self.pages.of([name for name in self.marks if str(names.page(name)) in wanted])
        return (page for page in self.pages if str(page.iri) in wanted)

    @property
    def texts(self) -> Mapping[str, str]:
        """The stored text of each document id."""
        if isinstance(self.pages, Pages):
            return Texts(self.pages)
        return {page.article.identifier: page.text for page in self.pages}


def mark(page: Page) -> str:
    """What a page is, in a digest."""
    return hashlib.sha256(to_json(page)).hexdigest()


def edition(read: Read, progress: Progress = silent, decided: Decided = UNDECIDED) -> Edition:
    """The edition of all accounts, without what people decided does not count."""
    counting = decided.standing(read)
    progress(Stage.RESOLVE, 0, len(counting))
    standing = AtOnce(counting, decided.pairs)
    written = standing.pages
    progress(Stage.RESOLVE, len(counting), len(counting))
    progress(Stage.COMPARE, 0, len(written))
    compared = standing.comparisons
    progress(Stage.COMPARE, len(written), len(written))
    whole = AtOnce(read, decided.pairs) if decided.sets_aside(read) else standing
    return Edition(
        pages=written,
        entities=others(standing.entities()),
        incidents=incidents(standing.entities()),
        comparisons=compared,
        unlisted=tuple(sorted(standing.resolution.unlisted)),
        doubts=doubts(standing.resolution),
        aside=aside(decided, standing, whole),
    )


def entities(read: Read, decided: Decided = UNDECIDED) -> tuple[Entity, ...]:
    """Who and what the accounts that count speak of, incidents included."""
    return resolve(decided.standing(read), decided.pairs).entities


def pages(read: Read, decided: Decided = UNDECIDED) -> tuple[Page, ...]:
    """What each document that counts says, in terms of the entities that all documents share."""
    counting = decided.standing(read)
    return pages_of(counting, resolve(counting, decided.pairs))


def comparisons(written: Sequence[Page], found: Sequence[Entity]) -> tuple[Comparison, ...]:
    """How the claims of pages stand to each other."""
    return tuple(compare(written, found))


def others(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities that are no incidents."""
    return tuple(entity for entity in entities if entity.kind is not Kind.INCIDENT)


def incidents(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The incidents among the entities."""
    return tuple(entity for entity in entities if entity.kind is Kind.INCIDENT)
