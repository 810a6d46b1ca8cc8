"""Excerpts: the part of an edition that stands behind some pages, complete enough to be checked alone."""

from collections.abc import Collection, Iterable, Iterator

from ontology.model import Comparison, Entity, Page
from ontology.terms import Iri
from pipelines.edition import Edition, incidents, others


def excerpt(edition: Edition, wanted: Collection[str]) -> Edition:
    """These pages (IRIs), all entities they lead to, and how their claims compare with each other."""
    pages = tuple(edition.chosen(wanted))
    known = {one.iri: one for one in (*edition.entities, *edition.incidents)}
    edge = {iri for page in pages for iri in _named(page)}
    found: set[Iri] = set()
    while edge:
        found |= edge
        edge = {other for iri in edge if iri in known for other in _referred(known[iri])} - found
    there = [known[iri] for iri in sorted(found & known.keys())]
    claims = {claim.iri for page in pages for claim in page.claims}
    return Edition(
        pages=pages,
        entities=others(there),
        incidents=incidents(there),
        comparisons=tuple(_among(edition.comparisons, claims)),
    )


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


def _among(comparisons: Iterable[Comparison], claims: Collection[Iri]) -> Iterator[Comparison]:
    return (one for one in comparisons if one.left in claims and one.right in claims)
