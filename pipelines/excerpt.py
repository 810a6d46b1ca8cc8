"""Excerpts: the part of an edition that stands behind some pages, complete enough to be checked alone."""

from collections.abc import Collection, Iterator
from itertools import chain

from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.edition import Edition, incidents, others


class Excerpts:
    """Parts of one edition, each cut out at the cost of what is in it."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._known = {one.iri: one for one in chain(edition.entities, edition.incidents)}
        self._compared: dict[Iri, list[Comparison]] = {}
        for one in edition.comparisons:
            self._compared.setdefault(one.left, []).append(one)

    def of(self, wanted: Collection[str]) -> Edition:
        """These pages (IRIs), all entities they lead to, and how their claims compare with each other."""
        pages = tuple(self._edition.chosen(wanted))
        edge = {iri for page in pages for iri in _named(page)}
        found: set[Iri] = set()
        while edge:
            found |= edge
            there = (self._known[iri] for iri in edge if iri in self._known)
            edge = {other for one in there for other in _referred(one)} - found
        known = [self._known[iri] for iri in sorted(found & self._known.keys())]
        claims = {claim.iri for page in pages for claim in page.claims}
        return Edition(
            pages=pages,
            entities=others(known),
            incidents=incidents(known),
            comparisons=tuple(self._among(claims)),
        )

    def stories(self, wanted: Collection[str], most: int) -> Iterator[list[str]]:
        """Pages in groups of at most so many, those that tell of one incident side by side."""
        told = ((min(page.article.incidents, default=""), page.iri) for page in self._edition.chosen(wanted))
        ordered = [str(iri) for _, iri in sorted(told)]
        return (ordered[at : at + most] for at in range(0, len(ordered), most))

    def _among(self, claims: Collection[Iri]) -> Iterator[Comparison]:
        left = (self._compared.get(iri, ()) for iri in sorted(claims))
        return (one for some in left for one in some if one.right in claims)


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
