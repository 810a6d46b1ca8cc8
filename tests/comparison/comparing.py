"""Comparisons of handwritten accounts, with the claims that they compare in words."""

from typing import NamedTuple

from ontology.model import Claim, Comparison, Page
from ontology.terms import Iri, Relation
from pipelines.comparison.comparing import compare
from pipelines.resolution.pages import pages
from pipelines.resolution.resolution import Resolution, resolve
from tests.resolution.telling import Read, Telling


class Found(NamedTuple):
    """One comparison, with the quotes of both claims."""

    left: str
    relation: Relation
    right: str
    reason: str


class Compared:
    """Accounts, resolved and compared."""

    def __init__(self, *accounts: Read | Telling) -> None:
        read = [account.read() if isinstance(account, Telling) else account for account in accounts]
        self.resolution: Resolution = resolve(read)
        self.pages: tuple[Page, ...] = pages(read, self.resolution)
        self.comparisons: tuple[Comparison, ...] = compare(self.pages, self.resolution.entities)
        self.claims: dict[Iri, Claim] = {claim.iri: claim for page in self.pages for claim in page.claims}
        self._quotes = {mention.iri: mention.exact for page in self.pages for mention in page.mentions}

    @property
    def found(self) -> list[Found]:
        """The comparisons in words, in order."""
        return sorted(
            Found(self._quote(one.left), one.relation, self._quote(one.right), one.reason)
            for one in self.comparisons
        )

    def between(self, one: str, other: str) -> set[Relation]:
        """How the claims whose quotes contain these words stand to each other, in either direction."""
        pairs = ((found, {found.left, found.right}) for found in self.found)
        return {
            found.relation
            for found, quotes in pairs
            if (one in found.left and other in found.right) or (one in found.right and other in found.left)
            if quotes
        }

    def _quote(self, claim: Iri) -> str:
        return self._quotes[self.claims[claim].evidence]
