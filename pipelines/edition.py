"""An edition: everything that a generation is made of, derived from all accounts together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.model import Comparison, Entity, Page
from ontology.terms import Kind
from pipelines.comparison.comparing import compare
from pipelines.extraction.account import Account
from pipelines.progress import Progress, Stage, silent
from pipelines.reading.document import Document
from pipelines.resolution.pages import pages as pages_of
from pipelines.resolution.resolution import resolve

Read = Sequence[tuple[Document, Account]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Pages, the entities they speak of, the incidents they tell of, and how their claims compare."""

    pages: tuple[Page, ...] = ()
    entities: tuple[Entity, ...] = ()  # all but the incidents
    incidents: tuple[Entity, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    unlisted: tuple[str, ...] = ()  # documents whose accounts speak of what they do not list

    @property
    def texts(self) -> dict[str, str]:
        """The stored text of each document id."""
        return {page.article.identifier: page.text for page in self.pages}


def edition(read: Read, progress: Progress = silent) -> Edition:
    """The edition of all accounts."""
    progress(Stage.RESOLVE, 0, len(read))
    resolution = resolve(read)
    written = pages_of(read, resolution)
    progress(Stage.RESOLVE, len(read), len(read))
    progress(Stage.COMPARE, 0, len(written))
    compared = comparisons(written, resolution.entities)
    progress(Stage.COMPARE, len(written), len(written))
    return Edition(
        pages=written,
        entities=others(resolution.entities),
        incidents=incidents(resolution.entities),
        comparisons=compared,
        unlisted=tuple(sorted(resolution.unlisted)),
    )


def entities(read: Read) -> tuple[Entity, ...]:
    """Who and what all accounts speak of, incidents included."""
    return resolve(read).entities


def pages(read: Read) -> tuple[Page, ...]:
    """What each document says, in terms of the entities that all documents share."""
    return pages_of(read, resolve(read))


def comparisons(written: Sequence[Page], found: Sequence[Entity]) -> tuple[Comparison, ...]:
    """How the claims of pages stand to each other."""
    return tuple(compare(written, found))


def others(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities that are no incidents."""
    return tuple(entity for entity in entities if entity.kind is not Kind.INCIDENT)


def incidents(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The incidents among the entities."""
    return tuple(entity for entity in entities if entity.kind is Kind.INCIDENT)
