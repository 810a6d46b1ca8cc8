"""Fresh propositions: those that came with pages just added, and all that is said on them.

What follows from the claims on them is reckoned without asking the store, which is slow on disk.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ontology.model import Claim, Page, Proposition

_MOST = 1 << 16  # so many are remembered; the rest is looked up


class Said(NamedTuple):
    """What one claim on a proposition adds to its points: IRIs, of the origin None where nobody is known."""

    polarity: str
    certainty: str
    origin: str | None


@dataclass(slots=True)
class Fresh:
    """By IRI; one that is not here has to be looked up."""

    propositions: dict[str, Proposition] = field(default_factory=dict)
    said: dict[str, set[Said]] = field(default_factory=dict)

    def note(self, pages: Collection[Page], new: Collection[str]) -> None:
        """Note pages that were added; `new` are the IRIs of what was not there before."""
        for one in (one for page in pages for one in page.shared if isinstance(one, Proposition)):
            if one.iri in new and one.iri not in self.said and len(self.said) < _MOST:
                self.propositions[one.iri], self.said[one.iri] = one, set()
        for claim in (claim for page in pages for claim in page.claims if claim.proposition in self.said):
            self.said[claim.proposition].update(_said(claim))

    def forget(self, propositions: Iterable[str]) -> None:
        """Forget what is no longer known in full."""
        for iri in propositions:
            self.propositions.pop(iri, None)
            self.said.pop(iri, None)


def _said(claim: Claim) -> Iterable[Said]:
    whose = (claim.origin,) if claim.origin and claim.holders else claim.holders or (None,)
    return (Said(claim.polarity.iri, claim.certainty.iri, one) for one in whose)
