"""What an asset shows of its values: how many of each kind, and the first few as a table in Markdown."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from graph.generations import Generation
from ontology.model import Comparison, Entity, Page
from pipelines.extraction.account import Account
from pipelines.intake import Arrival
from pipelines.lots import Lot
from pipelines.outcomes import Reason, Refusal
from pipelines.reading.document import Document

Value = TypeVar("Value")

_SHOWN = 20
_LONGEST = 80


class Tally:
    """Values that pass by: how many of each kind, and the first few, so that none need be kept."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.claims: Counter[str] = Counter()
        self.mute = 0  # accounts without a claim
        self._seen: dict[type, list[object]] = {}
        self._of: Counter[type] = Counter()

    def passing(self, values: Iterable[Value]) -> Iterator[Value]:
        """The same values."""
        for value in values:
            self._note(value)
            yield value

    @property
    def total(self) -> int:
        """How many values passed by, refusals too."""
        return sum(self._of.values())

    def refused(self, *, without: Reason | None = None) -> int:
        """How many were refused, but for this reason."""
        return sum(count for reason, count in self.counts.items() if reason != without)

    def metadata(self) -> dict[str, int]:
        """How many values there are, how many were refused for which reason, and claims by predicate."""
        refused = {f"refused: {reason}": count for reason, count in self.counts.most_common()}
        total = sum(self.counts.values())
        kept = {"values": sum(self._of.values()) - total, "refused": total}
        return kept | refused | {f"claims: {kind}": count for kind, count in self.claims.most_common()}

    def preview(self) -> str:
        """The first values of each type as Markdown tables."""
        tables = [_table(seen, self._of[kind]) for kind, seen in self._seen.items()]
        return "\n\n".join(tables) or "nothing"

    def _note(self, value: object) -> None:
        kind = type(value)
        self._of[kind] += 1
        seen = self._seen.setdefault(kind, [])
        if len(seen) < _SHOWN:
            seen.append(value)
        if isinstance(value, Refusal):
            self.counts[value.reason.value] += 1
        if isinstance(value, Account):
            self.claims.update(claim.predicate.value for claim in value.claims)
            self.mute += not value.claims


def preview(values: Collection[object] | Lot[Any]) -> str:
    """The first of some values of one type as a Markdown table."""
    first = list(islice(values, _SHOWN))
    return _table(first, len(values)) if first else "nothing"


def _table(values: Sequence[Any], total: int) -> str:
    rows = [_cells(value) for value in values]
    head = list(rows[0])
    lines = [_row(head), _row("---" for _ in head), *(_row(row.values()) for row in rows)]
    if total > len(values):
        lines.append(f"\n… and {total - len(values):,} more")
    return "\n".join(lines)


def _row(cells: Iterable[object]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(cell: object) -> str:
    text = " ".join(str("" if cell is None else cell).split()).replace("|", "\\|")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _cells(value: object) -> dict[str, object]:  # noqa: PLR0911  # one row for each type
    match value:
        case Arrival():
            return {"article": value.source, "type": value.media_type, "sha256": value.sha256[:16]}
        case Refusal():
            return {"not read": value.source, "reason": value.reason.value, "why": value.detail}
        case Document():
            return {
                "document": value.id,
                "publisher": value.publisher,
                "published": value.published,
                "title": value.title,
            }
        case Account():
            return {"document": value.document, "entities": len(value.entities), "claims": len(value.claims)}
        case Entity():
            return {"entity": value.label, "kind": value.kind.value, "aliases": ", ".join(value.aliases)}
        case Page():
            return {"page": value.article.title, "claims": len(value.claims), "mentions": len(value.mentions)}
        case Comparison():
            return {"relation": value.relation.value, "reason": value.reason}
        case Generation():
            return {"generation": value.number, "triples": value.quads, "hash": value.canonical_hash[:16]}
    return {"value": value}
