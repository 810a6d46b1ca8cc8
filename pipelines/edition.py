"""An edition: everything that a generation is made of, derived from all accounts together."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph import names
from graph.review import Doubts
from ontology.model import Comparison, Entity, Page
from ontology.terms import Kind
from pipelines.aside import Aside, aside
from pipelines.comparison.comparing import compare
from pipelines.decided import UNDECIDED, Decided, Read
from pipelines.doubts import doubts
from pipelines.lots import Lot
from pipelines.progress import Progress, Stage, silent
from pipelines.resolution.pages import pages as pages_of
from pipelines.resolution.resolution import resolve
from pipelines.settled import AtOnce
from pipelines.volume import Volume, volume

__all__ = [
    "Edition",
    "Read",
    "comparisons",
    "edition",
    "entities",
    "incidents",
    "others",
    "pages",
]


class Texts(Mapping[str, str]):
    """Stored texts by document id, each looked up when it is asked for."""

    def __init__(self, pages: Lot[Page]) -> None:
        self._pages = pages

    def __getitem__(self, document: str) -> str:
        page = self._pages.get(names.page(document))
        if page is None:
            raise KeyError(document)
        return page.text

    def __contains__(self, document: object) -> bool:
        return self._pages.has(names.page(str(document)))

    def __iter__(self) -> Iterator[str]:
        return (names.document(name) for name in self._pages.names())

    def __len__(self) -> int:
        return len(self._pages)


Among = Callable[[Collection[str]], Iterable[Comparison]]
Together = Callable[[Collection[str]], Iterable[Collection[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Pages, the entities they speak of, the incidents they tell of, and how their claims compare."""

    pages: Lot[Page] = field(default_factory=lambda: Lot({}))
    entities: Lot[Entity] = field(default_factory=lambda: Lot({}))  # all but the incidents
    incidents: Lot[Entity] = field(default_factory=lambda: Lot({}))
    comparisons: Lot[Comparison] = field(default_factory=lambda: Lot({}))
    unlisted: tuple[str, ...] = ()  # documents whose accounts speak of what they do not list
    doubts: Lot[Doubts] = field(default_factory=lambda: Lot({}))  # what people should look at, by story
    aside: Aside = field(default_factory=Aside)  # what does not count, and when what came to be known
    volume: Volume = field(default_factory=Counter)
    among: Among | None = field(default=None, compare=False)
    together: Together | None = field(default=None, compare=False)

    @property
    def texts(self) -> Mapping[str, str]:
        """The stored text of each document id."""
        return Texts(self.pages)

    def page(self, iri: str) -> Page | None:
        """A page."""
        return self.pages.get(iri)

    def entity(self, iri: str) -> Entity | None:
        """An entity or an incident."""
        return self.entities.get(iri) or self.incidents.get(iri)

    def comparison(self, iri: str) -> Comparison | None:
        """A comparison."""
        return self.comparisons.get(iri)

    def comparisons_of(self, documents: Collection[str]) -> Iterable[Comparison]:
        """At least the comparisons in which claims of these documents stand."""
        return self.comparisons if self.among is None else self.among(documents)

    def stories(self, documents: Collection[str]) -> Iterable[Collection[str]]:
        """Documents with those beside which they are to be looked at."""
        return [documents] if self.together is None else self.together(documents)


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
    told, spoken_of = standing.entities()
    return Edition(
        pages=Lot.of(written),
        entities=spoken_of,
        incidents=told,
        comparisons=Lot.of(compared),
        volume=volume(written),
        unlisted=tuple(sorted(standing.resolution.unlisted)),
        doubts=Lot(doubts(standing.resolution)),
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


def others(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The entities that are no incidents."""
    return tuple(entity for entity in entities if entity.kind is not Kind.INCIDENT)


def incidents(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """The incidents among the entities."""
    return tuple(entity for entity in entities if entity.kind is Kind.INCIDENT)
