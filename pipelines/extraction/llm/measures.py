"""What dates and numbers of a text mean: read by our own rules, never taken from a reply."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from pipelines.extraction.account import Amount, Span, Time
from pipelines.extraction.dates import find_dates
from pipelines.extraction.quantities import find_quantities
from pipelines.reading.document import Document


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


Found = TypeVar("Found", bound=_Placed)


class Measures:
    """The dates and quantities of one document by where they stand."""

    def __init__(self, document: Document) -> None:
        anchor = date.fromisoformat(document.published) if document.published else None
        self._dates = find_dates(document.text, anchor)
        self._quantities = find_quantities(document.text)

    def time(self, span: Span) -> Time | None:
        """What the date in these words means; None where there is none or it is not understood."""
        found = _best(self._dates, span)
        return found.time if found else None

    def amount(self, span: Span) -> Amount | None:
        """How much these words say; None where they hold no number."""
        found = _best(self._quantities, span)
        return found.amount if found else None


def _best(found: Iterable[Found], span: Span) -> Found | None:
    """The one that shares most of its words with the span."""
    there = [one for one in found if one.span.overlaps(span)]
    return max(
        there, key=lambda one: min(one.span.end, span.end) - max(one.span.start, span.start), default=None
    )
