"""An edition: everything that a generation is made of, derived from all accounts together."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graph.review import Doubt
from ontology.model import Comparison, Entity, Page
from ontology.terms import Kind
from pipelines.aside import Aside, aside
from pipelines.comparison.comparing import compare
from pipelines.decided import UNDECIDED, Decided, Read
from pipelines.doubts import doubts
from pipelines.progress import Progress, Stage, silent
from pipelines.resolution.pages import pages as pages_of
from pipelines.resolution.resolution import resolve

__all__ = [
    "Edition",
    "Read",
    "comparisons",
    "edition",
    "entities",
    "finished",
    "incidents",
    "others",
    "pages",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Pages, the entities they speak of, the incidents they tell of, and how their claims compare."""

    pages: tuple[Page, ...] = ()
    entities: tuple[Entity, ...] = ()  # all but the incidents
    incidents: tuple[Entity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    unlisted: tuple[str, ...] = ()  # documents whose accounts speak of what they do not list
    doubts: tuple[Doubt, ...] = ()  # what people should look at
    aside: Aside = field(default_factory=Aside)  # what does not count, and when what came to be known

    @property
    def texts(self) -> dict[str, str]:
        """The stored text of each document id."""
        return {page.article.identifier: page.text for page in self.pages}


def edition(read: Read, progress: Progress = silent, decided: Decided = UNDECIDED) -> Edition:
    """The edition of all accounts, without what people decided does not count."""
    counting = decided.standing(read)
    progress(Stage.RESOLVE, 0, len(counting))
    resolution = resolve(counting, decided.pairs)
    written = pages_of(counting, resolution)
    progress(Stage.RESOLVE, len(counting), len(counting))
    progress(Stage.COMPARE, 0, len(written))
    compared = comparisons(written, resolution.entities)
    progress(Stage.COMPARE, len(written), len(written))
    return Edition(
        pages=written,
        entities=others(resolution.entities),
        incidents=incidents(resolution.entities),
        comparisons=compared,
        unlisted=tuple(sorted(resolution.unlisted)),
        doubts=doubts(resolution),
        aside=aside(read, decided, resolution),
    )


def entities(read: Read, decided: Decided = UNDECIDED) -> tuple[Entity, ...]:
    """Who and what the accounts that count speak of, incidents included."""
    return resolve(decided.standing(read), decided.pairs).entities


def pages(read: Read, decided: Decided = UNDECIDED) -> tuple[Page, ...]:
    """What each document that counts says, in terms of the entities that all documents share."""
    counting = decided.standing(read)
    return pages_of(counting, resolve(counting, decided.pairs))


def finished(edition: Edition, read: Read, decided: Decided) -> Edition:
    """An edition made up of parts, with what does not count, the history of everything, and the doubts."""
    resolution = resolve(decided.standing(read), decided.pairs)
    return replace(edition, aside=aside(read, decided, resolution), doubts=doubts(resolution))


def comparisons(written: Sequence[Page], found: Sequence[Entity]) -> tuple[Comparison, ...]:
    """How the claims of pages stand to each other."""
    return tuple(compare(written, found))


def others(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities that are no incidents."""
    return tuple(entity for entity in entities if entity.kind is not Kind.INCIDENT)


def incidents(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The incidents among the entities."""
    return tuple(entity for entity in entities if entity.kind is Kind.INCIDENT)
