"""Excerpts: the part of an edition that stands behind some pages, complete enough to be checked alone."""

from collections.abc import Collection, Iterator

from graph import names
from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.edition import Edition, incidents, others
from pipelines.lots import Lot


class Excerpts:
    """Parts of one edition, each cut out at the cost of what is in it."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def of(self, wanted: Collection[str]) -> Edition:
        """These pages (IRIs), all entities they lead to, and how their claims compare with each other."""
        pages = list(self._edition.pages.chosen(sorted(wanted)))
        edge = {iri for page in pages for iri in _named(page)}
        known: dict[Iri, Entity] = {}
        while edge:
            there = [one for iri in edge if (one := self._edition.entity(iri)) is not None]
            known |= {one.iri: one for one in there}
            edge = {other for one in there for other in _referred(one)} - known.keys()
        return Edition(
            pages=Lot.of(pages),
            entities=Lot.of(others(known.values())),
            incidents=Lot.of(incidents(known.values())),
            comparisons=Lot.of(self._among(pages)),
        )

    def stories(self, wanted: Collection[str], most: int) -> Iterator[list[str]]:
        """Pages in groups of at most so many, those of one story side by side."""
        asked = {names.document(page) for page in wanted}
        together = (sorted(asked.intersection(story)) for story in self._edition.stories(asked))
        ordered: list[str] = [names.page(one) for some in together for one in some]
        ordered += sorted(set(wanted).difference(ordered))
        return (ordered[at : at + most] for at in range(0, len(ordered), most))

    def _among(self, pages: Collection[Page]) -> Iterator[Comparison]:
        """The comparisons of the claims of pages with each other."""
        claims = {claim.iri for page in pages for claim in page.claims}
        compared = self._edition.comparisons_of([page.article.identifier for page in pages])
        return (one for one in compared if one.left in claims and one.right in claims)


def excerpt(edition: Edition, wanted: Collection[str]) -> Edition:
    """These pages (IRIs), all entities they lead to, and how their claims compare with each other."""
    return Excerpts(edition).of(wanted)


def _named(page: Page) -> Iterator[Iri]:
    yield from (page.article.publisher, *page.article.incidents)
    for mention in page.mentions:
        yield from (mention.denotes,) if mention.denotes else ()
    for step in page.steps:
        yield from step.speakers
    for claim in page.claims:
        yield from (*claim.holders, *claim.place, *((claim.origin,) if claim.origin else ()))
        yield from (claim.based_on,) if claim.based_on else ()
    for said in page.propositions:
        yield from (said.subject, said.object)


def _referred(one: Entity) -> Iterator[Iri]:
    yield from (*one.owner, *one.concerns, *one.part_of, *one.member_of, *one.responsible_for)
    yield from (iri for iri in (one.speaks_for, one.country) if iri is not None)
