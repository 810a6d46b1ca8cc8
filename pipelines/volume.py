"""How much there is of what: claims by day of publication and outlet."""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from ontology.model import Page
from ontology.terms import Iri

Volume: TypeAlias = Counter[tuple[str, Iri]]


def volume(pages: Iterable[Page]) -> Volume:
    """The number of claims of each day (ISO 8601) and outlet; pages without a date do not count."""
    counts: Volume = Counter()
    for page in pages:
        if page.article.published:
            counts[page.article.published[:10], page.article.publisher] += len(page.claims)
    return +counts
