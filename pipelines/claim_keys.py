"""By what a claim is known again when its article is read again: the text, the place, and what it says."""

from collections.abc import Iterator

from graph.names import digest
from pipelines.extraction.account import Account, AccountClaim
from pipelines.reading.document import Document


def keyed(document: Document, account: Account) -> Iterator[tuple[str, AccountClaim]]:
    """The claims of an account with their keys. Another text, or another reading of it, has other keys."""
    names = {entity.id: entity.name for entity in account.entities}
    for claim in account.claims:
        holders = sorted(names.get(speaker, speaker) for speaker in claim.chain[0].speakers)
        ends = (names.get(claim.subject, ""), claim.predicate.value, names.get(claim.object, ""))
        place = (document.sha256, str(claim.span.start), str(claim.span.end))
        yield f"claim {digest(*place, *ends, claim.polarity, claim.certainty, *holders)}", claim


def without(document: Document, account: Account, keys: frozenset[str]) -> tuple[AccountClaim, ...]:
    """The claims of an account that have none of these keys."""
    return tuple(claim for key, claim in keyed(document, account) if key not in keys)
