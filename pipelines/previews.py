"""What an asset shows of its values: how many of each kind, and the first few as a table in Markdown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from graph.generations import Generation
from ontology.model import Comparison, Entity, Page
from pipelines.extraction.account import Account
from pipelines.intake import Arrival
from pipelines.outcomes import Refusal
from pipelines.reading.document import Document

_SHOWN = 20
_LONGEST = 80


def counts(values: Sequence[object]) -> dict[str, int]:
    """How many values there are, and how many were refused for which reason."""
    refused = [value for value in values if isinstance(value, Refusal)]
    reasons = Counter(f"refused: {refusal.reason.value}" for refusal in refused)
    return {"values": len(values) - len(refused), "refused": len(refused), **dict(reasons.most_common())}


def preview(values: Sequence[object]) -> str:
    """The first values of each type as Markdown tables."""
    tables = [
        _table([value for value in values if type(value) is kind])
        for kind in dict.fromkeys(map(type, values))
    ]
    return "\n\n".join(tables) or "nothing"


def _table(values: Sequence[Any]) -> str:
    rows = [_cells(value) for value in values[:_SHOWN]]
    head = list(rows[0])
    lines = [_row(head), _row("---" for _ in head), *(_row(row.values()) for row in rows)]
    if len(values) > _SHOWN:
        lines.append(f"\n… and {len(values) - _SHOWN} more")
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
